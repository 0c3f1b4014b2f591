import { dropCounters, endUses, PAST_DAYS } from '../../inventory/index.ts'
import type { Database } from '../../platform/db/index.ts'
import { listPastUses } from '../store/counted.ts'

const AT_ONCE = 1000

/**
 * Forgets what ended orders have of counts that rules have long not counted any more, and counters
 * that count nothing, some at a time; true if there may be more.
 */
export async function forgetCounts(db: Database, now: Temporal.Instant): Promise<boolean> {
  const past = await listPastUses(db, now.subtract({ hours: PAST_DAYS * 24 }), AT_ONCE)
  await db.transaction((tx) => endUses(tx, past, now))
  const dropped = await dropCounters(db, AT_ONCE)
  return past.length === AT_ONCE || dropped === AT_ONCE
}
