import { Type } from 'typebox'
import { code, currency, nullable, object, uuid } from '../../platform/http/schemas.ts'
import { planTerms } from '../domain/regrets.ts'

const location = Type.Integer({ title: 'location' })
const money = Type.Number({ description: '1e-4 of the major currency unit.' })

const planWith = object(
  {
    cost: money,
    more: Type.Number({
      description:
        'Than the plan that was chosen, in 1e-4 of the major currency unit. Below 0 where that ' +
        'was not to be the cheapest: by a ranking, by tiers of places, by hand, or where this ' +
        'one serves fewer units.',
    }),
    gap: nullable(
      Type.Number({
        description:
          '0: none with the place is cheaper; above 0 one may be, by so much at most; null: not ' +
          'known.',
      }),
    ),
    terms: nullable(
      Type.Array(
        object({
          term: Type.Enum([...planTerms], {
            description: '`unfilled`: what it costs to leave units out as too dear.',
          }),
          amount: money,
          more: Type.Number({ description: 'Than in the plan that was chosen.' }),
        }),
        { description: 'They add up to `cost` and `more`. Null where only the sums are known.' },
      ),
    ),
    besides: Type.Array(location, { description: 'The other places that it takes.' }),
    fewer: Type.Array(
      object({
        skuId: Type.Integer({ title: 'SKU' }),
        units: Type.Integer({ minimum: 1, description: 'In the smallest units of the SKU.' }),
      }),
      { description: 'Units that it serves fewer, within the limits of the rule.' },
    ),
  },
  'The cheapest that takes the place, of what the rule allows where one decided.',
)

/** What it would have cost to take the places that were not chosen. */
export const regretsAnswer = object({
  decision: uuid,
  isExact: Type.Boolean({
    description:
      'True: what the decision saw was put together again and led to the same record, and each ' +
      'place was tried on it. False: from the record alone, for places that could have served ' +
      'all: what all of it would have cost from there. Together with others it may be less.',
  }),
  currency,
  regrets: Type.Array(
    object({
      locationId: location,
      plan: Type.Union([planWith, Type.Null()], {
        description: 'Null: no plan that is allowed takes it.',
      }),
      isBeyond: nullable(
        Type.Boolean({
          description: 'The rule did not look as far: it is of a later tier. Null: not known.',
        }),
      ),
    }),
    { description: 'The least first; those that serve fewer units last.' },
  ),
  left: Type.Integer({
    description: 'Further candidates that were not looked at: so many, no time, or not known.',
  }),
  outOfTime: Type.Boolean({
    description: 'Time ran out before all were tried: asked again, there may be more.',
  }),
  places: Type.Array(object({ id: Type.Integer(), code, name: Type.String() })),
})
