import type { Formats } from '../../lib/format.ts'
import type { Words } from '../words/index.ts'
import { percent, rounded, signed, verdictOf, type Interval, type Verdict } from './said.ts'
import type { Outcome as Simulated } from './use-simulations.ts'

/** What only a simulation knows: the rest is known of a shadow as well. */
type OfCourse =
  | 'declined'
  | 'moved'
  | 'tillUnits'
  | 'lostUnits'
  | 'stockOuts'
  | 'aboveBound'
  | 'outOfTime'
  | 'load'
  | 'against'
type SimulatedLoad = Simulated['load'][number]
type Load = Omit<SimulatedLoad, 'busiestDay' | 'against'> &
  Partial<Pick<SimulatedLoad, 'busiestDay' | 'against'>>
type SimulatedAgainst = NonNullable<Simulated['against']>
type Happened = 'declined' | 'moved' | 'stockOuts'
type Against = Omit<SimulatedAgainst, 'by'> & {
  by: Omit<SimulatedAgainst['by'], Happened> & Partial<SimulatedAgainst['by']>
}

/** What decisions come to, by one policy of several that are compared. */
export type Outcome = Omit<Simulated, OfCourse> &
  Partial<Omit<Simulated, 'load' | 'against'>> & { load: Load[]; against: Against | null }

/** By how much it differs from the first; what was never tested against chance has no verdict. */
export type Difference = { text: string; verdict?: Verdict; between?: string }

/** A number of one policy, and by how much it differs from the first one's. */
export type Cell = { policy: number; text: string; difference?: Difference }
export type Row = { label: string; cells: Cell[]; isTerm: boolean }

/** `orders`: that were compared. */
type Of = { said: Words['simulator']; formats: Formats; currency: string; orders: number }

/** Which way is better: of most less is. */
type Better = 'less' | 'more' | 'neither'

type Shown = {
  label: string
  value: (outcome: Outcome) => number | null
  text: (value: number) => string
  /** Of the same number by which it is told from chance; undefined where that was not done. */
  tested?: (against: Against) => Interval | null | undefined
  better?: Better
}

/** What it costs, by every term that is anywhere, then the rest; what nobody knows is left out. */
export function rowsOf(outcomes: readonly Outcome[], of: Of): Row[] {
  const terms = [...new Set(outcomes.flatMap(({ cost }) => cost.terms.map(({ term }) => term)))]
  const text = (amount: number) => of.formats.cost(amount, of.currency)
  const termRows = terms.flatMap((term) => {
    const value = ({ cost }: Outcome) => cost.terms.find((one) => one.term === term)?.amount ?? 0
    const tested = (against: Against) =>
      inAll(
        against.terms.find((one) => one.term === term),
        of.orders,
      )
    return rowOf({ label: of.said.terms[term], value, text, tested }, outcomes, {
      ...of,
      isTerm: true,
    })
  })
  const isMoving = outcomes.some(({ moved = 0 }) => moved > 0)
  const shownOf = (shown: Shown[]) =>
    shown.flatMap((one) => rowOf(one, outcomes, { ...of, isTerm: false }))
  return [...shownOf(costs(of)), ...termRows, ...shownOf([...parcels(of, isMoving), ...stock(of)])]
}

function rowOf(
  shown: Shown,
  outcomes: readonly Outcome[],
  { said, isTerm }: Pick<Of, 'said'> & { isTerm: boolean },
): Row[] {
  const values = outcomes.map((outcome) => shown.value(outcome))
  const isNothing = isTerm && values.every((value) => !value)
  if (values.every((value) => value === null) || isNothing) return []
  const cells = outcomes.map(({ policy, against }, index): Cell => {
    const value = values[index] ?? null
    if (value === null) return { policy, text: '–' }
    const text = shown.text(value)
    const first = values[0]
    if (index === 0 || first === null || first === undefined) return { policy, text }
    const tested = (against && shown.tested?.(against)) ?? undefined
    const by = tested?.mean ?? value - first
    if (by === 0) return { policy, text }
    return { policy, text, difference: differenceOf(by, tested, { ...shown, said }) }
  })
  return [{ label: shown.label, cells, isTerm }]
}

