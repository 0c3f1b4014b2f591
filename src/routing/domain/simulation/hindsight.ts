import { findCandidates } from '../candidates.ts'
import type { Plan } from '../decide.ts'
import { weigh } from '../weigh.ts'
import { partCost, solve, type Problem } from '../solve/index.ts'
import type { GroupToRoute, NetworkView, StockView } from '../types.ts'
import type { Course, Policy, SimulatedOrder, Surroundings } from './course.ts'
import { cellAt, cellsOf, type Cells } from './shelf.ts'

/**
 * A group as the relaxation sees it, on flat arrays, since there are very many: by node what a
 * parcel costs, by SKU and node what a base unit costs and the cell that it is taken from (-1: none
 * of it may come from there).
 */
type Relaxed = Pick<Problem, 'demand' | 'banded'> & {
  fixed: Float64Array
  unit: Float64Array[]
  cells: Int32Array[]
  unfilled: readonly number[]
}

/** Prices of stock, with the steps taken so far. */
type Duals = { price: Float64Array; steps: Float64Array }

export type Hindsight = {
  /** Does a little of the work; false once all is done. */
  advance(): boolean
  /** From 0 to 1. */
  share(): number
  bound(): number
  rounds(): number
}

/** So many rounds of prices are tried, fewer where there are many orders; the best bound counts. */
const ROUNDS = { least: 30, most: 120, orders: 1_000_000 }
/** A price moves at first by so much of a mean parcel. */
const STEP = 0.3
/** Groups that are made ready at once. */
const SOME = 200

/**
 * What a period costs at least, whoever decides and whatever they know (ROUTING 8): stock has
 * prices, each group and each sale at a till takes what is cheapest for itself at these, and all
 * units together give their price back. For any prices of 0 and more that is no more than what any
 * way to share the stock costs (Lagrangian relaxation: Geoffrion 1974; Held, Wolfe and Crowder
 * 1974), and prices are moved towards those for which it is highest. Relaxed besides, so that it is
 * below every policy: rules, room, when goods come, what is late, and that places decline. A group
 * has one parcel from each place.
 */
export function openHindsight(
  course: Course,
  surroundings: Pick<Surroundings, 'networkOf'>,
  planOf: Policy['planOf'],
): Hindsight {
  const cells = cellsOf(course)
  const supply = supplyOf(course, cells)
  const orders = course.happenings.flatMap((one) =>
    one.kind === 'order' && !one.order.isApart ? [one.order] : [],
  )
  const rounds = Math.min(
    ROUNDS.most,
    Math.max(ROUNDS.least, Math.round(ROUNDS.orders / Math.max(1, orders.length))),
  )
  const tills = tillsOf(course, cells)
  const at = Temporal.Instant.fromEpochMilliseconds(course.from)
  const views = viewsOf(surroundings, cells, supply, at)
  const groups: Relaxed[] = []
  const length = cells.units.length
  const duals: Duals = { price: new Float64Array(length), steps: new Float64Array(length) }
  const used = new Float64Array(length)
  let ready = 0
  let round = 0
  let step = 0
  let bound = -Infinity

  function prepare(): void {
    const end = Math.min(orders.length, ready + SOME)
    for (; ready < end; ready += 1) groups.push(...relaxedOf(orders[ready]!, planOf, views, cells))
    if (ready === orders.length) step = STEP * meanParcelOf(groups)
  }

  function descend(): void {
    used.fill(0)
    let value = 0
    for (const group of groups) value += cheapestOf(group, { price: duals.price, supply, used })
    value += tillsAt(tills, duals.price, used)
    for (let cell = 0; cell < length; cell += 1) value -= priceAt(duals, cell) * supply[cell]!
    bound = Math.max(bound, value)
    move(duals, { used, supply, step })
    round += 1
  }

  return {
    advance() {
      if (ready < orders.length) prepare()
      else if (round < rounds) descend()
      return ready < orders.length || round < rounds
    },
    share: () => {
      const share = orders.length === 0 ? 1 : ready / orders.length
      return (share + (9 * round) / rounds) / 10
    },
    bound: () => bound,
    rounds: () => round,
  }
}

/** All that is at a place at some time of the course: what is lost of it may be taken before. */
function supplyOf({ happenings }: Course, cells: Cells): Float64Array {
  const supply = cells.units.map((units) => Math.max(0, units))
  for (const one of happenings) {
    if (one.kind !== 'stock' || one.change <= 0) continue
    supply[cellAt(cells, one.skuId, one.locationId)]! += one.change
  }
  return supply
}

type Till = { cell: number; units: number; worth: number }

function tillsOf({ happenings }: Course, cells: Cells): Till[] {
  return happenings.flatMap((one) => {
    if (one.kind !== 'sale') return []
    const { skuId, locationId, units, worth } = one
    return [{ cell: cellAt(cells, skuId, locationId), units, worth }]
  })
}

type Views = { networkOf(channelId: number): NetworkView; stock: StockView }

/** All that is ever there, of which nothing is kept back. */
function viewsOf(
  { networkOf }: Pick<Surroundings, 'networkOf'>,
  { rangeOf, location }: Cells,
  supply: Float64Array,
  at: Temporal.Instant,
): Views {
  const known = new Map<number, NetworkView>()
  return {
    networkOf(channelId) {
      let network = known.get(channelId)
      if (!network) {
        const { moment: _, ...timeless } = networkOf(channelId, at)
        known.set(channelId, (network = timeless))
      }
      return network
    },
    stock: {
      forEach(skuId, visit) {
        const [from, end] = rangeOf.get(skuId) ?? [0, 0]
        for (let cell = from; cell < end; cell += 1) visit(location[cell]!, supply[cell]!)
      },
    },
  }
}

