import { randomUUID } from 'node:crypto'
import { createConnection } from 'node:net'

/**
 * The load generator, a process of its own: `connections` clients place orders, or ask for pages,
 * each the next one when the last is answered, or when its time has come. Prints one JSON line:
 * answers by status, latencies in ms.
 */
type Job = {
  address: string
  secret: string
  connections: number
  seconds: number
  skus: number
  /** All lines are of this SKU; undefined: of any. */
  sku?: string
  /** Lines of an order. */
  lines?: number
  /** It is collected at one of so many locations, instead of being sent. */
  pickups?: number
  /** The day by which it is wanted. */
  wantedBy?: string
  /** Asks for these instead, any of them each time. */
  paths?: string[]
  most: number
  /** At most so many a second; undefined: as many as are answered. */
  perSecond?: number
}

const job = JSON.parse(process.argv[2]!) as Job
const server = new URL(job.address)
const began = performance.now()
const until = began + job.seconds * 1000
const latencies: number[] = []
const statuses: Record<number, number> = {}
const { lines = 2 } = job
let left = job.most
let placed = 0

const contact = '{"name":"Ada Lovelace","email":"ada@example.com"}'
const wanted = job.wantedBy === undefined ? '' : `,"wantedBy":"${job.wantedBy}"`
const address = '"line1":"1 rue de Rivoli","city":"Paris","country":"FR"'

/**
 * An order as text, of which only what differs is put together anew: the generator shares its cores
 * with the server, and what it costs is taken from what is measured.
 */
function body(): string {
  const sku = () => job.sku ?? `S${1 + Math.floor(Math.random() * job.skus)}`
  const line = (no: number) =>
    `{"no":${no},"group":1,"sku":"${sku()}","quantity":1,"unitPrice":"10.00",` +
    '"total":{"amount":1000,"currency":"EUR"}}'
  if (job.pickups !== undefined) return ordered(pickup(job.pickups), line)
  const lat = (42 + Math.random() * 8).toFixed(4)
  const lon = (-1 + Math.random() * 7).toFixed(4)
  const shipTo = `"shipTo":{${address},"lat":${lat},"lon":${lon}}`
  return ordered(`"method":"standard",${shipTo}`, line)
}

function pickup(locations: number): string {
  const location = `L${1 + Math.floor(Math.random() * locations)}`
  return `"method":"click_and_collect","pickupLocation":"${location}"`
}

function ordered(group: string, line: (no: number) => string): string {
  return (
    `{"channel":"WEB","externalId":"${randomUUID()}","currency":"EUR",` +
    `"contact":${contact},"groups":[{"no":1,${group}${wanted}}],` +
    `"lines":[${Array.from({ length: lines }, (_, i) => line(i + 1)).join()}],` +
    `"total":{"amount":${lines * 1000},"currency":"EUR"}}`
  )
}

/** The nth request is due a fixed time after the first, however long the others took. */
async function untilDue(nth: number): Promise<void> {
  if (job.perSecond === undefined) return
  const wait = began + (nth * 1000) / job.perSecond - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}

/**
 * One connection that is kept. Sends what it is given and answers the status; of the answer nothing
 * else is looked at but where it ends (Fastify says its length).
 */
function connectTo({ hostname, port, host }: URL) {
  const socket = createConnection({ host: hostname, port: Number(port), noDelay: true })
  let answered: ((status: number) => void) | undefined
  let text = ''
  let ends = 0
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    if (ends === 0) {
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      ends = head + 4 + Number(/content-length: (\d+)/i.exec(text)![1])
    }
    if (text.length < ends) return
    const status = Number(text.slice(9, 12))
    text = ''
    ends = 0
    answered!(status)
  })
  socket.on('error', (error) => {
    throw error
  })
  const head = `HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${job.secret}\r\n`
  const json = 'content-type: application/json\r\nidempotency-key: '
  function send(request: string): Promise<number> {
    socket.write(request)
    return new Promise((resolve) => {
      answered = resolve
    })
  }
  return {
    ask: (of: string) => send(`GET ${of} ${head}\r\n`),
    place: (order: string) =>
      send(
        `POST /v1/orders ${head}${json}${randomUUID()}\r\n` +
          `content-length: ${order.length}\r\n\r\n${order}`,
      ),
    close: () => socket.destroy(),
  }
}

async function work(): Promise<void> {
  const client = connectTo(server)
  while (performance.now() < until && left > 0) {
    left -= 1
    placed += 1
    await untilDue(placed)
    const asked = performance.now()
    const path = job.paths?.[Math.floor(Math.random() * job.paths.length)]
    const status = await (path === undefined ? client.place(body()) : client.ask(path))
    latencies.push(performance.now() - asked)
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  client.close()
}

await Promise.all(Array.from({ length: job.connections }, work))
const seconds = (performance.now() - began) / 1000
latencies.sort((a, b) => a - b)
const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0
const perSecond = ((statuses[201] ?? 0) + (statuses[200] ?? 0)) / seconds
process.stdout.write(`${JSON.stringify({ statuses, perSecond, p50: at(0.5), p99: at(0.99) })}\n`)
