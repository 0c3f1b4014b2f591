import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { StockRow } from '../domain/ledger.ts'
import { conditionsColumn } from './conditions.ts'
import type { SupplyKey } from '../domain/supply.ts'

/** Stock on hand of SKUs at the locations the caller may see, with what is unavailable and why. */
export async function listSupplies(
  db: Queryable,
  scope: Scope,
  skuIds: readonly number[],
): Promise<StockRow[]> {
  const within = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  return db.query<StockRow>(sql`
    select sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo", quantity,
      unavailable, held, allocated, uncovered, version, ${conditionsColumn}
    from inventory.supply as s where sku_id = any (${skuIds}::int[]) and supply_no = 0 and ${within}
    order by location_id, sku_id`)
}

/** A supply row whose allocations have not all cover: so many units are missing. */
export type UncoveredRow = SupplyKey & { uncovered: number; version: number }

/** Stock on hand of which more is allocated than there is; found by its own index. */
export async function listUncovered(db: Queryable): Promise<UncoveredRow[]> {
  return db.query<UncoveredRow>(sql`
    select sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo", uncovered,
      version
    from inventory.supply where uncovered > 0 and allocated > 0 and supply_no = 0
    order by sku_id, location_id`)
}

/** A digest of all stock as it stands: the same for the same rows. */
export async function digestStock(db: Queryable): Promise<string> {
  const [row] = await db.query<{ digest: string | null }>(sql`
    select md5(string_agg(concat_ws('|', sku_id, location_id, supply_no, quantity, unavailable,
      held, allocated, uncovered, version), ',' order by sku_id, location_id, supply_no)) as digest
    from inventory.supply`)
  return row?.digest ?? ''
}
