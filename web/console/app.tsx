import { DirectionProvider } from '@base-ui/react/direction-provider'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { CatchBoundary, RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { answerOf, api, Problem } from '../lib/api.ts'
import { formatsOf } from '../lib/format.ts'
import { LiveProvider } from '../lib/live.tsx'
import { localeOf } from '../lib/locale.ts'
import { learnPreferences, useLanguage, usePreferences } from '../lib/preferences.ts'
import { createQueries } from '../lib/queries.ts'
import { SessionProvider, type Me, type Session } from '../lib/session.tsx'
import { Toasts } from '../ui/overlay/toasts.tsx'
import { createConsoleRouter } from './router.tsx'
import { Fault } from './shell/fault.tsx'
import { languages, loadWords, useWords, WordsContext, type Words } from './words/index.ts'

const queries = createQueries()

/** The console: first its language and who is signed in, then everything else. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Spoken>
        <CatchBoundary getResetKey={() => 'whole'} errorComponent={Broken}>
          <SignedIn />
        </CatchBoundary>
      </Spoken>
    </QueryClientProvider>
  )
}

function Spoken({ children }: { children: React.ReactNode }) {
  const language = useLanguage()
  const found = languages.find(({ id }) => id === language) ?? languages[0]
  const [words, setWords] = useState<Words>()
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      const loaded = await loadWords(found.id)
      if (!isCurrent) return
      document.documentElement.lang = found.id
      document.documentElement.dir = found.direction
      setWords(loaded)
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [found])
  if (!words) return null
  return (
    <WordsContext value={words}>
      <DirectionProvider direction={found.direction}>{children}</DirectionProvider>
    </WordsContext>
  )
}

function SignedIn() {
  const { data: me, error } = useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const answer = await answerOf(api.GET('/v1/me'))
      learnPreferences(answer)
      return answer
    },
  })
  if (error instanceof Problem && error.status === 401) return <ToSignIn />
  // Asked again while the server is away: what is shown stays.
  if (me) return <Console me={me} />
  return error ? <Broken error={error} /> : null
}

/** Outside of the shell: not even that could be shown. */
function Broken({ error }: { error: unknown }) {
  return (
    <main>
      <Fault error={error} isWhole />
    </main>
  )
}

function ToSignIn() {
  useEffect(() => {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [])
  return null
}

/** Topics of the stream, and the permission that each needs. */
const TOPICS = [
  ['orders', 'orders:read'],
  ['tasks', 'tasks:read'],
  ['stock', 'stock:read'],
  ['fulfilment', 'fulfilment:read'],
  ['network', 'network:read'],
  ['catalog', 'catalog:read'],
  ['rules', 'rules:read'],
  ['shipping', 'shipping:read'],
  ['routing', 'routing:read'],
] as const

function Console({ me }: { me: Me }) {
  const language = useLanguage()
  const { timeZone: chosenZone } = usePreferences()
  const [router] = useState(createConsoleRouter)
  const session = useMemo<Session>(() => {
    const timeZone = chosenZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
    const can = (permission: string) => me.permissions.includes(permission)
    return {
      me,
      timeZone,
      formats: formatsOf(localeOf(language, navigator.languages), timeZone),
      can,
      canForAll: (permission) => me.seesAll && can(permission),
    }
  }, [me, language, chosenZone])
  const topics = TOPICS.filter(([, permission]) => session.can(permission)).map(([topic]) => topic)
  return (
    <SessionProvider session={session}>
      <LiveProvider topics={topics.join(',')}>
        <WithToasts>
          <RouterProvider router={router} />
        </WithToasts>
      </LiveProvider>
    </SessionProvider>
  )
}

function WithToasts({ children }: { children: React.ReactNode }) {
  const { shell } = useWords()
  return <Toasts closeLabel={shell.close}>{children}</Toasts>
}
