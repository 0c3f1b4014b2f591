import { loadavg } from 'node:os'
import { openPricePool } from '../../src/routing/actions/price-pool.ts'
import {
  decideFutures,
  mostUnits,
  priceTogether,
  type Demand,
  type Found,
  type Network,
} from '../../src/routing/domain/prices/index.ts'
import { randomOf } from '../../test/random.ts'
import { figure, print, type Figure } from '../figure.ts'

const ALL_SKUS = Number(process.env['BENCH_PRICES_SKUS'] ?? 100_000)
/** So many of all together, at the same locations; orders of two lines on average. */
const TOGETHER = { skus: 5000, ordersPerDay: 1000, sizes: [0.5, 0.25, 0.1, 0.1, 0.05] }
const NODES = 500
const REGIONS = 200
const WAREHOUSES = 20
/** Of the locations, those that keep a SKU. */
const FILLED = 0.2
const DAYS = 14
const LINES_PER_SKU = 4
const DRAWS = { scenarios: 8, seed: 1 }
const THREADS = 2
/** Seconds (issue 6). */
const TARGETS = { full: 240, delta: 15, together: 240 }

/**
 * Prices of scarce stock of a whole range: every SKU at a fifth of 500 locations, mostly stores
 * with one to three units and a till, orders of two weeks by Zipf's law; seconds on two threads,
 * then seconds for the hundredth of the SKUs that changed. References: the targets.
 */
export async function priceFigures(): Promise<Figure[]> {
  const { network, units } = drawnRange(ALL_SKUS)
  await using pool = openPricePool(network, demandFor(network, ALL_SKUS), THREADS)
  const all = Int32Array.from({ length: ALL_SKUS }, (_, sku) => sku)
  const before = process.cpuUsage()
  const full = await secondsOf(() => pool.price({ units, days: DAYS }, all, DRAWS))
  const { user, system } = process.cpuUsage(before)
  const some = all.filter((sku) => sku % 100 === 0)
  for (const sku of some) {
    for (let cell = network.first[sku]!; cell < network.first[sku + 1]!; cell += 1) {
      units[cell] = Math.max(0, units[cell]! - 1)
    }
  }
  const delta = await secondsOf(() => pool.price({ units, days: DAYS }, some, DRAWS))
  const cores = ((user + system) / 1e6).toFixed(1)
  print(`  ${ALL_SKUS} SKUs, ${units.length} cells, ${THREADS} threads; load ${loadavg()[0]}`)
  print(`  of one core's time, all threads together: ${cores} s`)
  return [
    figure('prices-full', full, 's', TARGETS.full),
    figure('prices-delta', delta, 's', TARGETS.delta),
  ]
}

/**
 * Prices of all SKUs and of the room of stores together, in one thread, in process: the first time,
 * and once more from there. References: a target of our own, as long as all SKUs each for itself.
 */
export async function togetherFigures(): Promise<Figure[]> {
  const { network: range, units } = drawnRange(TOGETHER.skus)
  const slots = range.slots.map((limit, node) => (node < WAREHOUSES ? limit : 10))
  const network = { ...range, slots }
  const { ordersPerDay } = TOGETHER
  const sizes = Float64Array.from(TOGETHER.sizes)
  const demand = { ...demandFor(network, TOGETHER.skus), ordersPerDay, sizes }
  const most = mostUnits(demand, network, DAYS)
  const now = { units: units.map((free, cell) => Math.min(free, most[cell]!)), days: DAYS }
  const draws = { scenarios: decideFutures(network, demand, DAYS), seed: 1 }
  let found: Found | undefined
  const first = await secondsOf(async () => (found = priceTogether(network, demand, now, draws)))
  const next = await secondsOf(async () => priceTogether(network, demand, now, draws, found))
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20)
  print(`  ${TOGETHER.skus} SKUs, ${units.length} cells, ${ordersPerDay} orders a day`)
  print(`  ${draws.scenarios} futures; ${megabytes} MB; load ${loadavg()[0]}`)
  return [
    figure('prices-together', first, 's', TARGETS.together),
    figure('prices-together-next', next, 's', TARGETS.together),
  ]
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function drawnRange(skus: number): { network: Network; units: Float64Array } {
  const random = randomOf(1)
  const each = Math.round(NODES * FILLED)
  const km = Float64Array.from({ length: REGIONS * NODES }, () => 50 + 3000 * random())
  const isStore = (node: number) => node >= WAREHOUSES
  const node = new Int32Array(skus * each)
  for (let sku = 0; sku < skus; sku += 1) {
    // One location of every five, another one of each five for each SKU.
    for (let at = 0; at < each; at += 1) node[sku * each + at] = 5 * at + Math.floor(5 * random())
  }
  const network: Network = {
    nodes: NODES,
    regions: REGIONS,
    services: 1,
    parcel: km.map((far) => 55_000 + 12 * far),
    days: new Uint8Array(km.length),
    handling: Float64Array.from({ length: NODES }, (_, at) => (isStore(at) ? 10_000 : 4000)),
    perKg: km.map((far) => 3000 + 4 * far),
    slots: new Float64Array(NODES).fill(Infinity),
    kg: Float64Array.from({ length: skus }, () => 0.1 + 2 * random()),
    unfilled: Float64Array.from({ length: skus }, () => 100_000 + 300_000 * random()),
    margin: Float64Array.from({ length: skus }, () => 80_000 + 200_000 * random()),
    first: Int32Array.from({ length: skus + 1 }, (_, sku) => sku * each),
    node,
  }
  const units = Float64Array.from(node, (at) => Math.floor(random() * (isStore(at) ? 3 : 12)))
  return { network, units }
}

function demandFor(network: Network, skus: number): Demand {
  const random = randomOf(2)
  const weights = Float64Array.from({ length: skus }, (_, sku) => (1 + sku) ** -0.9)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return {
    ordersPerDay: (skus * LINES_PER_SKU) / DAYS,
    sizes: Float64Array.of(1),
    regions: new Float64Array(REGIONS).fill(1 / REGIONS),
    services: Float64Array.of(1),
    skus: weights.map((weight) => weight / sum),
    unitsPerLine: new Float64Array(skus).fill(1),
    categories: new Int32Array(skus),
    sameCategory: 0,
    tills: Float64Array.from(network.node, (at) => (at >= WAREHOUSES ? 0.02 * random() : 0)),
  }
}
