import type { Tx } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import type { App } from './app.ts'

/**
 * Runs `second` so that something waits for a lock of `first`, which does the `rest` and is
 * committed meanwhile. What waits for others, as the loops of a server may, is not waited for.
 */
export async function behind<Result>(
  app: App,
  first: (tx: Tx) => Promise<unknown>,
  second: () => Promise<Result>,
  rest: (tx: Tx) => Promise<unknown> = async () => undefined,
): Promise<Result> {
  let waiting: Promise<Result> | undefined
  await app.platform.db.transaction(async (tx) => {
    await first(tx)
    const [own] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    waiting = second()
    waiting.catch(() => undefined)
    for (;;) {
      const blocked = await app.platform.db.query(sql`
        select from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and ${own!.pid}::int = any (pg_blocking_pids(pid))`)
      if (blocked.length > 0) break
    }
    await rest(tx)
  })
  return waiting!
}
