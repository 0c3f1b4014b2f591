import { cheaperAt, dearerAt, leastIn, mostLess } from './changed.ts'
import { weighAgain, type Inputs } from './again.ts'
import { chooseLive } from './decide.ts'
import { closingLooks, distanceLooks, stockLooks } from './flips-besides.ts'
import { looksAt, MOST, type Change, type Flip, type Looks } from './looks.ts'
import type { Weighed } from './weigh.ts'
import type { DecisionRecord } from './record.ts'
import type { LiveRule } from './rules/set.ts'
import type { Problem } from './solve/problem.ts'
import type { StockView } from './types.ts'

export type Flips = {
  flips: Flip[]
  /** Changes that were not tried, there being so many, or no time. */
  left: number
  /** There was no time: with more of it there may be more of them. */
  ranOut: boolean
}

/** Of a parcel: nobody pays so much, so the place is as good as closed. */
const CLOSED = 1e8

/**
 * By how little another decision would have been made. Each change was tried: with it the plan is
 * another, with one step less of it it is not. `record` is what these inputs lead to.
 */
export function decideFlips(
  inputs: Inputs,
  record: DecisionRecord,
  hasTime: () => boolean = () => true,
): Flips {
  if (record.byHand || inputs.group.pickupLocationId !== undefined) return nothing
  const kinds = [moneyLooks, stockLooks, distanceLooks, closingLooks].map((looksOf) => {
    return looksOf(inputs, record)
  })
  const found = kinds.map((): Flip[] => [])
  let left = kinds.reduce((sum, { looks, beyond }) => sum + looks.length + beyond, 0)
  const rounds = Math.max(...kinds.map(({ looks }) => looks.length))
  // In turns, so that of each kind the nearest are there where time runs out.
  for (let n = 0; n < rounds; n += 1) {
    for (const [kind, { looks }] of kinds.entries()) {
      if (n >= looks.length) continue
      if (!hasTime()) return { flips: inOrder(found), left, ranOut: true }
      const flip = looks[n]!()
      if (flip) found[kind]!.push(flip)
      left -= 1
    }
  }
  return { flips: inOrder(found), left, ranOut: false }
}

const nothing: Flips = { flips: [], left: 0, ranOut: false }

/** The smallest in money first. */
function inOrder([money = [], ...others]: readonly Flip[][]): Flip[] {
  return [...money.toSorted((a, b) => amountOf(a) - amountOf(b)), ...others.flat()]
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
function moneyLooks(inputs: Inputs, record: DecisionRecord): Looks {
  if (record.gap !== 0 || record.chosen.length === 0) return { looks: [], beyond: 0 }
  const again = { ...weighAgain(inputs, record), stock: inputs.stock }
  const { problem, candidates } = again.weighed
  const now = chooseAgain(again, problem)
  const idOf = (n: number) => candidates.list[n]!.location.id
  const opened = new Set(now.opened.map(idOf))
  if (!record.chosen.every(({ locationId }) => opened.has(locationId))) {
    return { looks: [], beyond: 0 }
  }
  const alone = new Map(record.candidates.map(([id, , cost]) => [id, cost ?? Infinity]))
  const nodes = candidates.list.map((_, n) => n)
  const places = [...Map.groupBy(nodes, idOf)].map(([id, of]): Place => ({ id, nodes: of }))
  const others = places
    .filter(({ id }) => !opened.has(id))
    .toSorted((a, b) => alone.get(a.id)! - alone.get(b.id)! || a.id - b.id)
  const asFlip = (found: Found | undefined): Flip | undefined => {
    if (!found) return undefined
    const { id, change, chosen } = found
    const to = [...new Set(chosen.opened.map(idOf))]
    return { locationId: id, change, to, cost: chosen.cost }
  }
  const inPlan = places.filter(({ id }) => opened.has(id))
  const { looks, beyond } = looksAt(others, MOST.money, (place) => {
    return asFlip(inFlip(again, now, place))
  })
  return {
    looks: [...inPlan.map((place) => () => asFlip(outFlip(again, now, place))), ...looks],
    beyond,
  }
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
  if (!isCheapest) return nothing
  const flips = candidates.flatMap(([locationId, , alone]): Flip[] => {
    if (alone === null || alone <= cost) return []
    if (chosen.some((one) => one.locationId === locationId)) return []
    const change: Change = { of: 'parcel_less', amount: alone - cost }
    return [{ locationId, change, to: [locationId], cost }]
  })
  return { ...nothing, flips: inOrder([flips]) }
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
