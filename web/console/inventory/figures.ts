import type { Tone } from '../../ui/pill.tsx'

/** Stock of a SKU somewhere, or over all places; in units of the SKU. */
export type Figures = {
  onHand: number
  unavailable: number
  held: number
  allocated: number
  /** Promised or held back beyond what is there. */
  uncovered: number
  available: number
}

/** Why units on hand are not to be sold, as a person can say it. */
export const CONDITIONS = ['damaged', 'on_display', 'in_inspection', 'quarantine', 'other'] as const
export type Condition = (typeof CONDITIONS)[number]

/** The same with units that have left, while the system in charge still counts them. */
export const KEPT = [...CONDITIONS, 'awaiting_owner'] as const
export type Kept = (typeof KEPT)[number]
export type Conditions = { readonly [K in Kept]?: number }

/** The figures that lead from what is on hand to what is available. */
export const TERMS = ['onHand', 'unavailable', 'held', 'allocated'] as const
export type Term = (typeof TERMS)[number]

/** Low is what is left of at most so many whole units for each place that keeps it (as the API). */
const LOW_EACH = 2

export type StockState = 'plain' | 'low' | 'soldOut' | 'uncovered'

/** The worst that can be said of it. */
export function stateOf(of: Figures & { locations: number }): StockState {
  if (of.uncovered > 0) return 'uncovered'
  if (of.available <= 0) return 'soldOut'
  return of.available <= LOW_EACH * of.locations ? 'low' : 'plain'
}

export const STATE_TONES: Record<Exclude<StockState, 'plain'>, Tone> = {
  low: 'attention',
  soldOut: 'critical',
  uncovered: 'critical',
}

/** What is added up over places, one below the other. */
export function sumOf(rows: readonly Figures[]): Figures {
  const sum = { onHand: 0, unavailable: 0, held: 0, allocated: 0, uncovered: 0, available: 0 }
  for (const row of rows) {
    for (const name of TERMS) sum[name] += row[name]
    sum.uncovered += row.uncovered
    // What one place has too little of does not take away what another has.
    sum.available += Math.max(0, row.available)
  }
  return roundAll(sum)
}

function roundAll(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, round(value)]),
  ) as Figures
}

const PLACES = 6

/** Sums of decimals as people know them: 0.1 + 0.2 is 0.3. */
export function round(value: number): number {
  return Number(value.toFixed(PLACES))
}

/** One rung of the way from on hand to available; units held back say why. */
export type Rung = {
  kind: Term | 'uncovered' | 'available'
  kept?: Kept
  amount: number
  places: number
}

/** Units by condition over places; only what there is. */
export function keptOf(rows: readonly { conditions: Conditions }[]): [Kept, number][] {
  return KEPT.map((kept): [Kept, number] => [
    kept,
    round(rows.reduce((sum, { conditions }) => sum + (conditions[kept] ?? 0), 0)),
  ]).filter(([, amount]) => amount > 0)
}

/**
 * Why so many are available: what is on hand, less what is damaged, on display or else held back,
 * in carts and promised, each only where there is some. What is promised beyond the stock of a
 * place is given back, since other places sell what they have all the same. The rungs always add
 * up.
 */
export function ladderOf(rows: readonly (Figures & { conditions: Conditions })[]): Rung[] {
  const sum = sumOf(rows)
  const rung = (kind: Rung['kind']): Rung => ({
    kind,
    amount: sum[kind],
    places: rows.filter((row) => row[kind] > 0).length,
  })
  const kept = keptOf(rows).map(([one, amount]): Rung => {
    const places = rows.filter(({ conditions }) => (conditions[one] ?? 0) > 0).length
    return { kind: 'unavailable', kept: one, amount, places }
  })
  const less = (['held', 'allocated', 'uncovered'] as const)
    .map(rung)
    .filter(({ amount }) => amount > 0)
  return [rung('onHand'), ...kept, ...less, rung('available')]
}
