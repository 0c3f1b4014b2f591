import { isBetter, type Problem, type Solution } from './problem.ts'
import { spend, type Work } from './work.ts'

/** What keeping a plan in its order takes, and each cell of the problem that a part is. */
const ORDERING = 20
const COPYING = 20

/** A problem with some of the plans, and what is kept in mind of these. */
export type Part<Kept> = { problem: Problem; kept: Kept }
export type Found<Kept> = Part<Kept> & { plan: Solution }

/** A limit that the solver does not know. */
export type Limit<Kept> = {
  /**
   * Where a plan is beyond the limit: problems that have all plans within it together, and not
   * this one. Undefined where it is within.
   */
  partsOf(found: Found<Kept>): Part<Kept>[] | undefined
  /** Problems with plans within the limit only, like one that is not: first good ones. */
  within(found: Found<Kept>): Problem[]
}

/**
 * The cheapest plan within a limit. Where the cheapest of all is beyond it, the rest is looked at
 * in parts, always that one first whose cheapest plan costs least. When the work is used up, the
 * best found is taken with its proven gap.
 */
export function cheapestWithin<Kept>(
  whole: Part<Kept>,
  { partsOf, within }: Limit<Kept>,
  { solver, work }: { solver(problem: Problem, work: Work): Solution | undefined; work: Work },
): Solution | undefined {
  const plan = solver(whole.problem, work)
  if (!plan) return undefined
  const first = { ...whole, plan }
  const parts = partsOf(first)
  if (!parts) return plan
  const open: Found<Kept>[] = [first]
  const cells = whole.problem.nodes.length * whole.problem.demand.length
  let best = within(first)
    .flatMap((problem) => solver(problem, work) ?? [])
    .reduce<Solution | undefined>((one, other) => (isBest(other, one) ? other : one), undefined)
  let lowest = Infinity
  while (work.left > 0 && open.length > 0) {
    spend(work, ORDERING * open.length)
    open.sort((a, b) => leastOf(b) - leastOf(a))
    const next = open.pop()!
    if (best && !mayBeBetter(next.plan, best)) continue
    const beyond = next === first ? parts : partsOf(next)
    if (!beyond) {
      lowest = Math.min(lowest, leastOf(next))
      if (isBest(next.plan, best)) best = next.plan
      continue
    }
    for (const part of beyond) {
      const found = solver(part.problem, work)
      spend(work, COPYING * cells)
      if (found) open.push({ ...part, plan: found })
    }
  }
  if (!best) return undefined
  const least = Math.min(best.cost, lowest, ...open.map(leastOf))
  return { ...best, gap: best.cost - least }
}

function leastOf({ plan: { cost, gap } }: { plan: Solution }): number {
  return cost - gap
}

function isBest({ cost, opened }: Solution, best: Solution | undefined): boolean {
  return !best || isBetter(cost, opened, best)
}

function mayBeBetter(plan: Solution, best: Solution): boolean {
  return plan.cost - plan.gap < best.cost || isBest(plan, best)
}
