import { allOf, sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import { matchesWords } from '../platform/db/words.ts'

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

export type NewSku = Omit<Sku, 'id' | 'version' | 'archived'>

const columns = sql`id, code, name, unit, decimals, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", category,
  tax_class as "taxClass", version, archived_at is not null as archived`

/** Creates SKUs whose code is not taken; answers those created. */
export async function insertSkus(
  tx: Tx,
  skus: readonly NewSku[],
  now: Temporal.Instant,
): Promise<Sku[]> {
  return tx.query<Sku>(sql`
    insert into catalog.sku (code, name, unit, decimals, weight_g, length_mm, width_mm, height_mm,
      category, tax_class, created_at)
    select s.*, ${now}::timestamptz from unnest(
      ${skus.map((s) => s.code)}::text[], ${skus.map((s) => s.name)}::text[],
      ${skus.map((s) => s.unit)}::text[], ${skus.map((s) => s.decimals)}::smallint[],
      ${skus.map((s) => s.weightG)}::int[], ${skus.map((s) => s.lengthMm)}::int[],
      ${skus.map((s) => s.widthMm)}::int[], ${skus.map((s) => s.heightMm)}::int[],
      ${skus.map((s) => s.category)}::text[], ${skus.map((s) => s.taxClass)}::text[]
    ) as s (code) order by s.code
    on conflict (code) do nothing returning ${columns}`)
}

export async function listSkusByCode(db: Queryable, codes: readonly string[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where code = any (${codes}::text[])`)
}

export async function listSkusById(db: Queryable, ids: readonly number[]): Promise<Sku[]> {
  return db.query<Sku>(sql`select ${columns} from catalog.sku where id = any (${ids}::int[])`)
}

/** SKUs by code, after a code; only of a category where one is given. */
export async function listSkus(
  db: Queryable,
  page: { after: string; limit: number; category: string | undefined },
): Promise<Sku[]> {
  return db.query<Sku>(sql`
    select ${columns} from catalog.sku
    where code > ${page.after} and (${page.category ?? null}::text is null
      or category = ${page.category ?? null}::text)
    order by code limit ${page.limit}`)
}

export async function lockSku(tx: Tx, code: string): Promise<Sku | undefined> {
  const [sku] = await tx.query<Sku>(
    sql`select ${columns} from catalog.sku where code = ${code} for update`,
  )
  return sku
}

/** Writes everything that may change; the version rises by one. */
export async function updateSku(tx: Tx, sku: Sku, now: Temporal.Instant): Promise<Sku> {
  const [saved] = await tx.query<Sku>(sql`
    update catalog.sku set name = ${sku.name}, weight_g = ${sku.weightG},
      length_mm = ${sku.lengthMm}, width_mm = ${sku.widthMm}, height_mm = ${sku.heightMm},
      category = ${sku.category}, tax_class = ${sku.taxClass},
      archived_at = case when ${sku.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${sku.id} returning ${columns}`)
  return saved!
}

export async function countSkus(db: Queryable): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from catalog.sku`)
  return row!.n
}

/** What a walk over SKUs looks at. */
export type WalkedSku = Pick<Sku, 'id' | 'code' | 'decimals' | 'archived'>

/** The next SKUs by code, archived ones too, in few columns: for lists of what belongs to them. */
export async function walkSkus(
  db: Queryable,
  from: {
    after: string
    limit: number
    category: string | undefined
    /** Words that each begin a word of code or name. */
    q: string | undefined
  },
): Promise<WalkedSku[]> {
  const conditions = [sql`code > ${from.after}`]
  if (from.category !== undefined) conditions.push(sql`category = ${from.category}`)
  if (from.q !== undefined) conditions.push(matchesWords(from.q, sql`code || ' ' || name`))
  return db.query<WalkedSku>(sql`
    select id, code, decimals, archived_at is not null as archived from catalog.sku
    where ${allOf(conditions)} order by code limit ${from.limit}`)
}

/** Decimals of the SKUs that are not counted in whole units only, by id. */
export async function listDivisible(db: Queryable): Promise<Map<number, number>> {
  const rows = await db.query<{ id: number; decimals: number }>(
    sql`select id, decimals from catalog.sku where decimals > 0`,
  )
  return new Map(rows.map(({ id, decimals }) => [id, decimals]))
}
