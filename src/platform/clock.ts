import { sql } from './db/sql.ts'
import type { Queryable } from './db/index.ts'

/**
 * One time for all: the database's. Each process measures how far its own clock is off, at connect
 * and each minute, so that expiry and order do not depend on the machine a request lands on.
 */
export type Clock = {
  now(): Temporal.Instant
  /** Real time in ms since 1970, for ids of log tables. */
  nowMs(): number
  /** Measures the offset again. */
  sync(): Promise<void>
}

export function createClock(db: Queryable): Clock {
  let offsetMs = 0
  const nowMs = () => Math.round(Date.now() + offsetMs)
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(nowMs()),
    nowMs,
    async sync() {
      const before = Date.now()
      const [row] = await db.query<{ ms: string }>(
        sql`select extract(epoch from clock_timestamp()) * 1000 as ms`,
      )
      const after = Date.now()
      // The database read its clock about half-way between asking and hearing.
      offsetMs = Number(row!.ms) - (before + after) / 2
    },
  }
}
