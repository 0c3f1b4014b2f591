import { solveBanded } from './banded.ts'
import { solveLinear } from './linear.ts'
import type { Problem, Solution } from './problem.ts'

export { partCost, type Problem, type Solution } from './problem.ts'

/** The cheapest way to serve a group; undefined where none serves what must be served. */
export function solve(problem: Problem): Solution | undefined {
  // Without parcels nothing is carried.
  return problem.banded && problem.maxPackages !== 0
    ? solveBanded(problem, problem.banded)
    : solveLinear(problem)
}
