import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/**
 * Whether this process is the one that does a piece of work until then. One that stops halfway
 * leaves it to others when its time is over; who takes it again goes on.
 */
export async function takeLease(
  db: Queryable,
  { work, until }: { work: string; until: Temporal.Instant },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into routing.lease as l (work, until) values (${work}, ${until}::timestamptz)
    on conflict (work) do update set until = excluded.until where l.until <= ${now}::timestamptz
    returning work`)
  return rows.length > 0
}

/** Who has it goes on with it for longer; false where somebody else has taken it since. */
export async function renewLease(
  db: Queryable,
  { work, until }: { work: string; until: Temporal.Instant },
  later: Temporal.Instant,
): Promise<boolean> {
  const rows = await db.query(sql`
    update routing.lease set until = ${later}::timestamptz
    where work = ${work} and until = ${until}::timestamptz returning work`)
  return rows.length > 0
}

/** Where somebody else has taken it since, it stays theirs. */
export async function endLease(
  db: Queryable,
  { work, until }: { work: string; until: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    update routing.lease set until = ${now}::timestamptz
    where work = ${work} and until = ${until}::timestamptz`)
}
