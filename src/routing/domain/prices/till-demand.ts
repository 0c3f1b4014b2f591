import { cellOf, skusOf, type Network } from './network.ts'
import { shrunk, shrunkToBetter, sumOf, sumsBy } from './shrink.ts'

/** A unit that was sold at a till, or would have been. */
export type Sale = { sku: number; node: number }

/** Sales by cell, and how often a SKU would have been sold if all were sold alike. */
export type TillCounts = { counts: Float64Array; skus: Float64Array; alike: Float64Array }

export function countSales(network: Network, sales: readonly Sale[]): TillCounts {
  const cells = { ...network, skus: network.kg.length }
  return countUnits(
    cells,
    sales.map((sale) => ({ ...sale, units: 1 })),
  )
}

/** Of a network what tills go by. */
export type Cells = Pick<Network, 'nodes' | 'first' | 'node'> & { skus: number }

export function countUnits(network: Cells, sold: Iterable<Sale & { units: number }>): TillCounts {
  const { node, nodes, skus } = network
  const counts = new Float64Array(node.length)
  for (const { sku, node: at, units } of sold) {
    const cell = cellOf(network, sku, at)
    if (cell >= 0) counts[cell]! += units
  }
  const of = skusOf(network)
  const cells = sumsBy(node, nodes, counts.slice().fill(1))
  const each = sumsBy(node, nodes, counts).map((sum, at) => sum / Math.max(1, cells[at]!))
  const alike = sumsBy(
    of,
    skus,
    Float64Array.from(node, (at) => each[at]!),
  )
  return { counts, skus: sumsBy(of, skus, counts), alike }
}

/**
 * Sales of each cell, drawn towards what its SKU's share and its node's say together. Sums by SKU
 * are drawn towards equal sales or towards what orders say of the SKU (`popularity`), sums by node
 * towards equal nodes.
 */
export function learnTills(
  network: Pick<Network, 'nodes' | 'first' | 'node'>,
  { counts, skus, alike }: TillCounts,
  popularity: Float64Array,
): Float64Array {
  const { node, nodes } = network
  const byOrders = alike.map((sum, sku) => sum * popularity[sku]!)
  const scale = sumOf(alike) / Math.max(1e-9, sumOf(byOrders))
  const sums = sumsBy(node, nodes, counts)
  const hasTill = Float64Array.from(node, (at) => (sums[at]! > 0 ? 1 : 0))
  const cells = sumsBy(node, nodes, hasTill)
  const each = sumOf(sums) / Math.max(1, sumOf(cells))
  return shrunk(
    counts,
    fitted(hasTill, [
      {
        of: skusOf(network),
        wanted: shrunkToBetter(
          skus,
          alike,
          byOrders.map((sum) => sum * scale),
        ),
      },
      {
        of: node,
        wanted: shrunk(
          sums,
          cells.map((size) => size * each),
        ),
      },
    ]),
  )
}

/** What is expected of a cell, fitted to wanted sums in turn (Deming and Stephan 1940). */
function fitted(
  start: Float64Array,
  kinds: readonly { of: Int32Array; wanted: Float64Array }[],
): Float64Array {
  const expected = start.slice()
  for (let sweep = 0; sweep < 12; sweep += 1) {
    for (const { of, wanted } of kinds) {
      const now = sumsBy(of, wanted.length, expected)
      for (let cell = 0; cell < expected.length; cell += 1) {
        const sum = now[of[cell]!]!
        if (sum > 0) expected[cell]! *= wanted[of[cell]!]! / sum
      }
    }
  }
  return expected
}
