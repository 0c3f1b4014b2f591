import type { Queryable, Tx } from '../../platform/db/index.ts'
import { allOf, sql } from '../../platform/db/sql.ts'

/** A view of a screen that a person keeps: what the screen was asked, under a name. */
export type View = {
  id: string
  personId: string
  screen: string
  name: string
  query: string
  isShared: boolean
  version: number
  archived: boolean
}

const columns = sql`id, person_id as "personId", screen, name, query, is_shared as "isShared",
  version, archived_at is not null as archived`

/** Views that a person can use, the older first: one's own and all that are shared. */
export async function listViews(
  db: Queryable,
  of: {
    personId: string | undefined
    screen: string | undefined
    after: string | undefined
    limit: number
  },
): Promise<View[]> {
  const conditions = [
    sql`id > ${of.after ?? '00000000-0000-0000-0000-000000000000'}::uuid`,
    sql`archived_at is null`,
    of.personId === undefined
      ? sql`is_shared`
      : sql`(is_shared or person_id = ${of.personId}::uuid)`,
    ...(of.screen === undefined ? [] : [sql`screen = ${of.screen}`]),
  ]
  return db.query<View>(sql`
    select ${columns} from identity.view where ${allOf(conditions)} order by id limit ${of.limit}`)
}

export async function insertView(
  tx: Tx,
  view: Omit<View, 'version' | 'archived'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(sql`
    insert into identity.view (id, person_id, screen, name, query, is_shared, created_at)
    values (${view.id}, ${view.personId}, ${view.screen}, ${view.name}, ${view.query},
      ${view.isShared}, ${now})`)
}

export async function lockView(tx: Tx, id: string): Promise<View | undefined> {
  const [view] = await tx.query<View>(
    sql`select ${columns} from identity.view where id = ${id} for update`,
  )
  return view
}

/** Writes everything that may change; answers the new version. */
export async function updateView(tx: Tx, view: View, now: Temporal.Instant): Promise<number> {
  const [row] = await tx.query<{ version: number }>(sql`
    update identity.view set name = ${view.name}, query = ${view.query},
      is_shared = ${view.isShared},
      archived_at = case when ${view.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${view.id} returning version`)
  return row!.version
}
