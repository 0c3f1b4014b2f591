import { decideDeclining } from '../declines.ts'
import { decideRouting, type Decision, type Plan } from '../decide.ts'
import { MILLION } from '../objective.ts'
import type { Demand, GroupToRoute, NetworkView, Part, StockView } from '../types.ts'
import { chanceOf } from './chance.ts'
import type { Policy, Settings, SimulatedOrder, Surroundings, TillSold } from './course.ts'
import { paidBy, paidIn } from './counted.ts'
import { demandOf, joined, lackOf, unitsOf } from './demand.ts'
import { countParcel, countUnfilled, newFigures, spend, type Figures } from './figures.ts'
import { openRooms, type Here, type Rooms } from './rooms.ts'
import type { Priced } from './priced.ts'
import { openShelf, type Cells, type Shelf } from './shelf.ts'

/** One policy with its own stock, room, waiting orders and sums. */
export type Run = {
  policy: Policy
  surroundings: Surroundings
  settings: Settings
  shelf: Shelf
  rooms: Rooms
  figures: Figures
  waiting: Map<number, Set<Waiting>>
  prices: Priced | undefined
  /** What each order cost, by its place in the course. */
  costs: Float64Array
}

/** What of a group is not served yet, oldest first by when it was placed. */
type Waiting = {
  placed: Placed
  group: GroupToRoute
  demand: readonly Demand[]
  parcels: Set<number>
}

/** An order with its place in the course and its day. */
export type Placed = { order: SimulatedOrder; no: number; day: number }

/** A moment, in steps of some minutes: what calendars say is the same for many orders. */
export type Now = { at: Temporal.Instant; workDays: ReturnType<Surroundings['workDays']> }

/** So often at most a place is looked for that does not decline. */
const MOST_TRIES = 5

export function openRun(
  policy: Policy,
  cells: Cells,
  of: { orders: number; days: number; surroundings: Surroundings; settings: Settings },
): Run {
  return {
    policy,
    surroundings: of.surroundings,
    settings: of.settings,
    shelf: openShelf(cells),
    rooms: openRooms(),
    figures: newFigures(of.days),
    waiting: new Map(),
    prices: policy.openPrices?.(cells),
    costs: new Float64Array(of.orders),
  }
}

/**
 * Decides on an order as live: all of its groups, then, where its channel or a rule refuses what is
 * short, nothing. Then places decline, by chance, and others are looked for. What is short waits.
 * Answers the decisions as they were first.
 */
export function placeOrder(run: Run, placed: Placed, now: Now): Decision[] {
  const { order } = placed
  const here: Here = new Map()
  const network = run.surroundings.networkOf(order.channelId, now.at)
  const decisions = order.groups.map((group) => {
    const decision = decideOn(run, placed, group, { now, here, network })
    take(run, group, decision.parts, { now, here, sign: 1 })
    return decision
  })
  if (isRefused(order, decisions)) {
    order.groups.forEach((group, g) => {
      take(run, group, decisions[g]!.parts, { now, here, sign: -1 })
      wantUnfilled(run, placed, group.demand, 1)
    })
  } else {
    order.groups.forEach((group, g) => {
      const parcels = new Set<number>()
      const left = send(run, placed, group, decisions[g]!, { now, here, network, parcels })
      wantUnfilled(run, placed, left, 1)
      if (left.length > 0 && !isCancelled(decisions[g]!)) {
        wait(run, { placed, group, demand: left, parcels })
      }
    })
  }
  if (!order.isApart) run.figures.wantedUnits += unitsOf(order.groups.flatMap((g) => g.demand))
  return decisions
}

type At = { now: Now; here: Here; network: NetworkView }

function decideOn(
  { policy, surroundings, shelf, rooms, prices }: Run,
  { order }: Placed,
  group: GroupToRoute,
  { now, here, network }: At,
): Decision {
  const buyer = { channelId: order.channelId, method: group.method, order }
  const offered = surroundings.offeredTo(buyer, shelf, network, now.at)
  const { workDays } = now
  const stock: StockView = workDays
    ? { ...offered, day: (id) => rooms.dayFor(workDays, here, id) }
    : offered
  const plan = policy.planOf(order.channelId)
  if (!prices) return decideRouting(group, plan, network, stock)
  const places = { ...network, slotPrice: prices.slot }
  return decideRouting(group, plan, places, { ...stock, price: prices.stock })
}

/** What it leaves short does not wait, nor what is declined later. */
function isCancelled({ record }: Decision): boolean {
  return record.rule?.otherwise === 'cancel'
}

function isRefused(order: SimulatedOrder, decisions: readonly Decision[]): boolean {
  return decisions.some(({ short, record }) => {
    return short.length > 0 && (record.rule?.otherwise ?? order.onShortage) === 'refuse'
  })
}

function take(
  { shelf, rooms }: Run,
  group: GroupToRoute,
  parts: readonly Part[],
  { now, here, sign }: { now: Now; here: Here; sign: 1 | -1 },
): void {
  const goods = new Map(group.demand.map((one) => [one.lineNo, one]))
  for (const { skuId, locationId, quantity, lineNo } of parts) {
    if (!goods.get(lineNo)!.follows) shelf.take(skuId, locationId, sign * quantity)
  }
  rooms.count(now.workDays, here, parts, goods, sign)
}

