import { sql } from '../db/sql.ts'
import type { Queryable, Tx } from '../db/index.ts'
import { advance, cursorOfSnapshot, readEvents, type Cursor, type Event } from './index.ts'
import { readEventsOf } from './watch.ts'

/** What came of a batch; `lost`: somebody else was quicker, and it was thrown away. */
export type Turn = { more: boolean; moved: boolean; lost?: boolean }

export type Reading = { name: string; types?: readonly string[] | undefined; limit: number }

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The next events, and where the cursor stands when they are handled. */
export async function readNext(
  db: Queryable,
  cursor: Cursor,
  epoch: number,
  { types, limit }: Reading,
): Promise<{ events: Event[]; next: Cursor }> {
  // Those of an epoch that has ended are read in full: there is no fence to go on from.
  if (!types || cursor.epoch < epoch) {
    const events = await readEvents(db, cursor, epoch, limit)
    const next = advance(cursor, events, epoch)
    return { events: types ? events.filter(({ type }) => types.includes(type)) : events, next }
  }
  const { events, fence } = await readEventsOf(db, types, cursor, limit)
  if (events.length === limit) return { events, next: advance(cursor, events, epoch) }
  // All below the fence is settled and read; the fence itself is not.
  return { events, next: { ...fence, tx: String(BigInt(fence.tx) - 1n), id: LAST_ID } }
}

/** The cursor of a name as it stands; undefined where there is none. */
export async function findCursor(
  db: Queryable,
  name: string,
  lock?: 'lock',
): Promise<Cursor | undefined> {
  const [cursor] = await db.query<Cursor>(sql`
    select epoch, tx::text as tx, id from platform.subscriber
    where name = ${name} ${lock ? sql`for update` : sql``}`)
  return cursor
}

export async function moveCursor(tx: Tx, name: string, to: Cursor): Promise<void> {
  await tx.query(sql`
    update platform.subscriber
    set epoch = ${to.epoch}, tx = ${to.tx}::xid8, id = ${to.id}, moved_at = now()
    where name = ${name}`)
}

/**
 * Has a name read what comes from now on, unless it reads already; its cursor is locked either way.
 * It works when there is time for it (`readAhead`), so that it may be behind by more than others.
 * What other transactions are just writing it reads still, and perhaps the last of what was before.
 */
export async function openCursor(tx: Tx, name: string): Promise<void> {
  const { epoch, tx: at, id } = await cursorOfSnapshot(tx, tx.epoch)
  await tx.query(sql`
    insert into platform.subscriber (name, epoch, tx, id, may_lag)
    values (${name}, ${epoch}, ${at}::xid8, ${id}, true)
    on conflict (name) do update set name = excluded.name`)
}

/** Ends the reading of a name: it is behind no more. */
export async function forgetCursor(tx: Tx, name: string): Promise<void> {
  await tx.query(sql`delete from platform.subscriber where name = ${name}`)
}

/** The oldest event of a type that a subscriber has not read, if there is one. */
export async function findUnread(
  db: Queryable,
  { name, type }: { name: string; type: string },
): Promise<{ recordedAt: Temporal.Instant; secondsBehind: number } | undefined> {
  const [row] = await db.query<{ recordedAt: Temporal.Instant; secondsBehind: number }>(sql`
    select e.recorded_at as "recordedAt",
      greatest(0, extract(epoch from clock_timestamp() - e.recorded_at))::float8
        as "secondsBehind"
    from platform.subscriber as s
    join platform.event as e on e.epoch = s.epoch and (e.tx, e.id) > (s.tx, s.id)
    where s.name = ${name} and e.type = ${type}
    order by e.tx, e.id limit 1`)
  return row
}
