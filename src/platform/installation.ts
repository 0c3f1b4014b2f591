import { sql } from './db/sql.ts'
import type { Database, Queryable } from './db/index.ts'

/**
 * Reads the epoch of the data, and raises it where they were loaded into another server: the
 * transaction ids of the two have nothing to do with each other (DESIGN.md 4.4).
 */
export async function openInstallation(db: Database): Promise<{ id: string; epoch: number }> {
  const [row] = await db.query<{ id: string; epoch: number }>(sql`
    insert into platform.installation as i (server)
    select system_identifier::text from pg_control_system()
    on conflict (one) do update set
      epoch = i.epoch + (i.server <> excluded.server)::int, server = excluded.server
    returning id, epoch`)
  db.setEpoch(row!.epoch)
  return row!
}

/** When the database was given what a migration brought: nothing of it was kept before. */
export async function keptSince(db: Queryable, migration: string): Promise<Temporal.Instant> {
  const [row] = await db.query<{ appliedAt: Temporal.Instant }>(sql`
    select applied_at as "appliedAt" from platform.migration
    where substring(name from 6) = ${`${migration}.sql`}`)
  return row!.appliedAt
}
