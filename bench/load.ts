import { randomUUID } from 'node:crypto'
import { Client } from 'undici'

/**
 * The load generator, a process of its own: `connections` clients place orders of two lines, each
 * the next one when the last is answered, or when its time has come. Prints one JSON line: answers
 * by status, latencies in ms.
 */
type Job = {
  address: string
  secret: string
  connections: number
  seconds: number
  skus: number
  most: number
  /** At most so many a second; undefined: as many as are answered. */
  perSecond?: number
}

const job = JSON.parse(process.argv[2]!) as Job
const headers = { authorization: `Bearer ${job.secret}`, 'content-type': 'application/json' }
const began = performance.now()
const until = began + job.seconds * 1000
const latencies: number[] = []
const statuses: Record<number, number> = {}
let left = job.most
let placed = 0

function body(): string {
  const sku = () => `S${1 + Math.floor(Math.random() * job.skus)}`
  const line = (no: number) => ({
    no,
    group: 1,
    sku: sku(),
    quantity: 1,
    unitPrice: '10.00',
    total: { amount: 1000, currency: 'EUR' },
  })
  const lat = Number((42 + Math.random() * 8).toFixed(4))
  const lon = Number((-1 + Math.random() * 7).toFixed(4))
  return JSON.stringify({
    channel: 'WEB',
    externalId: randomUUID(),
    currency: 'EUR',
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    groups: [
      {
        no: 1,
        method: 'standard',
        shipTo: { line1: '1 rue de Rivoli', city: 'Paris', country: 'FR', lat, lon },
      },
    ],
    lines: [line(1), line(2)],
    total: { amount: 2000, currency: 'EUR' },
  })
}

/** The nth request is due a fixed time after the first, however long the others took. */
async function untilDue(nth: number): Promise<void> {
  if (job.perSecond === undefined) return
  const wait = began + (nth * 1000) / job.perSecond - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}

async function work(): Promise<void> {
  const client = new Client(job.address)
  while (performance.now() < until && left > 0) {
    left -= 1
    placed += 1
    await untilDue(placed)
    const asked = performance.now()
    const reply = await client.request({
      path: '/v1/orders',
      method: 'POST',
      headers: { ...headers, 'idempotency-key': randomUUID() },
      body: body(),
    })
    await reply.body.dump()
    latencies.push(performance.now() - asked)
    statuses[reply.statusCode] = (statuses[reply.statusCode] ?? 0) + 1
  }
  await client.close()
}

await Promise.all(Array.from({ length: job.connections }, work))
const seconds = (performance.now() - began) / 1000
latencies.sort((a, b) => a - b)
const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0
const perSecond = (statuses[201] ?? 0) / seconds
process.stdout.write(`${JSON.stringify({ statuses, perSecond, p50: at(0.5), p99: at(0.99) })}\n`)
