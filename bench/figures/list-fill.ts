import type { Database, Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { keepFindable } from '../../src/orders/actions/find.ts'
import { print } from '../figure.ts'
import { vacuum } from '../world.ts'

export const ORDERS = 1_000_000
const CHUNK = 50_000
const CHANNELS = 8

/**
 * A million orders of two years, by SQL: two lines each, names and cities as unevenly spread as
 * people are, the newest still in work.
 */
export async function fillOrders(db: Database, orders = ORDERS): Promise<void> {
  const began = performance.now()
  await db.query(sql`
    insert into network.channel (code, name, brand_id, kind, currency, tax_mode, time_zone,
      on_shortage, order_prefix, release_minutes, created_at)
    select 'C' || n, 'Channel ' || n, b.id, 'site', 'EUR', 'inclusive', 'Europe/Paris', 'refuse',
      'C' || n || '-', 44640, now()
    from generate_series(2, ${CHANNELS}::int) as n, network.brand as b`)
  await inOne(db, makeNames)
  const indexes = await dropIndexes(db)
  let next = 1
  const work = async () => {
    for (let from = next; from <= orders; from = next) {
      next = from + CHUNK
      const to = Math.min(orders, from + CHUNK - 1)
      await inOne(db, (tx) => fillChunk(tx, { from, to, of: orders }))
    }
  }
  await Promise.all([work(), work()])
  print(`  ${orders} orders in ${seconds(began)} s`)
  await makeIndexes(db, indexes)
  await prove(db)
  print(`  found by their words after ${seconds(began)} s`)
}

export function settle(db: Database): Promise<void> {
  const orders = ['order', 'order_line', 'delivery_group', 'contact', 'search']
  const tables = orders.map((table) => `orders.${table}`)
  return vacuum(db, [...tables, 'inventory.claim', 'routing.decision'])
}

export async function inOne(db: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.query(sql`set local synchronous_commit = off`)
      await work(tx)
    },
    { timeoutMs: 0 },
  )
}

/** 400 first names, 6,000 last names and 3,000 towns, from syllables; one in ten lives in Paris. */
async function makeNames(tx: Tx): Promise<void> {
  await tx.query(sql`
    create table public.bench_name as
    select n,
      initcap(a[1 + n % 20] || b[1 + n / 20 % 20]) as first,
      initcap(b[1 + n % 20] || a[1 + n / 20 % 20] || b[1 + n / 400 % 15]) as last,
      case n when 0 then 'Paris' when 1 then 'Lyon'
        else initcap(a[1 + n % 20] || c[1 + n / 20 % 10] || b[1 + n / 200 % 15]) end as city
    from generate_series(0, 5999) as n, (select
      array['ma','jo','le','an','ca','ro','el','so','mi','da','ju','ni','pa','sa','lu','be','em',
        'th','cl','vi'] as a,
      array['rie','seph','na','rta','dre','bert','lise','phie','chel','vid','lien','cole','scal',
        'bine','cas','noit','ma','omas','aire','ctor'] as b,
      array['-sur-','ville','mont','bourg','-les-','court','ton','berg','font','heim'] as c) as s`)
  await tx.query(sql`alter table public.bench_name add primary key (n)`)
}

async function fillChunk(
  tx: Tx,
  { from, to, of }: { from: number; to: number; of: number },
): Promise<void> {
  await tx.query(sql`
    create temp table fill on commit drop as
    select n, uuidv7() as id, ${of}::int - n as age,
      now() - (${of}::int - n) * interval '63 seconds' as placed_at,
      1 + floor(${CHANNELS}::int * power(random(), 2))::int as channel,
      1 + floor(50 * power(random(), 1.5))::int as location,
      floor(400 * power(random(), 2))::int as first, floor(6000 * power(random(), 2))::int as last,
      case when random() < 0.1 then 0 else floor(3000 * power(random(), 2))::int end as town,
      random() as luck, 1 + floor(10000 * power(random(), 3))::int as sku_1,
      1 + floor(10000 * power(random(), 3))::int as sku_2,
      (500 + floor(40000 * power(random(), 3)))::bigint as price,
      'fulfilled'::text as state
    from generate_series(${from}::int, ${to}::int) as n`)
  await tx.query(sql`
    update fill set state = case
      when age < 4000 and luck < 0.9 then 'allocated'
      when age < 30000 and luck < 0.01 then 'on_hold'
      when age < 60000 and luck < 0.04 then 'waiting_for_stock'
      when age < 12000 then 'released'
      when age < 16000 then 'picked'
      when age < 20000 then 'packed'
      when luck > 0.97 then 'cancelled'
      when luck > 0.94 then 'returned'
      else 'fulfilled' end
    where age < 60000 or luck > 0.94`)
  // Without what is known of it the planner takes it for small, and joins by one after the other.
  await tx.query(sql`analyze fill`)
  await fillTables(tx)
  await fillWords(tx)
}

