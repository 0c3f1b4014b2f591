import { newId } from '../../lib/ids.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import {
  addClaim,
  freeOf,
  lockDays,
  readDays,
  giveBackExpired,
  keyOf,
  listAllocations,
  lockLedger,
  offeringOf,
  readAside,
  readFreshRows,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type Offer,
} from '../../inventory/index.ts'
import type { Location, Network } from '../../network/index.ts'
import {
  costOfParts,
  decideByHand,
  keptServices,
  listDecisions,
  listExclusions,
  saveDecisions,
  withoutRoomOf,
  type Cost,
  type Decision,
  type GroupToRoute,
  type KeptServices,
  type NetworkView,
  type Part,
  type PlaceCost,
  type Plan,
  type StockView,
} from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { decideMove, obstacleOf, partsOf, unitsByLine, type Obstacle } from '../domain/move.ts'
import { refusalOfShort, type SafetyThere } from '../domain/move-short.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import { orderRerouted } from '../events.ts'
import {
  findOrder,
  getOrders,
  listGroups,
  lockOrders,
  type Group,
  type OrderHead,
  type OrderLine,
} from '../store/read.ts'
import type { StockChange } from './allocate.ts'
import { moveUnits, type UnitMove } from './save.ts'
import type { OrdersWorld } from './world.ts'

/** A delivery group of an order, and where its units are claimed that have not left. */
export type GroupToMove = {
  order: OrderHead
  group: Group
  lines: OrderLine[]
  parts: Part[]
  /** What keeps it where it is; null where it can be moved. */
  obstacle: Obstacle | null
}

/** Reads a group; undefined where the order has none with this number. */
export async function findGroup(
  db: Queryable,
  orderId: string,
  no: number,
): Promise<GroupToMove | undefined> {
  const [[order], groups, claims] = await Promise.all([
    getOrders(db, [orderId]),
    listGroups(db, [orderId]),
    listAllocations(db, [orderId]),
  ])
  const group = groups.find((one) => one.no === no)
  if (!order || !group) return undefined
  const lines = order.lines.filter(({ groupNo }) => groupNo === no)
  const parts = partsOf(lines, claims)
  return { order, group, lines, parts, obstacle: obstacleOf(group, lines) }
}

/**
 * Locks the order of a group and reads it. Refuses what is not there, and another version; says
 * what keeps the group where it is.
 */
export async function lockGroup(
  tx: Tx,
  of: { id: string; scope: Scope; version: number; group: number },
): Promise<GroupToMove> {
  const found = (await findOrder(tx, of.scope, of.id)) ?? refuse('not_found')
  const [order] = await lockOrders(tx, [found.id])
  refuseOtherVersion(of.version, order!.version)
  const detail = `The order has no delivery group ${of.group}`
  const moving = await findGroup(tx, found.id, of.group)
  return moving ?? refuse('group_unknown', { field: '/group', detail })
}

/** What choosing a place for a group goes by. */
export type Views = {
  group: GroupToRoute
  plan: Plan
  network: NetworkView
  stock: StockView
  /** The services with which it goes where it is now. */
  kept: KeptServices
}

