import { distanceKm } from '../../lib/geo.ts'
import { cheaperAt, dearerAt, leastIn, mostLess } from './changed.ts'
import { weighAgain, type Inputs } from './again.ts'
import { chooseLive, decideRouting, type Decision } from './decide.ts'
import type { Weighed } from './weigh.ts'
import type { DecisionRecord } from './record.ts'
import { liveRuleOf, type LiveRule, type RuleSet } from './rules/set.ts'
import type { Problem } from './solve/problem.ts'
import type { StockView } from './types.ts'

/** One number that is another; money in 1e-4 of the major unit. */
export type Change =
  /** A parcel from a place that is not in the plan costs less. */
  | { of: 'parcel_less'; amount: number }
  /**
   * Each whole unit there does: making a parcel cost nothing is not enough. To the rounding of
   * what is counted in fractions of a unit.
   */
  | { of: 'unit_less'; amount: number }
  /** A parcel from a place of the plan costs more. */
  | { of: 'parcel_more'; amount: number }
  /** It has more of a SKU, in base units. */
  | { of: 'stock_more'; skuId: number; units: number }
  /** The rule lets in what is so far away. */
  | { of: 'distance'; km: number }

/** The least change of its kind by which a place gets into the plan or out of it. */
export type Flip = {
  locationId: number
  change: Change
  /** From where it would come then. */
  to: number[]
  /** What it would cost then. */
  cost: number
}

export type Flips = {
  flips: Flip[]
  /** Places of which it was not looked at, there being so many. */
  left: number
}

/** Places that are looked at, of each kind: the nearest to being chosen. */
const MOST = { money: 20, stock: 10, distance: 10 }
/** Of a parcel: nobody pays so much, so the place is as good as closed. */
const CLOSED = 1e8

/**
 * By how little another decision would have been made. Each change was tried: with it the plan is
 * another, with one step less of it it is not. `record` is what these inputs lead to.
 */
export function decideFlips(inputs: Inputs, record: DecisionRecord): Flips {
  if (record.byHand || inputs.group.pickupLocationId !== undefined) return { flips: [], left: 0 }
  const money = moneyFlips(inputs, record)
  const others = [...stockFlips(inputs, record), ...distanceFlips(inputs, record)]
  const sorted = money.flips.toSorted((a, b) => amountOf(a) - amountOf(b))
  return { flips: [...sorted, ...others], left: money.left }
}

function amountOf({ change }: Flip): number {
  return 'amount' in change ? change.amount : Infinity
}

type Again = { live: LiveRule; weighed: Weighed; stock: StockView }
type Chosen = ReturnType<typeof chooseLive>

function chooseAgain({ live, weighed, stock }: Again, problem: Problem): Chosen {
  return chooseLive(live, { ...weighed, problem }, stock)
}

/** Only where the plan is proven to be the cheapest does money decide. */
function moneyFlips(inputs: Inputs, record: DecisionRecord): Flips {
  if (record.gap !== 0 || record.chosen.length === 0) return { flips: [], left: 0 }
  const again = { ...weighAgain(inputs, record), stock: inputs.stock }
  const { problem, candidates } = again.weighed
  const now = chooseAgain(again, problem)
  const idOf = (n: number) => candidates.list[n]!.location.id
  const opened = new Set(now.opened.map(idOf))
  if (!record.chosen.every(({ locationId }) => opened.has(locationId))) {
    return { flips: [], left: 0 }
  }
  const alone = new Map(record.candidates.map(([id, , cost]) => [id, cost ?? Infinity]))
  const nodes = candidates.list.map((_, n) => n)
  const places = [...Map.groupBy(nodes, idOf)].map(([id, of]): Place => ({ id, nodes: of }))
  const others = places
    .filter(({ id }) => !opened.has(id))
    .toSorted((a, b) => alone.get(a.id)! - alone.get(b.id)! || a.id - b.id)
  const flips = [
    ...places.filter(({ id }) => opened.has(id)).map((place) => outFlip(again, now, place)),
    ...others.slice(0, MOST.money).map((place) => inFlip(again, now, place)),
  ].flatMap((found): Flip[] => {
    if (!found) return []
    const { id, change, chosen } = found
    const to = [...new Set(chosen.opened.map(idOf))]
    return [{ locationId: id, change, to, cost: chosen.cost }]
  })
  return { flips, left: Math.max(0, others.length - MOST.money) }
}

