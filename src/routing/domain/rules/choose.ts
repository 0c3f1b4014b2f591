import type { Chosen } from '../decide.ts'
import type { Weighed } from '../weigh.ts'
import { drainInOrder } from '../greedy.ts'
import { solve, type Problem } from '../solve/index.ts'
import { costOf } from '../solve/problem.ts'
import type { StockView } from '../types.ts'
import { byPlace } from './alone.ts'
import { busyOf } from './busy.ts'
import { measuresOf } from './facts.ts'
import type { Choice, Limits, Ranking, RoutingRule } from './rule.ts'
import type { LiveRule } from './set.ts'
import { solveWithin } from './per-line.ts'
import { joinSets, type Joined } from './together.ts'

/** What a rule takes, of the places of how many tiers. */
export type ChosenByRule = Chosen & { tier: number }

type Ruling = {
  rule: RoutingRule
  tierOf: LiveRule['tierOf']
  day: StockView['day']
}

/**
 * The plan of a rule: of the first tier that has all, and of further ones where they save what they
 * must; of all tiers where none has. With `shipComplete` all of what is wanted, or nothing.
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
    const found = { ...chooseOf({ rule, tierOf, day }, { ...weighed, problem: open }), tier }
    if (best && !isWorthOpening(found, best, { weighed, opensToSave })) continue
    best = found
  }
  if (best && (!rule.never.shipComplete || lackOf(weighed, best) === 0)) return best
  return { ...nothingOf(weighed), tier: last }
}

/**
 * The problem of which the cheapest plan was taken: of the tiers that were looked at, with the
 * limits; where not all can be served, with what leaving out costs. Which SKUs each line of it is.
 */
export function solvedProblem(
  { rule, tierOf }: Pick<Ruling, 'rule' | 'tierOf'>,
  weighed: Weighed,
  tier: number,
): { problem: Problem; rows: Joined['rows'] } {
  const tiers = weighed.candidates.list.map(({ location }) => tierOf(location)!)
  const isAll = tiers.every((of) => of <= tier)
  const open = isAll ? weighed.problem : openUpTo(weighed, (n) => tiers[n]! <= tier)
  const sets = setsOf(weighed, rule.never.together ?? [])
  const { problem, rows } = joinSets(open, sets)
  const limited = { ...problem, ...limitsOf(rule.never, weighed) }
  return { problem: solve(limited) ? limited : leavingOut(limited), rows }
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
  return { quantities, opened: [], cost: 0, gap: 0 }
}

/** Units that are wanted and not given, a SKU with decimals by its smallest ones. */
function lackOf({ candidates: { skus } }: Weighed, { quantities }: Chosen): number {
  return skus.reduce((lack, { quantity }, s) => {
    return lack + quantity - quantities[s]!.reduce((sum, units) => sum + units, 0)
  }, 0)
}

/** The problem with only some of its places open. */
function openUpTo({ problem }: Weighed, isOpen: (n: number) => boolean): Problem {
  const available = problem.available.map((row) => row.map((units, n) => (isOpen(n) ? units : 0)))
  const demand = problem.demand.map((wanted, s) => {
    return Math.min(
      wanted,
      available[s]!.reduce((sum, units) => sum + units, 0),
    )
  })
  return { ...problem, available, demand }
}

function chooseOf(ruling: Ruling, weighed: Weighed): Chosen {
  const { rule } = ruling
  const sets = setsOf(weighed, rule.never.together ?? [])
  const { problem, apart } = joinSets(weighed.problem, sets)
  const limits = limitsOf(rule.never, weighed)
  if (rule.choose.by === 'least_cost') return solved(weighed.problem, problem, { limits, apart })
  const inOrder = rankedOf(ruling, weighed, { sets, limits })
  const isLimited = Object.keys(limits).length > 0
  const fits = inOrder.opened.length <= (limits.maxPackages ?? Infinity)
  if (fits && (!isLimited || lackOf(weighed, inOrder) === 0)) return inOrder
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

/** Of SKUs by their categories. */
function setsOf({ candidates: { skus } }: Weighed, categories: readonly string[]): number[][] {
  if (categories.length === 0) return []
  const sets = Map.groupBy(
    skus.map((_, s) => s),
    (s) => skus[s]!.lines[0]!.sku?.category ?? undefined,
  )
  return categories.flatMap((category) => {
    const set = sets.get(category)
    return set ? [set] : []
  })
}

type Ranked = Extract<Choice, { by: 'ranking' }>
type Counted = { maxPackages?: number; wholeLines?: boolean; perLine?: number }

function limitsOf(never: Limits, { group }: Weighed): Counted {
  const { maxParcels, wholeLines, noSplitBelow, maxParcelsPerLine } = never
  const { value, units } = noSplitBelow ?? {}
  const isSmall =
    (value !== undefined && group.order !== undefined && group.order.value < value) ||
    (units !== undefined && measuresOf(group).units < units)
  const maxPackages = isSmall ? 1 : maxParcels
  return {
    ...(maxPackages !== undefined && { maxPackages }),
    ...(wholeLines && { wholeLines }),
    ...(maxParcelsPerLine !== undefined && { perLine: maxParcelsPerLine }),
  }
}

/**
 * So dear is a line that is left out where limits do not let all of it be served, in 1e-4 of the
 * major unit: more than any carriage, so that as much goes as can.
 */
const LEFT_OUT = 1e9

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
  const found = solveWithin(problem, perLine) ?? solveWithin(leavingOut(problem), perLine)
  if (!found) throw new Error('the optimiser found no plan, though taking nothing is always one')
  const quantities = apart(found.quantities)
  return { ...costOf(whole, quantities), quantities, gap: found.gap }
}

function leavingOut(problem: Problem): Problem {
  const unfilled = problem.demand.map((units) => (units === 0 ? 0 : Math.ceil(LEFT_OUT / units)))
  return { ...problem, unfilled }
}

const NOTHING = { opened: [], cost: 0, gap: 0 }

/** Places by the first ranking that is no tie; then by the id of their location. */
function orderOf(
  ranking: readonly Ranking[],
  { tierOf, day }: Ruling,
  { candidates: { list, skus }, freights }: Weighed,
  firsts: readonly number[],
): number[] {
  const stockAt = (id: number, s: number) =>
    list.reduce((sum, one) => (one.location.id === id ? sum + one.available[s]! : sum), 0)
  const keys: Record<Ranking, (n: number) => number> = {
    priority: (n) => list[n]!.rank,
    nearest: (n) => freights[n]!.km ?? Infinity,
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
