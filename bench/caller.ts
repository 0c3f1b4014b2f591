import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mountModules } from '../src/modules.ts'
import { createPlacing } from '../src/orders/index.ts'
import { submitOrder } from '../src/orders/actions/submit.ts'
import type { OrderBody } from '../src/orders/schemas.ts'
import { Refusal } from '../src/lib/refusal.ts'
import { sha256 } from '../src/lib/json.ts'
import { readConfig } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import type { Stoppable } from '../src/platform/module.ts'
import { openWorld } from '../src/platform/process.ts'

/**
 * A process of Tutti without its HTTP: `callers` of them place orders of one line of one SKU, each
 * with a key of its own and the next one when the last is answered. Begins each time its parent
 * says so; answers what became of them.
 */
type Job = { host: string; sku: string; callers: number }
export type Round = { seconds: number }
export type Placed = { placed: number; refused: number; seconds: number }

const { host, sku, callers } = JSON.parse(process.argv[2]!) as Job
const connection = { host, port: 5432, user: 'tutti', database: 'tutti' }
const world = await openWorld(readConfig({}), connection, createLog('error'))
const { modules, orders } = mountModules(world.platform)
const running: Stoppable[] = [await world.platform.events.start()]
for (const module of modules) running.push(...((await module.start?.()) ?? []))
const placing = createPlacing(orders)

process.on('message', (round: Round) => {
  void run(round).then((placed) => process.send!(placed))
})
process.send!('ready')
await once(process, 'disconnect')
for (const one of running.toReversed()) await one.stop()
await world.close()

async function run({ seconds }: Round): Promise<Placed> {
  const began = performance.now()
  const until = began + seconds * 1000
  const done = { placed: 0, refused: 0 }
  const call = async () => {
    while (performance.now() < until) {
      const body = anOrder()
      const key = body.externalId
      const request = { client: 'bench', key, hash: sha256(key) }
      const outcome = await submitOrder(orders, placing, body, { request, actor: 'bench' })
      if (!(outcome instanceof Refusal)) done.placed += 1
      else if (outcome.code === 'shortage') done.refused += 1
      else throw outcome
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return { ...done, seconds: (performance.now() - began) / 1000 }
}

function anOrder(): OrderBody {
  const total = { amount: 1000, currency: 'EUR' }
  const shipTo = { line1: '1 rue de Rivoli', city: 'Paris', country: 'FR', lat: 48.8, lon: 2.3 }
  return {
    channel: 'WEB',
    externalId: randomUUID(),
    currency: 'EUR',
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    groups: [{ no: 1, method: 'standard', shipTo }],
    lines: [{ no: 1, group: 1, sku, quantity: 1, unitPrice: '10.00', total }],
    total,
  }
}
