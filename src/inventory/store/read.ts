import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Supply } from '../domain/supply.ts'

/** Stock on hand of SKUs at the locations the caller may see. */
export async function listSupplies(
  db: Queryable,
  scope: Scope,
  skuIds: readonly number[],
): Promise<Supply[]> {
  const within = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  return db.query<Supply>(sql`
    select sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo", quantity,
      unavailable, held, allocated, uncovered, version
    from inventory.supply where sku_id = any (${skuIds}::int[]) and supply_no = 0 and ${within}
    order by location_id, sku_id`)
}

/** A digest of all stock as it stands: the same for the same rows. */
export async function digestStock(db: Queryable): Promise<string> {
  const [row] = await db.query<{ digest: string | null }>(sql`
    select md5(string_agg(concat_ws('|', sku_id, location_id, supply_no, quantity, unavailable,
      held, allocated, uncovered, version), ',' order by sku_id, location_id, supply_no)) as digest
    from inventory.supply`)
  return row?.digest ?? ''
}
