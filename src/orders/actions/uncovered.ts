import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  giveBack,
  giveBackExpired,
  lockClaims,
  lockLedger,
  offeringOf,
  readAside,
  readFreshRows,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type Offer,
  type Offering,
  type OpenClaim,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import {
  decideRouting,
  listExclusions,
  saveDecisions,
  type Decision,
  type Part,
} from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { networkViewOf } from '../domain/network-view.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { decideLeftAlone, decideUncovered, type ClaimHere } from '../domain/uncovered.ts'
import { orderRerouted } from '../events.ts'
import { getOrders, listGroups, type OrderLine } from '../store/read.ts'
import { moveUnits, type UnitMove } from './save.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** Units of an order line that have gone from one place to another. */
export type GoneElsewhere = { orderId: string; lineNo: number; quantity: number }

/** A supply row with less than it has promised, and the order lines that may lose units there. */
export type GivingWay = {
  row: SupplyKey
  claims: readonly ClaimHere[]
  /** All open claims of their orders. */
  open: readonly OpenClaim[]
  /** Units that somebody has picked at the location of the row, by order and line (`id no`). */
  inHand: ReadonlyMap<string, number>
  network: Network
  /** What fulfilment orders give back of the units that go elsewhere, and which those are. */
  takeBack: (gone: readonly GoneElsewhere[]) => {
    released: readonly UnitMove[]
    fulfilmentOrderIds: ReadonlyMap<string, readonly string[]>
  }
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
  const { row } = giving
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
  const gone = claimElsewhere(ledger, row, routed, by)
  const here = giving.open.filter((claim) => isThere(claim, row))
  await giveBackHere(tx, ledger, { gone, open: here }, by)
  const context = { by, index: world.index, committed: world.platform.wake.committed }
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  await writeGone(tx, giving, gone, by)
  tx.onCommit(world.platform.wake.committed)
  return supplyOf(ledger, row).uncovered
}

/** Where claims rest that stand at the same location and are on hand. */
function isThere(claim: SupplyKey, { locationId, supplyNo }: SupplyKey): boolean {
  return claim.locationId === locationId && claim.supplyNo === supplyNo
}

