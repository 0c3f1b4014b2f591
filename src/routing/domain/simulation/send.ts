import { COOL_OFF_HOURS, decideDeclining } from '../declines.ts'
import { decideRouting, type Decision, type Plan } from '../decide.ts'
import { MILLION } from '../objective.ts'
import type { Demand, GroupToRoute, NetworkView, Part, StockView } from '../types.ts'
import { chanceOf } from './chance.ts'
import { HOUR_MS, type SimulatedOrder } from './course.ts'
import { paidBy, paidIn } from './counted.ts'
import { cancelledOf, demandOf, joined, lackOf, unitsOf } from './demand.ts'
import { countParcel, countUnfilled, spend } from './figures.ts'
import type { Here } from './rooms.ts'
import type { Declined, Now, Placed, Run, Taken } from './state.ts'

/** So often at most a place is looked for that does not decline. */
const MOST_TRIES = 5

export type At = { now: Now; here: Here; network: NetworkView }

/** As live: rules that go by the time go by that of the decision, also of what has waited. */
export function routeOn(run: Run, placed: Placed, group: GroupToRoute, at: At): Decision {
  const { plan, network, stock } = viewsOf(run, placed, group, at)
  const order = hasWaited(group, at) ? { order: { ...group.order!, at: at.now.at } } : {}
  return decideRouting({ ...group, ...order }, plan, network, stock)
}

function hasWaited({ order }: GroupToRoute, { now }: Pick<At, 'now'>): boolean {
  return order !== undefined && order.at.epochMilliseconds < now.at.epochMilliseconds
}

/** What a decision sees of one policy. */
export function viewsOf(
  { policy, surroundings, shelf, rooms, prices }: Run,
  { order }: Placed,
  group: GroupToRoute,
  { now, here, network }: At,
): { plan: Plan; network: NetworkView; stock: StockView } {
  const buyer = { channelId: order.channelId, method: group.method, order }
  const offered = surroundings.offeredTo(buyer, shelf, now.at)
  const { workDays } = now
  const stock: StockView = workDays
    ? { ...offered, day: (id) => rooms.dayFor(workDays, here, id) }
    : offered
  const plan = policy.planOf(order.channelId)
  // Prices are in the currency that is counted.
  if (!prices || order.isApart) return { plan, network, stock }
  const places = { ...network, slotPrice: prices.slot }
  return { plan, network: places, stock: { ...stock, price: prices.stock } }
}

/** What is left of a group, what of that its rules cancel; `isPassing`: see `Waiting`. */
export type Left = { left: Demand[]; gone: Demand[]; isPassing: boolean }

/**
 * Gives parcels to places until none declines; answers what is left of the group. `taken`: when the
 * first decision took its room, where that was before. `declined` is told who declines. Where the
 * group `waits` already, the first decision cancels nothing.
 */
export function send(
  run: Run,
  placed: Placed,
  group: GroupToRoute,
  first: Decision,
  at: At & { parcels: Set<number>; declined: Declined[]; taken?: Taken; waits?: boolean },
): Left {
  const { channelId } = placed.order
  const until = at.now.at.epochMilliseconds + coolOffMs(run, channelId)
  const counted = countingOf(run, placed.order) ?? run.policy.planOf(channelId)
  let decision = first
  let wanted: readonly Demand[] = group.demand
  const left: Demand[] = []
  const gone: Demand[] = []
  let isPassing = false
  let taken: Taken = at.taken ?? at
  for (let tries = 1; ; tries += 1) {
    const declining = new Set(
      decision.record.chosen
        .map(({ locationId }) => locationId)
        .filter((id) => tries < MOST_TRIES && declines(run, placed, group, id, at.declined)),
    )
    accept(run, placed, { ...group, demand: wanted }, decision, { ...at, declining })
    left.push(...lackOf(wanted, decision))
    if (tries > 1 || !at.waits) {
      gone.push(...cancelledOf(wanted, decision))
      isPassing ||= decision.record.cancelled !== undefined
    }
    if (declining.size === 0) return { left: joined(left), gone: joined(gone), isPassing }
    const back = decision.parts.filter(({ locationId }) => declining.has(locationId))
    tellBack(run, back, taken.now)
    take(run, group, back, { ...taken, sign: -1 })
    for (const locationId of declining) at.declined.push({ locationId, until })
    if (!placed.order.isApart) {
      run.figures.declined += declining.size
      const each = counted.objective?.reroutePerParcel ?? 0
      run.costs[placed.no]! += spend(run.figures, placed.day, 'reroute', each * declining.size)
    }
    wanted = demandOf(wanted, back)
    const rest = avoiding({ ...group, demand: wanted }, at.declined, at.now)
    decision = routeOn(run, placed, rest, at)
    take(run, group, decision.parts, { ...at, sign: 1 })
    taken = at
  }
}

/** A group with the places that are not asked for it again for now. */
export function avoiding(
  group: GroupToRoute,
  declined: readonly Declined[],
  { at }: Now,
): GroupToRoute {
  const still = declined.filter(({ until }) => until > at.epochMilliseconds)
  if (still.length === 0) return group
  const places = still.map(({ locationId }) => ({ locationId, skuId: null }))
  return { ...group, avoid: [...(group.avoid ?? []), ...places] }
}

/** Who waits may have what is given back now: units, and room where the day was full. */
export function tellBack({ waits, rooms }: Run, parts: readonly Part[], { workDays }: Now): void {
  for (const { skuId, locationId } of parts) {
    waits.units.add(skuId)
    if (!rooms.hasRoom(workDays, locationId)) waits.rooms.add(locationId)
  }
}

function coolOffMs({ surroundings }: Run, channelId: number): number {
  return HOUR_MS * (surroundings.coolOffHours?.(channelId) ?? COOL_OFF_HOURS)
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
  id: number,
  declined: readonly Declined[],
): boolean {
  if (group.pickupLocationId !== undefined) return false
  const before = declined.filter(({ locationId }) => locationId === id).length
  const of = { order: no, group: group.no, locationId: id, before }
  return chanceOf(settings.seed, of) < decideDeclining(surroundings.declines, id) / MILLION
}

type Accepting = { declining: ReadonlySet<number>; parcels: Set<number>; now: Now }

function accept(
  run: Run,
  { order, no, day }: Placed,
  group: GroupToRoute,
  { record, parts }: Decision,
  { declining, parcels, now }: Accepting,
): void {
  const { figures, costs } = run
  // The days of what has waited are counted from when it was ordered, not from its decision.
  const own = hasWaited(group, { now }) ? run.policy.planOf(order.channelId) : undefined
  const counting = countingOf(run, order) ?? own
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

export function take(
  { shelf, rooms }: Run,
  group: GroupToRoute,
  parts: readonly Part[],
  { now, here, sign, isTried }: Taken & { sign: 1 | -1; isTried?: boolean },
): void {
  const goods = new Map(group.demand.map((one) => [one.lineNo, one]))
  for (const { skuId, locationId, quantity, lineNo } of parts) {
    if (!goods.get(lineNo)!.follows) shelf.take(skuId, locationId, sign * quantity, isTried)
  }
  rooms.count(now.workDays, here, parts, goods, sign)
}

/** Counts goods as not served, or takes them off again that are served after all. */
export function wantUnfilled(
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
