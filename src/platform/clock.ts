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

/**
 * How far the database's clock is ahead of ours: it was read some time between asking and hearing,
 * about half-way. Where it may as well be 0, as the answer took long, it is: a busy machine would
 * else set its own clock off by what it had to wait.
 */
export function offsetOf(asked: number, read: number, heard: number): number {
  const isWithin = read >= asked && read <= heard + 1
  return isWithin ? 0 : read - (asked + heard) / 2
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
      offsetMs = offsetOf(before, Number(row!.ms), Date.now())
    },
  }
}
