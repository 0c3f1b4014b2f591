import { drainInOrder } from '../../src/routing/domain/greedy.ts'
import { cellOf } from '../../src/routing/domain/prices/index.ts'
import { kilometres, networkOf, orderOf, unitsOf, type Horizon } from './horizon.ts'
import { decide, hold, nodesIn, problemFor, type Course, type Decision } from './play.ts'

/**
 * Who knows no forecast: a rule engine that takes the nearest place with all of an order, else the
 * nearest ones in turn; or the exact optimiser at prices that only keep stock in balance (P0): of a
 * unit `balance` x (e^u - 1) / (e - 1), where u is the share that is used up of what its place had.
 */
export type Plain = 'rules' | { balance: number }

/** Decides each order once, at once; none moves later. */
export function playPlain(horizon: Horizon, by: Plain): Decision[] {
  const network = networkOf(horizon)
  const had = unitsOf(horizon)
  const course: Course = {
    network,
    free: had.slice(),
    slots: network.slots.slice(),
    outlook: {
      stock: new Float64Array(had.length),
      slot: new Float64Array(horizon.meta.days * network.nodes),
    },
    day: 0,
    open: [],
    log: [],
  }
  const rank = nearestOf(horizon)
  horizon.events.forEach((event, now) => {
    if (course.day < Math.floor(event.t)) {
      course.day = Math.floor(event.t)
      course.slots = network.slots.slice()
    }
    if (event.type === 'walkin') {
      const cell = cellOf(network, event.skus[0]!, event.node)
      if (cell >= 0 && course.free[cell]! > 0) course.free[cell]! -= 1
      return
    }
    const order = orderOf(event)
    if (by !== 'rules') balance(course, event.skus, had, by.balance)
    const plan =
      by === 'rules' ? byRules(course, order, rank[event.region]!) : decide(course, order)
    hold(course, order.lines, plan, 1)
    course.log.push([now, now, plan])
  })
  return course.log
}

function balance(
  { network, free, outlook }: Course,
  skus: readonly number[],
  had: Float64Array,
  scale: number,
): void {
  for (const sku of skus) {
    for (let cell = network.first[sku]!; cell < network.first[sku + 1]!; cell += 1) {
      const used = had[cell]! > 0 ? 1 - free[cell]! / had[cell]! : 0
      outlook.stock[cell] = (scale * Math.expm1(used)) / Math.expm1(1)
    }
  }
}

function byRules(
  course: Course,
  order: Parameters<typeof decide>[1],
  rank: readonly number[],
): number[] {
  const { network } = course
  const none = {
    stock: new Float64Array(course.free.length),
    slot: new Float64Array(network.nodes),
  }
  const must = order.lines.map(() => true)
  const { open, problem: whole } = problemFor(course, order, none, must)
  // What nobody has is no reason to split the rest.
  const demand = whole.demand.map((units, line) => {
    return whole.available[line]!.some((there) => there > 0) ? units : 0
  })
  const problem = { ...whole, demand }
  const nearest = open
    .map((node, at) => ({ at, rank: rank[node]! }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ at }) => at)
  return nodesIn(drainInOrder(problem, nearest, { completeFirst: true }).quantities, open)
}

/** By region and node, how many are nearer. */
function nearestOf({ regions, nodes }: Horizon): number[][] {
  return regions.map((region) => {
    const far = nodes.map((node, n) => ({ n, km: kilometres(node, region) }))
    const rank: number[] = []
    far.toSorted((a, b) => a.km - b.km).forEach(({ n }, at) => (rank[n] = at))
    return rank
  })
}
