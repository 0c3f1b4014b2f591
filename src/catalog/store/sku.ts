import type { Hazard } from '../../lib/hazard.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Component, NewComponent, SkuKind } from '../domain/bundle.ts'
import type { Card } from '../domain/card.ts'
import { replaceComponents } from './component.ts'

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
  /** What rules and people call many of them by; in order. */
  tags: readonly string[]
  /** Class of dangerous goods. */
  hazard: Hazard | null
  /** What is earned of its price, in percent; null where nobody said. */
  marginPercent: number | null
  taxClass: string | null
  version: number
  archived: boolean
  kind: SkuKind
  /** What a bundle is made of; empty for all others. */
  components: readonly Component[]
}

export type NewSku = Omit<
  Sku,
  'id' | 'version' | 'archived' | 'kind' | 'components' | 'tags' | 'hazard' | 'marginPercent'
> &
  Partial<Card> & {
    kind?: SkuKind
    components?: readonly NewComponent[]
    tags?: readonly string[]
    hazard?: Hazard | null
    marginPercent?: number | null
  }

/**
 * What hot paths know of a SKU: nothing that would be read for people only. The prices of what a
 * bundle is made of say how what is paid for it falls on them.
 */
export const columns = sql`id, code, name, unit, decimals, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", category, tags, hazard,
  margin_percent as "marginPercent", tax_class as "taxClass", version,
  archived_at is not null as archived, kind,
  case when kind = 'bundle' then (
    select json_agg(json_build_object('skuId', c.sku_id, 'code', s.code, 'decimals', s.decimals,
        'quantity', c.quantity, 'prices', (
          select coalesce(json_agg(json_build_object('currency', p.currency, 'amount', p.amount)
            order by p.currency), '[]')
          from catalog.price as p where p.sku_id = c.sku_id)) order by c.no)
    from catalog.component as c join catalog.sku as s on s.id = c.sku_id
    where c.bundle_id = sku.id) else '[]' end as components`

/**
 * Creates SKUs whose code is not taken, with their prices and components; answers those created.
 */
export async function insertSkus(
  tx: Tx,
  skus: readonly NewSku[],
  now: Temporal.Instant,
): Promise<Sku[]> {
  const prices = skus.flatMap(({ code, prices: some = [] }) =>
    some.map((price) => ({ code, ...price })),
  )
  const created = await tx.query<Sku>(sql`
    with created as (
      insert into catalog.sku (code, name, unit, decimals, weight_g, length_mm, width_mm,
        height_mm, category, tax_class, product, options, picture, kind, hazard, margin_percent,
        tags, created_at)
      select s.code, s.name, s.unit, s.decimals, s.weight_g, s.length_mm, s.width_mm,
        s.height_mm, s.category, s.tax_class, s.product, s.options, s.picture, s.kind, s.hazard,
        s.margin_percent, array(select jsonb_array_elements_text(s.tags)), ${now}::timestamptz
      from unnest(
        ${skus.map((s) => s.code)}::text[], ${skus.map((s) => s.name)}::text[],
        ${skus.map((s) => s.unit)}::text[], ${skus.map((s) => s.decimals)}::smallint[],
        ${skus.map((s) => s.weightG)}::int[], ${skus.map((s) => s.lengthMm)}::int[],
        ${skus.map((s) => s.widthMm)}::int[], ${skus.map((s) => s.heightMm)}::int[],
        ${skus.map((s) => s.category)}::text[], ${skus.map((s) => s.taxClass)}::text[],
        ${skus.map((s) => s.product ?? null)}::text[],
        ${skus.map((s) => JSON.stringify(s.options ?? {}))}::jsonb[],
        ${skus.map((s) => (s.picture ? Buffer.from(s.picture, 'hex') : null))}::bytea[],
        ${skus.map((s) => s.kind ?? 'stocked')}::text[],
        ${skus.map((s) => s.hazard ?? null)}::text[],
        ${skus.map((s) => s.marginPercent ?? null)}::smallint[],
        ${skus.map((s) => JSON.stringify(s.tags ?? []))}::jsonb[]
      ) as s (code, name, unit, decimals, weight_g, length_mm, width_mm, height_mm, category,
        tax_class, product, options, picture, kind, hazard, margin_percent, tags) order by s.code
      on conflict (code) do nothing returning ${columns}
    ), priced as (
      insert into catalog.price (sku_id, currency, amount)
      select created.id, p.currency, p.amount from unnest(
        ${prices.map((p) => p.code)}::text[], ${prices.map((p) => p.currency)}::text[],
        ${prices.map((p) => p.amount)}::bigint[]) as p (code, currency, amount)
      join created on created.code = p.code
    )
    select * from created order by code`)
  const partsOf = new Map(skus.map(({ code, components = [] }) => [code, components]))
  await replaceComponents(
    tx,
    created.map(({ id, code }) => ({ id, components: partsOf.get(code)! })),
  )
  return created
}

export async function listSkusByCode(db: Queryable, codes: readonly string[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where code = any (${codes}::text[])`)
}

export async function listSkusById(db: Queryable, ids: readonly number[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where id = any (${ids}::int[])`)
}

/** The SKUs that were made last, not archived. */
export async function listNewestSkus(db: Queryable, most: number): Promise<Sku[]> {
  return db.query<Sku>(sql`
    select ${columns} from catalog.sku where archived_at is null order by id desc limit ${most}`)
}

export async function countSkus(db: Queryable): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from catalog.sku`)
  return row!.n
}
