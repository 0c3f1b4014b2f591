import type { Limits } from '../../src/routing/domain/rules/rule.ts'
import { partCost, type Problem } from '../../src/routing/domain/solve/problem.ts'

/**
 * The least that serving all of it costs within the limits, by trying all sets of parcels, and each
 * place for what stays together; Infinity where none serves all that is there. No weight bands.
 */
export function cheapestWithin(
  problem: Problem,
  limits: Limits,
  categories: readonly string[],
): number {
  const [kind, ...others] = limits.together ?? []
  if (kind === undefined) return cheapestWhere(problem, limits, categories)
  const rest = { ...limits, together: others }
  return problem.nodes.reduce((least, _, at) => {
    const available = problem.available.map((row, sku) =>
      categories[sku] === kind ? row.map((units, n) => (n === at ? units : 0)) : row,
    )
    return Math.min(least, cheapestWithin({ ...problem, available }, rest, categories))
  }, Infinity)
}

function cheapestWhere(
  problem: Problem,
  { maxParcels = Infinity, wholeLines, maxParcelsPerLine, alone }: Limits,
  categories: readonly string[],
): number {
  const { nodes, demand, available, unit } = problem
  if (demand.every((wanted) => wanted === 0)) return 0
  const kindOf = (sku: number) => (alone?.includes(categories[sku]!) ? categories[sku] : undefined)
  const kinds = [...new Set(demand.map((_, sku) => kindOf(sku)))]
  const parcels = nodes.flatMap((_, n) => kinds.map((kind) => ({ n, kind })))
  const most = wholeLines ? 1 : (maxParcelsPerLine ?? Infinity)
  let least = Infinity
  for (let set = 1; set < 2 ** parcels.length; set += 1) {
    const open = parcels.filter((_, i) => (set >> i) & 1)
    if (open.length > maxParcels) continue
    let cost = open.reduce((sum, { n }) => sum + nodes[n]!.fixed, 0)
    demand.forEach((wanted, sku) => {
      const may = open.filter(({ kind }) => kind === kindOf(sku)).map(({ n }) => n)
      cost += leastFrom(may, wanted, { most, there: available[sku]!, unit: unit[sku]! })
    })
    least = Math.min(least, cost)
  }
  return least
}

/** Of a SKU from some of these places, at most so many, by trying all of them. */
function leastFrom(
  may: readonly number[],
  wanted: number,
  of: { most: number; there: readonly number[]; unit: readonly number[] },
): number {
  let least = wanted === 0 ? 0 : Infinity
  for (let set = 1; set < 2 ** may.length; set += 1) {
    const some = may.filter((_, i) => (set >> i) & 1)
    if (some.length > of.most) continue
    let [left, cost] = [wanted, 0]
    for (const n of some.toSorted((a, b) => of.unit[a]! - of.unit[b]!)) {
      const take = Math.min(left, of.there[n]!)
      left -= take
      cost += partCost(of.unit[n]!, take)
    }
    if (left === 0) least = Math.min(least, cost)
  }
  return least
}
