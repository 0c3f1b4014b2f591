import type { Queryable } from '../../platform/db/index.ts'
import {
  BACKORDER,
  comingTermsOf,
  keyOf,
  leftByRule,
  listComing,
  millionthsOf,
  promisableOf,
  readDays,
  readFreshRows,
  roomOf,
  withinLimits,
  type By,
  type ComingPlace,
  type ComingTerms,
  type Offer,
  type Offering,
  type OpenClaim,
  type PromisedRow,
  type SalesRules,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { decideRouting, listExclusions, type Decision } from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import {
  decideInstead,
  decideWishes,
  type Instead,
  type PromisedClaim,
  type Wish,
} from '../domain/promises.ts'
import { workOf } from '../domain/place.ts'
import type { Group, OrderHead, OrderLine } from '../store/read.ts'
import { listAsServed } from '../store/uncovered.ts'
import type { OrdersWorld } from './world.ts'

/** What is known when goods are looked for instead of those that were promised. */
export type Known = { network: Network; rules: SalesRules; by: By }
export type Knowing = Known & { offering: Offering }

export type Order = OrderHead & { lines: OrderLine[] }

/** Units that go to other goods, and why there. */
export type Moving = {
  wish: Wish
  order: Order
  parts: ReturnType<typeof decideInstead>['parts']
  decision: Decision | undefined
  /** What its channel may have by its method. */
  offer: Offer
}

/** Orders that were promised units of a row: with all that is to be known of them. */
export type PromisedOrders = {
  row: PromisedRow
  orders: readonly Order[]
  /** Their open claims on it. */
  open: readonly OpenClaim[]
  groups: readonly Group[]
}

/** Who of them should get other goods, and which; nothing is written. */
export async function findInstead(
  db: Queryable,
  world: OrdersWorld,
  { row, orders, open, groups }: PromisedOrders,
  of: Knowing,
): Promise<{ claims: PromisedClaim[]; moving: Moving[]; today: Temporal.PlainDate }> {
  const claims = claimsOf(orders, open)
  const today = todayAt(of.network, row, of.by.now)
  const buyers = claims.map(({ orderId, lineNo }) => {
    const order = orders.find(({ id }) => id === orderId)!
    return { channelId: order.channelId, method: lineOf(order, groups, lineNo).group.method }
  })
  const termsOf = (buyer: Buyer) =>
    comingTermsOf(of.rules, world.skus.byId(row.skuId)!, { ...buyer, now: of.by.now })
  const place = of.network.locationById.get(row.locationId)!
  const least = buyers.flatMap((one) => termsOf(one)?.preOrderAt(place)?.minConfidence ?? [])
  const wishes = decideWishes(claims, { ...row, isUnsure: isUnsure(row, least) }, today)
  const moving = await insteadOf(db, world, { row, wishes, orders, groups, today, termsOf }, of)
  return { claims, moving, today }
}

/**
 * Orders that have these claims on a row, first who loses theirs first: the newest of the lowest
 * priority. Of backorders nobody loses any: there they are the last to get what comes.
 */
export async function listAsLosing(
  db: Queryable,
  { supplyNo }: { supplyNo: number },
  claims: readonly { orderId: string | null }[],
): Promise<string[]> {
  const ids = [...new Set(claims.map(({ orderId }) => orderId!))]
  const served = await listAsServed(db, ids)
  return supplyNo === BACKORDER ? served : served.toReversed()
}

/** The day it is where the goods are expected. */
export function todayAt(
  { locationById }: Network,
  { locationId }: SupplyKey,
  now: Temporal.Instant,
): Temporal.PlainDate {
  return now.toZonedDateTimeISO(locationById.get(locationId)!.timeZone).toPlainDate()
}

export function claimsOf(orders: readonly Order[], open: readonly OpenClaim[]): PromisedClaim[] {
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  return open.map(({ id, orderId, lineNo, quantity, promisedOn, late }) => ({
    claimId: id,
    orderId: orderId!,
    lineNo: lineNo!,
    placedAt: orderOf.get(orderId!)!.placedAt,
    priority: orderOf.get(orderId!)!.priority,
    quantity,
    promisedOn: promisedOn!,
    late,
  }))
}

type Buyer = { channelId: number; method: string }

/** A receipt is unsure where no rule would let any of these buyers be promised it any more. */
function isUnsure({ confidence }: PromisedRow, least: readonly number[]): boolean {
  return least.length > 0 && least.every((min) => confidence < min)
}

/** Finds other goods, as orders are served, on stock and receipts as they were just read. */
async function insteadOf(
  db: Queryable,
  world: OrdersWorld,
  of: {
    row: PromisedRow
    wishes: readonly Wish[]
    orders: readonly Order[]
    groups: readonly Group[]
    today: Temporal.PlainDate
    termsOf: (buyer: Buyer) => ComingTerms | undefined
  },
  { network, by, offering }: Knowing,
): Promise<Moving[]> {
  const { row, wishes, orders, groups, today } = of
  if (wishes.length === 0) return []
  const ids = orders.map(({ id }) => id)
  const [exclusions, planOf, onHand, coming] = await Promise.all([
    listExclusions(db, ids, by.now),
    world.plans.read(db),
    readFreshRows(db, [row.skuId], by.now),
    listComing(db, [row.skuId]),
  ])
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  const taken = new Map<string, number>()
  const placeOf = (id: number) => network.locationById.get(id)
  const sources = { row, onHand, coming, today, taken, placeOf }
  const days = await readDays(db, network, by.now, ids)
  return wishes.map((wish) => {
    const order = orders.find(({ id }) => id === wish.claim.orderId)!
    const { line, group } = lineOf(order, groups, wish.claim.lineNo)
    const view = groupViewOf(
      group,
      [{ line, quantity: wish.units }],
      avoid.get(order.id),
      world.skus.byId,
      factsOf(network.channelById.get(order.channelId)!, order, by.now),
    )
    const on = networkViewOf(network, order.channelId, by.now)
    const buyer = { channelId: order.channelId, method: group.method }
    const offer = offering.to(buyer.channelId, buyer.method)
    const room = (locationId: number) =>
      Math.floor(roomOf(days?.dayFor(order.id, locationId)) / millionthsOf(1, line.decimals))
    const at = { offer, terms: of.termsOf(buyer), only: view.pickupLocationId, room }
    const from = { rows: sourcesOf(sources, at), barred: offer.barred }
    const { parts, decision } = decideInstead(view, wish.until, from, (asked, stock) =>
      decideRouting(asked, planOf(order.channelId, order), on, stock),
    )
    const here = parts.filter(({ supplyNo }) => supplyNo === 0)
    days?.take(
      order.id,
      workOf(here, () => line.decimals),
    )
    for (const part of parts) {
      const key = keyOf(part)
      taken.set(key, (taken.get(key) ?? 0) + part.quantity)
    }
    return { wish, order, parts, decision, offer }
  })
}

function lineOf(order: Order, groups: readonly Group[], no: number) {
  const line: OrderLine = order.lines.find((one) => one.no === no)!
  const group = groups.find((one) => one.orderId === order.id && one.no === line.groupNo)!
  return { line, group }
}

/**
 * What an order is offered, what it may be promised, where alone it is picked up, and how many
 * units a location has room for today.
 */
type At = {
  offer: Offer
  terms: ComingTerms | undefined
  only: number | undefined
  room: (locationId: number) => number
}

/** What there is of a SKU besides the row that is given up, less what was decided on already. */
type Sources = {
  row: PromisedRow
  onHand: Awaited<ReturnType<typeof readFreshRows>>
  coming: Awaited<ReturnType<typeof listComing>>
  today: Temporal.PlainDate
  taken: Map<string, number>
  placeOf: (locationId: number) => ComingPlace | undefined
}

/**
 * Of what is on hand, there today, what is not kept from its channel; of other receipts what rules
 * let be promised. Units that leave a receipt leave the limit that it counts for, too.
 */
function sourcesOf(of: Sources, { offer, terms, only, room }: At): Instead[] {
  const { row, onHand, coming, today, taken, placeOf } = of
  const takenOf = (key: SupplyKey) => taken.get(keyOf(key)) ?? 0
  const isOpen = ({ skuId, locationId }: { skuId: number; locationId: number }) =>
    (only ?? locationId) === locationId && !offer.barred(skuId, locationId)
  const here = onHand.filter(isOpen).map(({ skuId, locationId, available, onHand: there }) => {
    const key = { skuId, locationId, supplyNo: 0 }
    const left = available - takenOf(key)
    const free = left - offer.keep(skuId, locationId, there, left)
    return { ...key, free: Math.min(free, room(locationId)), dueOn: today }
  })
  if (!terms) return here
  const others = coming
    .filter((one) => keyOf(one) !== keyOf(row))
    .map((one) => {
      const gone = takenOf(one)
      return { ...one, free: one.free - gone, claimed: one.claimed + gone }
    })
  const receipts = promisableOf(others, terms, placeOf, today).filter(isOpen)
  return [...here, ...withinLimits(receipts, leftByRule(others, terms, placeOf))]
}
