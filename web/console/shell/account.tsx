import { useRef } from 'react'
import { setPreferences, useLanguage, usePreferences } from '../../lib/preferences.ts'
import { useSession } from '../../lib/session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { languages, useWords } from '../words/index.ts'
import css from './shell.module.css'

/** Who is signed in, and how they like it. */
export function Account({ onHelp }: { onHelp: () => void }) {
  const { shell } = useWords()
  const { me } = useSession()
  const { theme, density } = usePreferences()
  const language = useLanguage()
  const form = useRef<HTMLFormElement>(null)
  const themes = ['system', 'light', 'dark'] as const
  return (
    <div className={css['account']}>
      <form ref={form} method="post" action="/sign-out" hidden />
      <Menu
        trigger={
          <button type="button" className={css['entry']}>
            <span className="hidden-text">{shell.account}:</span>
            <Icon name="user" />
            <span className={css['entryName']}>{me.name}</span>
            <Icon name="more" />
          </button>
        }
        items={[
          ...themes.map((id) => ({
            label: `${shell.palette.theme}: ${shell.palette[id]}`,
            isOn: theme === id,
            onChoose: () => setPreferences({ theme: id }),
          })),
          'line',
          {
            label: shell.palette.comfortable,
            isOn: density === 'comfortable',
            onChoose: () =>
              setPreferences({ density: density === 'compact' ? 'comfortable' : 'compact' }),
          },
          'line',
          ...languages.map(({ id, name }) => ({
            label: name,
            isOn: language === id,
            onChoose: () => setPreferences({ language: id }),
          })),
          'line',
          { label: shell.shortcuts.title, icon: 'keyboard', letter: '?', onChoose: onHelp },
          { label: shell.reference, icon: 'book', onChoose: () => location.assign('/reference') },
          { label: shell.signOut, icon: 'signOut', onChoose: () => form.current?.submit() },
        ]}
      />
    </div>
  )
}
