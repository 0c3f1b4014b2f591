import type { Formats } from '../../lib/format.ts'
import type { Words } from '../words/index.ts'
import { percent, rounded, signed, type Paired } from './said.ts'
import type { Outcome as Simulated } from './use-simulations.ts'

/** What only a simulation knows: the rest is known of a shadow as well. */
type OfCourse =
  | 'declined'
  | 'moved'
  | 'tillUnits'
  | 'lostUnits'
  | 'stockOuts'
  | 'aboveBound'
  | 'load'
type Load = Omit<Simulated['load'][number], 'busiestDay'> & { busiestDay?: number }

/** What decisions come to, by one policy of several that are compared. */
export type Outcome = Omit<Simulated, OfCourse> &
  Partial<Omit<Simulated, 'load'>> & { load: Load[] }

/** A number of one policy, and by how much it differs from the first one's. */
export type Cell = { policy: number; text: string; difference?: { text: string; paired?: Paired } }
export type Row = { label: string; cells: Cell[]; isTerm: boolean }

type Measure = keyof NonNullable<Outcome['against']>['by']
type Of = { said: Words['simulator']; formats: Formats; currency: string }

type Shown = {
  label: string
  value: (outcome: Outcome) => number | null
  text: (value: number) => string
  /** The measure by which it is told from chance, and which of its numbers is the difference. */
  paired?: Measure
  isMean?: boolean
  /** More of it is better; of all else less. */
  isGood?: boolean
}

/** What it costs, by every term that is anywhere, then the rest; what nobody knows is left out. */
export function rowsOf(outcomes: readonly Outcome[], of: Of): Row[] {
  const terms = [...new Set(outcomes.flatMap(({ cost }) => cost.terms.map(({ term }) => term)))]
  const money = (amount: number) => of.formats.cost(amount, of.currency)
  const termRows = terms.flatMap((term) => {
    const value = ({ cost }: Outcome) => cost.terms.find((one) => one.term === term)?.amount ?? 0
    return rowOf({ label: of.said.terms[term], value, text: money }, outcomes, true)
  })
  const isMoving = outcomes.some(({ moved = 0 }) => moved > 0)
  const shownOf = (shown: Shown[]) => shown.flatMap((one) => rowOf(one, outcomes, false))
  return [...shownOf(costs(of)), ...termRows, ...shownOf([...parcels(of, isMoving), ...stock(of)])]
}

function rowOf(shown: Shown, outcomes: readonly Outcome[], isTerm: boolean): Row[] {
  const values = outcomes.map((outcome) => shown.value(outcome))
  const isNothing = isTerm && values.every((value) => !value)
  if (values.every((value) => value === null) || isNothing) return []
  const cells = outcomes.map((outcome, index): Cell => {
    const { policy } = outcome
    const value = values[index] ?? null
    if (value === null) return { policy, text: '–' }
    const text = shown.text(value)
    const first = values[0]
    if (index === 0 || first === null || first === undefined) return { policy, text }
    const paired = shown.paired && outcome.against?.by[shown.paired]
    const by = paired && shown.isMean ? paired.mean : value - first
    if (by === 0) return { policy, text }
    const says = signed(by, (much) => shown.text(much))
    // A mean of parcels may fall while orders need more of them: then nothing is said of it.
    const isAlike = paired && Math.sign(by) * (shown.isGood ? -1 : 1) === Math.sign(paired.total)
    return { policy, text, difference: { text: says, ...(isAlike && { paired }) } }
  })
  return [{ label: shown.label, cells, isTerm }]
}

function costs({ said, formats, currency }: Of): Shown[] {
  const { measures } = said
  const text = (amount: number) => formats.cost(amount, currency)
  return [
    {
      label: measures.cost,
      value: ({ cost }) => cost.perOrder,
      text,
      paired: 'cost',
      isMean: true,
    },
    { label: measures.total, value: ({ cost }) => cost.total, text, paired: 'cost' },
  ]
}

function parcels({ said, formats }: Of, isMoving: boolean): Shown[] {
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
      paired: 'late',
      isGood: true,
    },
    { label: measures.parcels, value: (one) => one.parcels, text: whole, paired: 'parcels' },
    { label: measures.splits, value: (one) => one.splits, text: whole, paired: 'splits' },
    {
      label: measures.km,
      value: ({ km }) => km,
      text: (km) => formats.distance(km),
      paired: 'km',
    },
    {
      label: measures.co2e,
      value: ({ co2eG }) => co2eG,
      text: (g) => said.grams(whole(g)),
      paired: 'co2eG',
    },
    { label: measures.declined, value: ({ declined = null }) => declined, text: whole },
    // Nobody asks of a policy that never moves anything how often it did.
    ...(isMoving
      ? [{ label: measures.moved, value: ({ moved = 0 }: Outcome) => moved, text: whole }]
      : []),
  ]
}

function stock({ said, formats }: Of): Shown[] {
  const { measures } = said
  const units = rounded(formats.language, 1)
  return [
    {
      label: measures.unfilled,
      value: ({ unfilledUnits }) => unfilledUnits,
      text: units,
      paired: 'unfilled',
    },
    {
      label: measures.lost,
      value: ({ lostUnits = 0, tillUnits = 0 }) => (tillUnits + lostUnits === 0 ? null : lostUnits),
      text: units,
      paired: 'lostSales',
    },
    { label: measures.stockOuts, value: ({ stockOuts = null }) => stockOuts, text: units },
  ]
}
