import type { Tx } from '../../../platform/db/index.ts'
import type { FeedRow } from '../../domain/feed.ts'
import { listUnmentioned } from '../../store/feed-rows.ts'
import { saveFed } from '../../store/feed-watches.ts'
import { lockPlaces } from '../../store/feeds.ts'
import type { StockContext } from '../settle.ts'
import { applyRows, patiently, type FeedSpec } from './apply.ts'
import { CHUNK } from './chunks.ts'
import { stockedOf } from './resolve.ts'
import type { FeedWorld } from './world.ts'

/** A full feed as it stands once all its rows of a location are written. */
type Told = {
  spec: FeedSpec
  locationId: number
  mentioned: readonly number[]
  context: () => StockContext
}

/**
 * Sets to zero what a full feed does not mention of a location, where it is this source that says
 * so, and notes that it has said all. What comes late is overtaken from that note on, and is there
 * to be set to zero before it: so the last look is made, and noted, while nobody else tells of the
 * location. `count` adds up how many numbers a transaction has set.
 */
export async function zeroUnmentioned(
  world: FeedWorld,
  { spec, locationId, mentioned, context }: Told,
  count: (tx: Tx, zeroed: number, now: Temporal.Instant) => Promise<void>,
): Promise<void> {
  const { db } = world.platform
  const of = { sourceId: spec.sourceId, locationId }
  // Rows whose number may stand above zero though this feed has spoken of them.
  const said = [...mentioned]
  for (let left = await listUnmentioned(db, { ...of, mentioned: said }); ;) {
    const skuIds = await stockedOf(world, left)
    for (let at = 0; at < skuIds.length; at += CHUNK) {
      const some = skuIds.slice(at, at + CHUNK)
      const rows = some.map((skuId): FeedRow => ({ no: 0, skuId, locationId, units: 0 }))
      await patiently(db, async (tx) => {
        const own = context()
        const { changed } = await applyRows(tx, spec, rows, own)
        await count(tx, changed, own.by.now)
      })
    }
    for (const skuId of left) said.push(skuId)
    left = await patiently(db, async (tx) => {
      await lockPlaces(tx, [locationId])
      const late = await listUnmentioned(tx, { ...of, mentioned: said })
      const told = { sourceId: spec.sourceId, asOf: spec.time.asOf, isWhole: true }
      if (late.length === 0) await saveFed(tx, told, [locationId], context().by.now)
      return late
    })
    if (left.length === 0) return
  }
}
