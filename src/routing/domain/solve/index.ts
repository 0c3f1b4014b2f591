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
  const { banded } = problem
  if (!banded) return solveLinear(problem, LIMITS, work)
  // Without parcels nothing is carried; where no service may carry any there is not one band.
  if (problem.maxPackages === 0 || banded.bands.length === 0) {
    return solveLinear({ ...problem, maxPackages: 0 }, LIMITS, work)
  }
  return solveBanded(problem, banded, work)
}
