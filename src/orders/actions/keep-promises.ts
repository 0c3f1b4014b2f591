import type { Tx } from '../../platform/db/index.ts'
import {
  BACKORDER,
  clearDoubt,
  comingTermsOf,
  findPromisedRow,
  keyOf,
  leftByRule,
  listAllocationsOn,
  listBackordered,
  listComing,
  listDoubted,
  offeringOf,
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
  isBefore,
  type Instead,
  type PromisedClaim,
  type Wish,
} from '../domain/promises.ts'
import { workOf } from '../domain/place.ts'
import { listGroups, lockOrders, type Group, type OrderLine } from '../store/read.ts'
import { writeKept } from './kept.ts'
import { isWorthALook, placesWith, type Looked } from './waiting.ts'
import type { OrdersWorld } from './world.ts'

/** No transaction moves more orders than this. */
const ORDERS_AT_ONCE = 50
const ROWS_AT_ONCE = 50
/** By backorder: what there was when a look was in vain. */
export type LookedFor = Looked<string>

/**
 * Keeps promises where what they rest on has changed. The state is the queue: receipts of which
 * less comes, later, or less surely, are marked; backorders wait for anything that has a day, and
 * are late when their own has passed.
 */
export async function keepPromises(world: OrdersWorld, looked: LookedFor): Promise<void> {
  const { db, clock } = world.platform
  const [network, rules] = [await world.network.current(), await world.rules.current()]
  const doubted = await listDoubted(db, ROWS_AT_ONCE)
  const backorders = await listBackordered(db)
  const seen: LookedFor = new Map()
  const [at, now] = [performance.now(), clock.now()]
  const due = backorders.filter((row) => {
    const places = placesWith(world, network, row.skuId)
    const stock = `${row.coming} ${places.map((p) => `${p.locationId}:${p.available}`).join(' ')}`
    const key = `${row.skuId} ${row.locationId}`
    const isWorth = isWorthALook({ looked, seen }, key, { stock, rules: rules.version, at })
    if (row.firstOn && isBefore(row.firstOn, todayAt(network, row, now))) return true
    return (row.coming > 0 || places.length > 0) && isWorth
  })
  for (const row of [...doubted, ...due]) {
    const by = { actor: 'promises', now: clock.now(), nowMs: clock.nowMs() }
    await keepPromisesOf(world, row, { network, rules, by })
  }
  looked.clear()
  for (const [key, look] of seen) looked.set(key, look)
}

type Known = { network: Network; rules: SalesRules; by: By }
type Knowing = Known & { offering: Offering }

/**
 * All that were promised units of one row, the newest orders first: they lose theirs first. Of
 * backorders nobody loses any: there the oldest are the first to get what comes.
 */
async function keepPromisesOf(world: OrdersWorld, row: PromisedRow, of: Known): Promise<void> {
  const { db } = world.platform
  await world.skus.loadIds([row.skuId])
  const claims = await listAllocationsOn(db, row)
  const oldest = [...new Set(claims.map(({ orderId }) => orderId!))].toSorted()
  const ids = row.supplyNo === BACKORDER ? oldest : oldest.toReversed()
  for (let i = 0; i < ids.length; i += ORDERS_AT_ONCE) {
    const some = ids.slice(i, i + ORDERS_AT_ONCE)
    const offering = await offeringOf(world, of.by.now)
    await db.transaction((tx) =>
      keepSome(tx, world, { key: row, orderIds: some }, { ...of, offering }),
    )
  }
  if (row.supplyNo !== BACKORDER) await db.transaction((tx) => clearDoubt(tx, row))
}

export type Order = Awaited<ReturnType<typeof lockOrders>>[number]

/** Units that go to other goods, and why there. */
export type Moving = {
  wish: Wish
  order: Order
  parts: ReturnType<typeof decideInstead>['parts']
  decision: Decision | undefined
  /** What its channel may have by its method. */
  offer: Offer
}

async function keepSome(
  tx: Tx,
  world: OrdersWorld,
  { key, orderIds }: { key: SupplyKey; orderIds: readonly string[] },
  of: Knowing,
): Promise<void> {
  const orders = await lockOrders(tx, orderIds)
  const [row, open, groups] = await Promise.all([
    findPromisedRow(tx, key),
    listAllocationsOn(tx, key, orderIds),
    listGroups(tx, orderIds),
  ])
  if (!row) return
  const claims = claimsOf(orders, open)
  const today = todayAt(of.network, key, of.by.now)
  const buyers = claims.map(({ orderId, lineNo }) => {
    const order = orders.find(({ id }) => id === orderId)!
    return { channelId: order.channelId, method: lineOf(order, groups, lineNo).group.method }
  })
  const termsOf = (buyer: Buyer) =>
    comingTermsOf(of.rules, world.skus.byId(key.skuId)!, { ...buyer, now: of.by.now })
  const place = of.network.locationById.get(key.locationId)!
  const least = buyers.flatMap((one) => termsOf(one)?.preOrderAt(place)?.minConfidence ?? [])
  const wishes = decideWishes(claims, { ...row, isUnsure: isUnsure(row, least) }, today)
  const moving = await insteadOf(tx, world, { row, wishes, orders, groups, today, termsOf }, of)
  const { offering } = of
  const { network } = of
  await writeKept(tx, world, { row, claims, open, orders, moving, today, offering, network }, of.by)
}

/** The day it is where the goods are expected. */
function todayAt(
  { locationById }: Network,
  { locationId }: SupplyKey,
  now: Temporal.Instant,
): Temporal.PlainDate {
  return now.toZonedDateTimeISO(locationById.get(locationId)!.timeZone).toPlainDate()
}

function claimsOf(orders: readonly Order[], open: readonly OpenClaim[]): PromisedClaim[] {
  const placed = new Map(orders.map(({ id, placedAt }) => [id, placedAt]))
  return open.map(({ id, orderId, lineNo, quantity, promisedOn, late }) => ({
    claimId: id,
    orderId: orderId!,
    lineNo: lineNo!,
    placedAt: placed.get(orderId!)!,
    priority: 0,
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

/** Finds other goods, the oldest order first, on stock and receipts as they were just read. */
async function insteadOf(
  tx: Tx,
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
    listExclusions(tx, ids, by.now),
    world.plans.read(tx),
    readFreshRows(tx, [row.skuId], by.now),
    listComing(tx, [row.skuId]),
  ])
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  const taken = new Map<string, number>()
  const placeOf = (id: number) => network.locationById.get(id)
  const sources = { row, onHand, coming, today, taken, placeOf }
  const days = await readDays(tx, network, by.now, ids)
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
