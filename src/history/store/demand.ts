import { stockedSkus } from '../../catalog/index.ts'
import { findOrdersByExternalIds } from '../../orders/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { DeliverySize, DemandSum } from '../../routing/index.ts'

type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** When the first and the last order of the script were placed in some time. */
export async function findImportedSpan(
  db: Queryable,
  { from, until }: Span,
): Promise<Span | undefined> {
  const [row] = await db.query<{ first: Temporal.Instant | null; last: Temporal.Instant | null }>(
    sql`select min(at) as first, max(at) as last from history.entry
      where kind = 'order' and at >= ${from}::timestamptz and at < ${until}::timestamptz`,
  )
  return row?.first && row.last ? { from: row.first, until: row.last } : undefined
}

/**
 * Those of the script that are orders of our own as well, by channel and the number that they had
 * elsewhere: played, or placed here too, whenever that was.
 */
async function alsoOwn(db: Queryable, { from, until }: Span): Promise<string[]> {
  const entries = await db.query<{ no: string; channelId: number; externalId: string }>(sql`
    select e.no::text as no, p.channel_id as "channelId",
      e.body->'order'->>'externalId' as "externalId"
    from history.entry as e, history.progress as p
    where e.kind = 'order' and e.at >= ${from}::timestamptz and e.at < ${until}::timestamptz`)
  if (entries.length === 0) return []
  const own = await findOrdersByExternalIds(db, entries)
  const known = new Set(own.map(({ externalId }) => externalId))
  return entries.flatMap(({ no, externalId }) => (known.has(externalId) ? [no] : []))
}

/** Lines of the orders of some time that are sent, of SKUs that are there and counted. */
const linesIn = ({ from, until }: Span, without: readonly string[]) => sql`
  select e.no as entry, l->>'group' as "group", sku.id as sku_id, g->'shipTo' as ship_to,
    (l->>'quantity')::float8 as units, (l->'total'->>'amount')::float8 as paid
  from history.entry as e, json_array_elements(e.body->'order'->'lines') as l,
    json_array_elements(e.body->'order'->'groups') as g, (${stockedSkus}) as sku
  where e.kind = 'order' and e.at >= ${from}::timestamptz and e.at < ${until}::timestamptz
    and e.no <> all (${without}::bigint[])
    and g->>'no' = l->>'group' and g->'shipTo' is not null and sku.code = l->>'sku'`

/** What was asked for in the script and not here, as orders say it of our own. */
export async function sumImported(db: Queryable, span: Span): Promise<DemandSum[]> {
  const own = await alsoOwn(db, span)
  return db.query<DemandSum>(sql`
    select sku_id as "skuId", channel_id as "channelId", ship_to->>'country' as country,
      left(regexp_replace(ship_to->>'postalCode', '[^0-9A-Za-z]', '', 'g'), 2) as "postalSign",
      null::int as "pickupLocationId", count(*)::int as lines, sum(units) as units,
      sum(paid) as paid, avg((ship_to->>'lat')::float8) as lat,
      avg((ship_to->>'lon')::float8) as lon
    from (${linesIn(span, own)}) as line, history.progress
    group by 1, 2, 3, 4`)
}

/** How many SKUs those deliveries have; of one order in so many. */
export async function countImportedSizes(
  db: Queryable,
  of: Span & { without: readonly number[]; oneIn: number },
): Promise<DeliverySize[]> {
  const own = await alsoOwn(db, of)
  return db.query<DeliverySize>(sql`
    select lines, count(*)::int as deliveries from (
      select count(distinct sku_id)::int as lines from (${linesIn(of, own)}) as line
      where entry % ${of.oneIn}::int = 0 and sku_id <> all (${of.without}::int[])
      group by entry, "group") as delivery
    group by lines`)
}