/** `base` is the stock as it is believed or was read; what the group has itself is free for it. */
export async function viewsOf(
  db: Queryable,
  world: OrdersWorld,
  { order, group, lines, parts }: GroupToMove,
  of: { network: Network; base: BatchStock; now: Temporal.Instant },
): Promise<Views> {
  const { network, base, now } = of
  const [planOf, avoid, decisions] = await Promise.all([
    world.plans.read(db),
    listExclusions(db, [order.id], now),
    listDecisions(db, order.id),
  ])
  const own = decisions.filter(({ groupNo }) => groupNo === group.no)
  for (const part of parts) base.own(part.skuId, part.locationId, part.quantity)
  base.days?.leave(order.id, new Set(parts.map(({ lineNo }) => lineNo)))
  const view = networkViewOf(network, order.channelId, now)
  const plan = planOf(order.channelId, order)
  const isOfOtherDay = (id: number) => base.days?.isOfOtherDay(order.id, id) ?? false
  const units = unitsByLine(parts)
  const wanted = lines
    .map((line) => ({ line, quantity: units.get(line.no) ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  const { channelId, id } = order
  const buyer = { channelId, method: group.method, isSold: true, order: id }
  return {
    // A person may choose another place than the one that was named.
    group: groupViewOf(
      { ...group, nominated: null },
      wanted,
      avoid.length > 0 ? avoid : undefined,
      world.skus.byId,
      factsOf(network.channelById.get(order.channelId)!, order, now),
    ),
    plan,
    network: withoutRoomOf(view, plan, isOfOtherDay),
    stock: base.offeredTo(buyer),
    kept: keptServices(own.map(({ record }) => record)),
  }
}

/** What each place costs that has some of it now, with the services with which that goes. */
export function costsNow(views: Views, parts: readonly Part[]): PlaceCost[] {
  const { group, plan, network, stock, kept } = views
  return costOfParts(group, plan, network, parts, stock, kept)
}

/** What all of it costs where it is now. */
export function costNow(views: Views, parts: readonly Part[]): number {
  return costsNow(views, parts).reduce((sum, { cost }) => sum + cost.total, 0)
}

/** A group and the place that a person gives it to. */
export type Move = {
  moving: GroupToMove
  network: Network
  to: Location
  /** How its units elsewhere lose their claims. */
  loss: StockChange
  /** What fulfilment orders give back, and which. */
  released: readonly UnitMove[]
  fulfilmentOrderIds: readonly string[]
  reason: string | null
  dryRun: boolean
}

/** What a move costs, and how much dearer that is than before; the version of the order after. */
export type MoveDone = { id: string; version: number; cost: Cost; dearerBy: number }

/**
 * Moves all units of a group to one place: claimed there, free again where they were. The order and
 * its fulfilment orders must be locked. Refuses a place that may not serve it or lacks units, and
 * says what is there. A dry run writes nothing.
 */
export async function moveGroup(tx: Tx, world: OrdersWorld, move: Move, by: By): Promise<MoveDone> {
  const { moving, to, loss, dryRun } = move
  const { order, parts } = moving
  const skuIds = [...new Set(parts.map(({ skuId }) => skuId))]
  await world.skus.loadIds(skuIds)
  const offering = await offeringOf(world, by.now)
  const days = await readDays(tx, move.network, by.now, [order.id])
  const base = createBatchStock(world.index, offering, days)
  base.refresh(skuIds, await readFreshRows(tx, skuIds, by.now))
  const views = await viewsOf(tx, world, moving, { network: move.network, base, now: by.now })
  const from = [...new Set(parts.map(({ locationId }) => locationId))]
  const at = { locationId: to.id, from }
  const { group, plan, network, stock } = views
  const decision = decideByHand(group, plan, network, stock, at)
  if ('excluded' in decision && decision.excluded !== null) {
    const { rule } = decision
    return refuse('place_excluded', {
      field: '/location',
      facts: {
        excluded: decision.excluded,
        ...(rule && { rule: { id: rule.id, name: rule.name } }),
      },
    })
  }
  if ('missing' in decision) throw refusalOfShort(moving.lines, decision)
  const rows = skuIds.map((skuId) => ({ skuId, locationId: to.id, supplyNo: 0 }))
  const ledger = await lockLedger(tx, [...loss.rows, ...rows])
  await loss.change(ledger)
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  await takeRoom(tx, move, by.now)
  claimThere(ledger, move, offering.to(order.channelId, moving.group.method), by)
  const { cost } = decision.record.chosen[0]!
  const done = { id: order.id, cost, dearerBy: cost.total - costNow(views, parts) }
  if (dryRun) return { ...done, version: order.version }
  await writeMove(tx, world, { move, decision, ledger }, by)
  return { ...done, version: order.version + 1 }
}

/** On the locked day of the place, which alone decides. */
async function takeRoom(
  tx: Tx,
  { moving, network, to }: Move,
  now: Temporal.Instant,
): Promise<void> {
  const { order, lines, parts } = moving
  const of = { locationIds: [to.id], orderIds: [order.id] }
  const days = await lockDays(tx, network, of, now)
  const coming = parts
    .filter(({ locationId }) => locationId !== to.id)
    .map((part) => ({ ...part, locationId: to.id }))
  const work = workOf(coming, (lineNo) => lines.find(({ no }) => no === lineNo)!.decimals)
  if (days?.takeFitting(order.id, work) !== false) return
  refuse('place_excluded', { field: '/location', facts: { excluded: 'at_capacity' } })
}

/** On the locked rows, which alone decide; what is kept there stays there. */
function claimThere(ledger: Ledger, { moving, to }: Move, offer: Offer, by: By): void {
  const { order, lines, parts } = moving
  const safety: SafetyThere[] = []
  const free = new Map(
    parts.map(({ skuId }) => {
      const row = ledger.supplies.get(keyOf({ skuId, locationId: to.id, supplyNo: 0 }))
      if (!row) return [skuId, 0]
      const all = freeOf(row)
      const units = offer.safety(skuId, to.id, row.quantity, all)
      if (units > 0) safety.push({ skuId, units, rule: offer.safetyRule(skuId, to.id) })
      return [skuId, all - offer.keep(skuId, to.id, row.quantity, all)]
    }),
  )
  const { claims, short } = decideMove(parts, to.id, free)
  if (short.length > 0) throw refusalOfShort(lines, { missing: short, safety })
  for (const claim of claims) {
    const rest = { orderId: order.id, reference: null, expiresAt: null }
    addClaim(ledger, { ...claim, ...rest, kind: 'allocation', supplyNo: 0 }, by)
  }
}

async function writeMove(
  tx: Tx,
  world: OrdersWorld,
  { move, decision, ledger }: { move: Move; decision: Decision; ledger: Ledger },
  by: By,
): Promise<void> {
  const { moving, to, released, fulfilmentOrderIds, reason } = move
  const { order, group, parts } = moving
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  const decisionId = newId(by.nowMs)
  const { record } = decision
  const made = { id: decisionId, orderId: order.id, groupNo: group.no, cause: 'by_hand', record }
  await saveDecisions(tx, [made], by.now)
  const data = {
    group: group.no,
    locationId: to.id,
    decisionId,
    reason,
    cause: 'by_hand' as const,
    fulfilmentOrderIds: [...fulfilmentOrderIds],
    parts: parts
      .filter(({ locationId }) => locationId !== to.id)
      .map((p): [number, number, number, number] => [p.lineNo, p.skuId, p.locationId, p.quantity]),
  }
  await moveUnits(tx, orderRerouted, [{ orderId: order.id, data }], released, by)
  tx.onCommit(world.platform.wake.committed)
}
