import type { Network } from './network.ts'

/**
 * What tills leave to orders (layer P1): `worth[first[cell] + j - 1]` is what the till of a cell
 * loses with the j-th unit that is taken from it, for every unit there. Cells without a till have
 * none.
 */
export type Tills = { first: Int32Array; worth: Float64Array }

/**
 * The newsvendor's price of each unit, where sales at a cell's till until the next delivery are a
 * Poisson number of mean `expected`: with `left` units the last of them is sold with the chance
 * that as many are wanted, so taking it loses margin x P[N >= left].
 */
export function tillsOf(network: Network, units: Float64Array, expected: Float64Array): Tills {
  const tills = roomFor(units, expected)
  for (let sku = 0; sku + 1 < network.first.length; sku += 1) {
    for (let cell = network.first[sku]!; cell < network.first[sku + 1]!; cell += 1) {
      fill(tills, cell, expected[cell]!, network.margin[sku]!)
    }
  }
  return tills
}

/** The same of the cells of one SKU. */
export function tillsOfSku(margin: number, units: Float64Array, expected: Float64Array): Tills {
  const tills = roomFor(units, expected)
  for (let cell = 0; cell < units.length; cell += 1) fill(tills, cell, expected[cell]!, margin)
  return tills
}

function roomFor(units: Float64Array, expected: Float64Array): Tills {
  const first = new Int32Array(units.length + 1)
  for (let cell = 0; cell < units.length; cell += 1) {
    first[cell + 1] = first[cell]! + (expected[cell]! > 0 ? Math.max(0, units[cell]!) : 0)
  }
  return { first, worth: new Float64Array(first[units.length]!) }
}

/**
 * Chances are multiplied as sums of logarithms: of no sale at all they are 0 as numbers where
 * hundreds are expected, and all that is multiplied with that is.
 */
function fill({ first, worth }: Tills, cell: number, mean: number, margin: number): void {
  let log = -mean
  let atLeast = 1
  for (let left = 1; left <= first[cell + 1]! - first[cell]!; left += 1) {
    atLeast = Math.max(0, atLeast - Math.exp(log))
    log += Math.log(mean / left)
    worth[first[cell + 1]! - left] = margin * atLeast
  }
}

/** What the till of a cell loses with the first unit that is taken; 0 without a till. */
export function floorOf({ first, worth }: Tills, cell: number): number {
  return first[cell + 1]! > first[cell]! ? worth[first[cell]!]! : 0
}
