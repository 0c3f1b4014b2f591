import { Dialog as Base } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import { setPreferences } from '../../lib/preferences.ts'
import { useSession } from '../../lib/session.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
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
          <Finder onClose={onClose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Finder({ onClose }: { onClose: () => void }) {
  const { shell } = useWords()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const entries = useEntries(useDeferredValue(text.trim()))
  const chosen = entries[Math.min(active, entries.length - 1)]
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.act()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) {
      event.preventDefault()
      const next = (Math.min(active, entries.length - 1) + by + entries.length) % entries.length
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') run(chosen)
  }
  return (
    <>
      <div className={css['field']}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${entries.indexOf(chosen)}`}
          aria-label={shell.search}
          placeholder={shell.palette.placeholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {entries.length === 0 && <p className={css['none']}>{shell.palette.none}</p>}
      <div role="listbox" id={`${id}-list`} aria-label={shell.search} className={css['list']}>
        {entries.map((entry, index) => (
          <Option
            key={`${entry.group} ${entry.id}`}
            id={`${id}-${index}`}
            entry={entry}
            isFirst={entries[index - 1]?.group !== entry.group}
            isActive={entry === chosen}
            onPoint={() => setActive(index)}
            onChoose={() => run(entry)}
          />
        ))}
      </div>
    </>
  )
}

function Option(of: {
  id: string
  entry: Entry
  isFirst: boolean
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  const { shell } = useWords()
  const { group, icon, name, more } = of.entry
  return (
    <>
      {of.isFirst && (
        <p className={css['group']} role="presentation">
          {shell.palette[group]}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has them */}
      <div
        role="option"
        id={of.id}
        tabIndex={-1}
        className={css['option']}
        aria-selected={of.isActive}
        onPointerMove={of.onPoint}
        onClick={of.onChoose}
      >
        <Icon name={icon} />
        <span className="clip">{name}</span>
        {more !== undefined && <span className={css['more']}>{more}</span>}
      </div>
    </>
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
