import { setImmediate } from 'node:timers/promises'
import { inSlices } from '../../lib/slices.ts'
import type { DeliveryBook } from '../book/deliveries.ts'
import { decideMatched, type Matched } from '../domain/rules/matched.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'

const AT_ONCE = 500

/** How many deliveries there were, since when, and what a rule would have been asked of them. */
export async function countMatched(
  book: DeliveryBook,
  of: { when: RoutingRule['when']; above: readonly RoutingRule[] },
  now: Temporal.Instant,
): Promise<Matched & { deliveries: number; from: Temporal.Instant | null }> {
  const deliveries = await book.recent()
  const above = of.above.filter(({ until }) => {
    return until === null || Temporal.Instant.compare(Temporal.Instant.from(until), now) > 0
  })
  const sum: Matched = { matched: 0, first: 0, after: 0 }
  let from: Temporal.Instant | null = null
  for (const some of inSlices(deliveries, AT_ONCE)) {
    const counts = decideMatched(some, of.when, above)
    sum.matched += counts.matched
    sum.first += counts.first
    sum.after += counts.after
    for (const { at } of some) {
      if (from === null || Temporal.Instant.compare(at, from) < 0) from = at
    }
    // Requests go first.
    await setImmediate()
  }
  return { ...sum, deliveries: deliveries.length, from }
}

/** The rules of a list that stand before one of them; all, where it is none of them. */
export function rulesAbove(rules: readonly RoutingRule[], id: string | undefined): RoutingRule[] {
  const at = rules.findIndex((rule) => rule.id === id)
  return rules.slice(0, at < 0 ? undefined : at)
}
