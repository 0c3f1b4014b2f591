import type { Network } from '../../network/index.ts'
import type { NetworkView } from '../../routing/index.ts'

/** The network as the routing of one channel sees it. */
export function networkViewOf(network: Network, channelId: number): NetworkView {
  const pool = network.poolOf(channelId)
  return {
    location: (id) => network.locationById.get(id),
    rank: (id) => pool.get(id),
    isSkuPaused: network.isSkuPaused,
  }
}
