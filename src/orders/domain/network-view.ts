import type { Customer } from '../../lib/customer.ts'
import type { Network } from '../../network/index.ts'
import type { Days, NetworkView, OrderFacts } from '../../routing/index.ts'

/** The network as the routing of one channel sees it at a moment. */
export function networkViewOf(
  network: Network,
  channelId: number,
  now: Temporal.Instant,
): NetworkView {
  const pool = network.poolOf(channelId)
  return {
    location: (id) => network.locationById.get(id),
    rank: (id) => pool.get(id),
    isSkuPaused: network.isSkuPaused,
    moment: { now, daysOf: (id) => daysIn(network, id) },
  }
}

/** What of an order the rules of routing go by; `at` is when it is decided. */
export function factsOf(
  { code, timeZone, currency }: { code: string; timeZone: string; currency: string },
  order: {
    total: number
    customer?: Customer | null | undefined
    tags?: readonly string[] | undefined
  },
  at: Temporal.Instant,
): OrderFacts {
  const { total, customer, tags } = order
  return {
    channel: code,
    timeZone,
    value: total,
    currency,
    at,
    ...(customer && { customer }),
    ...(tags && tags.length > 0 && { tags }),
  }
}

/** The same object for the same place of the same network: routing remembers what it says. */
const remembered = new WeakMap<Network, Map<number, Days>>()

export function daysIn(network: Network, locationId: number): Days | undefined {
  let days = remembered.get(network)
  if (!days) remembered.set(network, (days = new Map()))
  const known = days.get(locationId)
  if (known) return known
  const location = network.locationById.get(locationId)
  if (!location) return undefined
  const { hours, timeZone, handlingMinutes } = location
  const fresh = { hours, timeZone, handlingMinutes, holidays: network.holidaysOf(location) }
  days.set(locationId, fresh)
  return fresh
}
