import { firstIdAt } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Reason } from '../domain/ledger.ts'

/** Base units that were there at a moment for orders and carts to come: not yet sold. */
export type UnitsThen = { skuId: number; locationId: number; units: number }

/** A change of stock that no order of ours made, at the moment when it happened. */
export type ChangeThen = {
  skuId: number
  locationId: number
  reason: Reason
  change: number
  at: Temporal.Instant
}

/** What orders and carts do to stock: whoever decides on orders anew leaves these out. */
const ofOrders: readonly Reason[] = [
  'hold',
  'hold_released',
  'hold_expired',
  'hold_lost',
  'hold_converted',
  'allocation',
  'release',
  'shipment',
]
/** Clocks differ by less: what happened after a moment has an id of after that, or nearly. */
const APART_MS = 60_000

/**
 * Stock on hand of some SKUs as it was at a moment: as it is now, less all that has happened since.
 * What carts held counts as there, since they became orders or gave it back.
 */
export async function listUnitsThen(
  db: Queryable,
  skuIds: readonly number[],
  at: Temporal.Instant,
): Promise<UnitsThen[]> {
  return db.query<UnitsThen>(sql`
    with since as (
      select sku_id, location_id,
        sum(quantity_change - unavailable_change - allocated_change) as change
      from inventory.movement
      where sku_id = any (${skuIds}::int[]) and supply_no = 0 and occurred_at >= ${at}
        and id >= ${firstIdAt(at.epochMilliseconds - APART_MS)}::uuid
      group by sku_id, location_id)
    select s.sku_id as "skuId", s.location_id as "locationId",
      (s.quantity - s.unavailable - s.allocated - coalesce(since.change, 0))::bigint as units
    from inventory.supply as s
    left join since on since.sku_id = s.sku_id and since.location_id = s.location_id
    where s.sku_id = any (${skuIds}::int[]) and s.supply_no = 0
    order by s.sku_id, s.location_id`)
}

/** Deliveries, sales at tills, counts, damage: in order of time. */
export async function listChangesThen(
  db: Queryable,
  skuIds: readonly number[],
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<ChangeThen[]> {
  return db.query<ChangeThen>(sql`
    select sku_id as "skuId", location_id as "locationId", reason,
      (quantity_change - unavailable_change) as change, occurred_at as at
    from inventory.movement
    where sku_id = any (${skuIds}::int[]) and supply_no = 0
      and id >= ${firstIdAt(from.epochMilliseconds - APART_MS)}::uuid
      and occurred_at >= ${from} and occurred_at < ${until}
      and reason <> all (${ofOrders}::text[]) and quantity_change <> unavailable_change
    order by occurred_at, id`)
}