/** A location, and each parcel that it may send: several where goods travel alone. */
type Place = { id: number; nodes: readonly number[] }

type Found = { id: number; change: Change; chosen: Chosen }

const isIn = ({ opened }: Chosen, { nodes }: Place) => opened.some((n) => nodes.includes(n))

/**
 * What the record alone tells: a place that could serve all of it would have been as cheap if a
 * parcel there had cost so much less. Less may be enough, in a plan of several parcels.
 */
export function flipsAtMost(record: DecisionRecord): Flips {
  const { chosen, candidates, cost, gap, rule, byHand, short } = record
  const isCheapest = gap === 0 && chosen.length > 0 && !rule?.id && !byHand && short.length === 0
  if (!isCheapest) return { flips: [], left: 0 }
  const flips = candidates.flatMap(([locationId, , alone]): Flip[] => {
    if (alone === null || alone <= cost) return []
    if (chosen.some((one) => one.locationId === locationId)) return []
    const change: Change = { of: 'parcel_less', amount: alone - cost }
    return [{ locationId, change, to: [locationId], cost }]
  })
  return { flips: flips.toSorted((a, b) => amountOf(a) - amountOf(b)), left: 0 }
}

/** How much less a parcel from a place must cost, else each unit, for it to be in the plan. */
function inFlip(again: Again, now: Chosen, place: Place): Found | undefined {
  const { id, nodes } = place
  const { problem } = again.weighed
  const least = (of: 'parcel' | 'unit') => {
    const most = mostLess(again.weighed, nodes, of)
    const by = (amount: number) => chooseAgain(again, cheaperAt(again.weighed, nodes, of, amount))
    if (most === 0 || !isIn(by(most), place)) return undefined
    // What it saves is what the plan with it is dearer by: then both cost the same.
    const guess = by(most).cost + most - now.cost
    return leastIn(most, (amount) => isIn(by(amount), place), guess)
  }
  const parcel = least('parcel')
  if (parcel !== undefined) {
    const chosen = chooseAgain(again, cheaperAt(again.weighed, nodes, 'parcel', parcel))
    return { id, change: { of: 'parcel_less', amount: parcel }, chosen }
  }
  if (problem.demand.every((units) => units === 0)) return undefined
  const unit = least('unit')
  if (unit === undefined) return undefined
  const chosen = chooseAgain(again, cheaperAt(again.weighed, nodes, 'unit', unit))
  return { id, change: { of: 'unit_less', amount: unit }, chosen }
}

/** How much more a parcel from a place of the plan must cost for it to be in it no more. */
function outFlip(again: Again, now: Chosen, place: Place): Found | undefined {
  const by = (amount: number) => chooseAgain(again, dearerAt(again.weighed, place.nodes, amount))
  const without = by(CLOSED)
  // Without it less would be served, or nothing else can serve it.
  if (isIn(without, place) || unitsOf(without) < unitsOf(now)) return undefined
  const amount = leastIn(CLOSED, (more) => !isIn(by(more), place), without.cost - now.cost)
  if (amount === undefined) return undefined
  return { id: place.id, change: { of: 'parcel_more', amount }, chosen: by(amount) }
}

function unitsOf({ quantities }: Chosen): number {
  return quantities.flat().reduce((sum, units) => sum + units, 0)
}

