import type { Chosen } from '../decide.ts'
import { allOrMost } from '../solve/leaving-out.ts'
import { costOf } from '../solve/problem.ts'
import { solveUsing } from '../solve/using.ts'
import { newWork, type Work } from '../solve/work.ts'
import type { Weighed } from '../weigh.ts'
import { lackOf } from './choose.ts'
import { limitedProblem } from './limited.ts'
import { solveWithin } from './per-line.ts'
import type { LiveRule } from './set.ts'

/**
 * The cheapest plan in which one of the places gives something, within the limits of the rule:
 * of the tiers that were looked at, and those up to its own. Undefined where the rule allows none.
 */
export function cheapestUsing(
  { rule, tierOf }: LiveRule,
  weighed: Weighed,
  { node, tier }: { node: number; tier: number },
): Chosen | undefined {
  if (!rule) {
    const { problem } = weighed
    const using = (of: typeof problem, work?: Work) => solveUsing(of, node, work)
    const found = allOrMost(problem, using, problem.rooms && newWork())
    return found && { ...found, ...costOf(problem, found.quantities) }
  }
  const own = tierOf(weighed.candidates.list[node]!.location)!
  const limited = limitedProblem({ rule, tierOf }, weighed, Math.max(tier, own))
  const { problem, perLine, apart } = limited
  const solver = (of: typeof problem, work?: Work) => solveUsing(of, node, work)
  const using = (of: typeof problem, work?: Work) => solveWithin(of, perLine, { solver, work })
  const isLong = problem.rooms !== undefined || perLine !== undefined
  const found = allOrMost(problem, using, isLong ? newWork() : undefined)
  if (!found) return undefined
  const quantities = apart(found.quantities)
  const chosen = { ...costOf(weighed.problem, quantities), quantities, gap: found.gap }
  return rule.never.shipComplete && lackOf(weighed, chosen) > 0 ? undefined : chosen
}
