import type { Queryable } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { Facts } from '../domain/rules/facts.ts'
import { ruledOf } from '../domain/rules/matched.ts'
import type { GroupToRoute } from '../domain/types.ts'

/** The newest orders placed since, by their delivery groups as routing sees them. */
export type ReadDeliveries = (
  db: Queryable,
  of: { since: Temporal.Instant; orders: number },
) => Promise<GroupToRoute[]>

/** So many days back, of so many orders at most. */
export const RECENT = { days: 30, orders: 5000 }

/** While somebody writes a rule they are asked for with every word; what is so old will do. */
const FRESH_MS = 60_000
/** Nobody asked for so long: their memory is given back. */
const KEPT_MS = 300_000

/** Deliveries of late on which rules decide, for who asks how many a rule would fit. */
export type DeliveryBook = { recent(): Promise<readonly Facts[]> }

export function createDeliveryBook(
  { books, clock }: Pick<Platform, 'books' | 'clock'>,
  read: ReadDeliveries,
): DeliveryBook {
  let kept: { at: number; deliveries: Promise<readonly Facts[]> } | undefined
  let forget: NodeJS.Timeout | undefined

  async function readAnew(): Promise<readonly Facts[]> {
    const since = clock.now().subtract({ hours: 24 * RECENT.days })
    return ruledOf(await read(books, { since, orders: RECENT.orders }))
  }

  return {
    recent() {
      clearTimeout(forget)
      forget = setTimeout(() => (kept = undefined), KEPT_MS)
      forget.unref()
      const at = clock.nowMs()
      if (kept && at - kept.at < FRESH_MS) return kept.deliveries
      const mine = { at, deliveries: readAnew() }
      kept = mine
      mine.deliveries.catch(() => {
        if (kept === mine) kept = undefined
      })
      return mine.deliveries
    },
  }
}
