import { stateOfOrder, type Counters } from '../../../orders/index.ts'
import type { DecisionRecord } from '../../../routing/index.ts'

/** A parcel as it was sent, or would be: km, and its carriage in 1e-4 of the major unit. */
export type Parcel = { km: number | null; freight: number }

/** One order at the end: its lines, how it was routed, and what really became of it. */
export type Played = {
  held: boolean
  lines: readonly (Counters & { no: number })[]
  decisions: readonly { cause: string; record: DecisionRecord }[]
  /** As it really was: carriage by the same tariff, and what was paid (minor units). */
  real: readonly Parcel[]
  paid: number
}

/** Parcels of some orders; km of the orders of which every distance is known, on both sides. */
export type Side = { parcels: number; km: number; freight: number }

/** Tutti's choice against what really was, over the same orders. */
export type Comparison = {
  orders: number
  ordersWithKm: number
  tutti: Side
  real: Side
  /** What the customers really paid for carriage, 1e-4 of the major unit. */
  paid: number
}

export type Tally = {
  orders: number
  byState: Record<string, number>
  lines: { all: number; atOnce: number; later: number; never: number; cancelled: number }
  units: { ordered: number; cancelled: number; allocated: number; shipped: number }
  decisions: Record<string, number>
  splitOrders: number
  reRoutedOrders: number
  cancelledOrders: number
  all: Comparison
  /** Where more than one location had all units. */
  choice: Comparison
}

/** Causes of decisions that send elsewhere what a location has declined or not accepted in time. */
const reRouted: ReadonlySet<string> = new Set(['re_routed', 'not_accepted'])

const side = (): Side => ({ parcels: 0, km: 0, freight: 0 })
const comparison = (): Comparison => {
  return { orders: 0, ordersWithKm: 0, tutti: side(), real: side(), paid: 0 }
}

export function emptyTally(): Tally {
  return {
    orders: 0,
    byState: {},
    lines: { all: 0, atOnce: 0, later: 0, never: 0, cancelled: 0 },
    units: { ordered: 0, cancelled: 0, allocated: 0, shipped: 0 },
    decisions: {},
    splitOrders: 0,
    reRoutedOrders: 0,
    cancelledOrders: 0,
    all: comparison(),
    choice: comparison(),
  }
}

/** Adds one order to the tally, in place. */
export function addOrder(tally: Tally, order: Played): void {
  const { lines, decisions } = order
  const state = stateOfOrder(lines, order.held)
  tally.orders += 1
  count(tally.byState, state)
  addLines(tally, order)
  for (const { cause } of decisions) count(tally.decisions, cause)
  const places = new Set(decisions.flatMap(({ record }) => record.chosen.map((c) => c.locationId)))
  if (places.size > 1) tally.splitOrders += 1
  if (decisions.some(({ cause }) => reRouted.has(cause))) tally.reRoutedOrders += 1
  if (lines.every((line) => line.cancelled === line.ordered)) tally.cancelledOrders += 1
  const given = decisions.filter(({ record }) => record.chosen.length > 0)
  const units = given.flatMap(({ record }) => record.chosen.flatMap((c) => c.units))
  const wanted = lines.reduce((sum, line) => sum + line.ordered, 0)
  // Only whole orders compare: each unit was given once.
  if (units.reduce((sum, [, quantity]) => sum + quantity, 0) !== wanted) return
  compare(tally.all, order)
  if (given.some(({ record }) => record.candidates.filter(([, , c]) => c !== null).length > 1)) {
    compare(tally.choice, order)
  }
}

function addLines(tally: Tally, { lines, decisions }: Played): void {
  const placed = decisions.filter(({ cause }) => cause === 'placed')
  const short = new Set(placed.flatMap(({ record }) => record.short.map(({ lineNo }) => lineNo)))
  for (const line of lines) {
    const open = line.ordered - line.cancelled
    const how = !short.has(line.no)
      ? 'atOnce'
      : line.allocated === open && open > 0
        ? 'later'
        : 'never'
    tally.lines.all += 1
    tally.lines[how] += 1
    if (open === 0) tally.lines.cancelled += 1
    tally.units.ordered += line.ordered
    tally.units.cancelled += line.cancelled
    tally.units.allocated += line.allocated
    tally.units.shipped += line.fulfilled
  }
}

function compare(into: Comparison, { decisions, real, paid }: Played): void {
  const tutti = decisions.flatMap(({ record }) =>
    record.chosen.map(({ km, cost }): Parcel => ({ km, freight: cost.freight })),
  )
  const isKnown = [...tutti, ...real].every(({ km }) => km !== null)
  into.orders += 1
  into.paid += paid * 100
  if (isKnown) into.ordersWithKm += 1
  for (const [to, parcels] of [
    [into.tutti, tutti],
    [into.real, real],
  ] as const) {
    to.parcels += parcels.length
    for (const { km, freight } of parcels) {
      to.freight += freight
      if (isKnown) to.km += km!
    }
  }
}

function count(into: Record<string, number>, key: string): void {
  into[key] = (into[key] ?? 0) + 1
}