/** A difference in words, with its verdict and interval where it was told from chance. */
export function differenceOf(
  by: number,
  tested: Interval | undefined,
  {
    text,
    better = 'less',
    said,
  }: { text: (value: number) => string; better?: Better } & Pick<Of, 'said'>,
): Difference {
  const says = signed(by, text)
  if (!tested) return { text: says }
  const { low, high } = tested
  const verdict = verdictOf(tested, better)
  if (low === null || high === null) return { text: says, verdict }
  return { text: says, verdict, between: said.between(signed(low, text), signed(high, text)) }
}

/** Of a difference for each order: that of all orders. */
export function inAll(
  paired: (Interval & { total: number }) | null | undefined,
  orders: number,
): Interval | undefined {
  if (!paired) return undefined
  const { total, low, high } = paired
  const all = (bound: number | null) => (bound === null ? null : bound * orders)
  return { mean: total, low: all(low), high: all(high) }
}

function costs({ said, formats, currency, orders }: Of): Shown[] {
  const { measures } = said
  const text = (amount: number) => formats.cost(amount, currency)
  return [
    {
      label: measures.cost,
      value: ({ cost }) => cost.perOrder,
      text,
      tested: ({ by }) => by.cost,
    },
    {
      label: measures.total,
      value: ({ cost }) => cost.total,
      text,
      tested: ({ by }) => inAll(by.cost, orders),
    },
  ]
}

function parcels({ said, formats, orders }: Of, isMoving: boolean): Shown[] {
  const { measures } = said
  const whole = rounded(formats.language)
  return [
    {
      label: measures.aboveBound,
      value: ({ aboveBound = null }) => aboveBound,
      text: percent(formats.language),
    },
    {
      label: measures.onTime,
      value: ({ onTime }) => onTime,
      text: percent(formats.language),
      tested: ({ perParcel }) => perParcel.onTime,
      better: 'more',
    },
    {
      label: measures.parcels,
      value: (one) => one.parcels,
      text: whole,
      tested: ({ by }) => inAll(by.parcels, orders),
    },
    {
      label: measures.splits,
      value: (one) => one.splits,
      text: whole,
      tested: ({ by }) => inAll(by.splits, orders),
    },
    {
      label: measures.km,
      value: ({ km }) => km,
      text: (km) => formats.distance(km),
      tested: ({ perParcel }) => perParcel.km,
    },
    {
      label: measures.co2e,
      value: ({ co2eG }) => co2eG,
      text: (g) => said.grams(whole(g)),
      tested: ({ perParcel }) => perParcel.co2eG,
    },
    {
      label: measures.declined,
      value: ({ declined = null }) => declined,
      text: whole,
      tested: ({ by }) => inAll(by.declined, orders),
    },
    // Nobody asks of a policy that never moves anything how often it did.
    ...(isMoving ? [moves({ said, orders }, whole)] : []),
  ]
}

function moves(
  { said, orders }: Pick<Of, 'said' | 'orders'>,
  text: (value: number) => string,
): Shown {
  return {
    label: said.measures.moved,
    value: ({ moved = 0 }) => moved,
    text,
    tested: ({ by }) => inAll(by.moved, orders),
    better: 'neither',
  }
}

function stock({ said, formats, orders }: Of): Shown[] {
  const { measures } = said
  const units = rounded(formats.language, 1)
  return [
    {
      label: measures.unfilled,
      value: ({ unfilledUnits }) => unfilledUnits,
      text: units,
      tested: ({ by }) => inAll(by.unfilled, orders),
    },
    {
      label: measures.lost,
      value: ({ lostUnits = 0, tillUnits = 0 }) => (tillUnits + lostUnits === 0 ? null : lostUnits),
      text: units,
      tested: ({ by }) => inAll(by.lostSales, orders),
    },
    {
      label: measures.stockOuts,
      value: ({ stockOuts = null }) => stockOuts,
      text: units,
      tested: ({ by }) => inAll(by.stockOuts, orders),
    },
  ]
}
