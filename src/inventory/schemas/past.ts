import { Type } from 'typebox'
import { code, nullable, object } from '../../platform/http/schemas.ts'
import { missingKinds, pastViews } from '../domain/past.ts'
import { stockAnswer } from '../schemas.ts'
import { availabilityAnswer } from './availability.ts'
import { bundleAnswer } from './shelf.ts'

const units = Type.Number()
const { stocked, available, limitedBy, locations, terms, components } =
  availabilityAnswer.properties

/** Stock of one SKU as it was. */
export const pastAnswer = object({
  sku: code,
  at: Type.String(),
  as: Type.Enum([...pastViews]),
  beginsAt: nullable(
    Type.String({ description: 'When the first movement was recorded; null: there is none.' }),
  ),
  items: Type.Array(stockAnswer),
  bundle: nullable(bundleAnswer),
  pool: nullable(
    object({
      channel: code,
      locations: Type.Integer({ description: 'Of its pool of then, those that had stock.' }),
      onHand: units,
      unavailable: units,
      held: units,
      allocated: units,
      uncovered: units,
      free: Type.Number({ description: 'Before rules; what could be sold stands in `offer`.' }),
    }),
  ),
  offer: nullable(
    object({
      channel: code,
      rulesVersion: Type.Integer({ description: 'In force at that moment; 0: none.' }),
      stocked,
      available,
      limitedBy,
      locations,
      terms,
      components,
      missing: Type.Array(Type.Enum([...missingKinds]), {
        description:
          'What the books do not say of that moment. `pool`: nothing was kept yet of pools and ' +
          'pauses; they are the first that are known. `ring_fences`, `quotas`, ' +
          '`overdue_feeds`: not taken off, so that it may have been less. `components`: the ' +
          'bundle was changed since it was made; its components are those of today. ' +
          '`belonging`: a rule names groups, tags or kinds of locations, or categories or tags ' +
          'of SKUs; they are those of today.',
      }),
    }),
  ),
})
