import type { Database, Tx } from '../db/index.ts'
import { findCursor, moveCursor, readNext, type Reading, type Turn } from './cursor.ts'
import { advance, type Cursor, type Event } from './index.ts'

/** What was made of the first `count` events of a batch; `keep` writes it down. */
export type Made = { count: number; keep(tx: Tx): Promise<void> }

/** Makes something of events, at least of the first. It may take its time: nothing is locked. */
export type Make = (events: Event[]) => Promise<Made>

/**
 * Reads one batch and makes something of it before any transaction, then keeps it in a short one
 * that moves the cursor. Where somebody else has moved or removed it meanwhile, what was
 * made is thrown away (`lost`): so each event has its effect once. Nothing is read without one.
 */
export async function readAhead(
  db: Database,
  { isDue = true, ...reading }: Reading & { isDue?: boolean },
  make: Make,
): Promise<Turn> {
  const cursor = await findCursor(db, reading.name)
  if (!cursor) return { more: false, moved: false }
  const { events, next } = await readNext(db, cursor, db.epoch, reading)
  const more = events.length === reading.limit || next.epoch < db.epoch
  if (next === cursor || (events.length === 0 && !more && !isDue)) {
    return { more: false, moved: false }
  }
  const made = events.length > 0 ? await make(events) : undefined
  const isPart = made !== undefined && made.count < events.length
  const to = isPart ? advance(cursor, events.slice(0, made.count), db.epoch) : next
  const moved = await db.transaction(async (tx) => {
    const now = await findCursor(tx, reading.name, 'lock')
    if (!now || !isSame(now, cursor)) return false
    await made?.keep(tx)
    await moveCursor(tx, reading.name, to)
    return true
  })
  return moved ? { more: more || isPart, moved } : { more: false, moved, lost: true }
}

function isSame(one: Cursor, other: Cursor): boolean {
  return one.epoch === other.epoch && one.tx === other.tx && one.id === other.id
}
