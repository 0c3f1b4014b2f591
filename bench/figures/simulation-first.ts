import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { get, post } from '../ask.ts'
import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { makeDataDir, makeKey, seed, startServer, vacuum, withDatabase } from '../world.ts'
import { fillOrders, inOne, settle } from './list-fill.ts'

/** Of 73 days; fewer on a machine that is shared. */
const ORDERS = Number(process.env['BENCH_FIRST_ORDERS'] ?? 100_000)
const TARGET_MS = 2000
const LOOK_MS = 20
const path = '/v1/simulations'

type Told = { id: string; why: string | null; result: { orders: number } | null }

/**
 * From the request for a simulation of two policies until its first numbers are answered, where the
 * books hold 100,000 orders of its period: as it is asked for first in a process, and again.
 * Reference: the target of 2 s.
 */
export async function firstNumbers(): Promise<Figure> {
  await using opened = new AsyncDisposableStack()
  const { dataDir, remove } = await makeDataDir()
  opened.defer(remove)
  let secret = ''
  await withDatabase(dataDir, async (db) => {
    await seed(db)
    await fillOrders(db, ORDERS)
    await fillStock(db)
    await settle(db)
    await vacuum(db, ['inventory.movement'])
    secret = await makeKey(db)
  })
  const server = await startServer(dataDir)
  opened.defer(() => server.stop())
  const bench = { server, secret }
  const values: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { ms, orders } = await firstOf(bench)
    values.push(ms)
    print(`  round ${round}: ${ms.toFixed(0)} ms, of ${orders} orders`)
  }
  print(`  spread: ${spread(values)} ms`)
  return figure('simulation-first', median(values), 'ms', TARGET_MS)
}

async function firstOf(bench: Pick<Bench, 'server' | 'secret'>) {
  const until = Temporal.Now.instant()
  const from = until.subtract({ seconds: 63 * ORDERS })
  const policies = [{ of: 'live' }, { of: 'live', plans: [{ strategy: 'nearest' }] }]
  const began = performance.now()
  const asked = { from: from.toString(), until: until.toString(), policies }
  const { id } = await post<Told>(bench, path, asked)
  let told = await get<Told>(bench, `${path}/${id}`)
  while (!told.result) {
    if (told.why !== null) throw new Error(told.why)
    await wait(LOOK_MS)
    told = await get<Told>(bench, `${path}/${id}`)
  }
  const ms = performance.now() - began
  await post(bench, `${path}/${id}/cancellations`, {})
  return { ms, orders: told.result!.orders }
}

/** All channels sell from everywhere; each line was allocated and shipped, and tills sold, too. */
async function fillStock(db: Database): Promise<void> {
  await db.query(sql`
    insert into network.pool (channel_id, location_id, priority)
    select c.id, l.id, l.id from network.channel as c, network.location as l
    on conflict do nothing`)
  await inOne(db, async (tx) => {
    const columns = sql`epoch, id, sku_id, location_id, supply_no, version, reason,
      quantity_change, unavailable_change, held_change, allocated_change, quantity, unavailable,
      held, allocated, uncovered, actor, occurred_at`
    await tx.query(sql`
      insert into inventory.movement (${columns})
      select 1, uuidv7(), l.sku_id, 1 + floor(50 * random())::int, 0, 2, m.reason, -m.shipped, 0, 0,
        case m.shipped when 1 then -1 else 1 end, 1000, 0, 0, 0, 0, 'bench',
        o.placed_at + m.shipped * interval '1 day'
      from orders.order as o join orders.order_line as l on l.order_id = o.id,
        (values ('allocation', 0), ('shipment', 1)) as m (reason, shipped)`)
    await tx.query(sql`
      insert into inventory.movement (${columns})
      select 1, uuidv7(), 1 + floor(10000 * power(random(), 3))::int,
        1 + floor(50 * random())::int, 0, 2, 'sale', -1, 0, 0, 0, 1000, 0, 0, 0, 0, 'bench',
        now() - random() * ${ORDERS}::int * interval '63 seconds'
      from generate_series(1, ${ORDERS}::int / 2)`)
  })
}
