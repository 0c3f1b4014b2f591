import {
  happened,
  measures,
  ofParcel,
  spent,
  type Figures,
  type Happened,
  type Measure,
  type OfParcel,
  type Spent,
} from './figures.ts'
import { decidePaired, type Paired } from './paired.ts'
import { decideMeans, type MeanDifference } from './ratios.ts'

/** By how much one policy differs from another; `perParcel` where both have such parcels. */
export type Differences = {
  by: Record<Measure, Paired>
  /** Of what either of them spends. */
  terms: ({ term: Spent } & Paired)[]
  perParcel: Partial<Record<OfParcel, MeanDifference>>
}

/** Of policies that were played also what happened; where asked, parcels by location. */
export type PlayedDifferences = Omit<Differences, 'by'> & {
  by: Record<Measure | Happened, Paired>
  load(): ReadonlyMap<number, Paired>
}

/** `orders`: of each day, or other batch, of the figures. */
export function differencesOf(
  first: Figures,
  other: Figures,
  orders: ArrayLike<number>,
): Differences {
  return {
    by: pairedIn(measures, first, other, orders),
    terms: spent
      .filter((term) => first.cost[term] !== 0 || other.cost[term] !== 0)
      .map((term) => {
        return { term, ...decidePaired(first.dailyCost[term], other.dailyCost[term], orders) }
      }),
    perParcel: perParcelOf(first, other),
  }
}

export function playedDifferencesOf(
  first: Figures,
  other: Figures,
  orders: ArrayLike<number>,
): PlayedDifferences {
  const { by, ...rest } = differencesOf(first, other, orders)
  const nothing = new Float64Array(orders.length)
  const loadOf = ({ load }: Figures, id: number) => load.get(id)?.byDay ?? nothing
  return {
    ...rest,
    by: { ...by, ...pairedIn(happened, first, other, orders) },
    load() {
      const ids = new Set([...first.load.keys(), ...other.load.keys()])
      return new Map(
        [...ids].map((id) => [id, decidePaired(loadOf(first, id), loadOf(other, id), orders)]),
      )
    },
  }
}

function pairedIn<Name extends Measure | Happened>(
  names: readonly Name[],
  first: Figures,
  other: Figures,
  orders: ArrayLike<number>,
): Record<Name, Paired> {
  const pairs = names.map((name) => [
    name,
    decidePaired(first.daily[name], other.daily[name], orders),
  ])
  return Object.fromEntries(pairs) as Record<Name, Paired>
}

function perParcelOf(first: Figures, other: Figures): Differences['perParcel'] {
  const sideOf = ({ daily }: Figures, name: OfParcel) => {
    const [sums, counts] = ofParcel[name]
    return { sums: daily[sums], counts: daily[counts] }
  }
  const meansOf = (name: OfParcel) => decideMeans(sideOf(first, name), sideOf(other, name))
  const [km, co2eG, late] = [meansOf('km'), meansOf('co2eG'), meansOf('onTime')]
  return { ...(km && { km }), ...(co2eG && { co2eG }), ...(late && { onTime: turned(late) }) }
}

/** Of the share that is late: of the one that is in time. */
function turned({ mean, low, high, batches }: MeanDifference): MeanDifference {
  const less = (bound: number | null) => (bound === null ? null : 0 - bound)
  return { mean: 0 - mean, low: less(high), high: less(low), batches }
}
