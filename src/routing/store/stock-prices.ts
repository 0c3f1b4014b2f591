import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Prices of a SKU, of one whole unit at each location where it is worth anything. */
export type SkuPrices = {
  skuId: number
  locationIds: number[]
  amounts: number[]
  layer: string
  seed: number
  basis: string
}

/** The prices of a currency, as a whole. */
export type PriceSet = {
  currency: string
  /** When all of them were right last: those that had changed were found anew. */
  checkedAt: Temporal.Instant | null
  madeAt: Temporal.Instant | null
  /** SKUs that have a price somewhere. */
  skus: number
  failedAt: Temporal.Instant | null
  /** How they were found; null where none ever were. */
  layer: string | null
  slots: SlotPrices | null
}

/** By location, where it is worth anything, what room for an order is worth on each day ahead. */
export type SlotPrices = [locationId: number, amounts: number[]][]

/** By SKU, what its prices were found by. */
export async function listBases(db: Queryable, currency: string): Promise<Map<number, string>> {
  const rows = await db.query<{ skuId: number; basis: string }>(sql`
    select sku_id as "skuId", basis from routing.stock_price where currency = ${currency}`)
  return new Map(rows.map(({ skuId, basis }) => [skuId, basis]))
}

/** Those of a currency after one SKU; made since a moment, or all. */
export async function listStockPrices(
  db: Queryable,
  of: { currency: string; since: Temporal.Instant | null; after: number; limit: number },
): Promise<SkuPrices[]> {
  return db.query<SkuPrices>(sql`
    select sku_id as "skuId", location_ids as "locationIds", amounts, layer, seed, basis
    from routing.stock_price
    where currency = ${of.currency} and sku_id > ${of.after}
      and (${of.since}::timestamptz is null or made_at >= ${of.since}::timestamptz)
    order by sku_id limit ${of.limit}::int`)
}

/** Also those that are worth nothing anywhere: what they were found by is known then. */
export async function saveStockPrices(
  tx: Tx,
  { currency, madeAt }: { currency: string; madeAt: Temporal.Instant },
  prices: readonly SkuPrices[],
): Promise<void> {
  await tx.query(sql`
    insert into routing.stock_price
      (currency, sku_id, location_ids, amounts, layer, seed, basis, made_at)
    select ${currency}, p.sku_id, p.location_ids::int[], p.amounts::int[], p.layer, p.seed,
      p.basis, ${madeAt}::timestamptz
    from unnest(
      ${prices.map((p) => p.skuId)}::int[],
      ${prices.map((p) => `{${p.locationIds.join(',')}}`)}::text[],
      ${prices.map((p) => `{${p.amounts.join(',')}}`)}::text[],
      ${prices.map((p) => p.layer)}::text[], ${prices.map((p) => p.seed)}::int[],
      ${prices.map((p) => p.basis)}::text[]
    ) as p (sku_id, location_ids, amounts, layer, seed, basis)
    order by p.sku_id
    on conflict (currency, sku_id) do update
    set location_ids = excluded.location_ids, amounts = excluded.amounts,
      layer = excluded.layer, seed = excluded.seed, basis = excluded.basis,
      made_at = excluded.made_at`)
}

/** All that there are were right then; `made`: some of them were found anew. */
export async function savePriceSet(
  tx: Tx,
  set: Pick<PriceSet, 'currency' | 'layer' | 'slots'> & { made: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const { currency, made, layer, slots } = set
  await tx.query(sql`
    insert into routing.price_set as s
      (currency, checked_at, made_at, skus, layer, slots)
    select ${currency}, ${now}::timestamptz, ${now}::timestamptz, count(*), ${layer},
      ${slots && JSON.stringify(slots)}::json
    from routing.stock_price where currency = ${currency} and cardinality(amounts) > 0
    on conflict (currency) do update
    set checked_at = excluded.checked_at, skus = excluded.skus, failed_at = null,
      layer = excluded.layer, slots = excluded.slots,
      made_at = case when ${made}::boolean then excluded.made_at else s.made_at end`)
}

/** The prices that were found before stay. */
export async function saveFailure(
  db: Queryable,
  currency: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    insert into routing.price_set (currency, failed_at) values (${currency}, ${now}::timestamptz)
    on conflict (currency) do update set failed_at = excluded.failed_at`)
}

export async function listPriceSets(db: Queryable): Promise<PriceSet[]> {
  return db.query<PriceSet>(sql`
    select currency, checked_at as "checkedAt", made_at as "madeAt", skus,
      failed_at as "failedAt", layer, slots
    from routing.price_set order by currency`)
}
