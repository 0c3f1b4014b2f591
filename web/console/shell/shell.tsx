import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLiveState } from '../../lib/live.tsx'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useLetters } from '../../lib/use-letters.ts'
import mark from '../../ui/mark.svg'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { Account } from './account.tsx'
import { Demo } from './demo.tsx'
import { places, type Place } from './places.ts'
import { Palette } from './palette.tsx'
import { Shortcuts } from './shortcuts.tsx'
import css from './shell.module.css'

/** What stands around every screen: the menu, search, whether it is live, who is signed in. */
export function Shell() {
  const { shell } = useWords()
  const [isSearching, setSearching] = useState(false)
  const [isHelping, setHelping] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // On a phone the menu is open on one screen at most: the next one closes it.
  const [menuOpenAt, setMenuOpenAt] = useState<string>()
  const isMenuOpen = menuOpenAt === path
  useShellLetters({ search: () => setSearching(true), help: () => setHelping(true) })
  return (
    <div className={css['shell']}>
      <a className={css['skip']} href="#main">
        {shell.skip}
      </a>
      <header className={css['top']}>
        <IconButton
          icon={isMenuOpen ? 'close' : 'menu'}
          label={shell.menu}
          aria-expanded={isMenuOpen}
          onClick={() => setMenuOpenAt(isMenuOpen ? undefined : path)}
        />
        <Brand />
        <IconButton icon="search" label={shell.search} onClick={() => setSearching(true)} />
      </header>
      <header className={css['side']} data-open={isMenuOpen || undefined}>
        <div className={css['brandRow']}>
          <Brand />
        </div>
        <button type="button" className={css['search']} onClick={() => setSearching(true)}>
          <Icon name="search" />
          <span>{shell.search}</span>
          <kbd aria-hidden="true">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
        <Menu />
        <Demo />
        <Account onHelp={() => setHelping(true)} />
      </header>
      <main className={css['main']} id="main" tabIndex={-1}>
        <Stale />
        <Outlet />
      </main>
      <Palette isOpen={isSearching} onClose={() => setSearching(false)} />
      <Shortcuts isOpen={isHelping} onClose={() => setHelping(false)} />
    </div>
  )
}

const isMac = navigator.platform.startsWith('Mac')

function Brand() {
  return (
    <span className={css['brand']}>
      <img src={mark} alt="" width="20" height="20" />
      Tutti
    </span>
  )
}

function useShellLetters(acts: { search: () => void; help: () => void }) {
  const navigate = useNavigate()
  const go = places.flatMap(({ letter, to }) =>
    letter === undefined ? [] : [[`g ${letter}`, () => void navigate({ to })] as const],
  )
  useLetters({
    ...Object.fromEntries(go),
    '?': acts.help,
    '/': () => document.getElementById('search')?.focus(),
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      acts.search()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

function Menu() {
  const { shell } = useWords()
  const { can } = useSession()
  const allowed = places.filter(({ permission, isInside }) => can(permission) && !isInside)
  const groups = (['operate', 'decide', 'run'] as const)
    .map((id) => ({ id, places: allowed.filter(({ group }) => group === id) }))
    .filter((group) => group.places.length > 0)
  return (
    <nav className={css['menu']} aria-label={shell.menu}>
      {groups.map(({ id, places: own }) => (
        <div key={id} className={css['group']}>
          <h2 className={css['groupName']}>{shell.groups[id]}</h2>
          <ul>
            {own.map((place) => (
              <li key={place.id}>
                <Entry place={place} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function Entry({ place }: { place: Place }) {
  const { shell } = useWords()
  return (
    <Link
      to={place.to}
      className={css['entry']}
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      <Icon name={place.icon} />
      <span className={css['entryName']}>{shell.places[place.id]}</span>
      {place.Count && <place.Count />}
    </Link>
  )
}

/** A break of a second is not worth a word. */
const STALE_MS = 4000

function Stale() {
  const { shell } = useWords()
  const formats = useFormats()
  const { isLive, since } = useLiveState()
  const now = useNow(1000)
  if (isLive || now - since < STALE_MS) return null
  return (
    <Notice tone="attention">{shell.stale(formats.moment(new Date(since).toISOString()))}</Notice>
  )
}
