import { boundOf, CLOSED, OPEN, OPENED, TOLERANCE, type Bound } from './bound.ts'
import type { Core } from './core.ts'
import type { Given } from './table.ts'

/**
 * What is found, if anything, the least that a plan can cost where was not looked, and how many
 * steps are left (below 0: none).
 */
export type Searched = { found: Given | undefined; lowestLeft: number; steps: number }

type Search = Searched & { core: Core; packages: number; best: number }

/**
 * Branch and bound over sets of nodes, for what is too large for a table: a node is opened or
 * closed, a branch is left where its bound is no better than `best`. After so many steps (a node's
 * offer of a line looked at) the rest is not looked at, and what it costs at least is said.
 */
export function branchAndBound(core: Core, best: number, steps: number): Searched {
  const packages = core.problem.maxPackages ?? Infinity
  const search: Search = { core, packages, best, steps, found: undefined, lowestLeft: Infinity }
  branch(search, new Uint8Array(core.nodes.length))
  return search
}

function branch(search: Search, side: Uint8Array): void {
  const { core } = search
  const bound = boundOf(core, side)
  if (!bound || bound.cost >= search.best - TOLERANCE) return
  search.steps -= core.units.length
  if (search.steps < 0) {
    search.lowestLeft = Math.min(search.lowestLeft, bound.cost)
    return
  }
  const plan = fill(core, side)
  if (plan && plan.cost < search.best - TOLERANCE) {
    search.best = plan.cost
    search.found = plan
  }
  const rest = withoutDear(search, side, bound)
  const next = nextOf(core, rest, bound)
  if (next === undefined) {
    // Where caps bind, giving in order of price need not be the cheapest way.
    if (!plan?.isCheapest) search.lowestLeft = Math.min(search.lowestLeft, bound.cost)
    return
  }
  const opened = rest.with(next, OPENED)
  if (countOf(opened) === search.packages)
    opened.forEach((is, at) => is === OPEN && (opened[at] = CLOSED))
  branch(search, opened)
  branch(search, rest.with(next, CLOSED))
}

export function countOf(side: Uint8Array): number {
  return side.reduce((sum, is) => sum + (is === OPENED ? 1 : 0), 0)
}

/** Closes the nodes that are in no better plan. */
function withoutDear({ best }: Search, side: Uint8Array, { cost, slack }: Bound): Uint8Array {
  return side.map((is, at) =>
    is === OPEN && cost + Math.max(0, slack[at]!) >= best - TOLERANCE ? CLOSED : is,
  )
}

/** The undecided node that is nearest to being paid for; of several, that which has most. */
export function nextOf(core: Core, side: Uint8Array, { slack }: Bound): number | undefined {
  let next: number | undefined
  let least = Infinity
  let most = 0
  for (let at = 0; at < side.length; at += 1) {
    if (side[at] !== OPEN) continue
    const lacks = slack[at]! < TOLERANCE ? 0 : slack[at]!
    if (lacks > least) continue
    const units = unitsOf(core, at)
    if (lacks === least && units <= most) continue
    next = at
    least = lacks
    most = units
  }
  return next
}

function unitsOf({ lines, nodes, units }: Core, at: number): number {
  let sum = 0
  for (let line = 0; line < lines.length; line += 1) sum += units[line * nodes.length + at]!
  return sum
}

/**
 * What the opened nodes give, line after line, the cheapest first; the rest is unfilled. Without
 * caps that is the cheapest way. Undefined where they lack what must be served.
 */
function fill(core: Core, side: Uint8Array): (Given & { isCheapest: boolean }) | undefined {
  const { nodes, lines, fixed } = core
  const opened = nodes.flatMap((_, at) => (side[at] === OPENED ? [at] : []))
  const left = core.cap.slice()
  const gives = nodes.map(() => lines.map(() => 0))
  let cost = 0
  for (let line = 0; line < lines.length; line += 1)
    cost += fillLine(core, line, { opened, left, gives })
  if (cost === Infinity) return undefined
  for (const at of opened) if (gives[at]!.some((given) => given > 0)) cost += fixed[at]!
  return { cost, gives, isCheapest: opened.every((at) => left[at] === Infinity) }
}

/** What is given of a line, and what that costs with what stays unfilled. */
function fillLine(
  { problem, nodes, lines, units, price }: Core,
  line: number,
  { opened, left, gives }: { opened: readonly number[]; left: Float64Array; gives: number[][] },
): number {
  const { demand, unfilled, isThing } = lines[line]!
  const row = line * nodes.length
  const most = (at: number) => Math.min(demand, units[row + at]!, left[at]!)
  const isWhole = problem.wholeLines && !isThing
  // Of one node only: what it lacks is unfilled.
  const dear = (at: number) =>
    isWhole && most(at) < demand
      ? price[row + at]! * most(at) + unfilled * (demand - most(at))
      : price[row + at]! * (isWhole ? demand : 1)
  const order = opened.filter((at) => most(at) > 0).toSorted((a, b) => dear(a) - dear(b) || a - b)
  let open = demand
  let cost = 0
  for (const at of isWhole ? order.slice(0, 1) : order) {
    const take = Math.min(open, most(at))
    left[at]! -= take
    open -= take
    gives[at]![line] = take
    cost += price[row + at]! * take
    if (open === 0) break
  }
  return open > 0 ? cost + unfilled * open : cost
}