function relaxedOf(
  order: SimulatedOrder,
  planOf: Policy['planOf'],
  { networkOf, stock }: Views,
  cells: Cells,
): Relaxed[] {
  const plan = certainOf(planOf(order.channelId))
  const network = networkOf(order.channelId)
  return order.groups.flatMap((whole) => {
    const demand = whole.demand.filter(({ follows }) => !follows)
    if (demand.length === 0) return []
    const { wantedBy: _, ...group }: GroupToRoute = { ...whole, demand }
    const candidates = findCandidates(group, network, stock, plan.tariff)
    const { problem } = weigh(group, plan, candidates, { network })
    const { skus, list } = candidates
    // Of two lines of a SKU the one that loses less may be the one that is not served.
    const unfilled = skus.map(({ lines }) =>
      lines.reduce((least, { lineNo }) => Math.min(least, order.worth.get(lineNo) ?? 0), Infinity),
    )
    const relaxed: Relaxed = {
      demand: skus.map(({ quantity }) => quantity),
      unfilled,
      fixed: Float64Array.from(problem.nodes, ({ fixed }) => fixed),
      unit: problem.unit.map((row) => Float64Array.from(row)),
      cells: skus.map(({ skuId }, s) =>
        Int32Array.from(list, ({ location, available }) => {
          return available[s]! > 0 ? cellAt(cells, skuId, location.id) : -1
        }),
      ),
      ...(problem.banded && { banded: problem.banded }),
    }
    return [relaxed]
  })
}

/** Only what every policy pays, whenever and whatever happens: not what may be late or declined. */
function certainOf({ id, version, strategy, tariff, objective = {} }: Plan): Plan {
  const { carbonPerTonne, carbonGramsPerTonneKm, carbonGramsPerParcel } = objective
  return {
    id,
    version,
    strategy,
    tariff,
    objective: {
      ...(carbonPerTonne !== undefined && { carbonPerTonne }),
      ...(carbonGramsPerTonneKm !== undefined && { carbonGramsPerTonneKm }),
      ...(carbonGramsPerParcel !== undefined && { carbonGramsPerParcel }),
    },
  }
}

/** Whole, so that rounding what parts cost is no different with prices. */
function priceAt({ price }: Pick<Duals, 'price'>, cell: number): number {
  return Math.round(price[cell]!)
}

type At = { price: Float64Array; supply: Float64Array; used: Float64Array }

/** What a group costs at these prices, and what it takes for that. */
function cheapestOf(group: Relaxed, at: At): number {
  const { demand, banded, fixed, unit, cells, unfilled } = group
  if (demand.length === 1 && demand[0] === 1 && !banded) return cheapestUnit(group, at)
  const problem: Problem = {
    nodes: Array.from(fixed, (cost) => ({ fixed: cost })),
    demand,
    available: cells.map((row) => Array.from(row, (cell) => (cell < 0 ? 0 : at.supply[cell]!))),
    unit: unit.map((row, s) =>
      Array.from(row, (cost, n) => {
        const cell = cells[s]![n]!
        return cell < 0 ? cost : cost + priceAt(at, cell)
      }),
    ),
    unfilled,
    ...(banded && { banded }),
  }
  const { cost, gap, quantities } = solve(problem)!
  quantities.forEach((row, s) => {
    row.forEach((units, n) => {
      if (units > 0) at.used[cells[s]![n]!]! += units
    })
  })
  return cost - gap
}

/** The same of a single unit, as most are: no search is needed. */
function cheapestUnit({ fixed, unit, cells, unfilled }: Relaxed, at: At): number {
  const [row, own] = [unit[0]!, cells[0]!]
  let least = partCost(unfilled[0]!, 1)
  let best = -1
  for (let n = 0; n < row.length; n += 1) {
    const cell = own[n]!
    if (cell < 0) continue
    const cost = fixed[n]! + partCost(row[n]! + priceAt(at, cell), 1)
    if (cost >= least) continue
    least = cost
    best = cell
  }
  if (best >= 0) at.used[best]! += 1
  return least
}

/** A till takes what costs no more than it would lose without. */
function tillsAt(tills: readonly Till[], price: Float64Array, used: Float64Array): number {
  let value = 0
  for (const { cell, units, worth } of tills) {
    const each = priceAt({ price }, cell)
    value += Math.min(units * each, Math.round(units * worth))
    if (each < worth) used[cell]! += units
  }
  return value
}

/** What is asked for more often than it is there gets dearer (steps as in `prices/lagrangian`). */
function move(
  { price, steps }: Duals,
  { used, supply, step }: { used: Float64Array; supply: Float64Array; step: number },
): void {
  for (let cell = 0; cell < price.length; cell += 1) {
    const lacks = used[cell]! - supply[cell]!
    if (lacks === 0 || (lacks < 0 && price[cell] === 0)) continue
    steps[cell]! += lacks * lacks
    price[cell] = Math.max(0, price[cell]! + (step * lacks) / Math.sqrt(steps[cell]!))
  }
}

function meanParcelOf(groups: readonly Relaxed[]): number {
  let sum = 0
  let count = 0
  for (const { fixed, banded } of groups) {
    fixed.forEach((cost, n) => {
      sum += cost + (banded?.prices[n]?.prices[0] ?? 0)
      count += 1
    })
  }
  return count === 0 ? 0 : sum / count
}
