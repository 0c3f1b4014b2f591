import type { Prices } from './bands.ts'
import { weighAgain, type Decided, type Inputs } from './again.ts'
import { decideRouting, type Plan } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import { servable, solvedProblem } from './rules/limited.ts'
import { solve, type Solution } from './solve/index.ts'
import type { Banded, Node, Problem } from './solve/problem.ts'
import { roomsAsCaps } from './solve/rooms.ts'
import type { GroupToRoute, NetworkView, StockView } from './types.ts'

/**
 * A delivery group as other solvers read it. Money is whole, `meta.scale` units to the major unit
 * of the currency: 10,000, or more where a unit costs a fraction of that. Where parcels pay by
 * weight band, `bands` (grams), weights (micrograms a unit) and prices are there besides, and the
 * format says so: who does not know them cannot take it for the plain one.
 */
export type RoutingOrder = {
  format: 'routing-order/1' | 'routing-order/1+bands'
  meta?: { scale?: number }
  nodes: {
    id: string
    fixed: number
    shadow?: number
    capUnits?: number | null
    prices?: Prices
  }[]
  lines: { id: string; sku: string; qty: number; unfilled: number; weight?: number }[]
  offers: { line: number; node: number; avail: number; unit: number; shadow?: number }[]
  bands?: readonly number[]
  options: { maxPackages?: number | null; allowPartial?: boolean; allowLineSplit?: boolean }
}

/** An order with the least it can cost, in its own money, and a plan that costs that. */
export type SolvedOrder = {
  instance: RoutingOrder
  expected: {
    cost: number
    gap: number
    plan: { line: number; node: number; qty: number }[]
  } | null
}

/**
 * A group as a decision would see it now, for whoever wants to check the optimum with another
 * solver. What goes along with the rest takes no part in it.
 */
export function exportGroup(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
  skuCode: (skuId: number) => string,
): SolvedOrder {
  const demand = group.demand.filter(({ follows }) => !follows)
  const inputs = { group: { ...group, demand }, plan, network, stock }
  const { record } = decideRouting(inputs.group, plan, network, stock)
  return exportDecision(inputs, record, skuCode)
}

/**
 * What a decision solved: by the rule that decided, with its limits. One that goes by ranking
 * solved nothing; then it is what the plan would have solved of the places that the rule lets in.
 * In how many parcels an item may come, the format cannot say, nor that a day counts lines: then no
 * optimum is claimed.
 */
export function exportDecision(
  inputs: Inputs,
  record: Decided & Pick<DecisionRecord, 'tier'>,
  skuCode: (skuId: number) => string,
): SolvedOrder {
  const { live, weighed } = weighAgain(inputs, record)
  const { candidates } = weighed
  const { problem, rows } =
    live.rule?.choose.by === 'least_cost'
      ? solvedProblem({ rule: live.rule, tierOf: live.tierOf }, weighed, {
          tier: record.tier ?? 0,
          isNothing: record.chosen.length === 0,
        })
      : { problem: servable(weighed.problem), rows: weighed.problem.demand.map((_, s) => [s]) }
  const codeOf = (s: number) => skuCode(candidates.skus[s]!.skuId)
  const capped = roomsAsCaps(problem)
  const instance = orderOf(capped ?? problem, {
    nodes: candidates.list.map(({ location }) => location.code),
    // What stays together is one thing.
    skus: rows.map((skus) => skus.map(codeOf).join('+')),
  })
  const solution = solve(problemOf(instance))
  const isSaid = live.rule?.never.maxParcelsPerLine === undefined && capped !== undefined
  return { instance, expected: solution && isSaid ? expectedOf(solution) : null }
}

function expectedOf({ cost, gap, quantities }: Solution): NonNullable<SolvedOrder['expected']> {
  const plan = quantities.flatMap((row, line) =>
    row.flatMap((qty, node) => (qty > 0 ? [{ line, node, qty }] : [])),
  )
  return { cost, gap, plan }
}

const SCALE = 10_000
/** Beyond that a unit's cost is rounded. */
const FINEST = 1_000_000

