import type { GroupToRoute } from '../types.ts'
import { factsOf, type Facts } from './facts.ts'
import { testOf } from './matching.ts'
import type { RoutingRule } from './rule.ts'

/** On how many deliveries of the past a rule would be asked. */
export type Matched = {
  /** Deliveries that its conditions fit. */
  matched: number
  /** Of those, which no rule above it fits: it is the first that is asked. */
  first: number
  /** Of those, which only rules above it fit that ask the next where they lack something. */
  after: number
}

/** Deliveries on which rules decide: where a place was chosen, none is asked. */
export function ruledOf(deliveries: readonly GroupToRoute[]): Facts[] {
  return deliveries.flatMap((one) => factsOf(one) ?? [])
}

/**
 * Goes by conditions alone, as if the rules had been in force then: what is switched off is left
 * out, and dates count for nothing. Whether a rule above lacks something is not known.
 */
export function decideMatched(
  deliveries: readonly Facts[],
  when: RoutingRule['when'],
  above: readonly RoutingRule[],
): Matched {
  const fits = testOf({ when })
  const others = above
    .filter(({ off }) => !off)
    .map((rule) => ({ fits: testOf({ when: rule.when }), passes: rule.otherwise === 'next_rule' }))
  const counts: Matched = { matched: 0, first: 0, after: 0 }
  for (const one of deliveries) {
    if (!fits(one)) continue
    counts.matched += 1
    const before = others.filter((other) => other.fits(one))
    if (before.length === 0) counts.first += 1
    else if (before.every(({ passes }) => passes)) counts.after += 1
  }
  return counts
}
