import { solveBanded } from './banded.ts'
import { solveInRooms } from './in-rooms.ts'
import { LIMITS, solveLinear } from './linear.ts'
import type { Problem, Solution } from './problem.ts'
import { newWork, type Work } from './work.ts'

export { partCost, type Problem, type Solution } from './problem.ts'

/**
 * The cheapest way to serve a group; undefined where none serves what must be served. `work`: what
 * it may take, where many such problems are looked at for one plan.
 */
export function solve(problem: Problem, work?: Work): Solution | undefined {
  const { rooms } = problem
  if (!rooms) return solveRoomy(problem, work)
  return solveInRooms({ ...problem, rooms }, solveRoomy, work ?? newWork())
}

/** Where every place has room for all that it has. */
function solveRoomy(problem: Problem, work?: Work): Solution | undefined {
  // Without parcels nothing is carried.
  return problem.banded && problem.maxPackages !== 0
    ? solveBanded(problem, problem.banded, work)
    : solveLinear(problem, LIMITS, work)
}
