import type { Customer } from '../../../lib/customer.ts'
import type { GroupToRoute } from '../types.ts'

/** What of an order conditions go by besides its delivery group. */
export type OrderFacts = {
  channel: string
  /** The clock that rules go by. */
  timeZone: string
  /** Total in minor units of the currency of the channel. */
  value: number
  /** That; left out where nobody knows what was paid for its lines. */
  currency?: string
  /** When it is decided. */
  at: Temporal.Instant
  /** Who buys, as far as the channel says it. */
  customer?: Customer | undefined
  /** Of the order; left out, it has none. */
  tags?: readonly string[] | undefined
}

/** A delivery group as conditions see it. */
export type Facts = OrderFacts & { group: GroupToRoute }

/**
 * Only of what is sent: where the customer collects, the place is theirs to choose, and where who
 * ordered it named the only one, it is theirs. Undefined where who asks has not said of which order
 * it is.
 */
export function factsOf(group: GroupToRoute): Facts | undefined {
  const isChosen = group.pickupLocationId !== undefined || group.nominated?.firm === true
  return !isChosen && group.order ? { ...group.order, group } : undefined
}

/**
 * Whole units, lines, grams and the longest side of a group, and what of it is not known. What only
 * goes along with the rest adds nothing; a group of nothing else is measured by it.
 */
export function measuresOf({ demand }: GroupToRoute) {
  const goods = demand.filter(({ follows }) => !follows)
  const measured = goods.length > 0 ? goods : demand
  const sum = (of: (one: GroupToRoute['demand'][number]) => number) =>
    measured.reduce((all, one) => all + of(one), 0)
  const sides = measured.flatMap(({ size }) => (size ? [...size] : []))
  return {
    units: sum(({ quantity, wholePerUnit }) => quantity * wholePerUnit),
    lines: measured.length,
    weight: sum(({ quantity, gramsPerUnit }) => quantity * gramsPerUnit),
    longest: Math.max(0, ...sides),
    lacksWeight: goods.some(({ gramsPerUnit }) => gramsPerUnit === 0),
    lacksSize: goods.some(({ size }) => !size),
  }
}
