import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { load, LOCATIONS, SKUS } from '../world.ts'

/** Rows of a delta; fewer on a machine that is shared: `BENCH_FEED_ROWS=50000`. */
const ROWS = Number(process.env['BENCH_FEED_ROWS'] ?? 1_000_000)
/** SKUs of the one location of a full feed. */
const FULL = Number(process.env['BENCH_FEED_SKUS'] ?? 100_000)
const CHANGED_ONE_IN = 20

/** Stock on hand as the database has it, some rows of it. */
type Row = { sku: string; skuId: number; location: string; locationId: number; quantity: number }

/**
 * Rows a second of a delta through HTTP as CSV, of which one in twenty changes a number; reference:
 * the same rows put into a bare table and as many numbers updated by SQL alone. Then what is left
 * of taking orders beside it.
 */
export async function feedDelta(bench: Bench): Promise<Figure[]> {
  const { db } = bench
  const all = await moreRows(db, await readRows(db, ROWS))
  const first = await send(bench, 'kind=delta', all)
  print(`  the first, which makes half of the rows: ${Math.round(all.length / first)}/s`)
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const rows = await readRows(db, ROWS)
    const seconds = await send(bench, 'kind=delta', changed(rows))
    values.push(rows.length / seconds)
    references.push(rows.length / (await raw(db, changed(await readRows(db, ROWS)))))
    print(
      `  round ${round}: ${Math.round(values.at(-1)!)}/s, raw ${Math.round(references.at(-1)!)}/s`,
    )
  }
  print(`  spread: ${spread(values)}; raw ${spread(references)}; ${ROWS} rows`)
  const feed = async () => send(bench, 'kind=delta', changed(await readRows(db, ROWS)))
  return [
    figure('feed-delta', median(values), 'rows/s', median(references)),
    await ordersBeside(bench, 'feed-delta-orders', feed),
  ]
}

/** Orders a second while feeds come one after the other; reference: alone, in turns. */
async function ordersBeside(
  { server, secret }: Bench,
  name: string,
  feed: () => Promise<unknown>,
): Promise<Figure> {
  const values: number[] = []
  const references: number[] = []
  const orders = async () => (await load(server, secret, { connections: 64, seconds: 5 })).perSecond
  await orders()
  for (let round = 1; round <= ROUNDS; round += 1) {
    references.push(await orders())
    let isOver = false
    const feeding = (async () => {
      while (!isOver) await feed()
    })()
    values.push(await orders())
    isOver = true
    await feeding
  }
  print(`  orders beside it: ${spread(values)}; alone ${spread(references)}`)
  return figure(name, median(values), 'orders/s', median(references))
}

/**
 * Seconds of a full feed of one location, one number in twenty changed; reference as above. Then
 * orders beside such feeds.
 */
export async function feedFull(bench: Bench): Promise<Figure[]> {
  const { db } = bench
  await addSkus(db)
  const at = await locationOf(bench)
  const rows = (): Promise<Row[]> => readRows(db, FULL, at.id)
  const head = `kind=full&location=${at.code}`
  const first = await send(bench, head, await allSkus(db, at))
  print(`  the first, which makes the rows: ${first.toFixed(2)} s`)
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    values.push(await send(bench, head, changed(await rows())))
    references.push(await raw(db, changed(await rows())))
  }
  print(`  spread: ${spread(values)} s; raw ${spread(references)} s; ${FULL} SKUs`)
  const feed = async () => send(bench, head, changed(await rows()))
  return [
    figure('feed-full', median(values), 's', median(references)),
    await ordersBeside(bench, 'feed-full-orders', feed),
  ]
}

function changed(rows: readonly Row[]): Row[] {
  return rows.map((row, i) => {
    return i % CHANGED_ONE_IN === 0 ? { ...row, quantity: row.quantity + 1 } : row
  })
}

