import type { Candidates } from '../../src/routing/domain/candidates.ts'

/** What a parcel with so many units of each SKU costs; undefined where nobody carries it. */
export type Priced = (locationId: number, units: readonly number[]) => number | undefined

/** The least that serving all that is there costs, over all ways to split the units. */
export function cheapest({ skus, list }: Candidates, priced: Priced): number {
  const wanted = skus.map(({ quantity }, s) => {
    return Math.min(
      quantity,
      list.reduce((sum, { available }) => sum + available[s]!, 0),
    )
  })
  const search = (n: number, left: readonly number[]): number => {
    if (left.every((units) => units === 0)) return 0
    const place = list[n]
    if (!place) return Infinity
    let best = search(n + 1, left)
    for (const units of splits(left, place.available)) {
      if (units.every((count) => count === 0)) continue
      const cost = priced(place.location.id, units)
      if (cost === undefined) continue
      const rest = left.map((count, s) => count - units[s]!)
      best = Math.min(best, cost + search(n + 1, rest))
    }
    return best
  }
  return search(0, wanted)
}

function splits(left: readonly number[], available: readonly number[]): number[][] {
  return left.reduce<number[][]>(
    (all, count, s) =>
      all.flatMap((units) =>
        Array.from({ length: Math.min(count, available[s]!) + 1 }, (_, i) => [...units, i]),
      ),
    [[]],
  )
}
