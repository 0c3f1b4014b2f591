import { compareServed } from '../../lib/priority.ts'
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
import { decideRouting, listExclusions, type Avoided, type Decision } from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { getOrders, listGroups, type Group, type OrderHead, type OrderLine } from '../store/read.ts'
import { claimAll } from './allocated.ts'
import {
  giveBackHere,
  writeGone,
  type Gone,
  type GoneCause,
  type Routed,
  type TakeBack,
} from './gone.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** A delivery group that a location does not serve any more. */
export type GroupLeaving = {
  orderId: string
  groupNo: number
  /** The location. */
  from: number
  /** Of which lines, and how much of each at most; left out: all that is promised there. */
  units?: ReadonlyMap<number, number>
}

/** Delivery groups that leave a location each. */
export type Leaving = {
  cause: GoneCause
  /** Why, in the words of who closed it. */
  reason: string | null
  /** None twice. */
  groups: readonly GroupLeaving[]
  /** All open claims of their orders. */
  open: readonly OpenClaim[]
  /** Where they are not to go, beside the places that an order is not given to anyhow. */
  avoid?: readonly (Avoided & { orderId: string })[]
  network: Network
  takeBack: TakeBack
}

/** Units of an order line at a location. */
type Here = { line: OrderLine; quantity: number }
type Ordered = OrderHead & { lines: OrderLine[] }
type GroupHere = { order: Ordered; group: Group; from: number; here: Here[] }

/** Whether all of a group has gone; `again`: others were quicker, so it is worth another look. */
export type Left = { orderId: string; groupNo: number; isGone: boolean; again: boolean }

/**
 * Decides delivery groups again whose location does not serve them, as if they came in now, who is
 * served first before the others, and moves them: claimed there and given back here in one go. The
 * orders and their fulfilment orders must be locked. What no other place has stays promised here.
 */
export async function moveLeaving(
  tx: Tx,
  world: OrdersWorld,
  leaving: Leaving,
  by: By,
): Promise<Left[]> {
  const { network, open } = leaving
  const { routed, all, offering } = await routeAgain(tx, world, leaving, by)
  const parts = routed.flatMap(({ decision }) => decision.parts)
  const rows = routed.flatMap(({ from, decision }) =>
    decision.parts.flatMap(({ skuId, locationId: to }) => [
      { skuId, locationId: to, supplyNo: 0 },
      { skuId, locationId: from, supplyNo: 0 },
    ]),
  )
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
  const here = open.filter((claim) => all.some((one) => isHere(one, claim)))
  await giveBackHere(tx, ledger, { gone, open: here }, by)
  await writeLedger(tx, ledger, stockContextOf(world, by))
  await tellUncovered(tx, ledger, by)
  await writeGone(tx, { ...leaving, gone }, by)
  tx.onCommit(world.platform.wake.committed)
  return all.map(({ order, group, here: wanted }) => {
    const isOwn = (one: Routed) => one.orderId === order.id && one.groupNo === group.no
    const moved = unitsIn(kept.filter(isOwn).flatMap(({ decision }) => decision.parts))
    const isGone = moved === unitsIn(wanted)
    const again = kept.filter(isOwn).length < routed.filter(isOwn).length
    return { orderId: order.id, groupNo: group.no, isGone, again }
  })
}

/** Whether a claim is one of a group on hand at its location. */
function isHere({ order, group, from }: Omit<GroupHere, 'here'>, claim: OpenClaim): boolean {
  if (claim.orderId !== order.id || claim.locationId !== from || claim.supplyNo !== 0) return false
  return order.lines.some(({ no, groupNo }) => no === claim.lineNo && groupNo === group.no)
}

function unitsIn(all: readonly { quantity: number }[]): number {
  return all.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Decides on the stock as it was just read. A location that is closed says so itself. */
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
  const others = [...exclusions, ...(leaving.avoid ?? [])]
  const avoid = Map.groupBy(others, ({ orderId }) => orderId)
  const stock = createBatchStock(world.index, offering, days)
  stock.refresh(skuIds, fresh)
  const routed = all.flatMap(({ order, group, from, here }): Routed[] => {
    const { id: orderId, channelId } = order
    const view = networkViewOf(network, channelId, by.now)
    const buyer = { channelId, method: group.method, isSold: true, order: orderId }
    const offered = stock.offeredTo(buyer)
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
    return [{ orderId, groupNo: group.no, from, decision, offer, decimalsOf }]
  })
  return { routed, all, offering }
}

/** The groups with what of them leaves their location, those who are served first first. */
async function groupsHere(
  tx: Tx,
  orderIds: readonly string[],
  { groups: wanted, open }: Leaving,
): Promise<GroupHere[]> {
  const [orders, groups] = await Promise.all([getOrders(tx, orderIds), listGroups(tx, orderIds)])
  const sorted = orders.toSorted((a, b) => compareServed(a, b) || (a.id < b.id ? -1 : 1))
  return sorted.flatMap((order) => {
    const own = groups.filter(({ orderId }) => orderId === order.id)
    return own.flatMap((group): GroupHere[] => {
      const leaving = wanted.find((one) => one.orderId === order.id && one.groupNo === group.no)
      if (!leaving) return []
      const { from, units } = leaving
      const claims = open.filter((claim) => isHere({ order, group, from }, claim))
      const here = order.lines.map((line) => {
        const promised = unitsIn(claims.filter(({ lineNo }) => lineNo === line.no))
        return { line, quantity: units ? Math.min(promised, units.get(line.no) ?? 0) : promised }
      })
      return [{ order, group, from, here: here.filter(({ quantity }) => quantity > 0) }]
    })
  })
}