/** Sends rows as a CSV file; answers the seconds that took. */
async function send(
  { server, secret }: Bench,
  head: string,
  rows: readonly Row[],
): Promise<number> {
  const lines = rows.map(({ sku, location, quantity }) => `${sku},${location},${quantity}`)
  const body = ['sku,location,quantity', ...lines].join('\n')
  const asOf = encodeURIComponent(Temporal.Now.instant().toString())
  const began = performance.now()
  const query = `source=BENCH&number=on_hand&asOf=${asOf}&${head}`
  const reply = await fetch(`${server.address}/v1/stock-feeds?${query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'text/csv',
      'idempotency-key': randomUUID(),
    },
    body,
  })
  const said = (await reply.json()) as { feed?: { state: string; rows: number } }
  if (said.feed?.state !== 'done') throw new Error(JSON.stringify(said).slice(0, 500))
  return (performance.now() - began) / 1000
}

/** The same by SQL alone: the rows into a bare table, then the numbers that differ. */
async function raw(db: Database, rows: readonly Row[]): Promise<number> {
  await db.query(sql`create table if not exists public.bench_feed (sku_id int, location_id int,
    quantity bigint)`)
  await db.query(sql`truncate public.bench_feed`)
  const began = performance.now()
  for (let at = 0; at < rows.length; at += 5000) {
    const some = rows.slice(at, at + 5000)
    await db.query(sql`insert into public.bench_feed select * from unnest(
      ${some.map((r) => r.skuId)}::int[], ${some.map((r) => r.locationId)}::int[],
      ${some.map((r) => r.quantity)}::bigint[])`)
  }
  await db.transaction(
    (tx) =>
      tx.query(sql`update inventory.supply as s set fed_by = s.fed_by from public.bench_feed as f
        where s.sku_id = f.sku_id and s.location_id = f.location_id and s.supply_no = 0
          and s.quantity <> f.quantity`),
    { timeoutMs: 0, planAnew: true },
  )
  return (performance.now() - began) / 1000
}

/** As many rows as are asked for: of further SKUs those that the world has not. */
async function moreRows(db: Database, rows: Row[]): Promise<Row[]> {
  const places = await db.query<{ id: number; code: string }>(sql`
    select id, code from network.location order by id`)
  const count = Math.ceil(Math.max(0, ROWS - rows.length) / places.length)
  await db.query(sql`insert into catalog.sku (code, name, unit, decimals, created_at)
    select 'D' || n, 'Delta ' || n, 'piece', 0, now() from generate_series(1, ${count}) as n
    on conflict do nothing`)
  const skus = await db.query<{ id: number; code: string }>(sql`
    select id, code from catalog.sku where code like 'D%' order by id limit ${count}`)
  const added = places.flatMap((place) =>
    skus.map(({ id, code }): Row => {
      return { sku: code, skuId: id, location: place.code, locationId: place.id, quantity: 10 }
    }),
  )
  return [...rows, ...added].slice(0, ROWS)
}

async function readRows(db: Database, most: number, locationId?: number): Promise<Row[]> {
  const here = locationId === undefined ? sql`true` : sql`s.location_id = ${locationId}`
  const read = db.transaction(
    (tx) =>
      tx.query<Row>(sql`
        select k.code as sku, s.sku_id as "skuId", l.code as location,
          s.location_id as "locationId", s.quantity
        from inventory.supply as s join catalog.sku as k on k.id = s.sku_id
        join network.location as l on l.id = s.location_id
        where s.supply_no = 0 and ${here} order by s.location_id, s.sku_id limit ${most}`),
    { timeoutMs: 0 },
  )
  return read
}

/** More SKUs, for one location that has many. */
async function addSkus(db: Database): Promise<void> {
  print(`  ${SKUS} SKUs at ${LOCATIONS} locations, and ${FULL} at one`)
  await db.query(sql`insert into catalog.sku (code, name, unit, decimals, created_at)
    select 'F' || n, 'Fed ' || n, 'piece', 0, now() from generate_series(1, ${FULL}) as n
    on conflict do nothing`)
}

/** Through the API, so that the server knows it. */
async function locationOf({ db, server, secret }: Bench): Promise<{ id: number; code: string }> {
  const place = { code: 'FED', name: 'Fed', kind: 'warehouse', legalEntity: 'LE', country: 'FR' }
  await fetch(`${server.address}/v1/locations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ locations: [{ ...place, timeZone: 'Europe/Paris' }] }),
  })
  const [location] = await db.query<{ id: number; code: string }>(
    sql`select id, code from network.location where code = 'FED'`,
  )
  return location!
}

async function allSkus(db: Database, at: { id: number; code: string }): Promise<Row[]> {
  const skus = await db.query<{ id: number; code: string }>(sql`
    select id, code from catalog.sku where code like 'F%' order by id`)
  return skus.map(({ id, code }) => {
    return { sku: code, skuId: id, location: at.code, locationId: at.id, quantity: 10 }
  })
}
