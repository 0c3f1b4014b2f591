import type { Queryable, Tx } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Preferences } from '../domain/preferences.ts'

/** What a person has chosen, and the version of the person. */
export type Chosen = { preferences: Partial<Preferences>; version: number }

export async function findChosen(db: Queryable, personId: string): Promise<Chosen | undefined> {
  const [row] = await db.query<Chosen>(
    sql`select preferences, version from identity.person where id = ${personId}`,
  )
  return row
}

export async function lockChosen(tx: Tx, personId: string): Promise<Chosen | undefined> {
  const [row] = await tx.query<Chosen>(
    sql`select preferences, version from identity.person where id = ${personId} for update`,
  )
  return row
}

/** Keeps what a person has chosen; answers the new version. */
export async function updateChosen(
  tx: Tx,
  personId: string,
  chosen: Partial<Preferences>,
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(sql`
    update identity.person set preferences = ${JSON.stringify(chosen)}, version = version + 1
    where id = ${personId} returning version`)
  return row!.version
}

/** People who have not left, in the order in which they came. */
export async function listPeople(
  db: Queryable,
  page: { after: string | undefined; limit: number },
): Promise<{ id: string; name: string }[]> {
  return db.query(sql`
    select id, name from identity.person
    where id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and archived_at is null
    order by id limit ${page.limit}`)
}
