import { useQueryClient, type Query } from '@tanstack/react-query'
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  type ReactNode,
} from 'react'
import { openStream, type Change, type Link, type Person, type Said } from './live-stream.ts'

export type { Change, Person } from './live-stream.ts'

type Hear = (changes: readonly Change[]) => void
type Live = {
  isLive: boolean
  since: number
  listen: (hear: Hear) => () => void
  /** Says that a record is open here; returns how to say that it is no more. */
  open: (record: string) => () => void
  others: ReadonlyMap<string, readonly Person[]>
}

/** Counts are asked for anew so often while things change. */
const COUNT_MS = 2000

const NOTHING = () => () => undefined
const NOBODY: ReadonlyMap<string, readonly Person[]> = new Map()
const LiveContext = createContext<Live>({
  isLive: true,
  since: 0,
  listen: NOTHING,
  open: NOTHING,
  others: NOBODY,
})

/**
 * Listens to the stream for the whole app. What changed makes what was asked about it stale: query
 * keys begin with the topic, and those of one thing hold its id: `['orders', 'one', id]`.
 */
export function LiveProvider({ topics, children }: { topics: string; children: ReactNode }) {
  const queries = useQueryClient()
  const [state, setState] = useState(() => ({ isLive: true, since: Date.now() }))
  const [hearers] = useState(() => new Set<Hear>())
  const [others, setOthers] = useState(NOBODY)
  const [opened] = useState(createOpened)
  const [count] = useState(() => {
    const waiting = new Set<string>()
    return (changes: readonly Change[]) => {
      if (waiting.size === 0) {
        setTimeout(() => {
          for (const topic of waiting)
            void queries.invalidateQueries({ queryKey: [topic, 'counts'] })
          waiting.clear()
        }, COUNT_MS)
      }
      for (const { topic } of changes) waiting.add(topic)
    }
  })
  const onSaid = useEffectEvent((said: Said) => {
    if (said.kind === 'state') {
      const { isLive, since, isResumed } = said
      setState({ isLive, since })
      // What was asked before may have changed before anybody told of it.
      if (isLive && !isResumed) void queries.invalidateQueries({ predicate: isOlderThan(since) })
    }
    if (said.kind === 'others') {
      setOthers((before) => new Map(before).set(said.record, said.others))
    }
    // Who is not heard of may be gone.
    if (said.kind === 'state' && !said.isLive) setOthers(NOBODY)
    if (said.kind === 'reset') void queries.invalidateQueries()
    if (said.kind === 'failed') void queries.invalidateQueries({ queryKey: ['me'] })
    if (said.kind !== 'changes') return
    for (const { topic, id } of said.changes) {
      void queries.invalidateQueries({ queryKey: [topic, 'one', id] })
    }
    count(said.changes)
    for (const hear of hearers) hear(said.changes)
  })
  useEffect(() => {
    return topics === '' ? undefined : opened.tellTo(connect(topics, onSaid))
  }, [topics, opened])
  const live = useMemo(
    () => ({
      ...state,
      others,
      open: opened.open,
      listen: (hear: Hear) => {
        hearers.add(hear)
        return () => hearers.delete(hear)
      },
    }),
    [state, hearers, others, opened],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

const isOlderThan =
  (moment: number) =>
  ({ state: { dataUpdatedAt } }: Query) =>
    dataUpdatedAt > 0 && dataUpdatedAt < moment

/** The records that are open here, in however many parts of the page, told to the stream. */
function createOpened() {
  const counts = new Map<string, number>()
  let link: Link | undefined
  const add = (record: string, by: 1 | -1) => {
    const count = (counts.get(record) ?? 0) + by
    if (count > 0) counts.set(record, count)
    else counts.delete(record)
    link?.look([...counts.keys()])
  }
  return {
    open(record: string) {
      add(record, 1)
      return () => add(record, -1)
    },
    /** Returns how to leave. */
    tellTo(to: Link) {
      link = to
      to.look([...counts.keys()])
      return () => {
        link = undefined
        to.leave()
      }
    },
  }
}

/** Listens until it is told to stop; a page that the browser has put aside does not. */
function connect(topics: string, tell: (said: Said) => void): Link {
  let link = join(topics, tell)
  let open: readonly string[] = []
  const onHide = () => link.leave()
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    link = join(topics, tell)
    link.look(open)
    // What happened meanwhile was told to the others.
    tell({ kind: 'reset' })
  }
  window.addEventListener('pagehide', onHide)
  window.addEventListener('pageshow', onShow)
  return {
    look(records) {
      open = records
      link.look(records)
    },
    leave() {
      window.removeEventListener('pagehide', onHide)
      window.removeEventListener('pageshow', onShow)
      link.leave()
    },
  }
}

function join(topics: string, tell: (said: Said) => void): Link {
  if (typeof SharedWorker === 'undefined') return openStream(topics.split(','), tell)
  const { port } = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: topics,
  })
  port.addEventListener('message', ({ data }) => tell(data as Said))
  port.start()
  const post = (message: readonly string[] | 'bye') => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    port.postMessage(message)
  }
  return {
    look: post,
    leave() {
      post('bye')
      port.close()
    },
  }
}

/** Who else has a record open, as far as is known; it is open here as long as this is shown. */
export function useOthers(record: string): readonly Person[] {
  const { open, others } = useContext(LiveContext)
  useEffect(() => open(record), [open, record])
  return others.get(record) ?? []
}

/** Whether what is shown follows what happens, and since when. */
export function useLiveState(): { isLive: boolean; since: number } {
  const { isLive, since } = useContext(LiveContext)
  return { isLive, since }
}

/** Hears of every change of a topic while the component is shown. */
export function useChanges(topic: string, hear: Hear): void {
  const { listen } = useContext(LiveContext)
  const onChanges = useEffectEvent((changes: readonly Change[]) => {
    const own = changes.filter((change) => change.topic === topic)
    if (own.length > 0) hear(own)
  })
  useEffect(() => listen(onChanges), [listen])
}
