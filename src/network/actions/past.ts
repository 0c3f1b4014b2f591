import type { Queryable } from '../../platform/db/index.ts'
import type { Network } from '../book.ts'
import { decidePause } from '../domain/pause.ts'
import { listPoolAt, listServedAt, listSkuPausesAt } from '../store/past.ts'

/**
 * The network with the pool of a channel, the pauses of these SKUs and what locations did as they
 * were at a moment; all else, such as groups and tags, is as it is now.
 */
export async function networkAt(
  db: Queryable,
  network: Network,
  of: { channelId: number | undefined; skuIds: readonly number[] },
  at: Temporal.Instant,
): Promise<Network> {
  const pooled = of.channelId === undefined ? [] : await listPoolAt(db, of.channelId, at)
  const pool = new Map(pooled.map((id, rank) => [id, rank]))
  const locations = new Map(network.locationById)
  for (const { id, ships, pickup, archived, ...kept } of await listServedAt(db, at)) {
    const location = locations.get(id)
    if (!location) continue
    const pause = decidePause({ ...kept, pauseReason: null, keepsWork: false }, at)
    locations.set(id, { ...location, ships, pickup, archived, ...pause })
  }
  const pauses = await listSkuPausesAt(db, of.skuIds, at)
  const paused = Map.groupBy(pauses, ({ skuId }) => skuId)
  return {
    ...network,
    locationById: locations,
    poolOf: (channelId) => (channelId === of.channelId ? pool : network.poolOf(channelId)),
    isSkuPaused: (skuId, locationId) =>
      paused.get(skuId)?.some((one) => one.locationId === locationId) ?? false,
  }
}
