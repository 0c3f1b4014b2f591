import { pastCursor, type Cursor } from '../../platform/events/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { IndexRow } from '../index/availability.ts'

const SKUS_AT_ONCE = 2000

/**
 * Gives all stock on hand, some SKUs at a time. One text per SKU instead of one row per location:
 * 500,000 rows then cost their digits, not 500,000 objects with names.
 */
export async function loadIndexRows(tx: Tx, take: (rows: IndexRow[]) => void): Promise<void> {
  let after = 0
  for (;;) {
    const skus = await tx.query<{ skuId: number; cells: string }>(sql`
      select sku_id as "skuId", string_agg(
        location_id || ' ' || (quantity - unavailable - held - allocated) || ' ' || version, ' '
        order by location_id) as cells
      from inventory.supply
      where supply_no = 0 and sku_id > ${after} and sku_id <= (
        select max(sku_id) from (
          select distinct sku_id from inventory.supply
          where supply_no = 0 and sku_id > ${after} order by sku_id limit ${SKUS_AT_ONCE}) as next)
      group by sku_id order by sku_id`)
    const last = skus.at(-1)
    if (!last) return
    take(skus.flatMap(({ skuId, cells }) => rowsOf(skuId, cells)))
    after = last.skuId
  }
}

function rowsOf(skuId: number, cells: string): IndexRow[] {
  const numbers = cells.split(' ')
  const rows: IndexRow[] = []
  for (let i = 0; i < numbers.length; i += 3) {
    rows.push({
      skuId,
      locationId: Number(numbers[i]),
      available: Number(numbers[i + 1]),
      version: Number(numbers[i + 2]),
    })
  }
  return rows
}

/** A movement as the index reads it; `row` is undefined for receipts and backorders. */
export type MovementRow = Cursor & { row: IndexRow | undefined }

/** Movements past the cursor, oldest first. */
export async function readMovements(
  db: Database,
  cursor: Cursor,
  limit: number,
): Promise<MovementRow[]> {
  const movements = await db.query<Cursor & IndexRow & { supplyNo: number }>(sql`
    select epoch, tx::text as tx, id, sku_id as "skuId", location_id as "locationId",
      supply_no as "supplyNo", version, quantity - unavailable - held - allocated as available
    from inventory.movement
    where ${pastCursor(cursor, db.epoch)} order by tx, id limit ${limit}`)
  return movements.map(({ epoch, tx, id, skuId, locationId, supplyNo, version, available }) => ({
    epoch,
    tx,
    id,
    row: supplyNo === 0 ? { skuId, locationId, available, version } : undefined,
  }))
}

/** The rows of some SKUs as they are now, for a second look before a shortage is told. */
export async function readIndexRows(tx: Tx, skuIds: readonly number[]): Promise<IndexRow[]> {
  return tx.query<IndexRow>(sql`
    select sku_id as "skuId", location_id as "locationId", version,
      quantity - unavailable - held - allocated as available
    from inventory.supply where sku_id = any (${skuIds}::int[]) and supply_no = 0`)
}
