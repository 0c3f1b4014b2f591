import { solve } from './index.ts'
import { costOf, isBetter, type Problem, type Solution } from './problem.ts'
import type { Rooms } from './rooms.ts'
import { newWork, withShare, type Work } from './work.ts'

/** Of the work that is left so much is for one of the problems that are looked at. */
const SHARE = 1 / 4

/**
 * The cheapest plan in which a node gives something, whatever is cheaper without it; undefined
 * where there is none. Where the node is used if its parcel costs nothing, that is it: of plans
 * with the node none is cheaper. Else one unit is set apart for it, of each SKU in turn, since a
 * parcel that cost less than nothing would be sent empty. What is counted in fractions of a unit is
 * so to its rounding. `work`: what it may take, where days have little room or others are looked
 * at besides.
 */
export function solveUsing(
  problem: Problem,
  node: number,
  work: Work | undefined = problem.rooms && newWork(),
): Solution | undefined {
  const look = (of: Problem) => {
    return work ? withShare(work, SHARE, (own) => solve(of, own)) : solve(of)
  }
  const free = look(withFreeParcel(problem, node))
  if (free && gives(free, node)) return { ...free, ...costOf(problem, free.quantities) }
  let best: Solution | undefined
  let least = Infinity
  problem.demand.forEach((wanted, sku) => {
    if (wanted === 0 || problem.available[sku]![node]! <= 0) return
    const found = look(setApart(problem, node, sku))
    if (!found) return
    const quantities = putBack(found.quantities, sku)
    const plan = { ...costOf(problem, quantities), quantities, gap: found.gap }
    least = Math.min(least, plan.cost - plan.gap)
    if (!best || isBetter(plan.cost, plan.opened, best)) best = plan
  })
  if (!best) return undefined
  const isProven = problem.rooms?.places.every(({ lines }) => lines === Infinity) ?? true
  return { ...best, gap: isProven ? best.cost - least : Infinity }
}

function gives({ quantities }: Solution, node: number): boolean {
  return quantities.some((row) => row[node]! > 0)
}

function withFreeParcel(problem: Problem, node: number): Problem {
  const nodes = problem.nodes.map((own, n) => (n === node ? { ...own, fixed: 0 } : own))
  return { ...problem, nodes }
}

/** One unit of a SKU as a line of its own, the last, which only the node has and must give. */
function setApart(whole: Problem, node: number, sku: number): Problem {
  const { stock: _, ...problem } = whole
  const { demand, available, unit, unfilled, linesIn, banded, rooms, wholeLines } = problem
  const rest = available[sku]!.map((units, n) => {
    if (n === node) return units - 1
    // What may not be split goes where its one unit goes.
    return wholeLines ? 0 : units
  })
  const one = available[sku]!.map((_units, n) => Number(n === node))
  return {
    ...problem,
    demand: [...demand.with(sku, demand[sku]! - 1), 1],
    available: [...available.with(sku, rest), one],
    unit: [...unit, unit[sku]!],
    ...(unfilled && { unfilled: [...unfilled, Infinity] }),
    ...(linesIn && { linesIn: [...linesIn, linesIn[sku]!] }),
    ...(banded && { banded: { ...banded, weight: [...banded.weight, banded.weight[sku]!] } }),
    ...(rooms && { rooms: withOneMore(rooms, sku) }),
  }
}

/** It counts as a line more, so where a day counts lines too few of them may go. */
function withOneMore({ unit, lines, places }: Rooms, sku: number): Rooms {
  return { unit: [...unit, unit[sku]!], lines: [...lines, lines[sku]!], places }
}

function putBack(quantities: readonly (readonly number[])[], sku: number): number[][] {
  const one = quantities.at(-1)!
  const rows = quantities.slice(0, -1).map((row) => [...row])
  return rows.with(
    sku,
    rows[sku]!.map((units, n) => units + one[n]!),
  )
}
