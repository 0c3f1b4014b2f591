import { MILLION } from '../objective.ts'
import type { DecisionRecord } from '../record.ts'
import type { Part } from '../types.ts'

/**
 * What is spent or lost, in 1e-4 of the money. Wishes and prices of scarce stock decide, but nobody
 * pays them; of declining, what really was declined counts.
 */
export const spent = [
  'parcel',
  'freight',
  'handling',
  'late',
  'speed',
  'reroute',
  'carbon',
  'unfilled',
  'lostSales',
] as const
export type Spent = (typeof spent)[number]

/** Terms that a parcel has once its place has accepted it. */
export const ofParcels = ['parcel', 'freight', 'handling', 'late', 'speed', 'carbon'] as const

/** What policies are compared by, day by day. */
export const measures = [
  'cost',
  'parcels',
  'splits',
  'km',
  'co2eG',
  'late',
  'unfilled',
  'lostSales',
] as const
export type Measure = (typeof measures)[number]

/** Besides, where time goes on: nothing of it happens to orders that are only decided on. */
export const happened = ['declined', 'moved', 'stockOuts'] as const
export type Happened = (typeof happened)[number]

/** What a parcel has on average: what is summed by day, over how many parcels. */
export const ofParcel = {
  km: ['km', 'kmParcels'],
  co2eG: ['co2eG', 'co2eParcels'],
  onTime: ['late', 'timedParcels'],
} as const
export type OfParcel = keyof typeof ofParcel
type Daily = Measure | Happened | (typeof ofParcel)[OfParcel][1]

/** Sums of one policy, over what has happened so far. */
export type Figures = {
  cost: Record<Spent, number>
  /** Where it is known of a parcel how far it goes, what it emits, whether it is in time. */
  parcels: number
  splits: number
  km: number
  kmParcels: number
  co2eG: number
  co2eParcels: number
  timedParcels: number
  /** Expected: parcels times how probable it is. */
  onTimeParcels: number
  /** Whole units that are wanted, not served, and that tills wanted and had not. */
  wantedUnits: number
  unfilledUnits: number
  tillUnits: number
  lostUnits: number
  /** Parcels that a place declined. */
  declined: number
  /** Groups that went from elsewhere than first decided, to save: once for each move. */
  moved: number
  /** Times that a SKU ran out at a place. */
  stockOuts: number
  load: Map<number, Load>
  daily: Record<Daily, Float64Array>
  /** By term what `daily.cost` is the sum of. */
  dailyCost: Record<Spent, Float64Array>
  /** What of it stands in `daily`. */
  putDown: Record<Happened, number>
}

export type Load = { parcels: number; units: number; byDay: Float64Array }

type Chosen = DecisionRecord['chosen'][number]

export function newFigures(days: number): Figures {
  const each = <Name extends string, Of>(names: readonly Name[], of: () => Of) =>
    Object.fromEntries(names.map((name) => [name, of()])) as Record<Name, Of>
  const zero = () => 0
  const byDay = () => new Float64Array(days)
  const parcels = Object.values(ofParcel).map(([, count]) => count)
  return {
    cost: each(spent, zero),
    parcels: 0,
    splits: 0,
    km: 0,
    kmParcels: 0,
    co2eG: 0,
    co2eParcels: 0,
    timedParcels: 0,
    onTimeParcels: 0,
    wantedUnits: 0,
    unfilledUnits: 0,
    tillUnits: 0,
    lostUnits: 0,
    declined: 0,
    moved: 0,
    stockOuts: 0,
    load: new Map(),
    daily: each<Daily, Float64Array>([...measures, ...happened, ...parcels], byDay),
    dailyCost: each(spent, byDay),
    putDown: each(happened, zero),
  }
}

/** Counts a term; answers it, for who adds it to what an order costs. */
export function spend(figures: Figures, day: number, term: Spent, amount: number): number {
  figures.cost[term] += amount
  figures.daily.cost[day]! += amount
  figures.dailyCost[term][day]! += amount
  return amount
}

/** Counts a parcel that its place has accepted; answers what it costs. */
export function countParcel(
  figures: Figures,
  day: number,
  { chosen, paid }: { chosen: Chosen; paid: Partial<Record<Spent, number>> },
  units: number,
): number {
  const { daily } = figures
  let cost = 0
  for (const term of ofParcels) {
    const amount = paid[term] ?? 0
    if (amount !== 0) cost += spend(figures, day, term, amount)
  }
  figures.parcels += 1
  daily.parcels[day]! += 1
  if (chosen.km !== null) {
    figures.km += chosen.km
    figures.kmParcels += 1
    daily.kmParcels[day]! += 1
    daily.km[day]! += chosen.km
  }
  if (chosen.co2eG !== undefined) {
    figures.co2eG += chosen.co2eG
    figures.co2eParcels += 1
    daily.co2eParcels[day]! += 1
    daily.co2eG[day]! += chosen.co2eG
  }
  const late = chosen.time?.late
  if (late !== undefined) {
    figures.timedParcels += 1
    daily.timedParcels[day]! += 1
    figures.onTimeParcels += 1 - late / MILLION
    daily.late[day]! += late / MILLION
  }
  const load = loadOf(figures, chosen.locationId)
  load.parcels += 1
  load.units += units
  load.byDay[day]! += 1
  return cost
}

function loadOf({ load, daily }: Figures, locationId: number): Load {
  let own = load.get(locationId)
  if (!own) {
    own = { parcels: 0, units: 0, byDay: new Float64Array(daily.cost.length) }
    load.set(locationId, own)
  }
  return own
}

export function countUnfilled(figures: Figures, day: number, units: number): void {
  figures.unfilledUnits += units
  figures.daily.unfilled[day]! += units
}

/** Puts down to a day what has happened since this was last done. */
export function putDown(figures: Figures, day: number): void {
  for (const name of happened) {
    figures.daily[name][day]! += figures[name] - figures.putDown[name]
    figures.putDown[name] = figures[name]
  }
}

/** Of parts those that some places have. */
export function partsAt(parts: readonly Part[], isThere: (locationId: number) => boolean): Part[] {
  return parts.filter(({ locationId }) => isThere(locationId))
}
