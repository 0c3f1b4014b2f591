import { randomUUID } from 'node:crypto'
import { mountModules } from '../../src/modules.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Database, Tx } from '../../src/platform/db/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { openWorld } from '../../src/platform/process.ts'
import { sql } from '../../src/platform/db/sql.ts'
import {
  deliverParcels,
  packWork,
  pickWork,
  releaseOrders,
  shipWork,
} from '../../src/fulfilment/index.ts'
import type { OrdersWorld } from '../../src/orders/index.ts'
import {
  figure,
  median,
  print,
  ROUNDS,
  sampleDecision,
  spread,
  type Bench,
  type Figure,
} from '../figure.ts'
import { load } from '../world.ts'
import { placeRaw } from './capture-reference.ts'
import { rawLife } from './life-reference.ts'

const AT_ONCE = 500
/** Orders of one round; the rounds together are the 100,000 of the target. */
const ORDERS = 20_000
const CONNECTIONS = 2

/** What one order of two lines writes on its way from release to delivery. */
const LIFE_ROWS =
  'fulfilment_order 1 (4 updates), fulfilment_line 2 (3 updates), parcel 1 (1 update), ' +
  'parcel_line 2, order (5 updates), order_line 2 (4 updates), supply 2 (locked, updated), ' +
  'claim 2 (closed), movement 2, event 5'

/** Orders a second from release to delivery in bulk; reference: the same rows by SQL alone. */
export async function lifeFigure(bench: Bench): Promise<Figure> {
  print(`life: rows of an order: ${LIFE_ROWS}`)
  await load(bench.server, bench.secret, { connections: 8, seconds: 2 })
  await placeRaw(bench.db, ORDERS * (2 * ROUNDS + 1), await sampleDecision(bench.db))
  const { orders, close } = await openOrders(bench)
  await productLife(orders, await takeChunks(bench.db, ORDERS / 4))
  await referenceLife(bench.db, await takeChunks(bench.db, ORDERS / 4))
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done = await productLife(orders, await takeChunks(bench.db, ORDERS))
    references.push(await referenceLife(bench.db, await takeChunks(bench.db, ORDERS)))
    values.push(done.perSecond)
    const costs = Object.entries(done.costs).map(([name, ms]) => {
      return `${name} ${((ms * 1000) / ORDERS).toFixed(0)} µs`
    })
    print(
      `  round ${round}: ${Math.round(done.perSecond)}/s (an order: ${costs.join(', ')}); ` +
        `raw ${Math.round(references.at(-1)!)}/s`,
    )
  }
  await close()
  print(`  spread: ${spread(values)}; raw ${spread(references)}`)
  return figure('life', median(values), 'orders/s', median(references))
}

const API_ORDERS = 200

