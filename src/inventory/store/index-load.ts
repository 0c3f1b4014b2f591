import { sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Ids of SKUs that are read in one statement; more where few of them are used. */
const IDS_AT_ONCE = 2000
const IDS_MOST = 16_000
/** Fewer SKUs than that in one answer are not worth a statement. */
const FEW_SKUS = 500
/** Columns of a row of the index: location, available, on hand, version. */
const COLUMNS = 4
const [MINUS, ZERO, NINE] = [45, 48, 57]

/** All of one SKU: each column as the text of an array, in order of location. */
type Texts = {
  skuId: number
  locations: string
  available: string
  onHand: string
  versions: string
}

/**
 * Gives all stock on hand, SKU by SKU: location, available, on hand and version of one row after
 * the other, in an array that is used again for the next SKU. Nothing is made for each row, neither
 * there nor here, and the next SKUs are read while these are taken in.
 */
export async function loadIndexRows(
  tx: Tx,
  take: (skuId: number, cells: Float64Array) => void,
): Promise<void> {
  let room = new Float64Array(1024)
  let ids = IDS_AT_ONCE
  let reading = readSome(tx, 0, ids)
  for (;;) {
    const some = await reading
    const last = some.at(-1)
    if (!last) return
    ids = some.length < FEW_SKUS ? Math.min(IDS_MOST, ids * 2) : IDS_AT_ONCE
    reading = readSome(tx, last.skuId, ids)
    for (const { skuId, ...texts } of some) {
      const columns = [texts.locations, texts.available, texts.onHand, texts.versions]
      while (room.length < columns[0]!.length * COLUMNS) room = new Float64Array(room.length * 2)
      const counts = columns.map((text, column) => readColumn(text, room, column))
      take(skuId, room.subarray(0, counts[0]! * COLUMNS))
    }
  }
}

/** A range of ids and not a number of SKUs, which would have to be counted first. */
function readSome(tx: Tx, after: number, ids: number): Promise<Texts[]> {
  const reading = tx.query<Texts>(sql`
    with first as materialized (
      select min(sku_id) as id from inventory.supply where supply_no = 0 and sku_id > ${after})
    select sku_id as "skuId", array_agg(location_id)::text as locations,
      array_agg(quantity - unavailable - held - allocated)::text as available,
      array_agg(quantity)::text as "onHand", array_agg(version)::text as versions
    from (
      select * from inventory.supply
      where supply_no = 0 and sku_id >= (select id from first)
        and sku_id < (select id from first) + ${ids}::int
      order by sku_id, location_id) as s
    group by sku_id order by sku_id`)
  // Its failure is told where it is awaited; nobody listens before the last ones are taken in.
  reading.catch(() => {})
  return reading
}

/** The numbers of an array's text, each into its row; answers how many they were. */
function readColumn(text: string, into: Float64Array, column: number): number {
  let count = 0
  let value = 0
  let sign = 1
  for (let i = 1; i < text.length; i += 1) {
    const char = text.charCodeAt(i)
    if (char >= ZERO && char <= NINE) value = value * 10 + char - ZERO
    else if (char === MINUS) sign = -1
    else {
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer`)
      into[count * COLUMNS + column] = sign * value
      count += 1
      value = 0
      sign = 1
    }
  }
  return count
}
