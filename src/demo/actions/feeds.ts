import { everything } from '../../lib/scope.ts'
import { findFed, takeFeed, watchFeed, type FeedLine } from '../../inventory/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DemoLocation } from '../domain/network.ts'
import { ACTOR } from './make.ts'
import type { DemoWorld, Retailer } from './plan.ts'

/** The system of the depot tells its numbers; the one of the store was never connected. */
const WAREHOUSE = 'WAREHOUSE'
const TILL = 'STORE-TILL'
const EVERY_MINUTES = 60
const BUFFER_PERCENT = 10
/** How often the warehouse tells of some of its stock, and of how much. */
const FED_MINUTES = 20
const ROWS = 200

/** Says that a depot and a store are to be fed: the store will be overdue after an hour. */
export async function watchFeeds(
  tx: Tx,
  world: DemoWorld,
  { locations }: Pick<Retailer, 'locations'>,
  now: Temporal.Instant,
): Promise<void> {
  const { locationByCode } = await world.network.current()
  for (const [source, place] of [
    [WAREHOUSE, depotOf(locations)],
    [TILL, locations.find(({ kind }) => kind === 'store')],
  ] as const) {
    if (!place) continue
    const { id: locationId } = locationByCode.get(place.code)!
    const terms = { everyMinutes: EVERY_MINUTES, bufferPercent: BUFFER_PERCENT }
    // Two rows: nobody waits for them.
    // oxlint-disable-next-line no-await-in-loop
    await watchFeed(tx, { source, locationId, ...terms }, now)
  }
}

/** The warehouse tells what it has of some things: what is known here, as a rule. */
export async function letWarehouseTell(
  world: DemoWorld,
  { locations, skus }: Pick<Retailer, 'locations' | 'skus'>,
): Promise<void> {
  const { db, clock } = world.platform
  const now = clock.now()
  const depot = depotOf(locations)
  if (!depot) return
  const locationId = (await world.network.current()).locationByCode.get(depot.code)?.id
  if (locationId === undefined) return
  const last = await findFed(db, { source: WAREHOUSE, locationId })
  if (!last || (last.at && minutesSince(last.at, now) < FED_MINUTES)) return
  const lines = skus.slice(0, ROWS).flatMap(({ code }, i): FeedLine[] => {
    const onHand = onHandAt(world, world.skus.byCode(code)?.id ?? 0, locationId)
    const row = { no: i + 1, sku: code, location: depot.code }
    return onHand === undefined || onHand < 0 ? [] : [{ ...row, quantity: onHand }]
  })
  const head = {
    source: WAREHOUSE,
    kind: 'delta' as const,
    number: 'on_hand' as const,
    asOf: now,
    containsUpTo: now,
    location: depot.code,
    refusedPercent: 5,
  }
  const sender = { actor: ACTOR, system: null, scope: everything }
  await takeFeed(world, { head, sender }, once(lines))
}

// oxlint-disable-next-line require-await -- a feed comes in chunks as they are read; this is one
async function* once(lines: FeedLine[]): AsyncGenerator<FeedLine[]> {
  yield lines
}

function onHandAt({ index }: DemoWorld, skuId: number, locationId: number): number | undefined {
  let units: number | undefined
  index.forEach(skuId, (id, _free, onHand) => {
    if (id === locationId) units = onHand
  })
  return units
}

function depotOf(locations: readonly DemoLocation[]): DemoLocation | undefined {
  return locations.find(({ kind }) => kind === 'distribution_centre')
}

function minutesSince(at: Temporal.Instant, now: Temporal.Instant): number {
  return at.until(now).total('minutes')
}
