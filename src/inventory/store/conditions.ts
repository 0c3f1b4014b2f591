import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Condition, ConditionLevels } from '../domain/condition.ts'
import { keyOf, type Ledger } from '../domain/ledger.ts'
import type { SupplyKey } from '../domain/supply.ts'

/** Units by condition of one row on hand, as a column of a query over `s`. */
export const conditionsColumn = sql`case when s.unavailable = 0 then '{}' else (
  select jsonb_object_agg(c.condition, c.quantity) from inventory.condition_level as c
  where c.sku_id = s.sku_id and c.location_id = s.location_id) end as conditions`

/**
 * Units by condition of the rows that a ledger has locked, by `keyOf`; nobody else can change them
 * meanwhile. Rows of which all is for sale are not asked for.
 */
export async function findConditions(
  db: Queryable,
  ledger: Ledger,
): Promise<Map<string, ConditionLevels>> {
  const rows = [...ledger.locked.values()].filter(
    ({ supplyNo, unavailable }) => supplyNo === 0 && unavailable > 0,
  )
  if (rows.length === 0) return new Map()
  const found = await db.query<SupplyKey & { conditions: ConditionLevels }>(sql`
    select k.sku_id as "skuId", k.location_id as "locationId", 0 as "supplyNo", c.conditions
    from unnest(${rows.map((r) => r.skuId)}::int[], ${rows.map((r) => r.locationId)}::int[])
      as k (sku_id, location_id)
    cross join lateral (
      select jsonb_object_agg(condition, quantity) as conditions from inventory.condition_level
      where sku_id = k.sku_id and location_id = k.location_id offset 0) as c`)
  return new Map(found.map((row) => [keyOf(row), row.conditions]))
}

/** Rows at these locations of which units have left that the owner still counts, by key. */
export async function listAwaitingOwner(
  db: Queryable,
  locationIds: readonly number[],
  limit: number,
): Promise<SupplyKey[]> {
  return db.query<SupplyKey>(sql`
    select sku_id as "skuId", location_id as "locationId", 0 as "supplyNo"
    from inventory.condition_level
    where condition = 'awaiting_owner' and location_id = any (${locationIds}::int[])
    order by location_id, sku_id limit ${limit}`)
}

/**
 * Adds to and takes from the units by condition; their rows of stock on hand are locked. More taken
 * out of a condition than it has is a bug, and is told as one.
 */
export async function saveConditions(tx: Tx, ledger: Ledger): Promise<void> {
  const changes = [...ledger.conditions].flatMap(([key, byCondition]) => {
    const { skuId, locationId } = ledger.locked.get(key)!
    const changed = [...byCondition].filter(([, change]) => change !== 0)
    return changed.map(([condition, change]) => ({ skuId, locationId, condition, change }))
  })
  if (changes.length === 0) return
  const [written] = await tx.query<{ rows: number }>(sql`
    with v as materialized (
      select * from unnest(
        ${changes.map((c) => c.skuId)}::int[], ${changes.map((c) => c.locationId)}::int[],
        ${changes.map((c): Condition => c.condition)}::text[],
        ${changes.map((c) => c.change)}::bigint[]
      ) as v (sku_id, location_id, condition, change)
    ), more as (
      insert into inventory.condition_level as l (sku_id, location_id, condition, quantity)
      select sku_id, location_id, condition, change from v where change > 0
      on conflict (sku_id, location_id, condition)
        do update set quantity = l.quantity + excluded.quantity
      returning 1
    ), fewer as (
      update inventory.condition_level as l set quantity = l.quantity + v.change
      from v where l.sku_id = v.sku_id and l.location_id = v.location_id
        and l.condition = v.condition and v.change < 0 and l.quantity + v.change > 0
      returning 1
    ), gone as (
      delete from inventory.condition_level as l
      using v where l.sku_id = v.sku_id and l.location_id = v.location_id
        and l.condition = v.condition and v.change < 0 and l.quantity + v.change = 0
      returning 1
    )
    select (select count(*) from more) + (select count(*) from fewer)
      + (select count(*) from gone) as rows`)
  if (written!.rows !== changes.length) {
    throw new Error('more units were taken out of a condition than it has')
  }
}
