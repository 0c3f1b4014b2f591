import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Card } from '../domain/card.ts'

/** A stock keeping unit: what is sold and counted. */
export type Sku = {
  id: number
  code: string
  name: string
  unit: string
  /** Decimals of the unit that people see: 2 for metres sold by the centimetre. */
  decimals: number
  /** Of one whole unit, in grams. */
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  category: string | null
  taxClass: string | null
  version: number
  archived: boolean
}

export type NewSku = Omit<Sku, 'id' | 'version' | 'archived'> & Partial<Card>

/** What hot paths know of a SKU: nothing that would be read for people only. */
export const columns = sql`id, code, name, unit, decimals, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", category,
  tax_class as "taxClass", version, archived_at is not null as archived`

/** Creates SKUs whose code is not taken, with their prices; answers those created. */
export async function insertSkus(
  tx: Tx,
  skus: readonly NewSku[],
  now: Temporal.Instant,
): Promise<Sku[]> {
  const prices = skus.flatMap(({ code, prices: some = [] }) =>
    some.map((price) => ({ code, ...price })),
  )
  return tx.query<Sku>(sql`
    with created as (
      insert into catalog.sku (code, name, unit, decimals, weight_g, length_mm, width_mm,
        height_mm, category, tax_class, product, options, picture, created_at)
      select s.*, ${now}::timestamptz from unnest(
        ${skus.map((s) => s.code)}::text[], ${skus.map((s) => s.name)}::text[],
        ${skus.map((s) => s.unit)}::text[], ${skus.map((s) => s.decimals)}::smallint[],
        ${skus.map((s) => s.weightG)}::int[], ${skus.map((s) => s.lengthMm)}::int[],
        ${skus.map((s) => s.widthMm)}::int[], ${skus.map((s) => s.heightMm)}::int[],
        ${skus.map((s) => s.category)}::text[], ${skus.map((s) => s.taxClass)}::text[],
        ${skus.map((s) => s.product ?? null)}::text[],
        ${skus.map((s) => JSON.stringify(s.options ?? {}))}::jsonb[],
        ${skus.map((s) => (s.picture ? Buffer.from(s.picture, 'hex') : null))}::bytea[]
      ) as s (code) order by s.code
      on conflict (code) do nothing returning ${columns}
    ), priced as (
      insert into catalog.price (sku_id, currency, amount)
      select created.id, p.currency, p.amount from unnest(
        ${prices.map((p) => p.code)}::text[], ${prices.map((p) => p.currency)}::text[],
        ${prices.map((p) => p.amount)}::bigint[]) as p (code, currency, amount)
      join created on created.code = p.code
    )
    select * from created order by code`)
}

export async function listSkusByCode(db: Queryable, codes: readonly string[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where code = any (${codes}::text[])`)
}

export async function listSkusById(db: Queryable, ids: readonly number[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where id = any (${ids}::int[])`)
}

export async function countSkus(db: Queryable): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from catalog.sku`)
  return row!.n
}
