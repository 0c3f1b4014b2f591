import type { FreightTable } from './tariff.ts'

/** A price that rises evenly: 1e-4 of the major currency unit, as routing plans have it. */
type Linear = {
  distance: { base: number; perKm: number; perKg: number; perKgKm: number }
  otherwise: { base: number; perKg: number }
}

/** Minor units to 1e-4 of the major one, for currencies of two digits. */
const SCALE = 100

/**
 * The nearest linear tariff to a table (least squares at the middle of each cell, terms below
 * nothing left out), for routing plans that know no tables. `otherwise` is that at `usualKm`.
 */
export function linearOf({ zones, bands, prices }: FreightTable, usualKm: number): Linear {
  const middle = (limits: readonly number[], i: number) => ((limits[i - 1] ?? 0) + limits[i]!) / 2
  const cells = prices.flatMap((row, z) =>
    row.map((price, b) => {
      const km = middle(zones, z)
      const kg = middle(bands, b) / 1000
      // Most parcels are light and go far: so many cells stand for few of them.
      return { terms: [1, km, kg, kg * km], price: price * SCALE, weight: 1 / (1 + kg * kg) }
    }),
  )
  let used = [0, 1, 2, 3]
  for (;;) {
    const found = leastSquares(cells, used)
    const negative = used.filter((_, i) => found[i]! < 0)
    if (negative.length === 0) {
      const at = (term: number) => Math.round(found[used.indexOf(term)] ?? 0)
      const [base, perKm, perKg, perKgKm] = [at(0), at(1), at(2), at(3)] as const
      const otherwise = { base: base + perKm * usualKm, perKg: perKg + perKgKm * usualKm }
      return { distance: { base, perKm, perKg, perKgKm }, otherwise }
    }
    used = used.filter((term) => !negative.includes(term))
  }
}

type Cell = { terms: number[]; price: number; weight: number }

/** Solves the normal equations by elimination. */
function leastSquares(cells: readonly Cell[], used: readonly number[]): number[] {
  const rows = used.map((a) => [
    ...used.map((b) => cells.reduce((sum, c) => sum + c.weight * c.terms[a]! * c.terms[b]!, 0)),
    cells.reduce((sum, c) => sum + c.weight * c.terms[a]! * c.price, 0),
  ])
  const n = used.length
  for (let i = 0; i < n; i += 1) {
    for (let below = i + 1; below < n; below += 1) {
      const factor = rows[below]![i]! / rows[i]![i]!
      for (let j = i; j <= n; j += 1) rows[below]![j]! -= factor * rows[i]![j]!
    }
  }
  const found = Array.from({ length: n }, () => 0)
  for (let i = n - 1; i >= 0; i -= 1) {
    const known = rows[i]!.slice(i + 1, n).reduce((sum, a, j) => sum + a * found[i + 1 + j]!, 0)
    found[i] = (rows[i]![n]! - known) / rows[i]![i]!
  }
  return found
}
