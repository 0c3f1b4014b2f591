import type { Tx } from '../../platform/db/index.ts'
import {
  giveBackExpired,
  lockDays,
  lockLedger,
  offeringOf,
  readAside,
  readDays,
  readFreshRows,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type By,
  type Offering,
  type OpenClaim,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { decideRouting, listExclusions, type Decision } from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { getOrders, listGroups, type Group, type OrderHead, type OrderLine } from '../store/read.ts'
import { claimAll } from './allocated.ts'
import { giveBackHere, writeGone, type Gone, type Routed, type TakeBack } from './gone.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** Delivery groups that a location does not serve any more. */
export type Leaving = {
  locationId: number
  /** Why, in the words of who closed it. */
  reason: string | null
  groups: readonly { orderId: string; groupNo: number }[]
  /** All open claims of their orders. */
  open: readonly OpenClaim[]
  network: Network
  takeBack: TakeBack
}

/** Units of an order line at the location. */
type Here = { line: OrderLine; quantity: number }
type GroupHere = { order: OrderHead & { lines: OrderLine[] }; group: Group; here: Here[] }

/** Whether all of a group has gone; `again`: others were quicker, so it is worth another look. */
export type Left = { orderId: string; groupNo: number; isGone: boolean; again: boolean }

/**
 * Decides delivery groups again whose location is closed, as if they came in now, the oldest first,
 * and moves them: claimed there and given back here in one go. The orders and their fulfilment
 * orders must be locked. What no other place has stays promised here.
 */
export async function moveFromClosed(
  tx: Tx,
  world: OrdersWorld,
  leaving: Leaving,
  by: By,
): Promise<Left[]> {
  const { locationId, network, open, reason, takeBack } = leaving
  const { routed, all, offering } = await routeAgain(tx, world, leaving, by)
  const parts = routed.flatMap(({ decision }) => decision.parts)
  const rows = parts.flatMap(({ skuId, locationId: to }) => [
    { skuId, locationId: to, supplyNo: 0 },
    { skuId, locationId, supplyNo: 0 },
  ])
  const ledger = await lockLedger(tx, rows)
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  const places = parts.map((part) => part.locationId)
  const orderIds = routed.map(({ orderId }) => orderId)
  const days = await lockDays(tx, network, { locationIds: places, orderIds }, by.now)
  const kept = routed.filter((one) => {
    const work = workOf(one.decision.parts, one.decimalsOf)
    return claimAll(ledger, days, { ...one, work }, by)
  })
  const gone = kept.flatMap((one) => one.decision.parts.map((part): Gone => ({ ...one, part })))
  const here = open.filter((claim) => claim.locationId === locationId && claim.supplyNo === 0)
  await giveBackHere(tx, ledger, { gone, open: here }, by)
  await writeLedger(tx, ledger, stockContextOf(world, by))
  await tellUncovered(tx, ledger, by)
  await writeGone(tx, { gone, from: locationId, cause: 'place_closed', reason, takeBack }, by)
  tx.onCommit(world.platform.wake.committed)
  return all.map(({ order, group, here: wanted }) => {
    const isOwn = (one: Routed) => one.orderId === order.id && one.groupNo === group.no
    const moved = unitsIn(kept.filter(isOwn).flatMap(({ decision }) => decision.parts))
    const isGone = moved === unitsIn(wanted)
    const again = kept.filter(isOwn).length < routed.filter(isOwn).length
    return { orderId: order.id, groupNo: group.no, isGone, again }
  })
}

function unitsIn(all: readonly { quantity: number }[]): number {
  return all.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Decides on the stock as it was just read. The location itself says that it is closed. */
async function routeAgain(
  tx: Tx,
  world: OrdersWorld,
  leaving: Leaving,
  by: By,
): Promise<{ routed: Routed[]; all: GroupHere[]; offering: Offering }> {
  const { network } = leaving
  const orderIds = [...new Set(leaving.groups.map(({ orderId }) => orderId))]
  const all = await groupsHere(tx, orderIds, leaving)
  const lines = all.flatMap(({ here }) => here.map(({ line }) => line))
  const follows = await followsIn(world, lines)
  const skuIds = [...new Set(lines.map(({ skuId }) => skuId))]
  const offering = await offeringOf(world, by.now)
  const [exclusions, planOf, fresh, days] = await Promise.all([
    listExclusions(tx, orderIds, by.now),
    world.plans.read(tx),
    readFreshRows(tx, skuIds, by.now),
    readDays(tx, network, by.now, orderIds),
  ])
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  const stock = createBatchStock(world.index, offering, days)
  stock.refresh(skuIds, fresh)
  const routed = all.flatMap(({ order, group, here }): Routed[] => {
    const { id: orderId, channelId } = order
    const view = networkViewOf(network, channelId, by.now)
    const buyer = { channelId, method: group.method, isSold: true, order: orderId }
    const offered = stock.offeredTo(buyer, view)
    const facts = factsOf(network.channelById.get(channelId)!, order, by.now)
    const route = (wanted: readonly Here[]): Decision => {
      const asked = groupViewOf(group, wanted, avoid.get(orderId), world.skus.byId, facts)
      return decideRouting(asked, planOf(channelId, order), view, offered)
    }
    const leads = here.filter(({ line }) => !follows(line.skuId))
    const whole = route(here)
    const isShort = whole.short.some(({ skuId }) => !follows(skuId))
    // What is left of it here keeps what goes along.
    const decision = isShort && leads.length < here.length ? route(leads) : whole
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    const decimalsOf = (no: number) => order.lines.find((line) => line.no === no)!.decimals
    stock.days?.take(orderId, workOf(decision.parts, decimalsOf))
    if (decision.parts.length === 0) return []
    const offer = offering.to(channelId, group.method)
    return [{ orderId, groupNo: group.no, decision, offer, decimalsOf }]
  })
  return { routed, all, offering }
}

/** The groups with what of them is promised at the location, those of the oldest orders first. */
async function groupsHere(
  tx: Tx,
  orderIds: readonly string[],
  { groups: wanted, open, locationId }: Leaving,
): Promise<GroupHere[]> {
  const [orders, groups] = await Promise.all([getOrders(tx, orderIds), listGroups(tx, orderIds)])
  const oldest = orders.toSorted(
    (a, b) => Temporal.Instant.compare(a.placedAt, b.placedAt) || (a.id < b.id ? -1 : 1),
  )
  return oldest.flatMap((order) => {
    const own = wanted.filter(({ orderId }) => orderId === order.id)
    return groups
      .filter(({ orderId, no }) => orderId === order.id && own.some((one) => one.groupNo === no))
      .map((group): GroupHere => {
        const lines = order.lines.filter(({ groupNo }) => groupNo === group.no)
        const here = lines.map((line) => {
          const claims = open.filter((claim) => {
            const isOfLine = claim.orderId === order.id && claim.lineNo === line.no
            return isOfLine && claim.locationId === locationId && claim.supplyNo === 0
          })
          return { line, quantity: unitsIn(claims) }
        })
        return { order, group, here: here.filter(({ quantity }) => quantity > 0) }
      })
  })
}
