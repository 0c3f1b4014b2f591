import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Database, Queryable, Tx } from '../../platform/db/index.ts'
import { nameOf, type CounterKey, type Levels, type Use, type Wish } from '../domain/counter.ts'

const useColumns = sql`u.rule_id as "ruleId", u.sku_id as "skuId", encode(u.key, 'hex') as key,
  u.owner_id as "ownerId", u.quantity, u.group_nos as "groupNos"`

/** What orders have of all counts, for the checks of who owns the orders. */
export const countedOfOrders = sql`select rule_id, sku_id, owner_id, quantity, group_nos
  from inventory.counter_use where until is null`

/** So long it is kept what a rule does not count any more: it may be prolonged, or come back. */
export const PAST_DAYS = 90

/**
 * What orders have of counts that was counted for the last time before then: the rule had ended or
 * was taken away, or counts only what was ordered in so many days.
 */
export function pastUses(before: Temporal.Instant): Sql {
  return sql`
    select ${useColumns} from inventory.counter_use as u join (
      select distinct on (r.id) r.id, case
        when least(r.ends_at, v.published_at) <= ${before} then 'infinity'
        else ${before}::timestamptz - make_interval(hours => 24 * (r.terms->>'days')::integer)
        end as last
      from inventory.rule as r
      left join inventory.rule_version as v on v.version = r.until_version
      where r.kind in ('quota', 'purchase_limit', 'ring_fence')
      order by r.id, r.from_version desc) as r on r.id = u.rule_id
    where u.until is null and u.used_at <= r.last`
}

/** A table `k` of these counters. */
function these(keys: readonly CounterKey[]): Sql {
  return sql`(select k.rule_id, k.sku_id, decode(k.hex, 'hex') as key from unnest(
    ${keys.map(({ ruleId }) => ruleId)}::uuid[], ${keys.map(({ skuId }) => skuId)}::int[],
    ${keys.map(({ key }) => key)}::text[]) as k (rule_id, sku_id, hex)) as k`
}

/**
 * Locks counters in order of their keys, before any supply row, and answers what they have counted;
 * those of rules that nobody has counted for yet are made. What expired holds had is taken off.
 */
export async function lockCounters(
  tx: Tx,
  wanted: readonly (CounterKey & { days?: number | null })[],
  now: Temporal.Instant,
): Promise<Levels> {
  const keys = [...new Map(wanted.map((one) => [nameOf(one), one])).values()]
  if (keys.length === 0) return new Map()
  type Level = CounterKey & { used: number }
  const columns = sql`c.rule_id as "ruleId", c.sku_id as "skuId", encode(c.key, 'hex') as key,
    c.used`
  const [, locked, swept] = await Promise.all([
    tx.query(sql`
      insert into inventory.counter (rule_id, sku_id, key)
      select * from ${these(keys)} order by rule_id, sku_id, key on conflict do nothing`),
    tx.query<Level>(sql`
      select ${columns} from ${these(keys)} join inventory.counter as c using (rule_id, sku_id, key)
      order by c.rule_id, c.sku_id, c.key for update of c`),
    tx.query<Level>(sql`
      with gone as (
        delete from inventory.counter_use as u using ${these(keys)}
        where u.rule_id = k.rule_id and u.sku_id = k.sku_id and u.key = k.key
          and u.until <= ${now}
        returning u.rule_id, u.sku_id, u.key, u.quantity)
      update inventory.counter as c set used = c.used - g.quantity
      from (select rule_id, sku_id, key, sum(quantity)::bigint as quantity from gone
        group by 1, 2, 3) as g
      where c.rule_id = g.rule_id and c.sku_id = g.sku_id and c.key = g.key
      returning ${columns}`),
  ])
  // One that was dropped while this waited for it is made anew.
  if (locked.length < keys.length) return lockCounters(tx, wanted, now)
  const levels: Levels = new Map([...locked, ...swept].map((one) => [nameOf(one), one.used]))
  const windows = keys.filter(({ days }) => days !== null && days !== undefined)
  for (const one of await readWindows(tx, windows, now)) levels.set(nameOf(one), one.used)
  return levels
}

/** What was counted in the last days only; an old order leaves such a count by itself. */
async function readWindows(
  tx: Tx,
  keys: readonly (CounterKey & { days?: number | null })[],
  now: Temporal.Instant,
): Promise<(CounterKey & { used: number })[]> {
  if (keys.length === 0) return []
  const since = keys.map(({ days }) => now.subtract({ hours: 24 * days! }))
  return tx.query(sql`
    select k.rule_id as "ruleId", k.sku_id as "skuId", k.hex as key, (
      select coalesce(sum(u.quantity), 0)::bigint from inventory.counter_use as u
      where u.rule_id = k.rule_id and u.sku_id = k.sku_id and u.key = decode(k.hex, 'hex')
        and u.used_at > k.since) as used
    from unnest(
      ${keys.map(({ ruleId }) => ruleId)}::uuid[], ${keys.map(({ skuId }) => skuId)}::int[],
      ${keys.map(({ key }) => key)}::text[], ${since}::timestamptz[]
    ) as k (rule_id, sku_id, hex, since)`)
}

/** The units of orders and holds that are counted somewhere. */
export async function listUses(db: Queryable, ownerIds: readonly string[]): Promise<Use[]> {
  if (ownerIds.length === 0) return []
  return db.query<Use>(sql`
    select ${useColumns} from inventory.counter_use as u
    where u.owner_id = any (${ownerIds}::uuid[])`)
}

