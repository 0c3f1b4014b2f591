import type { Problem } from './problem.ts'

/**
 * Added to what a parcel costs, so that of equal plans the one with fewer parcels is cheaper: costs
 * in whole units stay exact, and a thousand parcels are less than one unit of cost.
 */
export const PARCEL = 1 / 1024

/**
 * A problem as the search sees it, some of its nodes and every line that is wanted; the cell of a
 * line and a node is `line * nodes.length + at`. A line that comes from one node wherever it is
 * opened is one thing, whatever its quantity.
 */
export type Core = {
  problem: Problem
  /** By their place in the problem, ascending. */
  nodes: readonly number[]
  fixed: Float64Array
  /** Units that a node may give; Infinity where it may give all it has. */
  cap: Float64Array
  lines: readonly Line[]
  /** What a node can give of a line, and what one costs there. */
  units: Float64Array
  price: Float64Array
}

/** So many units, or one thing of several SKUs, and what each costs unfilled (Infinity: never). */
export type Line = {
  skus: readonly number[]
  isThing: boolean
  demand: number
  unfilled: number
}

export function coreOf(problem: Problem, among = problem.nodes.map((_, node) => node)): Core {
  const skus = problem.demand.flatMap((wanted, sku) => (wanted > 0 ? [sku] : []))
  const nodes = among.filter((node) => skus.some((sku) => mostOf(problem, sku, node) > 0))
  const cells = skus.length * nodes.length
  const units = new Float64Array(cells)
  skus.forEach((sku, line) => {
    const row = line * nodes.length
    for (let at = 0; at < nodes.length; at += 1) units[row + at] = mostOf(problem, sku, nodes[at]!)
  })
  const cap = Float64Array.from(nodes, (node, at) => {
    const { capUnits = Infinity } = problem.nodes[node]!
    if (capUnits === Infinity) return Infinity
    let there = 0
    for (let cell = at; cell < cells; cell += nodes.length) there += units[cell]!
    return there > capUnits ? capUnits : Infinity
  })
  const fixed = Float64Array.from(nodes, (node) => problem.nodes[node]!.fixed + PARCEL)
  const core: Core = {
    problem,
    nodes,
    fixed,
    cap,
    lines: [],
    units,
    price: new Float64Array(cells),
  }
  return { ...core, lines: skus.map((sku, line) => addLine(core, sku, line * nodes.length)) }
}

/** Units of a SKU that a node can give in a plan that is worth looking at. */
export function mostOf(problem: Problem, sku: number, node: number): number {
  const { available, demand, unit, nodes } = problem
  if (available[sku]![node]! <= 0 || nodes[node]!.capUnits === 0) return 0
  const penalty = problem.unfilled?.[sku] ?? Infinity
  if (unit[sku]![node]! > penalty) return 0
  const most = Math.min(demand[sku]!, available[sku]![node]!)
  return problem.wholeLines && most < demand[sku]! && penalty === Infinity ? 0 : most
}

/** The line of a SKU, with its offers from the cell `row` on. */
function addLine({ problem, nodes, cap, units, price }: Core, sku: number, row: number): Line {
  const wanted = problem.demand[sku]!
  const penalty = problem.unfilled?.[sku] ?? Infinity
  const isThing = nodes.every((_, at) => {
    const most = units[row + at]!
    if (most === 0) return true
    return cap[at] === Infinity && (problem.wholeLines === true || most === wanted)
  })
  for (let at = 0; at < nodes.length; at += 1) {
    const most = units[row + at]!
    const each = problem.unit[sku]![nodes[at]!]!
    const lacks = wanted - most
    price[row + at] = isThing ? each * most + (lacks > 0 ? penalty * lacks : 0) : each
    units[row + at] = isThing ? Math.min(most, 1) : Math.min(most, cap[at]!)
  }
  return isThing
    ? { skus: [sku], isThing, demand: 1, unfilled: penalty * wanted }
    : { skus: [sku], isThing, demand: wanted, unfilled: penalty }
}

/**
 * Things that the same nodes have, in the same order from cheap to dear, go to the same node
 * whichever are opened: together they are one. Exact, and what makes long orders short: a warehouse
 * has most of them, and is as near for one line as for another.
 */
export function merge(core: Core): Core {
  const rows: Row[] = []
  core.lines.forEach((line, l) => {
    const cells = [l * core.nodes.length, (l + 1) * core.nodes.length] as const
    const row = { line, units: core.units.slice(...cells), price: core.price.slice(...cells) }
    const place = line.isThing ? rows.findIndex((other) => goTogether(other, row)) : -1
    if (place < 0) rows.push(row)
    else rows[place] = together(rows[place]!, row)
  })
  if (rows.length === core.lines.length) return core
  return {
    ...core,
    lines: rows.map(({ line }) => line),
    units: Float64Array.from(rows.flatMap(({ units }) => [...units])),
    price: Float64Array.from(rows.flatMap(({ price }) => [...price])),
  }
}

type Row = { line: Line; units: Float64Array; price: Float64Array }

/** Whether no node is cheaper for the one and dearer for the other than some other node. */
function goTogether(one: Row, other: Row): boolean {
  if (!one.line.isThing) return false
  const nodes: number[] = []
  for (let at = 0; at < one.units.length; at += 1) {
    if (one.units[at] !== other.units[at]) return false
    if (one.units[at]! > 0) nodes.push(at)
  }
  nodes.sort((a, b) => one.price[a]! - one.price[b]! || other.price[a]! - other.price[b]!)
  return nodes.every((at, n) => n === 0 || other.price[at]! >= other.price[nodes[n - 1]!]!)
}

function together(one: Row, other: Row): Row {
  return {
    line: {
      skus: [...one.line.skus, ...other.line.skus],
      isThing: true,
      demand: 1,
      unfilled: one.line.unfilled + other.line.unfilled,
    },
    units: one.units,
    price: one.price.map((price, at) => price + other.price[at]!),
  }
}
