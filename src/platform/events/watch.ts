import type { Database, Queryable } from '../db/index.ts'
import { sql } from '../db/sql.ts'
import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Wake } from '../wake.ts'
import { advance, cursorOfSnapshot, startOf, type Cursor, type Event } from './index.ts'

/**
 * Tells the memory of this process of events, of all processes, soon after their commit. One reader
 * for all who want to know, and only events that somebody wants leave the database: each book with
 * a reader of its own read every order again.
 */
export type EventWatch = {
  /**
   * Calls back with events of these types, oldest first. Some may come twice. Who comes after the
   * start is told of what is committed from then on.
   */
  on(types: readonly string[], apply: (events: readonly Event[]) => void): void
  /** From now on; what is read into memory after this misses nothing. */
  start(): Promise<Loop>
}

const LIMIT = 1000
const EVERY_MS = 500
/** A process applies its own commits at once; others' may be so late. */
const LEAST_MS = 50

export function createEventWatch(db: Database, wake: Wake, log: Log): EventWatch {
  const watchers: { types: ReadonlySet<string>; apply: (events: readonly Event[]) => void }[] = []
  return {
    on(types, apply) {
      watchers.push({ types: new Set(types), apply })
    },
    async start() {
      let cursor = await cursorOfSnapshot(db, db.epoch)
      const loop = startLoop({
        name: 'event watch',
        everyMs: EVERY_MS,
        leastMs: LEAST_MS,
        log,
        async run() {
          const known = watchers.length
          const wanted = [...new Set(watchers.flatMap(({ types }) => [...types]))]
          const { events, fence } = await readEventsOf(db, wanted, cursor, LIMIT)
          // Who has come meanwhile may want what was not read: nobody was told yet, so once more.
          if (watchers.length > known) return true
          for (const { types, apply } of watchers) {
            const mine = events.filter(({ type }) => types.has(type))
            if (mine.length > 0) apply(mine)
          }
          const more = events.length === LIMIT
          cursor = more ? advance(cursor, events, db.epoch) : fence
          return more
        },
      })
      const forget = wake.listen(() => loop.wake())
      return {
        wake: loop.wake,
        async stop() {
          forget()
          await loop.stop()
        },
      }
    },
  }
}

/**
 * The next events of some types after `cursor`, and the fence up to which the log was read: where
 * they were not too many for one answer, the reader goes on from there. Only for the epoch of now.
 */
export async function readEventsOf(
  db: Queryable,
  types: readonly string[],
  cursor: Cursor,
  limit: number,
): Promise<{ events: Event[]; fence: Cursor }> {
  const rows = await db.query<Event & { fence: string; id: string | null }>(sql`
    with fence as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as tx)
    select fence.tx::text as fence, e.id, e.type, e.type_version as "typeVersion", e.subject,
      e.actor, e.data, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
      e.tx::text as tx, e.epoch
    from fence left join lateral (
      select * from platform.event
      where epoch = ${cursor.epoch} and (tx, id) > (${cursor.tx}::xid8, ${cursor.id}::uuid)
        and tx < fence.tx and type = any (${types}::text[])
      order by event.tx, event.id limit ${limit}) as e on true
    order by e.tx, e.id`)
  return {
    events: rows.filter(({ id }) => id !== null),
    fence: { ...startOf(cursor.epoch), tx: rows[0]!.fence },
  }
}
