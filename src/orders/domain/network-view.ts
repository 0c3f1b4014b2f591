import type { Network } from '../../network/index.ts'
import type { NetworkView, OrderFacts } from '../../routing/index.ts'

/** The network as the routing of one channel sees it. */
export function networkViewOf(network: Network, channelId: number): NetworkView {
  const pool = network.poolOf(channelId)
  return {
    location: (id) => network.locationById.get(id),
    rank: (id) => pool.get(id),
    isSkuPaused: network.isSkuPaused,
  }
}

/** What of an order the rules of routing go by; `at` is when it is decided. */
export function factsOf(
  { code, timeZone }: { code: string; timeZone: string },
  { total }: { total: number },
  at: Temporal.Instant,
): OrderFacts {
  return { channel: code, timeZone, value: total, at }
}
