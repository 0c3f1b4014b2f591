import { Type } from 'typebox'
import { priorities } from '../../lib/priority.ts'
import { tag } from '../../platform/http/schemas.ts'
import { TAGS_MOST } from '../domain/marks.ts'

export const priority = Type.Enum([...priorities], {
  description:
    'How much the order counts beside others: where too few units are there, those of the lowest ' +
    'priority give way first, and what comes goes to the highest first.',
})

export const tags = Type.Array(tag, {
  maxItems: TAGS_MOST,
  uniqueItems: true,
  description: 'Words of your own for orders, which rules and lists may go by, e.g. wedding.',
})
