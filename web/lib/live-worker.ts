import { openStream, type State } from './live-stream.ts'

/**
 * All tabs of a browser share one stream: over HTTP/1.1 a browser opens six connections to a host,
 * and six tabs with one each would leave none for anything else.
 */
const scope = globalThis as unknown as { addEventListener: typeof addEventListener; name: string }
const ports = new Set<MessagePort>()
let state: State = { kind: 'state', isLive: false, since: Date.now(), isResumed: false }

openStream(scope.name.split(','), (said) => {
  if (said.kind === 'state') state = said
  for (const port of ports) port.postMessage(said)
})

scope.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (!port) return
  ports.add(port)
  port.addEventListener('message', ({ data }) => data === 'bye' && ports.delete(port))
  port.start()
  port.postMessage(state)
})