type Routed = { orderId: string; groupNo: number; decision: Decision; offer: Offer }
type Gone = Routed & { part: Part }

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
  const stock = createBatchStock(world.index, offering)
  stock.refresh([row.skuId], fresh)
  const missing = -(fresh.find(({ locationId }) => locationId === row.locationId)?.available ?? 0)
  const routed: Routed[] = []
  decideUncovered(claims, missing, ({ orderId, lineNo }, quantity) => {
    const { channelId, lines } = orderOf.get(orderId)!
    const line = lines.find(({ no }) => no === lineNo)!
    const group = groupOf.get(`${orderId} ${line.groupNo}`)!
    const on = networkViewOf(network, channelId)
    const { no: groupNo, method } = group
    const offered = stock.offeredTo({ channelId, method, isSold: true }, on)
    const route = (wanted: readonly Leaving[]) => {
      const view = groupViewOf(group, wanted, avoid.get(orderId), world.skus.byId)
      return decideRouting(view, planOf(channelId), on, offered)
    }
    const sentOf = ({ parts }: Decision) =>
      parts.reduce((sum, part) => (follows(part.skuId) ? sum : sum + part.quantity), 0)
    const own = { line, quantity }
    const along = alongWith(giving, { orderId, lines, routed, follows }, own)
    const whole = route([own, ...along])
    // What is left of it here keeps what goes along.
    const decision = along.length > 0 && sentOf(whole) < quantity ? route([own]) : whole
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    const offer = offering.to(channelId, method)
    if (decision.parts.length > 0) routed.push({ orderId, groupNo, decision, offer })
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

/** On the locked rows, which alone decide: what has cover again by now stays, and so does what
 * another has taken over there. */
function claimElsewhere(ledger: Ledger, row: SupplyKey, routed: readonly Routed[], by: By): Gone[] {
  const gone: Gone[] = []
  let missing = supplyOf(ledger, row).uncovered
  for (const one of routed) {
    const claim = (part: Part, quantity: number): boolean => {
      const { orderId } = one
      const rest = { orderId, reference: null, expiresAt: null, supplyNo: 0 }
      const there = supplyOf(ledger, { ...part, supplyNo: 0 })
      const keep = one.offer.keep(part.skuId, part.locationId, there.quantity, freeOf(there))
      const wanted = { ...part, ...rest, quantity, kind: 'allocation' as const }
      const isClaimed = addClaim(ledger, wanted, by, keep)
      if (isClaimed) gone.push({ ...one, part: { ...part, quantity } })
      return isClaimed !== undefined
    }
    const { parts } = one.decision
    let isWhole = true
    for (const part of parts.filter(({ skuId }) => skuId === row.skuId)) {
      const quantity = Math.min(part.quantity, missing)
      const isClaimed = quantity > 0 && claim(part, quantity)
      if (isClaimed) missing -= quantity
      if (!isClaimed || quantity < part.quantity) isWhole = false
    }
    if (!isWhole) continue
    for (const part of parts) if (part.skuId !== row.skuId) claim(part, part.quantity)
  }
  return gone
}

/** Each claim here is changed once, whatever number of places its units go to. */
async function giveBackHere(
  tx: Tx,
  ledger: Ledger,
  { gone, open }: { gone: readonly Gone[]; open: readonly OpenClaim[] },
  by: By,
): Promise<void> {
  const left = new Map<string, number>()
  for (const { orderId, quantity, lineNo } of unitsOf(gone)) {
    const key = `${orderId} ${lineNo}`
    left.set(key, (left.get(key) ?? 0) + quantity)
  }
  const mine = open.filter((claim) => left.has(`${claim.orderId} ${claim.lineNo}`))
  const claims = await lockClaims(
    tx,
    mine.map(({ id }) => id),
  )
  for (const claim of claims.toReversed()) {
    const key = `${claim.orderId} ${claim.lineNo}`
    const quantity = Math.min(claim.quantity, left.get(key)!)
    if (quantity === 0) continue
    giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
    left.set(key, left.get(key)! - quantity)
  }
  const lost = [...left].find(([, units]) => units > 0)
  if (lost) throw new Error(`${lost[0]} has fewer claims than were moved`)
}

function unitsOf(gone: readonly Gone[]): GoneElsewhere[] {
  return gone.map(({ orderId, part: { lineNo, quantity } }) => ({ orderId, lineNo, quantity }))
}

async function writeGone(
  tx: Tx,
  { row, takeBack }: GivingWay,
  gone: readonly Gone[],
  by: By,
): Promise<void> {
  if (gone.length === 0) return
  const { released, fulfilmentOrderIds } = takeBack(unitsOf(gone))
  const idOf = new Map(gone.map(({ decision }) => [decision, newId(by.nowMs)]))
  const decisions = [...Map.groupBy(gone, ({ decision }) => decision)].map(([decision, own]) => ({
    id: idOf.get(decision)!,
    orderId: own[0]!.orderId,
    groupNo: own[0]!.groupNo,
    cause: 'uncovered',
    record: decision.record,
  }))
  await saveDecisions(tx, decisions, by.now)
  const told = gone.map(({ orderId, groupNo, decision, part }) => {
    const { lineNo, skuId, locationId, quantity } = part
    type Before = [number, number, number, number]
    const data = {
      group: groupNo,
      locationId,
      decisionId: idOf.get(decision)!,
      reason: null,
      cause: 'uncovered' as const,
      fulfilmentOrderIds: [...(fulfilmentOrderIds.get(orderId) ?? [])],
      parts: [[lineNo, skuId, row.locationId, quantity] satisfies Before as Before],
    }
    return { orderId, data }
  })
  await moveUnits(tx, orderRerouted, told, released, by)
}
