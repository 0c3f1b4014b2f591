import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { HeldBack } from '../domain/rates/error.ts'
import type { SkuRates, Spread } from '../domain/rates/learn.ts'

/** The rates of a SKU as they were learnt last. */
export type StoredRates = SkuRates & { learntAt: Temporal.Instant }

/** One time that rates were learnt: from what, and how far off it was. */
export type Learning = {
  learntAt: Temporal.Instant
  fromAt: Temporal.Instant
  weeks: number
  lines: number
  /** Of them those of an imported history. */
  importedLines: number
  counterUnits: number
  spread: Spread
  error: HeldBack | null
}

const columns = sql`sku_id as "skuId", lines_per_day as "linesPerDay",
  units_per_line as "unitsPerLine", rates, learnt_at as "learntAt"`

type Row = Pick<StoredRates, 'skuId' | 'linesPerDay' | 'unitsPerLine' | 'learntAt'> & {
  rates: Pick<SkuRates, 'channels' | 'zones' | 'counter' | 'paid'>
}

const ratesOf = ({ rates, ...row }: Row): StoredRates => ({ ...row, ...rates })

/** By SKU; those of some SKUs, or of all after one. */
export async function listRates(
  db: Queryable,
  of: { skuIds: readonly number[] } | { after: number; limit: number },
): Promise<StoredRates[]> {
  const rows = await db.query<Row>(
    'skuIds' in of
      ? sql`select ${columns} from routing.demand where sku_id = any (${of.skuIds}::int[])
          order by sku_id`
      : sql`select ${columns} from routing.demand where sku_id > ${of.after}
          order by sku_id limit ${of.limit}::int`,
  )
  return rows.map(ratesOf)
}

export async function saveRates(
  tx: Tx,
  skus: readonly SkuRates[],
  learntAt: Temporal.Instant,
): Promise<void> {
  const rates = skus.map(({ channels, zones, counter, paid }) =>
    JSON.stringify({ channels, zones, counter, paid }, fewDigits),
  )
  await tx.query(sql`
    insert into routing.demand (sku_id, lines_per_day, units_per_line, rates, learnt_at)
    select r.*, ${learntAt}::timestamptz from unnest(
      ${skus.map((s) => s.skuId)}::int[], ${skus.map((s) => s.linesPerDay)}::float8[],
      ${skus.map((s) => s.unitsPerLine)}::float8[], ${rates}::json[]) as r
    on conflict (sku_id) do update
    set lines_per_day = excluded.lines_per_day, units_per_line = excluded.units_per_line,
      rates = excluded.rates, learnt_at = excluded.learnt_at`)
}

/** Nobody knows a rate to more than that. */
function fewDigits(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value
}

/** Of SKUs that nobody asked for lately, and nobody has. */
export async function dropRatesBefore(tx: Tx, learntAt: Temporal.Instant): Promise<void> {
  await tx.query(sql`delete from routing.demand where learnt_at < ${learntAt}::timestamptz`)
}

export async function saveLearning(tx: Tx, one: Learning): Promise<void> {
  await tx.query(sql`
    insert into routing.demand_learning
      (learnt_at, from_at, weeks, lines, imported_lines, counter_units, spread, error)
    values (${one.learntAt}::timestamptz, ${one.fromAt}::timestamptz, ${one.weeks}::smallint,
      ${one.lines}::bigint, ${one.importedLines}::bigint, ${one.counterUnits}::float8,
      ${JSON.stringify(one.spread)}::json,
      ${one.error && JSON.stringify(one.error)}::json)`)
}

export async function findNewestLearning(db: Queryable): Promise<Learning | undefined> {
  const [row] = await db.query<Learning>(sql`
    select learnt_at as "learntAt", from_at as "fromAt", weeks, lines,
      imported_lines as "importedLines", counter_units as "counterUnits", spread, error
    from routing.demand_learning order by learnt_at desc limit 1`)
  return row
}
