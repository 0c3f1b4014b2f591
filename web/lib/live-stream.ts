/** What the stream of the server tells: something with this id has changed. */
export type Change = {
  topic: string
  id: string
  version: number | null
  /** The event: `order.allocated`. */
  change: string
  location?: string
}

export type Person = { id: string; name: string }

/** Who else has a record open that is open here, `orders:<id>`. */
export type Others = { kind: 'others'; record: string; others: readonly Person[] }

/**
 * What tabs hear: a change; `reset`: anything may have changed; how the connection stands. `failed`
 * comes with every try that did not work: the session may have ended, which a stream cannot tell.
 */
export type Said =
  | { kind: 'changes'; changes: Change[] }
  | { kind: 'reset' }
  | { kind: 'failed' }
  | Others
  | State

type Presence = { topic: string; id: string; others: readonly Person[] }

/** Live since a moment; what happened before is not told, unless it went on where it stopped. */
export type State = { kind: 'state'; isLive: boolean; since: number; isResumed: boolean }

/** The server says something at least every 15 s; after this long the line is dead. */
const SILENCE_MS = 40_000
const RETRY_MS = 2000
const RETRY_MOST_MS = 30_000
/** Changes are handed on together, so that a busy minute costs a tab ten wake-ups a second. */
const GATHER_MS = 100
/** Who steps through records has one open once they stay there. */
const SETTLED_MS = 300

/** How long to wait after so many tries in a row that did not work. */
export function waitAfter(failures: number): number {
  return Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MOST_MS)
}

/** `look` says which records are open here; `leave` ends the connection. */
export type Link = { look: (records: readonly string[]) => void; leave: () => void }

/**
 * One connection to `/v1/stream`, kept up: it comes back by itself and goes on where it stopped.
 * `navigator.onLine` is no help (it says online when nothing is); silence is what counts.
 */
export function openStream(topics: readonly string[], tell: (said: Said) => void): Link {
  let source: EventSource | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let last = ''
  let isLive = false
  let isClosed = false
  let failures = 0
  let gathered: Change[] = []
  let at = ''
  let settling: ReturnType<typeof setTimeout> | undefined

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
    source = undefined
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
    if (isClosed || source) return
    const query = new URLSearchParams({ topics: topics.join(',') })
    if (last) query.set('lastEventId', last)
    if (at) query.set('at', at)
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
    source.addEventListener('presence', (event) => {
      heard(event)
      const { topic, id, others } = JSON.parse(event.data as string) as Presence
      tell({ kind: 'others', record: `${topic}:${id}`, others })
    })
    source.addEventListener('error', reopen)
  }
  open()
  return {
    look(records) {
      clearTimeout(settling)
      settling = setTimeout(() => {
        const wanted = records.toSorted().join(',')
        if (wanted === at) return
        at = wanted
        // The next connection goes on where this one stops, so nothing is missed.
        if (!source) return
        source.close()
        source = undefined
        open()
      }, SETTLED_MS)
    },
    leave() {
      isClosed = true
      clearTimeout(silence)
      clearTimeout(settling)
      source?.close()
    },
  }
}
