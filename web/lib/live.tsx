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
import { openStream, type Change, type Said } from './live-stream.ts'

export type { Change } from './live-stream.ts'

type Hear = (changes: readonly Change[]) => void
type Live = { isLive: boolean; since: number; listen: (hear: Hear) => () => void }

/** Counts are asked for anew so often while things change. */
const COUNT_MS = 2000

const LiveContext = createContext<Live>({ isLive: true, since: 0, listen: () => () => undefined })

/**
 * Listens to the stream for the whole app. What changed makes what was asked about it stale: query
 * keys begin with the topic, and those of one thing hold its id: `['orders', 'one', id]`.
 */
export function LiveProvider({ topics, children }: { topics: string; children: ReactNode }) {
  const queries = useQueryClient()
  const [state, setState] = useState(() => ({ isLive: true, since: Date.now() }))
  const [hearers] = useState(() => new Set<Hear>())
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
    if (said.kind === 'reset') void queries.invalidateQueries()
    if (said.kind === 'failed') void queries.invalidateQueries({ queryKey: ['me'] })
    if (said.kind !== 'changes') return
    for (const { topic, id } of said.changes) {
      void queries.invalidateQueries({ queryKey: [topic, 'one', id] })
    }
    count(said.changes)
    for (const hear of hearers) hear(said.changes)
  })
  useEffect(() => (topics === '' ? undefined : connect(topics, onSaid)), [topics])
  const live = useMemo(
    () => ({
      ...state,
      listen: (hear: Hear) => {
        hearers.add(hear)
        return () => hearers.delete(hear)
      },
    }),
    [state, hearers],
  )
  return <LiveContext value={live}>{children}</LiveContext>
}

const isOlderThan =
  (moment: number) =>
  ({ state: { dataUpdatedAt } }: Query) =>
    dataUpdatedAt > 0 && dataUpdatedAt < moment

/** Listens until it is told to stop; a page that the browser has put aside does not. */
function connect(topics: string, tell: (said: Said) => void): () => void {
  let leave = join(topics, tell)
  const onHide = () => leave()
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    leave = join(topics, tell)
    // What happened meanwhile was told to the others.
    tell({ kind: 'reset' })
  }
  window.addEventListener('pagehide', onHide)
  window.addEventListener('pageshow', onShow)
  return () => {
    window.removeEventListener('pagehide', onHide)
    window.removeEventListener('pageshow', onShow)
    leave()
  }
}

function join(topics: string, tell: (said: Said) => void): () => void {
  if (typeof SharedWorker === 'undefined') return openStream(topics.split(','), tell)
  const { port } = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    type: 'module',
    name: topics,
  })
  port.addEventListener('message', ({ data }) => tell(data as Said))
  port.start()
  return () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
    port.postMessage('bye')
    port.close()
  }
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
