import type { Core } from './core.ts'

/** What each node gives of each line: `gives[at][line]`. */
export type Given = { cost: number; gives: number[][] }

/**
 * How the units served so far are counted as one number: a digit for each line, and above them one
 * for the parcels, where these are limited.
 */
type Digits = {
  step: readonly number[]
  most: readonly number[]
  /** Contents of all parcels together. */
  contents: number
  /** Contents times counts of parcels. */
  states: number
}

export function digitsOf(core: Core): Digits {
  const most = core.lines.map(({ demand }) => demand)
  const packages = core.problem.maxPackages ?? Infinity
  const step: number[] = []
  let contents = 1
  most.forEach((digit) => {
    step.push(contents)
    contents *= digit + 1
  })
  // Each parcel gives something: more of them than units are no limit.
  const isLimited = packages < most.reduce((sum, digit) => sum + digit, 0)
  return { step, most, contents, states: isLimited ? contents * (packages + 1) : contents }
}

/** How many sums that takes at most. */
export function sumsOf(core: Core, { most, states }: Digits): number {
  let sums = 0
  for (let at = 0; at < core.nodes.length; at += 1) {
    const tables = core.cap[at] === Infinity ? 1 : core.cap[at]! + 1
    let each = 2
    for (let line = 0; line < core.lines.length; line += 1) {
      each += Math.min(core.units[line * core.nodes.length + at]!, most[line]!)
    }
    sums += tables * states * each
  }
  return sums
}

/**
 * The optimum by dynamic programming over what has been served, node after node from the last to
 * the first: the least that serving it costs, with or without this node. A node that is opened pays
 * its parcel once and then gives of each line what it may. Of equal plans that of the earliest
 * nodes is taken. Undefined where no plan serves what must be served.
 */
export function solveTable(core: Core, digits: Digits): Given | undefined {
  const { contents, states } = digits
  const least = start(core, digits)
  const opened = emptyTable(states)
  const { least: withIt, from: cameFrom } = opened
  const from = new Int32Array(core.nodes.length * states)
  for (let at = core.nodes.length - 1; at >= 0; at -= 1) {
    open(core, digits, at, least, opened)
    const row = at * states
    for (let state = 0; state < states; state += 1) {
      // As cheap with this node is better: it is the earlier one.
      const isOpened = withIt[state]! <= least[state]! && withIt[state]! < Infinity
      if (isOpened) least[state] = withIt[state]!
      from[row + state] = isOpened ? cameFrom[state]! : state
    }
  }
  let end = contents - 1
  for (let state = end; state < states; state += contents) {
    if (least[state]! < least[end]!) end = state
  }
  if (least[end] === Infinity) return undefined
  return { cost: least[end]!, gives: traceBack(core, digits, from, end) }
}

type Table = { least: Float64Array; from: Int32Array }

function emptyTable(states: number): Table {
  return { least: new Float64Array(states).fill(Infinity), from: new Int32Array(states) }
}

/** Before any node: what stays unfilled. */
function start({ lines }: Core, { step, most, states }: Digits): Float64Array {
  const least = new Float64Array(states).fill(Infinity)
  least[0] = 0
  lines.forEach(({ unfilled }, line) => {
    const below = step[line]!
    for (let digit = 1; digit <= most[line]!; digit += 1) {
      const cost = unfilled * digit
      for (let state = 0; state < below; state += 1)
        least[digit * below + state] = least[state]! + cost
    }
  })
  return least
}

/** What all states cost at least where a node gives something on the way to them. */
function open(core: Core, digits: Digits, at: number, before: Float64Array, opened: Table): void {
  const { contents, states } = digits
  const shift = states > contents ? contents : 0
  opened.least.fill(Infinity, 0, shift)
  const fixed = core.fixed[at]!
  for (let state = shift; state < states; state += 1) {
    opened.least[state] = before[state - shift]! + fixed
    opened.from[state] = state - shift
  }
  const cap = core.cap[at] === Infinity ? 0 : core.cap[at]!
  const capped = Array.from({ length: cap }, () => emptyTable(states))
  const tables = [opened, ...capped]
  for (let line = 0; line < core.lines.length; line += 1) {
    if (core.units[line * core.nodes.length + at] === 0) continue
    for (let used = cap; used >= 0; used -= 1) give(core, digits, tables, { at, line, used })
  }
  for (const { least, from } of capped) {
    for (let state = 0; state < states; state += 1) {
      if (least[state]! >= opened.least[state]!) continue
      opened.least[state] = least[state]!
      opened.from[state] = from[state]!
    }
  }
}

/**
 * Adds what a node may give of a line, the fullest states first: what a state comes from is then
 * still as it was before this line. There is a table for each unit `used` of a node's cap.
 */
function give(
  core: Core,
  digits: Digits,
  tables: readonly Table[],
  { at, line, used }: { at: number; line: number; used: number },
): void {
  const cell = line * core.nodes.length + at
  const isCounted = tables.length > 1
  const units = isCounted ? Math.min(core.units[cell]!, used) : core.units[cell]!
  const step = digits.step[line]!
  const full = digits.most[line]!
  // What one node gives of a line that may not be split is all of it but what stays unfilled.
  const lowest = core.problem.wholeLines ? full : 1
  const price = core.price[cell]!
  const { least, from } = tables[used]!
  for (let base = 0; base < digits.states; base += step * (full + 1)) {
    for (let reached = full; reached >= lowest; reached -= 1) {
      const first = base + reached * step
      for (let more = 1; more <= Math.min(units, reached); more += 1) {
        const { least: before, from: cameFrom } = tables[isCounted ? used - more : 0]!
        const cost = price * more
        const back = more * step
        for (let state = first; state < first + step; state += 1) {
          const sum = before[state - back]! + cost
          if (sum >= least[state]!) continue
          least[state] = sum
          from[state] = cameFrom[state - back]!
        }
      }
    }
  }
}

function traceBack(core: Core, digits: Digits, from: Int32Array, end: number): number[][] {
  let state = end
  return core.nodes.map((_, at) => {
    const before = from[at * digits.states + state]!
    const gives = core.lines.map(
      (_line, line) => digitOf(digits, state, line) - digitOf(digits, before, line),
    )
    state = before
    return gives
  })
}

function digitOf({ step, most }: Digits, state: number, line: number): number {
  return Math.floor(state / step[line]!) % (most[line]! + 1)
}
