import { sql } from './db/sql.ts'
import type { Database } from './db/index.ts'

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
