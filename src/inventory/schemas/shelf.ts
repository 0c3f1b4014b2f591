import { Type } from 'typebox'
import { code, nullable, object } from '../../platform/http/schemas.ts'
import { closings } from '../domain/selling.ts'
import { namedRule } from './availability.ts'
import { freshnessAnswer, stockNumbers } from '../schemas.ts'

const units = Type.Number()

const shelfAnswer = object({
  sku: code,
  location: code,
  ...stockNumbers,
  paused: Type.Boolean({ description: 'Not sold from here, whatever is available.' }),
  feed: freshnessAnswer,
  heldBack: Type.Number({ description: 'Of the available, not sold: its feed is overdue.' }),
  safety: Type.Optional(
    nullable(
      object(
        { quantity: Type.Number(), rule: namedRule },
        'Of the available, not sold to the channel asked for: safety stock.',
      ),
    ),
  ),
  closed: Type.Optional(
    nullable(
      object(
        { why: Type.Enum([...closings]), rule: nullable(namedRule) },
        'Why the channel asked for sells nothing of it from here.',
      ),
    ),
  ),
  sellable: Type.Optional(Type.Number({ description: 'To the channel asked for.' })),
})

const limit = {
  available: nullable(Type.Integer({ description: 'Bundles; null: always enough.' })),
  limitedBy: nullable(code),
}

/** How many bundles components make, in all and at each location. */
export const bundleAnswer = object({
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
})

/** What there is of one SKU; of a bundle, what it is made of and how many that makes. */
export const stockOfSkuAnswer = object({
  stocked: Type.Boolean({ description: 'False: no stock is kept, there is always enough.' }),
  items: Type.Array(shelfAnswer),
  bundle: nullable(bundleAnswer),
})
