/** What the stream of the server tells: something with this id has changed. */
export type Change = {
  topic: string
  id: string
  version: number | null
  /** The event: `order.allocated`. */
  change: string
  location?: string
}

/**
 * What tabs hear: a change; `reset`: anything may have changed; how the connection stands. `failed`
 * comes with every try that did not work: the session may have ended, which a stream cannot tell.
 */
export type Said =
  | { kind: 'changes'; changes: Change[] }
  | { kind: 'reset' }
  | { kind: 'failed' }
  | State

/** Live since a moment; what happened before is not told, unless it went on where it stopped. */
export type State = { kind: 'state'; isLive: boolean; since: number; isResumed: boolean }

/** The server says something at least every 15 s; after this long the line is dead. */
const SILENCE_MS = 40_000
const RETRY_MS = 2000
const RETRY_MOST_MS = 30_000
/** Changes are handed on together, so that a busy minute costs a tab ten wake-ups a second. */
const GATHER_MS = 100

/** How long to wait after so many tries in a row that did not work. */
export function waitAfter(failures: number): number {
  return Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MOST_MS)
}

/**
 * One connection to `/v1/stream`, kept up: it comes back by itself and goes on where it stopped.
 * `navigator.onLine` is no help (it says online when nothing is); silence is what counts.
 */
export function openStream(topics: readonly string[], tell: (said: Said) => void): () => void {
  let source: EventSource | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let last = ''
  let isLive = false
  let isClosed = false
  let failures = 0
  let gathered: Change[] = []

  const state = (live: boolean, isResumed = false) => {
    if (live === isLive) return
    isLive = live
    tell({ kind: 'state', isLive, since: Date.now(), isResumed })
  }
  /** Each message may name the place in the stream at which to go on after a break. */
  const heard = ({ lastEventId }: MessageEvent) => {
    last = lastEventId || last
    clearTimeout(silence)
    silence = setTimeout(() => reopen(), SILENCE_MS)
  }
  const reopen = () => {
    source?.close()
    clearTimeout(silence)
    state(false)
    if (isClosed) return
    failures += 1
    tell({ kind: 'failed' })
    setTimeout(open, waitAfter(failures))
  }
  const gather = (change: Change) => {
    gathered.push(change)
    if (gathered.length > 1) return
    setTimeout(() => {
      tell({ kind: 'changes', changes: gathered })
      gathered = []
    }, GATHER_MS)
  }
  function open(): void {
    if (isClosed) return
    const query = new URLSearchParams({ topics: topics.join(',') })
    if (last) query.set('lastEventId', last)
    source = new EventSource(`/v1/stream?${query}`)
    source.addEventListener('ready', (event) => {
      heard(event)
      failures = 0
      state(true, (JSON.parse(event.data as string) as { resumed: boolean }).resumed)
    })
    source.addEventListener('beat', heard)
    source.addEventListener('reset', (event) => {
      heard(event)
      tell({ kind: 'reset' })
    })
    source.addEventListener('change', (event) => {
      heard(event)
      gather(JSON.parse(event.data as string) as Change)
    })
    source.addEventListener('error', reopen)
  }
  open()
  return () => {
    isClosed = true
    clearTimeout(silence)
    source?.close()
  }
}
