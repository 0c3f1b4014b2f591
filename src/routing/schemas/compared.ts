import { Type, type TSchema } from 'typebox'
import { code, nullable, object } from '../../platform/http/schemas.ts'
import { measures, spent } from '../domain/simulation/index.ts'

/** What rules are compared by: those of a simulation, and a shadow with the rules in force. */

export const money = Type.Number({ description: '1e-4 of the major unit of `currency`.' })
export const count = Type.Integer({ minimum: 0 })
export const units = Type.Number({ minimum: 0, description: 'Whole units.' })

const interval = {
  low: nullable(Type.Number()),
  high: nullable(Type.Number()),
  batches: count,
}
const difference = {
  total: Type.Number(),
  mean: Type.Number({ description: 'For each order.' }),
  ...interval,
}

/** By how much one of them differs from the first, order by order. */
export const paired = object(
  difference,
  'Less what the first has: below 0 it has less. `low` and `high`: the 95 % interval of the ' +
    'mean, by batches: the days of a simulation, blocks of orders of a shadow; null with fewer ' +
    'than five that have orders.',
)

/** What a location has to do. */
export const loadHere = { location: code, name: Type.String(), parcels: count, units }

const byMeasure = Object.fromEntries(measures.map((measure) => [measure, paired])) as Record<
  (typeof measures)[number],
  typeof paired
>

const parcelMean = nullable(object({ mean: Type.Number(), ...interval }))

/** Beside the first; `more`: what else is compared by order. */
export function againstWith<More extends Record<string, TSchema>>(more: More) {
  return nullable(
    object(
      {
        changed: Type.Integer({ description: 'Orders that are decided otherwise.' }),
        by: object({ ...byMeasure, ...more }),
        terms: Type.Array(object({ term: Type.Enum([...spent]), ...difference }), {
          description:
            'The cost by term, of those that either has. Empty where it began before terms were ' +
            'compared.',
        }),
        perParcel: object(
          { km: parcelMean, co2eG: parcelMean, onTime: parcelMean },
          'By how much `km`, `co2eG` and `onTime` differ, which are means of parcels: both sides ' +
            'have not as many. Null where one has no such parcel, or where it began before ' +
            'these were compared.',
        ),
      },
      'Beside the first; null for that.',
    ),
  )
}

/** What decisions come to. */
export const outcomeSums = {
  cost: object({
    total: money,
    perOrder: money,
    terms: Type.Array(object({ term: Type.Enum([...spent]), amount: money }), {
      description:
        '`unfilled`: what was not served; `lostSales`: what tills wanted and had not; `reroute`: ' +
        'parcels that were declined, of a shadow those that are expected to be. Wishes and ' +
        'prices of stock are nobody’s bill.',
    }),
  }),
  parcels: count,
  splits: Type.Integer({ description: 'Delivery groups that went in more than one parcel.' }),
  km: nullable(Type.Number({ description: 'Mean of parcels whose distance is known.' })),
  co2eG: nullable(Type.Number({ description: 'Grams: mean of parcels of which it is known.' })),
  onTime: nullable(
    Type.Number({
      description:
        'Expected share of parcels that come by the day they are wanted, from 0 to 1, of those ' +
        'of which both are known; null where that is none.',
    }),
  ),
  timedParcels: Type.Integer({ description: 'Parcels that `onTime` is the share of.' }),
  wantedUnits: units,
  unfilledUnits: units,
}
