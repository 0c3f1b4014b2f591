import { carriageOf, type Problem } from '../../src/routing/domain/solve/problem.ts'
import { givenBy, isWithin, takenOf } from '../../src/routing/domain/solve/rooms.ts'

/** The least that a small group can cost: all splits of all units are looked at, one by one. */
export function bruteForce(problem: Problem): number | undefined {
  const { nodes, demand } = problem
  const rows = demand.map((_, sku) => splits(problem, sku))
  const used = nodes.map(() => 0)
  const plan: number[][] = []
  let best = Infinity
  const pick = (sku: number, cost: number): void => {
    if (sku === rows.length) {
      best = Math.min(best, cost + parcels(problem, used) + restOf(problem, plan, used))
      return
    }
    for (const row of rows[sku]!) {
      row.forEach((units, node) => (used[node]! += units))
      plan[sku] = row
      pick(sku + 1, cost + costOf(problem, sku, row))
      row.forEach((units, node) => (used[node]! -= units))
    }
  }
  pick(0, 0)
  return best === Infinity ? undefined : best
}

function parcels({ nodes, maxPackages = Infinity }: Problem, used: readonly number[]): number {
  let cost = 0
  let sent = 0
  for (let node = 0; node < nodes.length; node += 1) {
    if (used[node] === 0) continue
    if (used[node]! > (nodes[node]!.capUnits ?? Infinity)) return Infinity
    cost += nodes[node]!.fixed
    sent += 1
  }
  return sent > maxPackages ? Infinity : cost
}

/** What goes by the weight of parcels; infinitely much where a day has no room for them. */
function restOf({ rooms, banded }: Problem, plan: number[][], used: readonly number[]): number {
  const isRoomy = rooms?.places.every((room) => isWithin(room, takenOf(rooms, givenBy(room, plan))))
  if (isRoomy === false) return Infinity
  if (!banded) return 0
  return used.reduce((sum, units, node) => {
    if (units === 0) return sum
    return (
      sum +
      carriageOf(
        banded,
        node,
        plan.map((row) => row[node]!),
      )
    )
  }, 0)
}

function costOf({ unit, demand, unfilled }: Problem, sku: number, row: readonly number[]): number {
  let cost = 0
  let left = demand[sku]!
  row.forEach((units, node) => {
    cost += unit[sku]![node]! * units
    left -= units
  })
  if (left === 0) return cost
  return unfilled ? cost + unfilled[sku]! * left : Infinity
}

/** All ways to give some units of a SKU, all of them where it must be. */
function splits({ demand, available, unfilled, wholeLines }: Problem, sku: number): number[][] {
  const mayLack = (unfilled?.[sku] ?? Infinity) < Infinity
  const all = (left: number, there: readonly number[]): number[][] => {
    const [first, ...others] = there
    if (first === undefined) return left === 0 || mayLack ? [[]] : []
    return Array.from({ length: Math.min(left, first) + 1 }, (_, units) => units).flatMap((units) =>
      all(left - units, others).map((rest) => [units, ...rest]),
    )
  }
  const isSplit = (row: readonly number[]) => row.filter((units) => units > 0).length > 1
  const rows = all(demand[sku]!, available[sku]!)
  return wholeLines ? rows.filter((row) => !isSplit(row)) : rows
}
