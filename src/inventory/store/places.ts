import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** The locations that have a row of stock of a SKU, in order. */
export type StockedPlaces = { skuId: number; locationIds: number[] }

/** Ids of SKUs that are looked at in one statement. */
const IDS_AT_ONCE = 1000

/** Of every SKU that has a row somewhere, some at a time, in order. */
export async function* listStockedPlaces(db: Queryable): AsyncGenerator<StockedPlaces> {
  let after: number | undefined = 0
  while (after !== undefined) {
    const some: StockedPlaces[] = await db.query<StockedPlaces>(sql`
      with first as materialized (
        select min(sku_id) as id from inventory.supply where supply_no = 0 and sku_id > ${after})
      select sku_id as "skuId", array_agg(location_id order by location_id) as "locationIds"
      from inventory.supply
      where supply_no = 0 and sku_id >= (select id from first)
        and sku_id < (select id from first) + ${IDS_AT_ONCE}::int
      group by sku_id order by sku_id`)
    yield* some
    after = some.at(-1)?.skuId
  }
}
