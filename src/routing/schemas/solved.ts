import { Type } from 'typebox'
import { nullable, object } from '../../platform/http/schemas.ts'

const whole = Type.Integer()
const placeOf = (of: string) => Type.Integer({ description: `Its place in \`${of}\`, from 0.` })

/** A group in the open format `routing-order/1`, and its optimum. */
export const solvedOrderAnswer = object({
  instance: object({
    format: Type.Enum(['routing-order/1', 'routing-order/1+bands'], {
      description: 'With bands, parcels pay by their weight besides: `bands`, `prices`, `weight`.',
    }),
    meta: object({
      scale: Type.Integer({ description: 'Units of money to the major unit of the currency.' }),
    }),
    nodes: Type.Array(
      object({
        id: Type.String({ description: 'Code of the location.' }),
        fixed: Type.Integer({ description: 'Of one parcel.' }),
        shadow: Type.Integer({ description: 'Price of its capacity for a parcel.' }),
        capUnits: nullable(whole),
        prices: Type.Optional(object({ prices: Type.Array(whole), perKgBeyond: whole })),
      }),
    ),
    lines: Type.Array(
      object({
        id: Type.String(),
        sku: Type.String({ description: 'Code of the SKU.' }),
        qty: Type.Integer({ description: 'In the smallest units of the SKU.' }),
        unfilled: Type.Integer({ description: 'What one costs that is not served.' }),
        weight: Type.Optional(Type.Integer({ description: 'Of one, in micrograms.' })),
      }),
    ),
    offers: Type.Array(
      object({
        line: placeOf('lines'),
        node: placeOf('nodes'),
        avail: whole,
        unit: Type.Integer({ description: 'Of one.' }),
        shadow: Type.Integer({ description: 'Price of its scarce stock.' }),
      }),
    ),
    bands: Type.Optional(
      Type.Array(Type.Number(), {
        description: 'Highest weights in grams of what is in a parcel: less its packaging.',
      }),
    ),
    options: object({
      maxPackages: nullable(whole),
      allowPartial: Type.Boolean(),
      allowLineSplit: Type.Boolean(),
    }),
  }),
  expected: nullable(
    object(
      {
        cost: whole,
        gap: Type.Integer({ description: 'The optimum is at most so much cheaper: 0 is proven.' }),
        plan: Type.Array(object({ line: placeOf('lines'), node: placeOf('nodes'), qty: whole })),
      },
      'The least it costs, and a plan that costs that; others may cost as little. Null where a ' +
        'rule limits the parcels of an item, or a day with little room counts lines, or units of ' +
        'different kinds: the format cannot say so.',
    ),
  ),
})
