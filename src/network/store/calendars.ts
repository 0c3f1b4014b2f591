import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Holiday } from '../domain/holidays.ts'

/** Days on which the locations that name it are closed. */
export type Calendar = {
  id: number
  code: string
  name: string
  days: Holiday[]
  version: number
  archived: boolean
}

const columns = sql`id, code, name, days, version, archived_at is not null as archived`

/** Undefined where the code is taken. */
export async function insertCalendar(
  tx: Tx,
  calendar: Pick<Calendar, 'code' | 'name' | 'days'>,
  now: Temporal.Instant,
): Promise<Calendar | undefined> {
  const [row] = await tx.query<Calendar>(sql`
    insert into network.holiday_calendar (code, name, days, created_at)
    values (${calendar.code}, ${calendar.name}, ${JSON.stringify(calendar.days)}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

/** Without their days, of which there are many; how many, and how many locations name each. */
export async function listCalendars(
  db: Queryable,
): Promise<(Omit<Calendar, 'days'> & { dayCount: number; locationCount: number })[]> {
  return db.query(sql`
    select c.id, c.code, c.name, c.version, c.archived_at is not null as archived,
      jsonb_array_length(c.days) as "dayCount",
      (select count(*)::int from network.location as l
        where l.holiday_calendar_id = c.id and l.archived_at is null) as "locationCount"
    from network.holiday_calendar as c order by c.code`)
}

export async function findCalendar(db: Queryable, code: string): Promise<Calendar | undefined> {
  const [row] = await db.query<Calendar>(
    sql`select ${columns} from network.holiday_calendar where code = ${code}`,
  )
  return row
}

/** The days of every calendar, or of some, by its code. */
export async function listCalendarDays(
  db: Queryable,
  codes?: readonly string[],
): Promise<Map<string, Holiday[]>> {
  const wanted = codes === undefined ? sql`true` : sql`code = any (${codes}::text[])`
  const rows = await db.query<Pick<Calendar, 'code' | 'days'>>(
    sql`select code, days from network.holiday_calendar where ${wanted}`,
  )
  return new Map(rows.map(({ code, days }) => [code, days]))
}

export async function lockCalendar(tx: Tx, code: string): Promise<Calendar | undefined> {
  const [row] = await tx.query<Calendar>(sql`
    select ${columns} from network.holiday_calendar where code = ${code} for no key update`)
  return row
}

export async function updateCalendar(
  tx: Tx,
  calendar: Calendar,
  now: Temporal.Instant,
): Promise<Calendar> {
  const c = calendar
  const [row] = await tx.query<Calendar>(sql`
    update network.holiday_calendar set name = ${c.name}, days = ${JSON.stringify(c.days)},
      archived_at = case when ${c.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${c.id} returning ${columns}`)
  return row!
}
