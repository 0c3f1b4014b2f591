import type { Database, Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { figure, median, print, ROUNDS, spread, type Figure } from '../figure.ts'
import {
  load,
  LOCATIONS,
  makeDataDir,
  makeKey,
  seed,
  SKUS,
  startServer,
  vacuum,
  withDatabase,
} from '../world.ts'
import { fillOrders, inOne, settle } from './list-fill.ts'

/** A million orders; fewer on a machine that is shared: `BENCH_MANY_ORDERS=20000`. */
const ORDERS = Number(process.env['BENCH_MANY_ORDERS'] ?? 1_000_000)
const MOVEMENTS = ORDERS * 20
const MOVEMENTS_AT_ONCE = 500_000
const SECONDS = Number(process.env['BENCH_MANY_SECONDS'] ?? 6)
const CONNECTIONS = 256

/**
 * Orders a second as in `capture`, where a million orders and twenty million movements are there;
 * reference: another server of the same run, with the same stock and no orders, in turns.
 */
export async function captureMany(): Promise<Figure> {
  await using opened = new AsyncDisposableStack()
  const open = async (fill: (db: Database) => Promise<void>) => {
    const { dataDir, remove } = await makeDataDir()
    opened.defer(remove)
    let secret = ''
    await withDatabase(dataDir, async (db) => {
      await seed(db)
      await fill(db)
      secret = await makeKey(db)
    })
    const server = await startServer(dataDir)
    opened.defer(() => server.stop())
    return (seconds: number) => load(server, secret, { connections: CONNECTIONS, seconds })
  }
  const full = await open(async (db) => {
    await fillOrders(db, ORDERS)
    await fillMovements(db)
    await settle(db)
    await vacuum(db, ['inventory.movement'])
  })
  const empty = await open(async () => undefined)
  await full(SECONDS)
  await empty(SECONDS)
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [one, other] = [await full(SECONDS), await empty(SECONDS)]
    values.push(one.perSecond)
    references.push(other.perSecond)
    print(
      `  round ${round}: ${Math.round(one.perSecond)}/s, p99 ${one.p99.toFixed(0)} ms, ` +
        `${JSON.stringify(one.statuses)}; empty ${Math.round(other.perSecond)}/s`,
    )
  }
  print(`  spread: ${spread(values)}; empty ${spread(references)}`)
  return figure('capture-1m', median(values), 'orders/s', median(references))
}

/** Movements of any row of stock, all of this month: the partition that is written is the full. */
async function fillMovements(db: Database): Promise<void> {
  const began = performance.now()
  const indexes = await dropIndexes(db)
  let left = MOVEMENTS
  const work = async () => {
    while (left > 0) {
      const count = Math.min(left, MOVEMENTS_AT_ONCE)
      left -= count
      await inOne(db, (tx) => fillSome(tx, count))
    }
  }
  await Promise.all([work(), work()])
  const client = await db.connect({ transaction_timeout: '0', lock_timeout: '0' })
  await client.query(`set maintenance_work_mem = '512MB'`)
  for (const definition of indexes) await client.query(definition)
  await client.end()
  print(`  ${MOVEMENTS} movements in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

async function fillSome(tx: Tx, count: number): Promise<void> {
  await tx.query(sql`
    insert into inventory.movement (epoch, id, sku_id, location_id, supply_no, version, reason,
      quantity_change, unavailable_change, held_change, allocated_change, quantity, unavailable,
      held, allocated, uncovered, actor, occurred_at)
    select 1, uuidv7(), 1 + floor(${SKUS}::int * random())::int,
      1 + floor(${LOCATIONS}::int * random())::int, 0, n, 'sale', -1, 0, 0, 0, 1000, 0, 0, 0, 0,
      'bench', now() - random() * interval '28 days'
    from generate_series(1, ${count}::int) as n`)
}

/** Takes away the indexes that are made far quicker of all rows at once; tells how. */
async function dropIndexes(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'inventory' and tablename = 'movement' and indexname <> 'movement_pkey'`)
  const client = await db.connect({ transaction_timeout: '0', lock_timeout: '0' })
  for (const { name } of rows) await client.query(`drop index inventory.${name}`)
  await client.end()
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}
