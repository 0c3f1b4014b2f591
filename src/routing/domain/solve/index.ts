import { solveBanded } from './banded.ts'
import { solveLinear, type Solution } from './linear.ts'
import type { Problem } from './problem.ts'

export type { Solution } from './linear.ts'
export type { Problem } from './problem.ts'

/** The cheapest way to serve a group. Demand must be coverable. */
export function solve(problem: Problem): Solution {
  return problem.banded ? solveBanded(problem, problem.banded) : solveLinear(problem)
}
