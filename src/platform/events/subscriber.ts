import { sql } from '../db/sql.ts'
import type { Database, Tx } from '../db/index.ts'
import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Wake } from '../wake.ts'
import { moveCursor, readNext, type Reading, type Turn } from './cursor.ts'
import { startOf, type Cursor, type Event } from './index.ts'
import { readAhead, type Make } from './read-ahead.ts'

type Handle = (tx: Tx, events: Event[]) => Promise<void>

/** Who lost a batch leaves the next ones to the one who won it for so long. */
const LOST_MS = 2000
/** A cursor is moved past what did not concern it this often: it is no work, but a row. */
const MOVE_MS = 5000

/**
 * A subscriber with a cursor in the database. `handle` runs in the transaction that moves the
 * cursor, so each event has its effect once; another process with the same name waits its turn. It
 * must be quick (a second at most) and call nothing outside. `make` instead of it is for work that
 * takes longer (`readAhead`): its cursor is there from `openCursor` to `forgetCursor`, and nothing
 * is read without one. `types`: only events of these.
 * `rests`: after each batch it rests so many times as long as that took, so that work which can
 * wait takes its small part of the database however much there is; it is done later then.
 * `isWanted`: nothing is read while it says no.
 */
export function startSubscriber(
  options: {
    db: Database
    wake: Wake
    log: Log
    name: string
    types?: readonly string[]
    batch?: number
    leastMs?: number
    rests?: number
    isWanted?: () => Promise<boolean>
  } & ({ handle: Handle } | { make: Make }),
): Loop {
  const { db, name, types, batch = 500, rests = 0 } = options
  let movedAt = 0
  let rest: AbortController | undefined
  let stopping = false
  const turn = async () => {
    if (options.isWanted && !(await options.isWanted())) {
      return { more: false, moved: false, tookMs: 0 }
    }
    const isDue = stopping || performance.now() - movedAt >= MOVE_MS
    const began = performance.now()
    const reading = { name, types, limit: batch, isDue }
    const read: Turn =
      'make' in options
        ? await readAhead(db, reading, options.make)
        : await readBatch(db, reading, options.handle)
    if (read.moved) movedAt = performance.now()
    return { ...read, tookMs: performance.now() - began }
  }
  const loop = startLoop({
    name: `subscriber ${name}`,
    everyMs: 1000,
    ...(options.leastMs !== undefined && { leastMs: options.leastMs }),
    log: options.log,
    async run() {
      const { more, lost, tookMs } = await turn()
      rest = new AbortController()
      const restMs = lost ? LOST_MS : more ? tookMs * rests : 0
      if (restMs > 0 && !stopping) await pause(restMs, rest.signal)
      return more
    },
  })
  const forget = options.wake.listen(() => loop.wake())
  return {
    wake: loop.wake,
    async stop() {
      forget()
      stopping = true
      rest?.abort()
      await loop.stop()
      // What was told last is not left for the next start.
      await turn().catch(() => undefined)
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Reads and handles one batch: whether there may be more, and whether the cursor has moved. */
export async function readBatch(
  db: Database,
  { isDue = true, ...reading }: Reading & { isDue?: boolean },
  handle: Handle,
): Promise<Turn> {
  return db.transaction(async (tx) => {
    const cursor = await lockCursor(tx, reading.name)
    if (!cursor) return { more: false, moved: false }
    const { events, next } = await readNext(tx, cursor, tx.epoch, reading)
    const more = events.length === reading.limit || next.epoch < tx.epoch
    if (next === cursor || (events.length === 0 && !more && !isDue)) {
      return { more: false, moved: false }
    }
    if (events.length > 0) await handle(tx, events)
    await moveCursor(tx, reading.name, next)
    return { more, moved: true }
  })
}

/** The cursor, locked; undefined while another process holds it. A new name starts at the start. */
async function lockCursor(tx: Tx, name: string): Promise<Cursor | undefined> {
  const start = startOf(1)
  await tx.query(sql`
    insert into platform.subscriber (name, epoch, tx, id)
    values (${name}, ${start.epoch}, ${start.tx}::xid8, ${start.id})
    on conflict do nothing`)
  const [cursor] = await tx.query<Cursor>(sql`
    select epoch, tx::text as tx, id from platform.subscriber
    where name = ${name} for update skip locked`)
  return cursor
}
