import type { Demand } from './future.ts'
import type { Network, Order } from './network.ts'
import { shrunk, sumOf } from './shrink.ts'
import { countSales, learnTills, type Sale } from './till-demand.ts'

/** What was asked for in so many days, met or not: orders, and sales at tills, one unit each. */
export type Past = { days: number; orders: readonly Order[]; sales: readonly Sale[] }

/**
 * What is to be expected, learnt from what was asked for. Everything that is counted sparsely is
 * drawn towards what is known of more (`shrunk`): a region towards the mean region, a SKU towards
 * the mean of its category, the till of a cell towards its SKU's share times its node's, and that
 * share towards what orders say of the SKU.
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
  const expected = shrunk(skus, meanOfCategory(skus, categories))
  const all = Math.max(1, sumOf(skus))
  const popularity = expected.map((lines) => (lines * skus.length) / all)
  const tills = learnTills(network, countSales(network, past.sales), popularity)
  return {
    ordersPerDay: past.orders.length / past.days,
    sizes: shareOf(sizes),
    regions: shareOf(shrunk(regions, meanOf(regions))),
    services: shareOf(services),
    skus: shareOf(expected),
    unitsPerLine: unitsPerLineOf(units, skus),
    categories,
    sameCategory: sameCategoryOf(past.orders, shareOf(skus), categories),
    tills: tills.map((sold) => sold / past.days),
  }
}

/** As if there were one line more of each SKU, with as many units as lines have on average. */
function unitsPerLineOf(units: Float64Array, lines: Float64Array): Float64Array {
  const mean = sumOf(lines) > 0 ? sumOf(units) / sumOf(lines) : 1
  return units.map((sum, sku) => (sum + mean) / (lines[sku]! + 1))
}

function meanOf(counts: Float64Array): Float64Array {
  return counts.map(() => sumOf(counts) / counts.length)
}

/** The mean of a SKU's category, itself drawn towards the mean of all. */
export function meanOfCategory(counts: Float64Array, categories: Int32Array): Float64Array {
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

function shareOf(values: Float64Array): Float64Array {
  const sum = sumOf(values)
  return values.map((value) => (sum > 0 ? value / sum : 0))
}
