import { allOf, sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'
import type { Sku } from './sku.ts'

/** What a walk over SKUs looks at. */
export type WalkedSku = Pick<Sku, 'id' | 'code' | 'decimals' | 'archived'>

/**
 * The next SKUs by code of which stock is kept, archived ones too, in few columns: for lists of
 * what belongs to them.
 */
export async function walkSkus(
  db: Queryable,
  from: {
    after: string
    limit: number
    category: string | undefined
    /** Words that each begin a word of code or name. */
    q: string | undefined
    /** Only those of these. */
    codes: readonly string[] | undefined
  },
): Promise<WalkedSku[]> {
  const conditions = [sql`code > ${from.after}`, sql`kind = 'stocked'`]
  if (from.category !== undefined) conditions.push(sql`category = ${from.category}`)
  if (from.q !== undefined) conditions.push(matchesWords(from.q, sql`code || ' ' || name`))
  if (from.codes !== undefined) conditions.push(sql`code = any (${from.codes}::text[])`)
  return db.query<WalkedSku>(sql`
    select id, code, decimals, archived_at is not null as archived from catalog.sku
    where ${allOf(conditions)} order by code limit ${from.limit}`)
}

/** SKUs of a category of which stock is kept, archived ones too. */
export async function listOfCategory(db: Queryable, category: string): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from catalog.sku where category = ${category} and kind = 'stocked'`,
  )
  return rows.map(({ id }) => id)
}

/** Decimals of the SKUs that are not counted in whole units only, by id. */
export async function listDivisible(db: Queryable): Promise<Map<number, number>> {
  const rows = await db.query<{ id: number; decimals: number }>(
    sql`select id, decimals from catalog.sku where decimals > 0`,
  )
  return new Map(rows.map(({ id, decimals }) => [id, decimals]))
}

/** SKUs that are bundles, for the checks of who keeps stock. */
export const bundleSkus = sql`select id from catalog.sku where kind = 'bundle'`

/** Codes of SKUs of which stock is kept, for who knows no more of them. */
export const stockedSkus = sql`select id, code from catalog.sku where kind = 'stocked'`

/** How many decimals of their unit people see of SKUs, for who adds up what differs in that. */
export const skuDecimals = sql`select id, decimals from catalog.sku`

/** SKUs of which no stock is kept, since there is always enough. */
export async function listNotStocked(db: Queryable): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from catalog.sku where kind = 'not_stocked' order by id`,
  )
  return rows.map(({ id }) => id)
}
