import { sql } from '../db/sql.ts'
import type { Database, Tx } from '../db/index.ts'
import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Wake } from '../wake.ts'
import { advance, readEvents, startOf, type Cursor, type Event } from './index.ts'

/**
 * A subscriber with a cursor in the database. `handle` runs in the transaction that moves the
 * cursor, so each event has its effect once; another process with the same name waits its turn. It
 * must be quick (a second at most) and call nothing outside.
 */
export function startSubscriber(options: {
  db: Database
  wake: Wake
  log: Log
  name: string
  batch?: number
  handle: (tx: Tx, events: Event[]) => Promise<void>
}): Loop {
  const loop = startLoop({
    name: `subscriber ${options.name}`,
    everyMs: 1000,
    log: options.log,
    run: () => readBatch(options.db, options.name, options.batch ?? 500, options.handle),
  })
  const forget = options.wake.listen(() => loop.wake())
  return {
    wake: loop.wake,
    async stop() {
      forget()
      await loop.stop()
    },
  }
}

/** Reads and handles one batch; true if there may be more. */
export async function readBatch(
  db: Database,
  name: string,
  limit: number,
  handle: (tx: Tx, events: Event[]) => Promise<void>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const cursor = await lockCursor(tx, name)
    if (!cursor) return false
    const events = await readEvents(tx, cursor, tx.epoch, limit)
    const next = advance(cursor, events, tx.epoch)
    if (next === cursor) return false
    if (events.length > 0) await handle(tx, events)
    await tx.query(sql`
      update platform.subscriber
      set epoch = ${next.epoch}, tx = ${next.tx}::xid8, id = ${next.id}, moved_at = now()
      where name = ${name}`)
    return events.length === limit || next.epoch < tx.epoch
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
