import type { Chosen } from '../decide.ts'
import type { Weighed } from '../weigh.ts'
import { drainInOrder } from '../greedy.ts'
import type { Problem } from '../solve/index.ts'
import { allOrMost } from '../solve/leaving-out.ts'
import { costOf } from '../solve/problem.ts'
import { newWork, type Work } from '../solve/work.ts'
import { timingOf } from '../timing.ts'
import type { StockView } from '../types.ts'
import { byPlace } from './alone.ts'
import { busyOf } from './busy.ts'
import { limitsOf, openUpTo, setsOf, withoutUnfilled, type Counted } from './limited.ts'
import type { Choice, Ranking, RoutingRule } from './rule.ts'
import type { LiveRule } from './set.ts'
import { solveWithin } from './per-line.ts'
import { joinSets } from './together.ts'

/** What a rule takes, of the places of how many tiers. */
export type ChosenByRule = Chosen & { tier: number }

type Ruling = {
  rule: RoutingRule
  tierOf: LiveRule['tierOf']
  day: StockView['day']
}

/**
 * The plan of a rule: of the first tier that has all, and of further ones where they save what they
 * must; of all tiers where none has. With `shipComplete` all of what is wanted, or nothing: of a
 * further tier too where all of it costs more than nothing.
 */
export function chooseByRule({ rule, tierOf, day }: Ruling, weighed: Weighed): ChosenByRule {
  const { candidates } = weighed
  const tiers = candidates.list.map(({ location }) => tierOf(location)!)
  const last = Math.max(0, ...tiers)
  let best: ChosenByRule | undefined
  for (let tier = 0; tier <= last; tier += 1) {
    const isDone = best !== undefined && lackOf(weighed, best) === 0
    const opensToSave = rule.use[tier]?.opensToSave
    if (isDone && opensToSave === undefined) break
    if (!tiers.includes(tier)) continue
    const isAll = tiers.every((of) => of <= tier)
    const open = isAll ? weighed.problem : openUpTo(weighed, (n) => tiers[n]! <= tier)
    const of = { ...weighed, problem: open }
    const ruling = { rule, tierOf, day }
    const chosen = rule.never.shipComplete ? allOrNothing(ruling, of) : chooseOf(ruling, of)
    // What is left out is so of all places, also of those that were not looked at.
    const isCounted = isAll && !rule.never.shipComplete
    const cost = isCounted ? chosen.cost : costOf(weighed.problem, chosen.quantities).cost
    const found = { ...chosen, cost, tier }
    // What is proven of nothing is so of all tiers.
    const isStillNothing = rule.never.shipComplete === true && !isDone
    const isWorth = !best || isStillNothing || isWorthOpening(found, best, { weighed, opensToSave })
    if (isWorth) best = found
  }
  return best ?? { ...nothingOf(weighed), tier: last }
}

/**
 * All of it, as the rule chooses; nothing where that cannot be, or, where least cost decides and
 * leaving out has a price, where it costs no more.
 */
function allOrNothing(ruling: Ruling, weighed: Weighed): Chosen {
  const nothing = nothingOf(weighed)
  const { demand, unfilled } = weighed.problem
  if (weighed.candidates.skus.some(({ quantity }, s) => demand[s]! < quantity)) return nothing
  const all = chooseOf(ruling, withoutUnfilled(weighed))
  if (lackOf(weighed, all) > 0) return { ...nothing, gap: all.gap === 0 ? 0 : -1 }
  if (!unfilled || ruling.rule.choose.by === 'ranking' || all.cost < nothing.cost) return all
  return { ...nothing, gap: Math.max(0, nothing.cost - (all.cost - all.gap)) }
}

/** Whether further places give more, or as much and save what they must. */
function isWorthOpening(
  found: Chosen,
  best: Chosen,
  { weighed, opensToSave }: { weighed: Weighed; opensToSave: number | undefined },
): boolean {
  const [lack, lacked] = [lackOf(weighed, found), lackOf(weighed, best)]
  if (lack !== lacked) return lack < lacked
  return opensToSave !== undefined && found.cost <= best.cost - opensToSave
}

function nothingOf({ problem }: Weighed): Chosen {
  const quantities = problem.demand.map(() => problem.nodes.map(() => 0))
  return { quantities, ...costOf(problem, quantities), gap: 0 }
}

/** Units that are wanted and not given, a SKU with decimals by its smallest ones. */
export function lackOf(
  { candidates: { skus } }: Weighed,
  { quantities }: Pick<Chosen, 'quantities'>,
): number {
  return skus.reduce((lack, { quantity }, s) => {
    return lack + quantity - quantities[s]!.reduce((sum, units) => sum + units, 0)
  }, 0)
}

/** Whether a choice gives all that is wanted of what there is. */
export function givesAll({ demand }: Problem, { quantities }: Pick<Chosen, 'quantities'>): boolean {
  return demand.every((wanted, s) => {
    return quantities[s]!.reduce((sum, units) => sum + units, 0) >= wanted
  })
}