async function fillTables(tx: Tx): Promise<void> {
  await tx.query(sql`
    insert into orders.order (id, channel_id, number, external_id, body_hash, currency, shipping,
      tax, total, payments, placed_at, state, late_since, version, captured_at, changed_at)
    select id, channel, 'N' || (100000 + n) || n % 10, 'shop-' || n, '', 'EUR', 490, 0,
      2 * price + 490, '[]', placed_at, state,
      case when state in ('released', 'picked', 'packed') and luck < 0.05 then now() end, 1,
      placed_at, placed_at
    from fill order by n`)
  await tx.query(sql`
    insert into orders.contact (order_id, name, email, phone, ship_to)
    select id, f.first || ' ' || l.last,
      lower(f.first || '.' || l.last || fill.n % 97) || '@example.com',
      '+336' || lpad((fill.n::bigint * 7919 % 100000000)::text, 8, '0'),
      json_build_object('1', json_build_object('line1', fill.n % 200 || ' rue de la Gare',
        'city', t.city, 'country', case when luck < 0.9 then 'FR' else 'DE' end))
    from fill join public.bench_name as f on f.n = fill.first
    join public.bench_name as l on l.n = fill.last join public.bench_name as t on t.n = fill.town`)
  await tx.query(sql`
    insert into orders.delivery_group (order_id, no, method, country, postal_code)
    select id, 1, case when luck < 0.8 then 'standard' when luck < 0.999 then 'express'
      else 'locker' end, case when luck < 0.9 then 'FR' else 'DE' end, '75001'
    from fill`)
  await tx.query(sql`
    insert into orders.order_line (order_id, no, group_no, sku_id, sku_code, name, unit, decimals,
      unit_price, discounts, tax, total, ordered, cancelled, allocated, released, picked, packed,
      fulfilled, returned, release_at)
    select id, no, 1, sku, 'S' || sku, 'Item ' || sku, 'piece', 0, price / 100.0, '[]', '{}', price,
      1, (state = 'cancelled')::int, (state not in ('cancelled', 'waiting_for_stock'))::int,
      (state in ('released', 'picked', 'packed', 'fulfilled', 'returned'))::int,
      (state in ('picked', 'packed', 'fulfilled', 'returned'))::int,
      (state in ('packed', 'fulfilled', 'returned'))::int,
      (state in ('fulfilled', 'returned'))::int, (state = 'returned')::int, placed_at + '31 days'
    from fill, lateral (values (1, sku_1), (2, sku_2)) as l (no, sku)`)
  await tx.query(sql`
    insert into routing.decision (id, order_id, group_no, cause, record, decided_at)
    select uuidv7(), id, 1, 'placed',
      json_build_object('chosen', json_build_array(json_build_object('locationId', location))),
      placed_at
    from fill where state <> 'waiting_for_stock'`)
  await tx.query(sql`
    insert into inventory.claim (id, kind, sku_id, location_id, supply_no, quantity, order_id,
      line_no, created_at)
    select uuidv7(), 'allocation', sku, location, 0, 1, id, no, placed_at
    from fill, lateral (values (1, sku_1), (2, sku_2)) as l (no, sku)
    where state in ('allocated', 'released', 'picked', 'packed', 'on_hold')`)
  await tx.query(sql`
    insert into orders.hold (id, order_id, cause, placed_at, placed_by)
    select uuidv7(), id, 'fraud', placed_at, 'bench' from fill where state = 'on_hold'`)
}

/** What the orders are found by, word for word as the product makes it, but by SQL: see `prove`. */
async function fillWords(tx: Tx): Promise<void> {
  await tx.query(sql`
    insert into orders.search (order_id, channel_id, placed_at, total, location_ids, words)
    select o.id, o.channel_id, o.placed_at, o.total,
      case when o.state = 'waiting_for_stock' then '{}' else array[fill.location] end,
      array_to_tsvector(array(select distinct word from unnest(
        array['#c' || o.channel_id, '#m' || g.method, '#n' || g.country, lower(o.number),
          o.external_id, 's' || fill.sku_1, 's' || fill.sku_2, c.email, ltrim(c.phone, '+'),
          right(c.phone, 10), right(c.phone, 9), lower(t.city)]
        || case when o.state = 'waiting_for_stock' then '{}' else array['#l' || fill.location] end
        || string_to_array(lower(c.name), ' ') || string_to_array(lower(t.city), '-')
        || string_to_array(split_part(c.email, '@', 1), '.')) as w (word)))
    from fill join orders.order as o using (id) join orders.contact as c on c.order_id = id
    join orders.delivery_group as g on g.order_id = id
    join public.bench_name as t on t.n = fill.town`)
}

/** An index of all words is made far quicker of all at once than of one order after the other. */
async function makeIndexes(db: Database, definitions: readonly string[]): Promise<void> {
  const client = await db.connect({ transaction_timeout: '0', lock_timeout: '0' })
  await client.query(`set maintenance_work_mem = '512MB'`)
  for (const definition of definitions) await client.query(definition)
  await client.end()
}

/** Takes the indexes of the words away and tells how they are made. */
async function dropIndexes(db: Database): Promise<string[]> {
  const rows = await db.query<{ definition: string }>(sql`
    select indexdef as definition from pg_indexes
    where schemaname = 'orders' and tablename = 'search' and indexname <> 'search_pkey'`)
  await db.query(sql`drop index orders.search_words, orders.search_total, orders.search_placed`)
  return rows.map(({ definition }) => definition)
}

/** The product makes the same words of some of these orders, or something else is measured. */
async function prove(db: Database): Promise<void> {
  const some = await db.query<{ id: string; xmin: string }>(sql`
    select order_id as id, xmin::text from orders.search tablesample system (0.1) limit 500`)
  const ids = some.map(({ id }) => id)
  await inOne(db, (tx) => keepFindable(tx, ids))
  const [row] = await db.query<{ n: number }>(sql`
    select count(*)::int as n
    from unnest(${ids}::uuid[], ${some.map(({ xmin }) => xmin)}::text[]) as b (id, xmin)
    join orders.search as s on s.order_id = b.id and s.xmin::text = b.xmin`)
  if (row!.n !== ids.length) throw new Error(`${ids.length - row!.n} orders have other words`)
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0)
}
