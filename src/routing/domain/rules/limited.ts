import { solve, type Problem } from '../solve/index.ts'
import { leavingOut } from '../solve/leaving-out.ts'
import type { Weighed } from '../weigh.ts'
import { measuresOf } from './facts.ts'
import type { Limits, RoutingRule } from './rule.ts'
import type { LiveRule } from './set.ts'
import { joinSets, type Joined } from './together.ts'

type Ruling = { rule: RoutingRule; tierOf: LiveRule['tierOf'] }

/** Limits that count parcels and the places of a line. */
export type Counted = { maxPackages?: number; wholeLines?: boolean; perLine?: number }

/**
 * The problem of which the cheapest plan was taken: of the tiers that were looked at, with the
 * limits; where not all can be served, with what leaving out costs. Which SKUs each line of it is.
 * Where it was all or nothing, and nothing was taken, no parcel may go.
 */
export function solvedProblem(
  ruling: Ruling,
  weighed: Weighed,
  { tier, isNothing }: { tier: number; isNothing: boolean },
): { problem: Problem; rows: Joined['rows'] } {
  if (isNothing && ruling.rule.never.shipComplete) {
    const { demand, unfilled = demand.map(() => 0) } = weighed.problem
    const none = { ...weighed.problem, unfilled, maxPackages: 0 }
    return { problem: none, rows: demand.map((_, s) => [s]) }
  }
  const { problem, rows } = limitedProblem(ruling, weighed, tier)
  return { problem: servable(problem), rows }
}

/** Where not all can be served, that as much is as can. */
export function servable(problem: Problem): Problem {
  return solve(problem) ? problem : leavingOut(problem)
}

/**
 * That of the first tiers with the limits; `perLine` is beside it, as no solver knows it. Of all or
 * nothing it is that of all.
 */
export function limitedProblem(
  { rule, tierOf }: Ruling,
  whole: Weighed,
  tier: number,
): Joined & { perLine: number | undefined } {
  const weighed = rule.never.shipComplete ? withoutUnfilled(whole) : whole
  const tiers = weighed.candidates.list.map(({ location }) => tierOf(location)!)
  const isAll = tiers.every((of) => of <= tier)
  const open = isAll ? weighed.problem : openUpTo(weighed, (n) => tiers[n]! <= tier)
  const { perLine, ...limits } = limitsOf(rule.never, weighed)
  const { problem, ...joined } = joinSets(open, setsOf(weighed, rule.never.together ?? []))
  return { ...joined, problem: { ...problem, ...limits }, perLine }
}

/** In which all must be served. */
export function withoutUnfilled({ problem, ...weighed }: Weighed): Weighed {
  const { unfilled: _, ...must } = problem
  return { ...weighed, problem: must }
}

/** The problem with only some of its places open. */
export function openUpTo({ problem }: Weighed, isOpen: (n: number) => boolean): Problem {
  const available = problem.available.map((row) => row.map((units, n) => (isOpen(n) ? units : 0)))
  const demand = problem.demand.map((wanted, s) => {
    return Math.min(
      wanted,
      available[s]!.reduce((sum, units) => sum + units, 0),
    )
  })
  return { ...problem, available, demand }
}

/** Of SKUs by their categories. */
export function setsOf(
  { candidates: { skus } }: Weighed,
  categories: readonly string[],
): number[][] {
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

export function limitsOf(never: Limits, { group }: Weighed): Counted {
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