/** How many units more of one SKU a place must have, where that is all that it lacks. */
function stockFlips(inputs: Inputs, record: DecisionRecord): Flip[] {
  const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
  const { candidates } = weighAgain(inputs, record).weighed
  const wanted = new Map(candidates.skus.map(({ skuId, quantity }) => [skuId, quantity]))
  const some = candidates.list.map(({ location, available }) => {
    const lacking = candidates.skus.filter(({ quantity }, s) => available[s]! < quantity)
    return { id: location.id, lacking }
  })
  const none = (record.excluded.no_stock ?? []).flatMap((one) => {
    const id = typeof one === 'number' ? one : one[0]
    return some.some((place) => place.id === id) ? [] : [{ id, lacking: candidates.skus }]
  })
  const places = [...some, ...none].flatMap(({ id, lacking }): [number, number][] =>
    lacking.length === 1 && !chosen.has(id) ? [[id, lacking[0]!.skuId]] : [],
  )
  return nearest(inputs, places, ([id]) => id, MOST.stock).flatMap(([locationId, skuId]) => {
    const by = (units: number): Decision => {
      const stock = withMore(inputs.stock, locationId, skuId, units)
      return decideRouting(inputs.group, inputs.plan, inputs.network, stock)
    }
    const isThere = (units: number) => goesFrom(by(units)).includes(locationId)
    const units = leastIn(wanted.get(skuId)!, isThere)
    if (units === undefined) return []
    const change: Change = { of: 'stock_more', skuId, units }
    return [{ locationId, change, to: goesFrom(by(units)), cost: by(units).record.cost }]
  })
}

function goesFrom({ record }: Decision): number[] {
  return [...new Set(record.chosen.map(({ locationId }) => locationId))]
}

/** What is offered, and so much more of a SKU at a place. */
export function withMore(
  stock: StockView,
  locationId: number,
  skuId: number,
  more: number,
): StockView {
  return {
    ...stock,
    forEach(sku, visit) {
      let isSeen = false
      stock.forEach(sku, (id, available, ...kept) => {
        const isHere = sku === skuId && id === locationId
        isSeen ||= isHere
        visit(id, isHere ? Math.max(0, available) + more : available, ...kept)
      })
      if (sku === skuId && !isSeen) visit(locationId, more)
    },
  }
}

/** How far the rule must reach for a place that it finds too far away. */
function distanceFlips(inputs: Inputs, { far = [], rule }: DecisionRecord): Flip[] {
  const { group, network, plan, stock } = inputs
  const { point } = group.destination
  if (!point || !plan.rules || !rule?.id) return []
  const places = far.filter(([id]) => network.location(id)?.point)
  return nearest(inputs, places, ([id]) => id, MOST.distance).flatMap(([locationId]) => {
    const km = Math.ceil(distanceKm(network.location(locationId)!.point!, point))
    const rules = reaching(plan.rules!, rule.id!, km)
    const decision = decideRouting(group, { ...plan, rules }, network, stock)
    if (!goesFrom(decision).includes(locationId)) return []
    const change: Change = { of: 'distance', km }
    return [{ locationId, change, to: goesFrom(decision), cost: decision.record.cost }]
  })
}

/** The rules where one of them reaches farther. */
export function reaching(rules: RuleSet, id: string, maxKm: number): RuleSet {
  return {
    version: rules.version,
    matching: (facts) =>
      rules.matching(facts).map((live) => {
        const { rule } = live
        if (rule?.id !== id) return live
        return liveRuleOf({ ...rule, never: { ...rule.never, maxKm } })
      }),
  }
}

function nearest<One>(
  { group, network }: Inputs,
  places: readonly One[],
  idOf: (place: One) => number,
  most: number,
): One[] {
  const { point } = group.destination
  const away = (place: One) => {
    const there = network.location(idOf(place))?.point
    return there && point ? distanceKm(there, point) : Infinity
  }
  const keyed = places.map((place) => ({ place, km: away(place), id: idOf(place) }))
  keyed.sort((a, b) => (a.km === b.km ? a.id - b.id : a.km - b.km))
  return keyed.slice(0, most).map(({ place }) => place)
}
