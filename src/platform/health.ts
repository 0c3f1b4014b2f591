import { Refusal } from '../lib/refusal.ts'
import { sql } from './db/sql.ts'
import type { Database } from './db/index.ts'
import { page, type Route } from './http/route.ts'

/**
 * `/health/live`: the process turns. `/health/ready`: it takes requests and the database writes.
 */
export function healthRoutes(db: Database, ready: () => boolean): Route[] {
  const shape = { access: 'public' as const, tag: 'Health' }
  return [
    page({ ...shape, path: '/health/live', summary: 'Is it alive' }, async () => ({
      status: 'ok',
    })),
    page({ ...shape, path: '/health/ready', summary: 'Does it take requests' }, async () => {
      if (!ready()) throw new Refusal('not_ready', { retryAfter: 2 })
      const [row] = await db.query<{ readOnly: string }>(
        sql`select current_setting('transaction_read_only') as "readOnly"`,
      )
      if (row?.readOnly !== 'off') throw new Refusal('database_unavailable', { retryAfter: 2 })
      return { status: 'ok' }
    }),
  ]
}
