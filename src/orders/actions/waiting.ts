import type { Network } from '../../network/index.ts'
import { listShortSkus } from '../store/change.ts'
import { allocateNext, type Place } from './allocate.ts'
import type { OrdersWorld } from './world.ts'

/** After so long a look that gave nothing is repeated: what excluded a location may have ended. */
const LOOK_AGAIN_MS = 60_000

/**
 * Gives stock that has come to the orders that wait for it, the oldest first. The state is the
 * queue: whatever was missed before is found again. `looked` remembers, by SKU, what there was when
 * a look was in vain, so that stock which nobody waiting may have is not tried each second.
 */
export async function allocateShort(world: OrdersWorld, looked: Looked<number>): Promise<void> {
  const { db, clock } = world.platform
  const network = await world.network.current()
  // Where other rules are in force, what was looked at in vain is worth another look.
  const { version } = await world.rules.current()
  const seen: Looked<number> = new Map()
  const at = performance.now()
  const skuIds = (await listShortSkus(db)).filter((skuId) => {
    const stock = sellable(world, network, skuId)
    const isWorth = isWorthALook({ looked, seen }, skuId, { stock, rules: version, at })
    return stock !== '' && isWorth
  })
  if (skuIds.length === 0) return
  let after: Place | undefined
  do {
    const by = { actor: 'allocation', now: clock.now(), nowMs: clock.nowMs() }
    after = await db.transaction((tx) => allocateNext(tx, world, { skuIds, after }, by))
  } while (after)
  looked.clear()
  for (const [skuId, look] of seen) looked.set(skuId, look)
}

/** The stock that a look has seen, by which rules, and when (performance.now). */
type Look = { stock: string; rules: number; at: number }

/** What looks have seen, by what they looked for. */
export type Looked<For> = Map<For, Look>

/**
 * Whether there is something else than at the last look, or that was long ago. `seen` takes what is
 * remembered: one that is not looked at again keeps the time of its look.
 */
export function isWorthALook<For>(
  { looked, seen }: { looked: Looked<For>; seen: Looked<For> },
  what: For,
  now: Look,
): boolean {
  const last = looked.get(what)
  const isSame = last?.stock === now.stock && last.rules === now.rules
  const inVain = isSame && now.at - last.at < LOOK_AGAIN_MS
  seen.set(what, inVain ? last : now)
  return !inVain
}

/** What channels may sell of a SKU now, place by place; empty where nothing is. */
function sellable(world: OrdersWorld, network: Network, skuId: number): string {
  // Of what is not stocked there is always enough: that some was sold is no reason to look again.
  const isCounted = world.skus.byId(skuId)?.kind !== 'not_stocked'
  return placesWith(world, network, skuId)
    .map(({ locationId, available }) => (isCounted ? `${locationId}:${available}` : locationId))
    .join(' ')
}

/** The places from which some channel may sell a SKU now, with what is free there. */
export function placesWith(
  world: OrdersWorld,
  network: Network,
  skuId: number,
): { locationId: number; available: number }[] {
  const places: { locationId: number; available: number }[] = []
  world.index.forEach(skuId, (locationId, all, onHand) => {
    const location = network.locationById.get(locationId)
    const available = all - world.index.heldBack(locationId, onHand, all)
    if (available <= 0 || !location || location.paused || location.archived) return
    if (network.isSkuPaused(skuId, locationId) || !network.isInPool(locationId)) return
    places.push({ locationId, available })
  })
  return places
}
