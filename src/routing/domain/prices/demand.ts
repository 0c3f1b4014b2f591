import type { Demand } from './future.ts'
import { cellOf, skusOf, type Network, type Order } from './network.ts'

/** What was asked for in so many days, met or not: orders, and sales at tills, one unit each. */
export type Past = { days: number; orders: readonly Order[]; sales: readonly Sale[] }
export type Sale = { sku: number; node: number }

/**
 * What is to be expected, learnt from what was asked for. Everything that is counted sparsely is
 * drawn towards what is known of more (`shrunk`): a region towards the mean region, a SKU towards
 * the mean of its category, the till of a cell towards its SKU's share times its node's.
 */
export function learnDemand(network: Network, categories: Int32Array, past: Past): Demand {
  const regions = new Float64Array(network.regions)
  const services = new Float64Array(network.services)
  const skus = new Float64Array(network.kg.length)
  const units = new Float64Array(network.kg.length)
  const longest = past.orders.reduce((most, { lines }) => Math.max(most, lines.length), 1)
  const sizes = new Float64Array(longest)
  for (const { region, service, lines } of past.orders) {
    regions[region]! += 1
    services[service]! += 1
    sizes[lines.length - 1]! += 1
    for (const { sku, quantity } of lines) {
      skus[sku]! += 1
      units[sku]! += quantity
    }
  }
  return {
    ordersPerDay: past.orders.length / past.days,
    sizes: shareOf(sizes),
    regions: shareOf(shrunk(regions, meanOf(regions))),
    services: shareOf(services),
    skus: shareOf(shrunk(skus, meanOfCategory(skus, categories))),
    unitsPerLine: unitsPerLineOf(units, skus),
    categories,
    sameCategory: sameCategoryOf(past.orders, shareOf(skus), categories),
    tills: tillsOf(network, past),
  }
}

/** As if there were one line more of each SKU, with as many units as lines have on average. */
function unitsPerLineOf(units: Float64Array, lines: Float64Array): Float64Array {
  const mean = sumOf(lines) > 0 ? sumOf(units) / sumOf(lines) : 1
  return units.map((sum, sku) => (sum + mean) / (lines[sku]! + 1))
}

/**
 * The means of Poisson counts that vary about what is expected of them: rates are `expected`
 * times a gamma number of mean 1, whose spread is estimated from the counts themselves by
 * moments. A count of much is believed, one of little hardly (empirical Bayes; Robbins 1956,
 * Clayton and Kaldor 1987).
 */
export function shrunk(counts: Float64Array, expected: Float64Array): Float64Array {
  let squares = 0
  let excess = 0
  for (let i = 0; i < counts.length; i += 1) {
    squares += expected[i]! ** 2
    excess += (counts[i]! - expected[i]!) ** 2 - expected[i]!
  }
  if (excess <= 0) return expected.slice()
  const shape = squares / excess
  return counts.map((count, i) => (expected[i]! * (shape + count)) / (shape + expected[i]!))
}

function meanOf(counts: Float64Array): Float64Array {
  return counts.map(() => sumOf(counts) / counts.length)
}

/** The mean of a SKU's category, itself drawn towards the mean of all. */
function meanOfCategory(counts: Float64Array, categories: Int32Array): Float64Array {
  const count = categories.reduce((most, category) => Math.max(most, category + 1), 0)
  const sums = new Float64Array(count)
  const members = new Float64Array(count)
  categories.forEach((category, sku) => {
    sums[category]! += counts[sku]!
    members[category]! += 1
  })
  const mean = sumOf(counts) / counts.length
  const drawn = shrunk(
    sums,
    members.map((size) => size * mean),
  )
  return counts.map((_, sku) => drawn[categories[sku]!]! / members[categories[sku]!]!)
}

/**
 * The chance that a further line is drawn from the category of the first, where otherwise it is of
 * that category as often as its share says: by moments over all further lines.
 */
function sameCategoryOf(
  orders: readonly Order[],
  skus: Float64Array,
  categories: Int32Array,
): number {
  const shares = new Float64Array(categories.length)
  categories.forEach((category, sku) => {
    shares[category]! += skus[sku]!
  })
  let same = 0
  let byChance = 0
  let further = 0
  for (const { lines } of orders) {
    const category = categories[lines[0]!.sku]!
    for (const { sku } of lines.slice(1)) {
      further += 1
      byChance += shares[category]!
      if (categories[sku] === category) same += 1
    }
  }
  if (further <= byChance) return 0
  return Math.min(1, Math.max(0, (same - byChance) / (further - byChance)))
}

/** Sales a day of each cell. */
function tillsOf(network: Network, { sales, days }: Past): Float64Array {
  const counts = new Float64Array(network.node.length)
  for (const { sku, node } of sales) {
    const cell = cellOf(network, sku, node)
    if (cell >= 0) counts[cell]! += 1
  }
  return shrunk(counts, byShares(network, counts)).map((units) => units / days)
}

/**
 * What is expected of a cell: its SKU's share times its node's, so that sums by SKU and by node are
 * those that were counted, shrunk; found by fitting the two in turn (Deming and Stephan 1940).
 */
function byShares(network: Network, counts: Float64Array): Float64Array {
  const skus = skusOf(network)
  const { node, nodes } = network
  const kinds = [
    { of: skus, wanted: sumsBy(skus, network.kg.length, counts) },
    { of: node, wanted: sumsBy(node, nodes, counts) },
  ].map(({ of, wanted }) => {
    const sold = new Uint8Array(nodes)
    counts.forEach((count, cell) => {
      if (count > 0) sold[node[cell]!] = 1
    })
    const cells = sumsBy(
      of,
      wanted.length,
      Float64Array.from(node, (at) => sold[at]!),
    )
    const each = sumOf(wanted) / Math.max(1, sumOf(cells))
    return {
      of,
      wanted: shrunk(
        wanted,
        cells.map((size) => size * each),
      ),
      sold,
    }
  })
  const expected = Float64Array.from(node, (at) => kinds[0]!.sold[at]!)
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

function sumsBy(of: Int32Array, count: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(count)
  for (let i = 0; i < values.length; i += 1) sums[of[i]!]! += values[i]!
  return sums
}

function shareOf(values: Float64Array): Float64Array {
  const sum = sumOf(values)
  return values.map((value) => (sum > 0 ? value / sum : 0))
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/**
 * How far counts are from what was expected of them: the mean Poisson deviance. For comparing
 * methods on weeks that none of them saw; Infinity where what happened was thought impossible.
 */
export function devianceOf(counts: Float64Array, expected: Float64Array): number {
  let sum = 0
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i]!
    const mean = expected[i]!
    sum += 2 * (mean - count + (count > 0 ? count * Math.log(count / mean) : 0))
  }
  return sum / counts.length
}
