import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { seenBy } from './work.ts'

/** How much work lies at a location. */
export type WorkCount = {
  locationId: number
  /** Nothing is picked yet. */
  open: number
  /** Picked or packed, all or in part, and not gone. */
  inWork: number
  /** Of both, those whose next step is overdue. */
  late: number
  /** When the oldest of both was given out; null where there is nothing to do. */
  oldestAt: Temporal.Instant | null
}

/**
 * Counts the work of each of these locations that is not done and that the caller may see. Each
 * location is asked for by the index of its queue, so that work that is done costs nothing.
 */
export async function countWorkByLocation(
  db: Queryable,
  scope: Scope,
  of: { locationIds: readonly number[]; now: Temporal.Instant },
): Promise<WorkCount[]> {
  const seen = scope === 'all' ? sql`true` : seenBy(scope)
  return db.query<WorkCount>(sql`
    select l.id as "locationId", w.* from unnest(${of.locationIds}::int[]) as l (id)
    cross join lateral (
      select count(*) filter (where state = 'open') as open,
        count(*) filter (where state <> 'open') as "inWork",
        count(*) filter (where due_at <= ${of.now}) as late, min(created_at) as "oldestAt"
      from fulfilment.fulfilment_order
      where location_id = l.id and state in ('open', 'picking', 'picked', 'packed') and ${seen}
    ) as w`)
}
