import { deliveryMethods } from '../../lib/delivery.ts'
import { listFreeToCome, type SalesRules } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { listShortSkus, type Waiting } from '../store/change.ts'
import { endWaitsOver, readWaitsToPass } from '../store/passing.ts'
import { lockOrders } from '../store/read.ts'
import { allocateNext } from './allocate.ts'
import type { OrdersWorld } from './world.ts'

/** After so long a look that gave nothing is repeated: what excluded a location may have ended. */
const LOOK_AGAIN_MS = 60_000

/**
 * Gives stock that has come, or is announced and may be promised, to the orders that wait for it,
 * those of the highest priority first, of them the oldest. The state is the queue: whatever was
 * missed before is found again. `looked` remembers, by SKU, what there was when a look was in vain,
 * so that stock which nobody waiting may have is not tried each second.
 */
export async function allocateShort(world: OrdersWorld, looked: Looked<number>): Promise<void> {
  const { db, clock } = world.platform
  const network = await world.network.current()
  // Where other rules are in force, what was looked at in vain is worth another look.
  const rules = await world.rules.current()
  const short = await listShortSkus(db)
  const toCome = await readToCome(world, { network, rules }, short)
  const passing = await lookForPassing(world)
  const seen: Looked<number> = new Map()
  const at = performance.now()
  const skuIds = short.filter((skuId) => {
    const here = sellable(world, network, skuId)
    const all = passing.has(skuId) ? ` / ${everywhere(world, skuId)}` : ''
    const stock = `${here} / ${toCome.textOf(skuId)}${all}`
    const isWorth = isWorthALook({ looked, seen }, skuId, { stock, rules: rules.version, at })
    return isWorth && (here !== '' || toCome.isSold(skuId) || passing.has(skuId))
  })
  let after: Waiting | undefined
  do {
    if (skuIds.length === 0) break
    const by = { actor: 'allocation', now: clock.now(), nowMs: clock.nowMs() }
    after = await db.transaction((tx) => allocateNext(tx, world, { skuIds, after }, by))
  } while (after)
  looked.clear()
  for (const [skuId, look] of seen) looked.set(skuId, look)
}

const OVER_AT_ONCE = 200

/**
 * SKUs of which something waits only until what stands in its way has passed: also where none is
 * left it is decided on again. What is not short any more is forgotten.
 */
async function lookForPassing({ platform: { db } }: OrdersWorld): Promise<Set<number>> {
  const { skuIds, overIds } = await readWaitsToPass(db, OVER_AT_ONCE)
  if (overIds.length > 0) {
    await db.transaction(async (tx) => {
      await lockOrders(tx, overIds)
      await endWaitsOver(tx, overIds)
    })
  }
  return new Set(skuIds)
}

/** What is announced of SKUs, and whether some channel may promise what is not there yet. */
type ToCome = { textOf(skuId: number): string; isSold(skuId: number): boolean }

/** Where there are no rules that let it be promised, nothing is read. */
async function readToCome(
  { platform, skus }: OrdersWorld,
  { network, rules }: { network: Network; rules: SalesRules },
  skuIds: readonly number[],
): Promise<ToCome> {
  const kinds = (['pre_order', 'backorder'] as const).filter(
    (kind) => rules.ofKind(kind).length > 0,
  )
  if (kinds.length === 0) return { textOf: () => '', isSold: () => false }
  await skus.loadIds(skuIds)
  const texts = await listFreeToCome(platform.db, skuIds)
  const now = platform.clock.now()
  const buyers = [...network.channelById.keys()].flatMap((channelId) =>
    deliveryMethods.map((method) => ({ channelId, method, now })),
  )
  return {
    textOf: (skuId) => texts.get(skuId) ?? '',
    isSold(skuId) {
      if (skus.byId(skuId)!.kind !== 'stocked') return false
      // A pre-order is of something; a backorder needs nothing that is announced.
      const open = kinds.filter((kind) => kind === 'backorder' || texts.has(skuId))
      return open.some((kind) => buyers.some((one) => rules.matching(kind, skuId, one).length > 0))
    },
  }
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

/** What is free of a SKU, place by place, paused ones too. */
function everywhere({ index }: OrdersWorld, skuId: number): string {
  const rows: string[] = []
  index.forEach(skuId, (locationId, available) => rows.push(`${locationId}:${available}`))
  return rows.join(' ')
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
