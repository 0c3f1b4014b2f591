import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { ConditionLevels } from '../domain/condition.ts'
import type { Levels } from '../domain/overview.ts'

/** Locations by id; undefined are all there are. */
export type Places = readonly number[] | undefined

/** Stock of one SKU, added up over locations; base units. */
export type StockSum = Levels & {
  skuId: number
  unavailable: number
  conditions: ConditionLevels
  held: number
  allocated: number
  /** What is still to come, and the first day on which some of it is due. */
  expected: number
  nextOn: Temporal.PlainDate | null
}

/** Adds up the rows of some SKUs; those without any are left out. A page of SKUs, never all. */
export async function sumStock(
  db: Queryable,
  skuIds: readonly number[],
  places: Places,
): Promise<StockSum[]> {
  if (skuIds.length === 0) return []
  return db.query<StockSum>(sql`
    select sku_id as "skuId",
      count(*) filter (where supply_no = 0) as locations,
      count(*) filter (where supply_no = 0 and free <= 0) as "soldOutAt",
      coalesce(sum(quantity) filter (where supply_no = 0), 0)::bigint as "onHand",
      coalesce(sum(unavailable) filter (where supply_no = 0), 0)::bigint as unavailable,
      coalesce(sum(held) filter (where supply_no = 0), 0)::bigint as held,
      coalesce(sum(allocated) filter (where supply_no = 0), 0)::bigint as allocated,
      coalesce(sum(uncovered) filter (where supply_no = 0), 0)::bigint as uncovered,
      coalesce(sum(greatest(0, free)) filter (where supply_no = 0), 0)::bigint as available,
      coalesce(sum(quantity) filter (where supply_no > 0), 0)::bigint as expected,
      min(due_on) filter (where supply_no > 0 and quantity > 0) as "nextOn",
      case when coalesce(sum(unavailable) filter (where supply_no = 0), 0) = 0 then '{}' else (
        select jsonb_object_agg(condition, units) from (
          select condition, sum(quantity)::bigint as units from inventory.condition_level
          where sku_id = s.sku_id and ${within(places)} group by condition) as c
      ) end as conditions
    from (
      select *, quantity - unavailable - held - allocated as free from inventory.supply
      where sku_id = any (${skuIds}::int[]) and ${allOf([within(places), stillThere])}) as s
    group by sku_id`)
}

/** SKUs of which something is still to come to one of these locations. */
export async function listExpectedSkus(db: Queryable, places: Places): Promise<Set<number>> {
  const rows = await db.query<{ skuId: number }>(sql`
    select distinct sku_id as "skuId" from inventory.supply
    where supply_no > 0 and closed_at is null and ${within(places)}`)
  return new Set(rows.map(({ skuId }) => skuId))
}

const stillThere = sql`closed_at is null and supply_no >= 0`

function within(places: Places): Sql {
  return places === undefined ? sql`true` : sql`location_id = any (${places}::int[])`
}
