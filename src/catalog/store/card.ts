import type { Queryable, Tx } from '../../platform/db/index.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import { matchesWords } from '../../platform/db/words.ts'
import type { Card } from '../domain/card.ts'
import { replaceComponents } from './component.ts'
import { columns, type Sku } from './sku.ts'

/** A SKU with all that people see of it. */
export type SkuWithCard = Sku & Card

const withCard = sql`${columns}, product, options, encode(picture, 'hex') as picture,
  (select coalesce(json_agg(json_build_object('currency', p.currency, 'amount', p.amount)
      order by p.currency), '[]')
    from catalog.price as p where p.sku_id = sku.id) as prices`

export async function listCardsByCode(
  db: Queryable,
  codes: readonly string[],
): Promise<SkuWithCard[]> {
  return db.query<SkuWithCard>(
    sql`select ${withCard} from catalog.sku where code = any (${codes}::text[])`,
  )
}

/** What to list: all that is given must be so. */
export type SkuFilter = {
  /** The start of a code, or words of the name, each at least begun. */
  q?: string | undefined
  category?: string | undefined
  product?: string | undefined
  tag?: string | undefined
  state?: 'active' | 'archived' | undefined
}

/** SKUs by code, after a code. */
export async function listCards(
  db: Queryable,
  filter: SkuFilter & { after: string; limit: number },
): Promise<SkuWithCard[]> {
  const { after, limit, q, category, product, tag, state } = filter
  // A condition is only there where it is asked for: one plan serves all calls of a statement.
  const conditions = [
    sql`code > ${after}`,
    ...(category === undefined ? [] : [sql`category = ${category}`]),
    ...(product === undefined ? [] : [sql`product = ${product}`]),
    ...(tag === undefined ? [] : [sql`tags @> array[${tag}::text]`]),
    ...(state === undefined ? [] : [isInState(state)]),
    ...(q === undefined ? [] : [isNamed(q)]),
  ]
  return db.query<SkuWithCard>(sql`
    select ${withCard} from catalog.sku where ${allOf(conditions)} order by code limit ${limit}`)
}

function isInState(state: 'active' | 'archived'): Sql {
  return state === 'active' ? sql`archived_at is null` : sql`archived_at is not null`
}

/** Behind every code that begins with the same text. */
const LAST = '\u{10ffff}'

/** `like` with a parameter cannot use an index, a range can. */
function isNamed(q: string): Sql {
  const start = q.trim().toLowerCase()
  const isCode = sql`lower(code) ~>=~ ${start} and lower(code) ~<~ ${start + LAST}`
  const words = start.split(/[\s\-/.,'"()&+_:;#]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return isCode
  const wanted = words.map((word) => `'${word.replaceAll(/['\\]/g, '')}':*`).join(' & ')
  return sql`(${isCode} or words @@ to_tsquery('simple', ${wanted}))`
}

export async function lockCard(tx: Tx, code: string): Promise<SkuWithCard | undefined> {
  const [sku] = await tx.query<SkuWithCard>(
    sql`select ${withCard} from catalog.sku where code = ${code} for update`,
  )
  return sku
}

/** Writes everything that may change; the version rises by one. */
export async function updateSku(
  tx: Tx,
  sku: SkuWithCard,
  now: Temporal.Instant,
): Promise<SkuWithCard> {
  const picture = sku.picture === null ? null : Buffer.from(sku.picture, 'hex')
  await tx.query(sql`
    update catalog.sku set name = ${sku.name}, weight_g = ${sku.weightG},
      length_mm = ${sku.lengthMm}, width_mm = ${sku.widthMm}, height_mm = ${sku.heightMm},
      category = ${sku.category}, tags = ${sku.tags}, hazard = ${sku.hazard},
      margin_percent = ${sku.marginPercent}, tax_class = ${sku.taxClass},
      product = ${sku.product}, options = ${JSON.stringify(sku.options)}, picture = ${picture},
      archived_at = case when ${sku.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${sku.id}`)
  await replacePrices(tx, sku)
  await replaceComponents(tx, [sku])
  const [saved] = await listCardsByCode(tx, [sku.code])
  return saved!
}

async function replacePrices(tx: Tx, { id, prices }: SkuWithCard): Promise<void> {
  const currencies = prices.map(({ currency }) => currency)
  await tx.query(sql`
    delete from catalog.price where sku_id = ${id} and currency <> all (${currencies}::text[])`)
  await tx.query(sql`
    insert into catalog.price (sku_id, currency, amount)
    select ${id}::int, p.* from unnest(${currencies}::text[],
      ${prices.map(({ amount }) => amount)}::bigint[]) as p (currency, amount)
    on conflict (sku_id, currency) do update set amount = excluded.amount`)
}

/** Categories in use after one, with how many SKUs are sold in each. */
export async function listCategories(
  db: Queryable,
  page: { after: string; limit: number },
): Promise<{ category: string; skus: number }[]> {
  return db.query(sql`
    select category, count(*) as skus from catalog.sku
    where category > ${page.after} and archived_at is null
    group by category order by category limit ${page.limit}`)
}

/** Tags in use after one, with how many SKUs are sold with each. */
export async function listTags(
  db: Queryable,
  { after, limit, q }: { q?: string | undefined; after: string; limit: number },
): Promise<{ tag: string; skus: number }[]> {
  const conditions = [
    sql`tag > ${after}`,
    sql`archived_at is null`,
    ...(q === undefined ? [] : [matchesWords(q, sql`tag`)]),
  ]
  return db.query(sql`
    select tag, count(*) as skus from catalog.sku, unnest(tags) as tag
    where ${allOf(conditions)} group by tag order by tag limit ${limit}`)
}
