import { Type } from 'typebox'
import { date, instant, nullable, object, tuple } from '../../platform/http/schemas.ts'

const location = Type.Integer({ title: 'location' })
const sku = Type.Integer({ title: 'SKU' })

/** What was too late, too large, kept, or not asked for now: by reason, as in `excluded`. */
export const failedAnswer = object(
  {
    too_late: Type.Optional(
      Type.Array(tuple(location, nullable(date)), {
        description: 'When it would have come from there at the earliest; null: not known.',
      }),
    ),
    closed_by_rule: Type.Optional(
      Type.Array(tuple(location, date), {
        description: 'The day on which it would be worked on there.',
      }),
    ),
    declined: Type.Optional(
      Type.Array(tuple(location, instant), { description: 'It is not asked until then.' }),
    ),
    not_found_there: Type.Optional(
      Type.Array(tuple(location, sku, instant), { description: 'It is not asked until then.' }),
    ),
    kept_by_rule: Type.Optional(
      Type.Array(tuple(location, sku, Type.Integer({ title: 'units' })), {
        description: 'Units that were there and stay.',
      }),
    ),
    too_large: Type.Optional(
      Type.Array(
        tuple(
          location,
          sku,
          Type.Enum(['weight', 'longest', 'girth'], { title: 'measure' }),
          Type.Number({ title: 'has' }),
          Type.Number({ title: 'most' }),
        ),
        {
          description:
            'Of a unit the weight in grams, the longest side or the girth in mm, and the most ' +
            'that a service there takes.',
        },
      ),
    ),
  },
  'Of locations that dropped out the value that failed. Decisions of before have none.',
)
