import {
  cellOf,
  improve,
  offersOf,
  openPricing,
  ordersOf,
  reprice,
  type Demand,
  type Movable,
  type Network,
  type Outlook,
  type Settings,
} from '../../src/routing/domain/prices/index.ts'
import { solve, type Problem } from '../../src/routing/domain/solve/index.ts'
import { networkOf, orderOf, unitsOf, type Horizon } from './horizon.ts'

/** After which event, which order, the node of each line (-1: unfilled). */
export type Decision = [after: number, order: number, nodes: number[]]

type Open = Movable & { event: number }

export type Course = {
  network: Network
  free: Float64Array
  /** Free slots of each node today. */
  slots: Float64Array
  outlook: Outlook
  day: number
  open: Open[]
  log: Decision[]
}

/** Dearer than anything: what stock can serve is not refused for the price of stock. */
const MUST = 1e10
const GUARDS = { leastSaving: 500, mostMoves: 3, rounds: 60 }

/**
 * Decides the events of a horizon in their order, knowing of each no more than what came before:
 * every order at once by the exact optimiser at the prices of the last night; each night prices are
 * found anew, and the day's orders are moved together for the last time.
 */
export function play(horizon: Horizon, demand: Demand, settings: Settings): Decision[] {
  const network = networkOf(horizon)
  const free = unitsOf(horizon)
  const pricing = openPricing(network, demand, settings)
  const course: Course = {
    network,
    free,
    slots: network.slots.slice(),
    outlook: reprice(pricing, free, 0),
    day: 0,
    open: [],
    log: [],
  }
  const endDay = (after: number) => {
    for (const { order, plan } of course.open) hold(course, order.lines, plan, -1)
    const orders = ordersOf(course.open.map(({ order }) => order))
    course.outlook = reprice(pricing, free, course.day + 1, offersOf(network, orders))
    for (const { order, plan } of course.open) hold(course, order.lines, plan, 1)
    moveAll(course, after, pricing)
    course.day += 1
    course.slots = network.slots.slice()
    course.open = []
  }
  horizon.events.forEach((event, now) => {
    while (course.day < Math.floor(event.t)) endDay(now - 1)
    if (event.type === 'walkin') {
      const cell = cellOf(network, event.skus[0]!, event.node)
      if (cell >= 0 && free[cell]! > 0) free[cell]! -= 1
      return
    }
    const order = orderOf(event)
    const plan = decide(course, order)
    hold(course, order.lines, plan, 1)
    course.open.push({ order, plan, moves: 0, event: now })
    course.log.push([now, now, plan])
  })
  endDay(horizon.events.length - 1)
  return course.log
}

function moveAll(
  course: Course,
  after: number,
  { search, settings }: ReturnType<typeof openPricing>,
) {
  const { network, free, slots, outlook, open } = course
  const room = { free, slots, stock: outlook.stock, slot: new Float64Array(network.nodes) }
  const { plans } = improve(search, open, room, { ...GUARDS, step: settings.step })
  open.forEach(({ order, plan, event }, at) => {
    hold(course, order.lines, plan, -1)
    hold(course, order.lines, plans[at]!, 1)
    if (plans[at]!.some((node, line) => node !== plan[line]))
      course.log.push([after, event, plans[at]!])
  })
}

export function hold(
  { network, free, slots }: Course,
  lines: Movable['order']['lines'],
  plan: readonly number[],
  sign: 1 | -1,
): void {
  plan.forEach((node, line) => {
    const { sku, quantity } = lines[line]!
    if (node >= 0) free[cellOf(network, sku, node)]! -= sign * quantity
  })
  for (const node of new Set(plan.filter((at) => at >= 0))) slots[node]! -= sign
}

/** The cheapest plan of what stock can serve: first what that is, then where from, with prices. */
export function decide(course: Course, order: Movable['order']): number[] {
  const { network, outlook, day } = course
  const none = {
    stock: new Float64Array(course.free.length),
    slot: new Float64Array(network.nodes),
  }
  const plain = solvedFor(
    course,
    order,
    none,
    order.lines.map(() => false),
  )
  const slot = outlook.slot.subarray(day * network.nodes, (day + 1) * network.nodes)
  return solvedFor(
    course,
    order,
    { stock: outlook.stock, slot },
    plain.map((node) => node >= 0),
  )
}

function solvedFor(
  course: Course,
  order: Movable['order'],
  prices: Outlook,
  must: readonly boolean[],
): number[] {
  const { open, problem } = problemFor(course, order, prices, must)
  return nodesIn(solve(problem)!.quantities, open)
}

/** By line the node that gives it, of those that are open. */
export function nodesIn(quantities: readonly number[][], open: readonly number[]): number[] {
  return quantities.map((row) => open[row.findIndex((units) => units > 0)] ?? -1)
}

/** An order as numbers, at the nodes that have a slot left today. */
export function problemFor(
  { network, free, slots }: Course,
  { lines, region, service }: Movable['order'],
  prices: Outlook,
  must: readonly boolean[],
): { open: number[]; problem: Problem } {
  const { nodes, regions, parcel, handling, kg, perKg, unfilled } = network
  const open = Array.from({ length: nodes }, (_, node) => node).filter((node) => slots[node]! >= 1)
  const cells = lines.map(({ sku }) => open.map((node) => cellOf(network, sku, node)))
  const problem: Problem = {
    nodes: open.map((node) => {
      const slotPrice = prices.slot[node]!
      const fixed = parcel[(service * regions + region) * nodes + node]! + slotPrice
      return { fixed, slot: slotPrice }
    }),
    demand: lines.map(({ quantity }) => quantity),
    available: cells.map((row) => row.map((cell) => (cell < 0 ? 0 : free[cell]!))),
    unit: lines.map(({ sku }, line) =>
      open.map((node, at) => {
        const cell = cells[line]![at]!
        const carriage = kg[sku]! * perKg[region * nodes + node]!
        return cell < 0 ? 0 : handling[node]! + carriage + prices.stock[cell]!
      }),
    ),
    unfilled: lines.map(({ sku }, line) => (must[line] ? MUST : unfilled[sku]!)),
  }
  return { open, problem }
}
