import type { Database } from '../db/index.ts'
import { sql } from '../db/sql.ts'
import type { EventType } from '../events/define.ts'
import { advance, type Cursor } from '../events/index.ts'
import { readEventsOf } from '../events/watch.ts'
import type { Told } from './topics.ts'

/** What is told together: a client has all of it or none, and goes on from `at`. */
export type Entry = { at: Cursor; tells: readonly (Told & { change: string })[] }

/** A log that clients are told of as it grows. */
export type LiveLog = {
  name: string
  /** Least pause between two readings: so often at most a client hears of one thing. */
  leastMs: number
  /** The next entries past a cursor, and up to where the log was read with that. */
  read(after: Cursor): Promise<{ entries: Entry[]; upTo: Cursor; isAll: boolean }>
  /** True where more rows than `most` lie past the cursor. */
  isFar(after: Cursor, most: number): Promise<boolean>
}

const LIMIT = 1000

/** The event log, as the event types say what of it is told. */
export function eventLog(db: Database, declared: readonly EventType[]): LiveLog {
  const live = declared.filter(({ tells }) => tells !== undefined)
  const byName = new Map(live.map((type) => [`${type.type} ${type.version}`, type]))
  const wanted = [...new Set(live.map(({ type }) => type))]
  return {
    name: 'events',
    leastMs: 50,
    async read(after) {
      const { events, fence } = await readEventsOf(db, wanted, after, LIMIT)
      const isAll = events.length < LIMIT
      const entries = events.map(({ epoch, tx, id, type, typeVersion, subject, data }) => {
        const told = byName.get(`${type} ${typeVersion}`)?.tells?.({ subject, data }) ?? []
        return { at: { epoch, tx, id }, tells: told.map((one) => ({ ...one, change: type })) }
      })
      return { entries, upTo: isAll ? fence : advance(after, events, db.epoch), isAll }
    },
    async isFar({ epoch, tx, id }, most) {
      const beyond = await db.query(sql`
        select from platform.event
        where epoch = ${epoch} and (tx, id) > (${tx}::xid8, ${id}::uuid)
          and type = any (${wanted}::text[])
        order by event.tx, event.id offset ${most} limit 1`)
      return beyond.length > 0
    },
  }
}