/** As others read it; `nodes` and `skus` are what its nodes and SKUs are called. */
export function orderOf(
  problem: Problem,
  { nodes, skus }: { nodes: readonly string[]; skus: readonly string[] },
): RoutingOrder {
  const { unfilled, maxPackages, wholeLines, banded } = problem
  const times = finenessOf(problem)
  const money = (cost: number) => Math.round(cost * times)
  return {
    format: banded ? 'routing-order/1+bands' : 'routing-order/1',
    meta: { scale: SCALE * times },
    nodes: problem.nodes.map(({ fixed, slot = 0, capUnits = null }, node) => ({
      id: nodes[node]!,
      fixed: money(fixed - slot),
      shadow: money(slot),
      capUnits,
      ...(banded && { prices: pricesIn(banded.prices[node]!, money) }),
    })),
    lines: problem.demand.map((qty, sku) => ({
      id: String(sku + 1),
      sku: skus[sku]!,
      qty,
      unfilled: money(unfilled?.[sku] ?? 0),
      ...(banded && { weight: banded.weight[sku]! }),
    })),
    offers: offersOf(problem, money),
    ...(banded && { bands: banded.bands }),
    options: {
      maxPackages: maxPackages ?? null,
      allowPartial: unfilled !== undefined,
      allowLineSplit: !wholeLines,
    },
  }
}

/** By how much finer than usual money must be counted, so that what a unit costs is whole. */
function finenessOf({ unit: units, stock = [], unfilled = [] }: Problem): number {
  let times = 1
  const unit = [...units, ...stock, unfilled]
  const isWhole = (row: readonly number[]) => row.every((cost) => Number.isInteger(cost * times))
  while (times < FINEST && !unit.every(isWhole)) times *= 10
  return times
}

function pricesIn({ prices, perKgBeyond }: Prices, money: (cost: number) => number): Prices {
  return { prices: prices.map(money), perKgBeyond: money(perKgBeyond) }
}

function offersOf({ available, unit, stock }: Problem, money: (cost: number) => number) {
  return available.flatMap((row, line) =>
    row.flatMap((avail, node) => {
      const shadow = stock?.[line]![node] ?? 0
      const cost = unit[line]![node]! - shadow
      return avail > 0 ? [{ line, node, avail, unit: money(cost), shadow: money(shadow) }] : []
    }),
  )
}

/** The problem of an order from elsewhere. There must be one line for each SKU. */
export function problemOf(order: RoutingOrder): Problem {
  const { nodes, lines, offers, bands, options } = order
  if (new Set(lines.map(({ sku }) => sku)).size < lines.length) {
    throw new Error('there are several lines of one SKU: put them together')
  }
  const matrix = () => lines.map(() => nodes.map(() => 0))
  const [available, unit, stock] = [matrix(), matrix(), matrix()]
  for (const { line, node, avail, unit: cost, shadow = 0 } of offers) {
    available[line]![node] = avail
    unit[line]![node] = cost + shadow
    stock[line]![node] = shadow
  }
  const { maxPackages, allowPartial, allowLineSplit } = options
  return {
    nodes: nodes.map(nodeOf),
    demand: lines.map(({ qty }) => qty),
    available,
    unit,
    stock,
    ...(bands && { banded: bandedOf(order, bands) }),
    ...(allowPartial !== false && { unfilled: lines.map(({ unfilled }) => unfilled) }),
    ...(typeof maxPackages === 'number' && { maxPackages }),
    ...(allowLineSplit === false && { wholeLines: true }),
  }
}

function nodeOf({ fixed, shadow = 0, capUnits }: RoutingOrder['nodes'][number]): Node {
  const slot = { fixed: fixed + shadow, slot: shadow }
  return typeof capUnits === 'number' ? { ...slot, capUnits } : slot
}

function bandedOf({ nodes, lines }: RoutingOrder, bands: readonly number[]): Banded {
  return {
    bands,
    weight: lines.map(({ weight }) => weight ?? 0),
    prices: nodes.map(({ prices }) => prices ?? { prices: bands.map(() => 0), perKgBeyond: 0 }),
  }
}
