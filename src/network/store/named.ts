import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** What locations name by code. */
export type Named = {
  partners: ReadonlySet<string>
  groups: ReadonlySet<string>
  calendars: ReadonlySet<string>
}

/** Those of some codes that may be named: they exist and are not archived. */
export async function findNamed(
  db: Queryable,
  wanted: { [Kind in keyof Named]: readonly string[] },
): Promise<Named> {
  const rows = await db.query<{ kind: keyof Named; code: string }>(sql`
    select 'partners' as kind, code from network.partner
    where archived_at is null and code = any (${wanted.partners}::text[])
    union all
    select 'groups', code from network.location_group
    where archived_at is null and code = any (${wanted.groups}::text[])
    union all
    select 'calendars', code from network.holiday_calendar
    where archived_at is null and code = any (${wanted.calendars}::text[])`)
  const of = (kind: keyof Named) =>
    new Set(rows.filter((row) => row.kind === kind).map(({ code }) => code))
  return { partners: of('partners'), groups: of('groups'), calendars: of('calendars') }
}

/** How many of each there are, archived ones too. */
export async function countNamed(db: Queryable): Promise<Record<keyof Named, number>> {
  const [row] = await db.query<Record<keyof Named, number>>(sql`
    select (select count(*)::int from network.partner) as partners,
      (select count(*)::int from network.location_group) as groups,
      (select count(*)::int from network.holiday_calendar) as calendars`)
  return row!
}
