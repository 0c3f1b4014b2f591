import type { SkuBook } from '../../catalog/index.ts'
import type { Network, NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { LiveLog } from '../../platform/stream/log.ts'
import type { Told } from '../../platform/stream/topics.ts'
import { hasMoreMovements, readMoved, type Moved } from '../store/index-feed.ts'

const LIMIT = 5000
/** So often at most a client hears of one SKU, however often it is sold. */
const LEAST_MS = 250

/**
 * The movements for those who watch stock: which SKUs moved, and where. It reads by itself instead
 * of at the index, since it waits longer between two readings, and names what moved by code.
 */
export function movedStock(platform: Platform, skus: SkuBook, network: NetworkBook): LiveLog {
  const { db } = platform

  /** The network with all these locations: one may be so new that it is not known here yet. */
  async function networkWith(locations: readonly number[]): Promise<Network> {
    const known = await network.current()
    return locations.every((id) => known.locationById.has(id)) ? known : network.refresh()
  }

  async function tellsOf(moved: readonly Moved[]): Promise<(Told & { change: string })[]> {
    await skus.loadIds(moved.map(({ skuId }) => skuId))
    const { locationById } = await networkWith(moved.flatMap(({ locations }) => locations))
    return moved.flatMap(({ skuId, locations }) => {
      const id = skus.byId(skuId)?.code
      if (id === undefined) return []
      const location =
        locations.length === 1 ? (locationById.get(locations[0]!)?.code ?? null) : null
      const what = { id, version: null, location, change: 'stock.moved' }
      return [{ topic: 'stock' as const, ...what, within: { locations } }]
    })
  }

  return {
    name: 'stock',
    leastMs: LEAST_MS,
    async read(after) {
      const { moved, upTo, isAll } = await readMoved(db, after, LIMIT)
      return { entries: [{ at: upTo, tells: await tellsOf(moved) }], upTo, isAll }
    },
    isFar: (after, most) => hasMoreMovements(db, after, most),
  }
}
