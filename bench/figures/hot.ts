import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { Placed, Round } from '../caller.ts'
import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { load, startServer } from '../world.ts'

const SECONDS = Number(process.env['BENCH_HOT_SECONDS'] ?? 6)
const PROCESSES = 2
const CALLERS = 128
const PLENTY = 1_000_000_000
/** All of it is at one location: one row, the hardest there is. */
const SKU = 'HOT'
const LOCATION = 'L1'

/**
 * Claims a second on one row, of two processes with 128 callers each, orders of one line with keys
 * of their own, through the product's own placing without HTTP. Reference: the same row claimed by
 * SQL alone, 128 units a transaction, on two connections. Then the same through HTTP, and a sale
 * that ends: exactly what is there is sold.
 */
export async function hotSku(bench: Bench): Promise<Figure> {
  await setStock(bench, PLENTY)
  const callers = await Promise.all(Array.from({ length: PROCESSES }, () => startCaller(bench)))
  await round(callers, { seconds: 3 })
  const values: number[] = []
  const references: number[] = []
  for (let n = 1; n <= ROUNDS; n += 1) {
    const before = await allocatedOf(bench.db)
    const placed = await round(callers, { seconds: SECONDS })
    const claimed = (await allocatedOf(bench.db)) - before
    if (claimed !== placed.placed) throw new Error(`${placed.placed} placed, ${claimed} claimed`)
    values.push(placed.placed / placed.seconds)
    references.push(await rawClaims(bench.db, SECONDS / 2))
    print(`  round ${n}: ${Math.round(values.at(-1)!)}/s; raw ${Math.round(references.at(-1)!)}/s`)
  }
  await sellOut(bench, callers)
  for (const caller of callers) caller.disconnect()
  await Promise.all(callers.map((caller) => once(caller, 'exit')))
  await throughHttp(bench)
  print(`  spread: ${spread(values)}; raw ${spread(references)}`)
  return figure('hot-sku', median(values), 'claims/s', median(references))
}

/** Orders of two lines a second as in `capture`, but all of one SKU at one location. */
export async function captureHot(bench: Bench): Promise<Figure> {
  const { server, secret } = bench
  await setStock(bench, PLENTY)
  const connections = 256
  await load(server, secret, { connections, seconds: 3 })
  await load(server, secret, { connections, seconds: 3, sku: SKU })
  const values: number[] = []
  const references: number[] = []
  for (let n = 1; n <= ROUNDS; n += 1) {
    const hot = await load(server, secret, { connections, seconds: SECONDS, sku: SKU })
    const cold = await load(server, secret, { connections, seconds: SECONDS })
    values.push(hot.perSecond)
    references.push(cold.perSecond)
    print(
      `  round ${n}: ${Math.round(hot.perSecond)}/s ${JSON.stringify(hot.statuses)}; ` +
        `of any SKU ${Math.round(cold.perSecond)}/s`,
    )
  }
  print(`  spread: ${spread(values)}; of any SKU ${spread(references)}`)
  return figure('capture-hot', median(values), 'orders/s', median(references))
}

async function startCaller({ server }: Bench): Promise<ChildProcess> {
  const job = { host: server.host, sku: SKU, callers: CALLERS }
  const caller = fork(path.join(import.meta.dirname, '../caller.ts'), [JSON.stringify(job)])
  await once(caller, 'message')
  return caller
}

async function round(callers: readonly ChildProcess[], of: Round): Promise<Placed> {
  const answers = callers.map(async (caller) => {
    const answered = once(caller, 'message')
    caller.send(of)
    const [placed] = (await answered) as [Placed]
    return placed
  })
  const all = await Promise.all(answers)
  const sum = (what: (one: Placed) => number) => all.reduce((total, one) => total + what(one), 0)
  const seconds = Math.max(...all.map((one) => one.seconds))
  return { placed: sum((one) => one.placed), refused: sum((one) => one.refused), seconds }
}

/** Less than a round would take: what is there is sold to the last unit, and none more. */
async function sellOut(bench: Bench, callers: readonly ChildProcess[]): Promise<void> {
  const before = await allocatedOf(bench.db)
  const left = Math.round((await perRound(bench.db, before)) / 2)
  await setStock(bench, before + left)
  const { placed, refused } = await round(callers, { seconds: SECONDS })
  const sold = (await allocatedOf(bench.db)) - before
  print(`  of the last ${left}: ${placed} sold, ${refused} refused`)
  if (sold !== left || placed !== left) throw new Error(`${sold} of ${left} sold, ${placed} told`)
  await setStock(bench, PLENTY)
}

async function perRound(db: Database, allocated: number): Promise<number> {
  const [row] = await db.query<{ raw: number }>(sql`
    select coalesce(sum(units), 0)::bigint as raw from public.bench_hot`)
  return (allocated - row!.raw) / (ROUNDS + 1)
}

async function throughHttp(bench: Bench): Promise<void> {
  const { server, secret } = bench
  const other = await startServer('', { databaseHost: server.host })
  const of = { connections: CALLERS, seconds: SECONDS, sku: SKU, lines: 1 }
  const both = await Promise.all([server, other].map((one) => load(one, secret, of)))
  const perSecond = both.reduce((sum, one) => sum + one.perSecond, 0)
  const p99 = Math.max(...both.map((one) => one.p99))
  print(`  through HTTP: ${Math.round(perSecond)}/s, p99 ${p99.toFixed(0)} ms`)
  await other.stop()
}

/** The row alone: 128 callers' units at once, as a batch claims them, on two connections. */
async function rawClaims(db: Database, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let transactions = 0
  const work = async () => {
    while (performance.now() < until) {
      const rows = await db.query(sql`
        update inventory.supply as s
        set allocated = s.allocated + ${CALLERS}, version = s.version + 1
        from catalog.sku as k, network.location as l
        where k.code = ${SKU} and l.code = ${LOCATION} and s.sku_id = k.id
          and s.location_id = l.id and s.supply_no = 0
          and s.quantity - s.unavailable - s.held - s.allocated >= ${CALLERS}
        returning 1`)
      if (rows.length !== 1) throw new Error('the reference found no stock')
      transactions += 1
    }
  }
  const began = performance.now()
  await Promise.all([work(), work()])
  const perSecond = (transactions * CALLERS) / ((performance.now() - began) / 1000)
  await db.query(sql`create table if not exists public.bench_hot (units bigint)`)
  await db.query(sql`insert into public.bench_hot values (${transactions * CALLERS})`)
  return perSecond
}

async function allocatedOf(db: Database): Promise<number> {
  const [row] = await db.query<{ allocated: number }>(sql`
    select s.allocated from inventory.supply as s join catalog.sku as k on k.id = s.sku_id
    where k.code = ${SKU} and s.supply_no = 0`)
  return row!.allocated
}

/** Through the API, so that every process knows it. */
async function setStock({ server, secret }: Bench, onHand: number): Promise<void> {
  const sku = { code: SKU, name: 'Hot', unit: 'piece' }
  await post(server.address, secret, '/v1/skus', { skus: [sku] })
  const levels = [{ sku: SKU, location: LOCATION, onHand }]
  await post(server.address, secret, '/v1/stock/levels', { levels })
}

async function post(address: string, secret: string, to: string, body: object): Promise<void> {
  const reply = await fetch(`${address}${to}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  })
  const said = await reply.text()
  if (!reply.ok || said.includes('"refused"')) throw new Error(said.slice(0, 500))
}
