import { Type } from 'typebox'
import { code, date, nullable, object } from '../../platform/http/schemas.ts'
import { freshnessAnswer, stockNumbers } from '../schemas.ts'

const units = Type.Number()

const shelfAnswer = object({
  sku: code,
  location: code,
  ...stockNumbers,
  paused: Type.Boolean({ description: 'Not sold from here, whatever is available.' }),
  feed: freshnessAnswer,
  heldBack: Type.Number({ description: 'Of the available, not sold: its feed is overdue.' }),
})

const limit = {
  available: nullable(Type.Integer({ description: 'Bundles; null: always enough.' })),
  limitedBy: nullable(code),
}

/** What there is of one SKU; of a bundle, what it is made of and how many that makes. */
export const stockOfSkuAnswer = object({
  stocked: Type.Boolean({ description: 'False: no stock is kept, there is always enough.' }),
  items: Type.Array(shelfAnswer),
  bundle: nullable(
    object({
      ...limit,
      components: Type.Array(
        object({
          sku: code,
          name: Type.String(),
          quantity: Type.Number({ description: 'In one bundle.' }),
          available: nullable(units),
          makes: nullable(Type.Integer({ description: 'Bundles that it would be enough for.' })),
        }),
      ),
      locations: Type.Array(
        object({
          location: code,
          ...limit,
          paused: Type.Boolean({ description: 'Something of it is not sold from here.' }),
        }),
      ),
    }),
  ),
})

/** What a channel can sell of one SKU. */
export const availabilityAnswer = object({
  channel: code,
  sku: code,
  available: nullable(units),
  stocked: Type.Boolean(),
  limitedBy: nullable(code),
  heldBack: Type.Array(object({ location: code, quantity: units, source: code }), {
    description: 'Not for sale, since the feed of the location is overdue.',
  }),
  preOrder: Type.Optional(
    object(
      { available: units, on: nullable(date) },
      'Where a rule lets goods be sold that are on their way: how many, and from which day.',
    ),
  ),
  backorder: Type.Optional(
    object(
      { available: units, days: Type.Integer() },
      'Where a rule lets more be sold than there is: how many, and in how many days they come.',
    ),
  ),
})