/** Gives parcels to places until none declines; answers what is left of the group. */
function send(
  run: Run,
  placed: Placed,
  group: GroupToRoute,
  first: Decision,
  at: At & { parcels: Set<number> },
): Demand[] {
  const avoid = [...(group.avoid ?? [])]
  const counted = countingOf(run, placed.order) ?? run.policy.planOf(placed.order.channelId)
  let decision = first
  let wanted: readonly Demand[] = group.demand
  const left: Demand[] = []
  for (let tries = 1; ; tries += 1) {
    const declining = new Set(
      decision.record.chosen
        .map(({ locationId }) => locationId)
        .filter((id) => tries < MOST_TRIES && declines(run, placed, group, id)),
    )
    accept(run, placed, { ...group, demand: wanted }, decision, { ...at, declining })
    left.push(...lackOf(wanted, decision))
    if (declining.size === 0) return joined(left)
    const back = decision.parts.filter(({ locationId }) => declining.has(locationId))
    take(run, group, back, { ...at, sign: -1 })
    for (const locationId of declining) avoid.push({ locationId, skuId: null })
    if (!placed.order.isApart) {
      run.figures.declined += declining.size
      const each = counted.objective?.reroutePerParcel ?? 0
      run.costs[placed.no]! += spend(run.figures, placed.day, 'reroute', each * declining.size)
    }
    wanted = demandOf(wanted, back)
    decision = decideOn(run, placed, { ...group, demand: wanted, avoid }, at)
    take(run, group, decision.parts, { ...at, sign: 1 })
  }
}

/** The plan by which parcels are counted, where that is not the one that decides on them. */
export function countingOf({ policy }: Run, { channelId }: SimulatedOrder): Plan | undefined {
  return policy.countedBy?.(channelId)
}

/** Where the customer collects, the place is theirs. */
function declines(
  { surroundings, settings }: Run,
  { no }: Placed,
  group: GroupToRoute,
  locationId: number,
): boolean {
  if (group.pickupLocationId !== undefined) return false
  const chance = chanceOf(settings.seed, no, group.no, locationId)
  return chance < decideDeclining(surroundings.declines, locationId) / MILLION
}

function accept(
  run: Run,
  { order, no, day }: Placed,
  group: GroupToRoute,
  { record, parts }: Decision,
  { declining, parcels }: { declining: ReadonlySet<number>; parcels: Set<number> },
): void {
  const { figures, costs } = run
  const counting = countingOf(run, order)
  const goods = new Map(group.demand.map((one) => [one.lineNo, one]))
  for (const chosen of record.chosen) {
    if (declining.has(chosen.locationId)) continue
    const before = parcels.size
    parcels.add(chosen.locationId)
    if (order.isApart) continue
    const units = parts.reduce((sum, { locationId, lineNo, quantity }) => {
      return locationId === chosen.locationId
        ? sum + quantity * goods.get(lineNo)!.wholePerUnit
        : sum
    }, 0)
    const paid = counting ? paidBy(counting, group, chosen) : paidIn(chosen)
    costs[no]! += countParcel(figures, day, { chosen, paid }, units)
    if (before !== 1 || parcels.size !== 2) continue
    figures.splits += 1
    figures.daily.splits[day]! += 1
  }
}

/** Counts goods as not served, or takes them off again that are served after all. */
function wantUnfilled(
  { figures, costs }: Run,
  { order, no, day }: Placed,
  demand: readonly Demand[],
  sign: 1 | -1,
): void {
  if (order.isApart || demand.length === 0) return
  countUnfilled(figures, day, sign * unitsOf(demand))
  const worth = demand.reduce((sum, { lineNo, quantity }) => {
    return sum + Math.round((order.worth.get(lineNo) ?? 0) * quantity)
  }, 0)
  costs[no]! += spend(figures, day, 'unfilled', sign * worth)
}

function wait({ waiting }: Run, entry: Waiting): void {
  for (const { skuId } of entry.demand) {
    const all = waiting.get(skuId)
    if (all) all.add(entry)
    else waiting.set(skuId, new Set([entry]))
  }
}

/** Stock of a SKU has changed: where it became more, those who wait are served, in their order. */
export function changeStock(
  run: Run,
  { skuId, locationId, change }: { skuId: number; locationId: number; change: number },
  now: Now,
): void {
  run.shelf.change(skuId, locationId, change)
  if (change <= 0) return
  for (const entry of run.waiting.get(skuId) ?? []) {
    if (!isSomewhere(run.shelf, skuId)) return
    serve(run, entry, now)
  }
}

function isSomewhere(shelf: Shelf, skuId: number): boolean {
  let isThere = false
  shelf.forEach(skuId, (_, free) => {
    isThere ||= free > 0
  })
  return isThere
}

function serve(run: Run, entry: Waiting, now: Now): void {
  const { placed, group, demand, parcels } = entry
  const network = run.surroundings.networkOf(placed.order.channelId, now.at)
  const here: Here = new Map()
  const rest = { ...group, demand }
  const decision = decideOn(run, placed, rest, { now, here, network })
  if (decision.parts.length === 0) return
  take(run, rest, decision.parts, { now, here, sign: 1 })
  wantUnfilled(run, placed, demand, -1)
  entry.demand = send(run, placed, rest, decision, { now, here, network, parcels })
  wantUnfilled(run, placed, entry.demand, 1)
  const waits = isCancelled(decision) ? [] : entry.demand
  const still = new Set(waits.map(({ skuId }) => skuId))
  for (const { skuId } of demand) if (!still.has(skuId)) run.waiting.get(skuId)?.delete(entry)
}

/** A till sells what is there; what it wanted besides is lost. */
export function sellAtTill({ shelf, figures }: Run, sale: TillSold, day: number): void {
  const { skuId, locationId, units, wholePerUnit, worth } = sale
  const lost = units - shelf.sell(skuId, locationId, units)
  figures.tillUnits += units * wholePerUnit
  if (lost === 0) return
  figures.lostUnits += lost * wholePerUnit
  figures.daily.lostSales[day]! += lost * wholePerUnit
  spend(figures, day, 'lostSales', Math.round(lost * worth))
}
