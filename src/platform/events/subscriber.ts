import { sql } from '../db/sql.ts'
import type { Database, Queryable, Tx } from '../db/index.ts'
import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Wake } from '../wake.ts'
import { advance, cursorOfSnapshot, readEvents, startOf, type Cursor, type Event } from './index.ts'
import { readEventsOf } from './watch.ts'

type Handle = (tx: Tx, events: Event[]) => Promise<void>

/** A cursor is moved past what did not concern it this often: it is no work, but a row. */
const MOVE_MS = 5000

/**
 * A subscriber with a cursor in the database. `handle` runs in the transaction that moves the
 * cursor, so each event has its effect once; another process with the same name waits its turn. It
 * must be quick (a second at most) and call nothing outside. `types`: only events of these.
 * `rests`: after each batch it rests so many times as long as that took, so that work which can
 * wait takes its small part of the database however much there is; it is done later then.
 * `isWanted`: nothing is read while it says no (`skipToNow` when that ends).
 */
export function startSubscriber(options: {
  db: Database
  wake: Wake
  log: Log
  name: string
  types?: readonly string[]
  batch?: number
  leastMs?: number
  rests?: number
  isWanted?: () => Promise<boolean>
  handle: Handle
}): Loop {
  const { db, name, types, batch = 500, handle, rests = 0 } = options
  let movedAt = 0
  let rest: AbortController | undefined
  let stopping = false
  const turn = async () => {
    if (options.isWanted && !(await options.isWanted())) return { more: false, tookMs: 0 }
    const isDue = stopping || performance.now() - movedAt >= MOVE_MS
    const began = performance.now()
    const read = await readBatch(db, { name, types, limit: batch, isDue }, handle)
    if (read.moved) movedAt = performance.now()
    return { ...read, tookMs: performance.now() - began }
  }
  const loop = startLoop({
    name: `subscriber ${name}`,
    everyMs: 1000,
    ...(options.leastMs !== undefined && { leastMs: options.leastMs }),
    log: options.log,
    async run() {
      const { more, tookMs } = await turn()
      rest = new AbortController()
      if (more && rests > 0 && !stopping) await pause(tookMs * rests, rest.signal)
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

export type Reading = { name: string; types?: readonly string[] | undefined; limit: number }

/** Reads and handles one batch: whether there may be more, and whether the cursor has moved. */
export async function readBatch(
  db: Database,
  { isDue = true, ...reading }: Reading & { isDue?: boolean },
  handle: Handle,
): Promise<{ more: boolean; moved: boolean }> {
  return db.transaction(async (tx) => {
    const cursor = await lockCursor(tx, reading.name)
    if (!cursor) return { more: false, moved: false }
    const { events, next } = await readNext(tx, cursor, tx.epoch, reading)
    const more = events.length === reading.limit || next.epoch < tx.epoch
    if (next === cursor || (events.length === 0 && !more && !isDue)) {
      return { more: false, moved: false }
    }
    if (events.length > 0) await handle(tx, events)
    await tx.query(sql`
      update platform.subscriber
      set epoch = ${next.epoch}, tx = ${next.tx}::xid8, id = ${next.id}, moved_at = now()
      where name = ${reading.name}`)
    return { more, moved: true }
  })
}

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

/**
 * Has a subscriber go on with what comes from now on, whatever it has not read. What other
 * transactions are just writing it reads still, and perhaps the last of what was before.
 */
export async function skipToNow(tx: Tx, name: string): Promise<void> {
  const { epoch, tx: at, id } = await cursorOfSnapshot(tx, tx.epoch)
  await tx.query(sql`
    insert into platform.subscriber (name, epoch, tx, id)
    values (${name}, ${epoch}, ${at}::xid8, ${id})
    on conflict (name) do update
    set epoch = excluded.epoch, tx = excluded.tx, id = excluded.id, moved_at = now()`)
}

/**
 * For how many seconds the oldest event of a type waits that a subscriber has not read; 0 where
 * none does.
 */
export async function secondsBehind(
  db: Queryable,
  { name, type }: { name: string; type: string },
): Promise<number> {
  const [row] = await db.query<{ seconds: number }>(sql`
    select greatest(0, extract(epoch from clock_timestamp() - e.recorded_at))::float8 as seconds
    from platform.subscriber as s
    join platform.event as e on e.epoch = s.epoch and (e.tx, e.id) > (s.tx, s.id)
    where s.name = ${name} and e.type = ${type}
    order by e.tx, e.id limit 1`)
  return row?.seconds ?? 0
}
