import type { Tx } from '../../platform/db/index.ts'
import {
  lockDays,
  readDays,
  giveBackExpired,
  lockLedger,
  offeringOf,
  readAside,
  readFreshRows,
  stockContextOf,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type Offering,
  type OpenClaim,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { decideRouting, listExclusions, type Decision } from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { decideLeftAlone, decideUncovered, type ClaimHere } from '../domain/uncovered.ts'
import { getOrders, listGroups, type OrderLine } from '../store/read.ts'
import { claimElsewhere, giveBackHere, writeGone, type Routed, type TakeBack } from './gone.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** A supply row with less than it has promised, and the order lines that may lose units there. */
export type GivingWay = {
  row: SupplyKey
  claims: readonly ClaimHere[]
  /** All open claims of their orders. */
  open: readonly OpenClaim[]
  /** Units that somebody has picked at the location of the row, by order and line (`id no`). */
  inHand: ReadonlyMap<string, number>
  network: Network
  takeBack: TakeBack
}

/**
 * Moves units that have no cover here to places that have some: claimed there and given back here
 * in one go, those who lose first before the others. The orders and their fulfilment orders must be
 * locked. What is found nowhere else stays; what only goes along (gift wrap) goes with the last of
 * what it belongs to. Answers how many units of the row are without cover afterwards.
 */
export async function moveUncovered(
  tx: Tx,
  world: OrdersWorld,
  giving: GivingWay,
  by: By,
): Promise<number> {
  const { row, network } = giving
  const { routed, missing, offering } = await routeElsewhere(tx, world, giving, by)
  if (routed.length === 0) return Math.max(0, missing)
  const parts = routed.flatMap(({ decision }) => decision.parts)
  const rows = parts.flatMap(({ skuId, locationId }) => [
    { skuId, locationId, supplyNo: 0 },
    { ...row, skuId },
  ])
  const ledger = await lockLedger(tx, [row, ...rows])
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  const gone = claimElsewhere(ledger, await daysOf(tx, network, routed, by), { row, routed }, by)
  const here = giving.open.filter((claim) => isThere(claim, row))
  await giveBackHere(tx, ledger, { gone, open: here }, by)
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  await writeGone(tx, { ...giving, gone, cause: 'uncovered' }, by)
  tx.onCommit(world.platform.wake.committed)
  return supplyOf(ledger, row).uncovered
}

function daysOf(tx: Tx, network: Network, routed: readonly Routed[], { now }: By) {
  const parts = routed.flatMap(({ decision }) => decision.parts)
  const locationIds = parts.map(({ locationId }) => locationId)
  const orderIds = routed.map(({ orderId }) => orderId)
  return lockDays(tx, network, { locationIds, orderIds }, now)
}

/** Where claims rest that stand at the same location and are on hand. */
function isThere(claim: SupplyKey, { locationId, supplyNo }: SupplyKey): boolean {
  return claim.locationId === locationId && claim.supplyNo === supplyNo
}

/** Decides on the stock as it was just read; what this place lacks is no stock for anybody. */
async function routeElsewhere(
  tx: Tx,
  world: OrdersWorld,
  giving: GivingWay,
  by: By,
): Promise<{ routed: Routed[]; missing: number; offering: Offering }> {
  const { row, claims, network } = giving
  const orderIds = [...new Set(claims.map(({ orderId }) => orderId))]
  await world.skus.loadIds([row.skuId])
  const offering = await offeringOf(world, by.now)
  const [orders, groups, exclusions, planOf, fresh] = await Promise.all([
    getOrders(tx, orderIds),
    listGroups(tx, orderIds),
    listExclusions(tx, orderIds, by.now),
    world.plans.read(tx),
    readFreshRows(tx, [row.skuId], by.now),
  ])
  const follows = await followsIn(
    world,
    orders.flatMap(({ lines }) => lines),
  )
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const groupOf = new Map(groups.map((group) => [`${group.orderId} ${group.no}`, group]))
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  const days = await readDays(tx, network, by.now, orderIds)
  const stock = createBatchStock(world.index, offering, days)
  stock.refresh([row.skuId], fresh)
  const missing = -(fresh.find(({ locationId }) => locationId === row.locationId)?.available ?? 0)
  const routed: Routed[] = []
  decideUncovered(claims, missing, ({ orderId, lineNo }, quantity) => {
    const order = orderOf.get(orderId)!
    const { channelId, lines } = order
    const line = lines.find(({ no }) => no === lineNo)!
    const group = groupOf.get(`${orderId} ${line.groupNo}`)!
    const on = networkViewOf(network, channelId, by.now)
    const { no: groupNo, method } = group
    const offered = stock.offeredTo({ channelId, method, isSold: true, order: orderId })
    const route = (wanted: readonly Leaving[]) => {
      const facts = factsOf(network.channelById.get(channelId)!, order, by.now)
      const view = groupViewOf(group, wanted, avoid.get(orderId), world.skus.byId, facts)
      return decideRouting(view, planOf(channelId, order), on, offered)
    }
    const sentOf = ({ parts }: Decision) =>
      parts.reduce((sum, part) => (follows(part.skuId) ? sum : sum + part.quantity), 0)
    const own = { line, quantity }
    const along = alongWith(giving, { orderId, lines, routed, follows }, own)
    const whole = route([own, ...along])
    // What is left of it here keeps what goes along.
    const decision = along.length > 0 && sentOf(whole) < quantity ? route([own]) : whole
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    const decimalsOf = (no: number) => lines.find((one) => one.no === no)!.decimals
    stock.days?.take(orderId, workOf(decision.parts, decimalsOf))
    const offer = offering.to(channelId, method)
    if (decision.parts.length > 0) {
      const from = row.locationId
      routed.push({ orderId, groupNo, from, decision, offer, decimalsOf })
    }
    return sentOf(decision)
  })
  return { routed, missing, offering }
}

/** Units of an order line that are to go elsewhere. */
type Leaving = { line: OrderLine; quantity: number }

/** What would be left alone here once these units are gone, with those that go already. */
function alongWith(
  { row, open, inHand }: GivingWay,
  of: {
    orderId: string
    lines: readonly OrderLine[]
    routed: readonly Routed[]
    follows: (skuId: number) => boolean
  },
  { line: { groupNo }, quantity }: Leaving,
): Leaving[] {
  const { orderId, follows } = of
  const claims = open.filter((claim) => claim.orderId === orderId && isThere(claim, row))
  const lines = of.lines.filter((line) => line.groupNo === groupNo)
  const here = lines.map((line) => ({
    line,
    follows: follows(line.skuId),
    promised: sumOf(claims.filter(({ lineNo }) => lineNo === line.no)),
    inHand: inHand.get(`${orderId} ${line.no}`) ?? 0,
  }))
  const gone = of.routed
    .filter((one) => one.orderId === orderId && one.groupNo === groupNo)
    .flatMap(({ decision }) => decision.parts.filter(({ skuId }) => !follows(skuId)))
  return decideLeftAlone(here, sumOf(gone) + quantity)
}

function sumOf(all: readonly { quantity: number }[]): number {
  return all.reduce((sum, { quantity }) => sum + quantity, 0)
}
