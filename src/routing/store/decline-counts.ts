import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { COUNTS_KEPT_DAYS, type Declines } from '../domain/declines.ts'

type Counts = [locationId: number, given: number, declined: number][]
type Row = { at: Temporal.Instant; counts: Counts }

/**
 * Keeps what was counted where it is other than before, and answers what decisions go by from now
 * on: the same counts have the moment at which they were counted first. Where two processes counted
 * in one millisecond, what the first one found counts.
 */
export async function keepDeclines(
  db: Queryable,
  { at, byLocation }: Pick<Declines, 'at' | 'byLocation'>,
): Promise<Declines> {
  const [newest] = await db.query<Row>(sql`
    select at, counts from routing.decline_count order by at desc limit 1`)
  const counts = [...byLocation].map(([id, { given, declined }]) => [id, given, declined])
  const text = JSON.stringify(counts)
  if (newest && JSON.stringify(newest.counts) === text) return declinesOf(newest)
  await db.query(sql`
    insert into routing.decline_count (at, counts) values (${at}::timestamptz, ${text}::json)
    on conflict (at) do nothing`)
  await db.query(sql`
    delete from routing.decline_count where at < (
      select max(at) from routing.decline_count
      where at < ${at}::timestamptz - make_interval(days => ${COUNTS_KEPT_DAYS}::int))`)
  return (await findDeclines(db, at))!
}

/** What was counted at a moment; undefined where that is not kept, or was nothing. */
export async function findDeclines(db: Queryable, at: string): Promise<Declines | undefined> {
  const [row] = await db.query<Row>(sql`
    select at, counts from routing.decline_count where at = ${at}::timestamptz`)
  return row && declinesOf(row)
}

function declinesOf({ at, counts }: Row): Declines {
  const all = { given: 0, declined: 0 }
  const byLocation: Map<number, typeof all> = new Map()
  for (const [id, given, declined] of counts) {
    byLocation.set(id, { given, declined })
    all.given += given
    all.declined += declined
  }
  return { at: at.toString({ smallestUnit: 'millisecond' }), all, byLocation }
}
