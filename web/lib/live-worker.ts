import { openStream, type Others, type State } from './live-stream.ts'

/**
 * All tabs of a browser share one stream: over HTTP/1.1 a browser opens six connections to a host,
 * and six tabs with one each would leave none for anything else.
 */
const scope = globalThis as unknown as { addEventListener: typeof addEventListener; name: string }
/** What is open in each tab. */
const ports = new Map<MessagePort, readonly string[]>()
/** Told again to a tab that opens what is open in another. */
const known = new Map<string, Others>()
let state: State = { kind: 'state', isLive: false, since: Date.now(), isResumed: false }

const stream = openStream(scope.name.split(','), (said) => {
  if (said.kind === 'state') state = said
  if (said.kind === 'others') known.set(said.record, said)
  if (!state.isLive) known.clear()
  for (const port of ports.keys()) port.postMessage(said)
})

function look(): void {
  const records = new Set([...ports.values()].flat())
  for (const record of known.keys()) if (!records.has(record)) known.delete(record)
  stream.look([...records])
}

scope.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (!port) return
  ports.set(port, [])
  port.addEventListener('message', ({ data }: MessageEvent<readonly string[] | 'bye'>) => {
    if (data === 'bye') ports.delete(port)
    else {
      ports.set(port, data)
      for (const said of data.flatMap((record) => known.get(record) ?? [])) port.postMessage(said)
    }
    look()
  })
  port.start()
  port.postMessage(state)
})