/** One step of one fulfilment order through HTTP, one client alone, p50; reference: 10 ms. */
export async function lifeApi(bench: Bench): Promise<Figure> {
  await load(bench.server, bench.secret, { connections: 8, seconds: 2 })
  await placeRaw(bench.db, API_ORDERS, await sampleDecision(bench.db))
  const { orders, close } = await openOrders(bench)
  const [ids = []] = await takeChunks(bench.db, AT_ONCE)
  const { db, clock } = orders.platform
  const by = { actor: 'bench', now: clock.now(), nowMs: clock.nowMs() }
  await db.transaction((tx) => releaseOrders(tx, orders, ids, by))
  const works = await worksOf(db, ids)
  const times: Record<string, number[]> = {}
  for (const { id } of works.slice(0, API_ORDERS)) {
    for (const step of ['acceptances', 'picks', 'packings', 'shipments']) {
      const began = performance.now()
      const reply = await fetch(`${bench.server.address}/v1/fulfilment-orders/${id}/${step}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bench.secret}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: '{}',
      })
      if (reply.status !== 200) throw new Error(await reply.text())
      await reply.text()
      ;(times[step] ??= []).push(performance.now() - began)
    }
  }
  await close()
  for (const [step, ms] of Object.entries(times))
    print(`  ${step}: p50 ${median(ms).toFixed(2)} ms`)
  return figure('life-api', median(Object.values(times).flat()), 'ms p50', 10)
}

/** The orders module on the database of the server, without its background work. */
async function openOrders(bench: Bench) {
  const connection = { host: bench.server.host, port: 5432, user: 'tutti', database: 'tutti' }
  const world = await openWorld(readConfig({}), connection, createLog('error'))
  return { orders: mountModules(world.platform).orders, close: world.close }
}

/** The steps of a life, in the order in which they happen, with what each has cost (ms). */
type StepCosts = Record<string, number>

/** Takes chunks of orders through their whole life by the product's own bulk actions. */
async function productLife(
  world: OrdersWorld,
  chunks: readonly string[][],
): Promise<{ perSecond: number; costs: StepCosts }> {
  const costs: StepCosts = {}
  const perSecond = await inParallel(chunks, (ids) => liveThrough(world, ids, costs))
  return { perSecond, costs }
}

/** The same rows by SQL alone. */
async function referenceLife(db: Database, chunks: readonly string[][]): Promise<number> {
  const prepared = await rawLife(db, chunks)
  return inParallel(prepared, (run) => run(), AT_ONCE)
}

async function inParallel<Chunk>(
  chunks: readonly Chunk[],
  run: (chunk: Chunk) => Promise<void>,
  size?: number,
): Promise<number> {
  const queue = [...chunks]
  const began = performance.now()
  const work = async (): Promise<void> => {
    for (let chunk = queue.shift(); chunk; chunk = queue.shift()) await run(chunk)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  const orders = chunks.reduce((sum, c) => sum + (size ?? (c as unknown[]).length), 0)
  return orders / ((performance.now() - began) / 1000)
}

async function liveThrough(
  world: OrdersWorld,
  ids: readonly string[],
  costs: StepCosts,
): Promise<void> {
  const { db, clock } = world.platform
  const by = () => ({ actor: 'bench', now: clock.now(), nowMs: clock.nowMs() })
  const step = async (name: string, run: (tx: Tx) => Promise<unknown>) => {
    const began = performance.now()
    await db.transaction(run)
    costs[name] = (costs[name] ?? 0) + performance.now() - began
  }
  await step('release', (tx) => releaseOrders(tx, world, ids, by()))
  const works = await worksOf(db, ids)
  const leaving = { kind: 'shipment', carrier: 'Post', trackingNumber: null, occurredAt: null }
  await step('pick', (tx) => pickWork(tx, works, by()))
  await step('pack', (tx) => packWork(tx, works, by()))
  let parcels: string[] = []
  await step('ship', async (tx) => {
    const items = works.map((work) => ({ ...work, ...leaving, kind: 'shipment' as const }))
    parcels = [...(await shipWork(tx, world, items, by())).parcels.values()]
  })
  await step('deliver', (tx) =>
    deliverParcels(
      tx,
      world,
      parcels.map((id) => ({ id, occurredAt: null })),
      by(),
    ),
  )
}

async function worksOf(db: Database, orderIds: readonly string[]): Promise<{ id: string }[]> {
  return db.query(sql`
    select id from fulfilment.fulfilment_order
    where order_id = any (${orderIds}::uuid[]) order by id`)
}

/** Orders that nobody has released, in chunks. */
async function takeChunks(db: Database, orders: number): Promise<string[][]> {
  const rows = await db.query<{ id: string }>(sql`
    select o.id from orders.order as o
    where exists (
      select from orders.order_line as l where l.order_id = o.id and l.allocated > l.released)
    order by o.id limit ${orders}`)
  const ids = rows.map(({ id }) => id)
  return Array.from({ length: Math.floor(ids.length / AT_ONCE) }, (_, n) =>
    ids.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  )
}
