import type { Core } from './core.ts'

/** What the search has decided of a node. */
export const OPEN = 0
export const OPENED = 1
export const CLOSED = 2

/** Less than what one parcel counts: costs that differ by no more are taken as equal. */
export const TOLERANCE = 1 / 4096

/**
 * A lower bound on every plan, and by node what it costs more at least where that node is opened.
 */
export type Bound = { cost: number; slack: Float64Array }

/**
 * The bound of dual ascent (Erlenkotter 1978, "A dual-based procedure for uncapacitated facility
 * location"; Bilde and Krarup 1977): every line offers a price for its units, raised until the
 * nodes that can use it are paid for. Whatever the prices, no plan is cheaper than what the lines
 * offer less what nodes earn beyond their cost. First each line gets a share of what is left to
 * raise, so that no line takes it all; then all of it. Undefined where no plan serves what must be.
 */
export function boundOf(core: Core, side: Uint8Array): Bound | undefined {
  const { nodes, lines } = core
  const slack = new Float64Array(nodes.length)
  let cost = 0
  for (let at = 0; at < nodes.length; at += 1) {
    if (side[at] === OPENED) cost += core.fixed[at]!
    else slack[at] = core.fixed[at]!
  }
  const offer = new Float64Array(lines.length)
  for (let line = 0; line < lines.length; line += 1) {
    const least = cheapest(core, side, line)
    if (least === Infinity) return undefined
    offer[line] = least
  }
  for (let line = 0; line < lines.length; line += 1) {
    raise(core, { side, slack, offer }, line, 1 / (lines.length - line))
  }
  for (let line = 0; line < lines.length; line += 1) raise(core, { side, slack, offer }, line, 1)
  for (let line = 0; line < lines.length; line += 1) cost += offer[line]! * lines[line]!.demand
  for (let at = 0; at < nodes.length; at += 1) {
    if (side[at] !== CLOSED && slack[at]! < 0) cost += slack[at]!
  }
  return offer.includes(Infinity) ? undefined : { cost, slack }
}

function cheapest({ nodes, lines, units, price }: Core, side: Uint8Array, line: number): number {
  const row = line * nodes.length
  let least = lines[line]!.unfilled
  for (let at = 0; at < nodes.length; at += 1) {
    if (side[at] !== CLOSED && units[row + at]! > 0 && price[row + at]! < least) {
      least = price[row + at]!
    }
  }
  return least
}

type Ascent = { side: Uint8Array; slack: Float64Array; offer: Float64Array }

/** Raises the offer of a line by a share of what may be, and pays the nodes that can use it. */
function raise(core: Core, { side, slack, offer }: Ascent, line: number, share: number): void {
  const { nodes, units, price } = core
  const before = offer[line]!
  const after = before + share * (limitOf(core, { side, slack, offer }, line) - before)
  if (!(after > before)) return
  offer[line] = after
  if (after === Infinity) return
  const row = line * nodes.length
  for (let at = 0; at < nodes.length; at += 1) {
    const own = price[row + at]!
    if (own >= after || side[at] === CLOSED) continue
    slack[at]! -= units[row + at]! * (after - Math.max(before, own))
  }
}

/**
 * The offer at which nodes that are paid for can give all units of the line: raising it further
 * would bring in no more than these would earn. Never more than it costs to leave a unit unfilled.
 */
function limitOf(core: Core, { side, slack, offer }: Ascent, line: number): number {
  const { nodes, units, price } = core
  const { demand, unfilled } = core.lines[line]!
  const row = line * nodes.length
  let first = -1
  let least = Infinity
  for (let at = 0; at < nodes.length; at += 1) {
    const most = units[row + at]!
    if (most === 0 || side[at] === CLOSED) continue
    const limit = Math.max(offer[line]!, price[row + at]!) + Math.max(0, slack[at]!) / most
    if (limit < least) [least, first] = [limit, at]
  }
  if (first < 0 || units[row + first]! >= demand || least >= unfilled) {
    return Math.min(least, unfilled)
  }
  const count = collect(core, { side, slack, offer }, line)
  return Math.min(limitOfAll(count, demand), unfilled)
}

/** Limits of the nodes that have some of a line, and how much, while its own is looked for. */
let limits = new Float64Array(0)
let weights = new Float64Array(0)

function collect(core: Core, { side, slack, offer }: Ascent, line: number): number {
  const { nodes, units, price } = core
  if (limits.length < nodes.length) {
    limits = new Float64Array(nodes.length)
    weights = new Float64Array(nodes.length)
  }
  let count = 0
  for (let at = 0; at < nodes.length; at += 1) {
    const cell = line * nodes.length + at
    const most = units[cell]!
    if (most === 0 || side[at] === CLOSED) continue
    limits[count] = Math.max(offer[line]!, price[cell]!) + Math.max(0, slack[at]!) / most
    weights[count] = most
    count += 1
  }
  return count
}

/** The least limit up to which nodes have so much together, by quickselect. */
function limitOfAll(count: number, wanted: number): number {
  let from = 0
  let to = count
  let left = wanted
  while (from < to) {
    const pivot = limits[(from + to) >> 1]!
    let below = from
    let sum = 0
    // What is below the pivot goes to the front, what equals it behind that.
    for (let n = from; n < to; n += 1) {
      if (limits[n]! >= pivot) continue
      sum += weights[n]!
      swap(n, below)
      below += 1
    }
    if (sum >= left) {
      to = below
      continue
    }
    left -= sum
    let next = below
    for (let n = below; n < to; n += 1) {
      if (limits[n]! > pivot) continue
      left -= weights[n]!
      swap(n, next)
      next += 1
    }
    if (left <= 0) return pivot
    from = next
  }
  return Infinity
}

function swap(a: number, b: number): void {
  const limit = limits[a]!
  const weight = weights[a]!
  limits[a] = limits[b]!
  weights[a] = weights[b]!
  limits[b] = limit
  weights[b] = weight
}
