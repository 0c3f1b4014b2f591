import { Type } from 'typebox'
import { code, currency, date, object, uuid } from '../../platform/http/schemas.ts'

const location = Type.Integer({ title: 'location' })
const amount = Type.Integer({ minimum: 1, description: '1e-4 of the major currency unit.' })

const change = Type.Union(
  [
    object({ of: Type.Literal('parcel_less'), amount }, 'A parcel from there costs less.'),
    object(
      { of: Type.Literal('unit_less'), amount },
      'Each whole unit from there costs less: a parcel for nothing is not enough.',
    ),
    object(
      { of: Type.Literal('parcel_more'), amount },
      'A parcel from this place of the plan costs more: then it is in it no more.',
    ),
    object(
      {
        of: Type.Literal('stock_more'),
        skuId: Type.Integer({ title: 'SKU' }),
        units: Type.Integer({ minimum: 1, description: 'In the smallest units of the SKU.' }),
      },
      'It has more of a SKU, of which it lacks some.',
    ),
    object(
      { of: Type.Literal('distance'), km: Type.Integer() },
      'The rule lets in what is so far away.',
    ),
    object(
      { of: Type.Literal('open'), on: date },
      'The rule does not close it on that day, on which it would work on it.',
    ),
  ],
  { description: 'One thing that is another.' },
)

/** By how little another decision would have been made. */
export const flipsAnswer = object({
  decision: uuid,
  isExact: Type.Boolean({
    description:
      'True: what the decision saw was put together again and led to the same record, and each ' +
      'change was tried: one step less of it changes nothing. False: from the record alone, so ' +
      'that less may be enough.',
  }),
  currency,
  flips: Type.Array(
    object({
      locationId: location,
      change,
      to: Type.Array(location, { description: 'From where it would come then.' }),
      cost: Type.Number({ description: 'What that costs, in 1e-4 of the major currency unit.' }),
    }),
    { description: 'The smallest in money first.' },
  ),
  left: Type.Integer({
    description:
      'Further changes that were not tried, since there are so many, or no time was left.',
  }),
  outOfTime: Type.Boolean({
    description: 'Time ran out before all were tried: asked again, there may be more.',
  }),
  places: Type.Array(object({ id: Type.Integer(), code, name: Type.String() })),
})
