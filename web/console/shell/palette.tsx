import { Dialog as Base } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { setPreferences } from '../../lib/preferences.ts'
import { useSession } from '../../lib/session.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Finder } from '../../ui/overlay/finder.tsx'
import { useWords, type Words } from '../words/index.ts'
import { searchEverything, type Found } from './palette-search.ts'
import { places } from './places.ts'
import css from './palette.module.css'

type Entry = Found & { act: () => void }

/** One field for everything: orders, items, places, screens, and what can be done. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { shell } = useWords()
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css['backdrop']} />
        <Base.Popup className={css['popup']} aria-label={shell.search}>
          <Everything onClose={onClose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Everything({ onClose }: { onClose: () => void }) {
  const { shell } = useWords()
  const [text, setText] = useState('')
  const entries = useEntries(useDeferredValue(text.trim()))
  const { placeholder, none } = shell.palette
  return (
    <Finder
      label={shell.search}
      placeholder={placeholder}
      none={none}
      groups={shell.palette}
      text={text}
      onText={setText}
      entries={entries}
      onChoose={(entry) => {
        onClose()
        entry.act()
      }}
    />
  )
}

/** What matches: what is found on the server first, then screens and what can be done. */
function useEntries(text: string): Entry[] {
  const words = useWords()
  const session = useSession()
  const { history } = useRouter()
  const { data: found = [] } = useQuery({
    queryKey: ['palette', text],
    queryFn: ({ signal }) => searchEverything(text, session, signal),
    enabled: text.length > 1,
    placeholderData: (before) => (text.length > 1 ? before : []),
  })
  const here = [...goes(words, session.can), ...does(words)]
  const matching = here.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  return [...(text.length > 1 ? found : []), ...matching].map((entry) => ({
    ...entry,
    act: entry.run ?? (() => history.push(`/console${entry.to}`)),
  }))
}

function goes({ shell }: Words, can: (permission: string) => boolean): Found[] {
  return places
    .filter(({ permission }) => can(permission))
    .map(({ id, icon, to }) => ({ group: 'go', id, icon, name: shell.places[id], to }))
}

function does({ shell: { palette } }: Words): Found[] {
  const act = (id: string, icon: IconName, name: string, run: () => void): Found => {
    return { group: 'actions', id, icon, name, to: '', run }
  }
  return [
    act('dark', 'moon', `${palette.theme}: ${palette.dark}`, () => {
      setPreferences({ theme: 'dark' })
    }),
    act('light', 'sun', `${palette.theme}: ${palette.light}`, () => {
      setPreferences({ theme: 'light' })
    }),
    act('system', 'settings', `${palette.theme}: ${palette.system}`, () => {
      setPreferences({ theme: 'system' })
    }),
  ]
}