/** Counts units of orders, or of holds until they expire. Lock the counters before. */
export async function addUses(
  tx: Tx,
  uses: readonly (Wish & { ownerId: string; until: Temporal.Instant | null })[],
  now: Temporal.Instant,
): Promise<void> {
  if (uses.length === 0) return
  // Where units leave the count by themselves, more may be in it than the rule ever allowed.
  const leaves = uses.map(({ days }) => days !== null)
  // As text each: an array of arrays of different lengths is none to PostgreSQL.
  const groups = uses.map(({ groupNos }) => `{${groupNos.join(',')}}`)
  await tx.query(sql`
    with v as (select u.*, decode(u.hex, 'hex') as key from unnest(
        ${uses.map(({ ruleId }) => ruleId)}::uuid[], ${uses.map(({ skuId }) => skuId)}::int[],
        ${uses.map(({ key }) => key)}::text[], ${uses.map(({ ownerId }) => ownerId)}::uuid[],
        ${uses.map(({ quantity }) => quantity)}::bigint[],
        ${uses.map(({ until }) => until)}::timestamptz[],
        ${uses.map(({ limit }) => limit)}::bigint[], ${leaves}::boolean[], ${groups}::text[]
      ) as u (rule_id, sku_id, hex, owner_id, quantity, until, most, leaves, groups)),
    counted as (
      insert into inventory.counter_use
        (rule_id, sku_id, key, owner_id, quantity, used_at, until, group_nos)
      select rule_id, sku_id, key, owner_id, quantity, ${now}::timestamptz, until,
        groups::smallint[]
      from v)
    update inventory.counter as c
    set used = c.used + s.quantity,
      most = case when s.leaves then null else greatest(c.most, s.most) end
    from (select rule_id, sku_id, key, sum(quantity)::bigint as quantity, max(most) as most,
        bool_or(leaves) as leaves
      from v group by 1, 2, 3) as s
    where c.rule_id = s.rule_id and c.sku_id = s.sku_id and c.key = s.key`)
}

/** Leaves of the units of orders and holds at most so many counted. Lock the counters before. */
export async function lowerUses(tx: Tx, uses: readonly (Use & { left: number })[]): Promise<void> {
  if (uses.length === 0) return
  await tx.query(sql`
    with v as (select u.*, decode(u.hex, 'hex') as key from unnest(
        ${uses.map(({ ruleId }) => ruleId)}::uuid[], ${uses.map(({ skuId }) => skuId)}::int[],
        ${uses.map(({ key }) => key)}::text[], ${uses.map(({ ownerId }) => ownerId)}::uuid[],
        ${uses.map(({ left }) => left)}::bigint[]
      ) as u (rule_id, sku_id, hex, owner_id, remaining)),
    gone as (
      delete from inventory.counter_use as u using v
      where u.rule_id = v.rule_id and u.sku_id = v.sku_id and u.key = v.key
        and u.owner_id = v.owner_id and v.remaining <= 0
      returning u.rule_id, u.sku_id, u.key, u.quantity),
    lowered as (
      update inventory.counter_use as u set quantity = v.remaining from v
      where u.rule_id = v.rule_id and u.sku_id = v.sku_id and u.key = v.key
        and u.owner_id = v.owner_id and v.remaining > 0 and v.remaining < u.quantity
      returning u.rule_id, u.sku_id, u.key, old.quantity - new.quantity as quantity)
    update inventory.counter as c set used = c.used - s.quantity
    from (select rule_id, sku_id, key, sum(quantity)::bigint as quantity
      from (select * from gone union all select * from lowered) as b group by 1, 2, 3) as s
    where c.rule_id = s.rule_id and c.sku_id = s.sku_id and c.key = s.key`)
}

/** Counters of which some hold has expired. */
export async function listExpiredCounters(
  db: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<CounterKey[]> {
  return db.query<CounterKey>(sql`
    select distinct u.rule_id as "ruleId", u.sku_id as "skuId", encode(u.key, 'hex') as key
    from inventory.counter_use as u where u.until <= ${now} limit ${limit}`)
}

/** Deletes counters that count nothing, but for those of ring-fences; answers how many. */
export async function dropCounters(db: Queryable, limit: number): Promise<number> {
  const dropped = await db.query(sql`
    delete from inventory.counter where ctid = any (array(
      select ctid from inventory.counter where used = 0 and fenced is null
      limit ${limit} for update skip locked))
    returning 1`)
  return dropped.length
}

/** What counters have counted now, what expired holds had left out; 0 where there is none. */
export async function readCounters(
  db: Queryable,
  keys: readonly CounterKey[],
  now: Temporal.Instant,
): Promise<Levels> {
  if (keys.length === 0) return new Map()
  const rows = await db.query<CounterKey & { used: number }>(sql`
    select c.rule_id as "ruleId", c.sku_id as "skuId", encode(c.key, 'hex') as key,
      c.used - (select coalesce(sum(u.quantity), 0)::bigint from inventory.counter_use as u
        where u.until <= ${now} and u.rule_id = c.rule_id and u.sku_id = c.sku_id
          and u.key = c.key) as used
    from ${these(keys)} join inventory.counter as c using (rule_id, sku_id, key)`)
  return new Map(rows.map((one) => [nameOf(one), one.used]))
}