function chooseOf(ruling: Ruling, weighed: Weighed): Chosen {
  const { rule } = ruling
  const sets = setsOf(weighed, rule.never.together ?? [])
  const { problem, apart } = joinSets(weighed.problem, sets)
  const limits = limitsOf(rule.never, weighed)
  if (rule.choose.by === 'least_cost') return solved(weighed.problem, problem, { limits, apart })
  const inOrder = rankedOf(ruling, weighed, { sets, limits })
  const isLimited = Object.keys(limits).length > 0 || problem.rooms !== undefined
  const fits = inOrder.opened.length <= (limits.maxPackages ?? Infinity)
  if (fits && (!isLimited || givesAll(weighed.problem, inOrder))) return inOrder
  // In its order it may run into a limit that others keep with more of the goods.
  const cheapest = solved(weighed.problem, problem, { limits, apart })
  const isMore = lackOf(weighed, cheapest) < lackOf(weighed, inOrder)
  return isMore || !fits ? { ...cheapest, gap: -1 } : inOrder
}

/** By ranking places are taken, whatever number of parcels one of them sends. */
function rankedOf(
  ruling: Ruling,
  weighed: Weighed,
  { sets, limits }: { sets: readonly (readonly number[])[]; limits: Counted },
): Chosen {
  const { ranking, completeFirst } = ruling.rule.choose as Ranked
  const places = byPlace(weighed.problem, weighed.candidates.list)
  const { problem, apart } = joinSets(places.problem, sets)
  const order = orderOf(ranking, ruling, weighed, places.firsts)
  const chosen = drainInOrder(problem, order, { ...limits, completeFirst })
  const quantities = places.apart(apart(chosen.quantities))
  return { ...costOf(weighed.problem, quantities), quantities, gap: -1 }
}

type Ranked = Extract<Choice, { by: 'ranking' }>

/** At least cost within the limits: all of it where that can be, else as much as can. */
function solved(
  whole: Problem,
  joined: Problem,
  { limits, apart }: { limits: Counted; apart: ReturnType<typeof joinSets>['apart'] },
): Chosen {
  const { perLine, ...rest } = limits
  const problem = { ...joined, ...rest }
  if (problem.demand.every((units) => units === 0)) {
    return { quantities: apart(problem.demand.map(() => problem.nodes.map(() => 0))), ...NOTHING }
  }
  const solver = (of: Problem, work?: Work) => solveWithin(of, perLine, { work })
  const isLong = problem.rooms !== undefined || perLine !== undefined
  const found = allOrMost(problem, solver, isLong ? newWork() : undefined)
  if (!found) throw new Error('the optimiser found no plan, though taking nothing is always one')
  const quantities = apart(found.quantities)
  return { ...costOf(whole, quantities), quantities, gap: found.gap }
}

const NOTHING = { opened: [], cost: 0, gap: 0 }

/**
 * Whether the wishes of a rule change nothing: one that goes by an order weighs costs only where a
 * further tier opens to save something, or where that order does not keep a limit that counts, or
 * gives less than there is since days are short of room (which only the day can tell).
 */
export function decideWishesIdle({ choose, use, never, wishes }: RoutingRule): boolean {
  if (wishes.length === 0 || choose.by === 'least_cost') return false
  const { maxParcels, wholeLines, noSplitBelow, maxParcelsPerLine } = never
  if (maxParcels || wholeLines || noSplitBelow || maxParcelsPerLine) return false
  return use.slice(1).every(({ opensToSave }) => opensToSave === undefined)
}

/** Places by the first ranking that is no tie; then by the id of their location. */
function orderOf(
  ranking: readonly Ranking[],
  { tierOf, day }: Ruling,
  weighed: Weighed,
  firsts: readonly number[],
): number[] {
  const { candidates, freights } = weighed
  const { list, skus } = candidates
  const stockAt = (id: number, s: number) =>
    list.reduce((sum, one) => (one.location.id === id ? sum + one.available[s]! : sum), 0)
  const keys: Record<Ranking, (n: number) => number> = {
    priority: (n) => list[n]!.rank,
    nearest: (n) => freights[n]!.km ?? Infinity,
    soonest: (n) => arrivalFrom(n, weighed),
    most_stock: (n) =>
      -skus.reduce((sum, { wholePerUnit }, s) => {
        return sum + stockAt(list[n]!.location.id, s) * wholePerUnit
      }, 0),
    least_busy: (n) => busyOf(day?.(list[n]!.location.id)),
  }
  const all = [(n: number) => tierOf(list[n]!.location)!, ...ranking.map((by) => keys[by])]
  const keysOf = firsts.map((n) => all.map((key) => key(n)))
  return firsts
    .map((_, place) => place)
    .toSorted((a, b) => {
      for (let k = 0; k < all.length; k += 1) {
        const [one, other] = [keysOf[a]![k]!, keysOf[b]![k]!]
        if (one !== other) return one < other ? -1 : 1
      }
      return a - b
    })
}

/** The day on which a parcel arrives, as a number; never where it is not known. */
function arrivalFrom(n: number, { group, plan, network, candidates, freights }: Weighed): number {
  const carried = freights[n]!.offer?.carried(0)
  if (!carried) return Infinity
  const { id } = candidates.list[n]!.location
  const { arrivesOn } = timingOf(group, plan, network.moment, id, carried)
  return arrivesOn === undefined ? Infinity : Date.parse(arrivesOn)
}
