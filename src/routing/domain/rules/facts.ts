import type { Customer } from '../../../lib/customer.ts'
import type { GroupToRoute } from '../types.ts'

/** What of an order conditions go by besides its delivery group. */
export type OrderFacts = {
  channel: string
  /** The clock that rules go by. */
  timeZone: string
  /** Total in minor units of the currency of the channel. */
  value: number
  /** When it is decided. */
  at: Temporal.Instant
  /** Who buys, as far as the channel says it. */
  customer?: Customer | undefined
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

/** Whole units, lines, grams and the longest side of a group, and what of it is not known. */
export function measuresOf({ demand }: GroupToRoute) {
  const sum = (of: (one: GroupToRoute['demand'][number]) => number) =>
    demand.reduce((all, one) => all + of(one), 0)
  const sides = demand.flatMap(({ size }) => (size ? [...size] : []))
  const goods = demand.filter(({ follows }) => !follows)
  return {
    units: sum(({ quantity, wholePerUnit }) => quantity * wholePerUnit),
    lines: demand.length,
    weight: sum(({ quantity, gramsPerUnit }) => quantity * gramsPerUnit),
    longest: Math.max(0, ...sides),
    lacksWeight: goods.some(({ gramsPerUnit }) => gramsPerUnit === 0),
    lacksSize: goods.some(({ size }) => !size),
  }
}
