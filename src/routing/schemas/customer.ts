import { Type } from 'typebox'
import { customerKinds } from '../../lib/customer.ts'
import { partial, tag } from '../../platform/http/schemas.ts'

/** What a channel says of who buys. No name and no address: those stand in `contact`. */
export const customer = partial({
  kind: Type.Enum([...customerKinds]),
  tags: Type.Array(tag, {
    maxItems: 30,
    uniqueItems: true,
    description: 'What rules know customers by, e.g. loyalty-gold; none is known where left out.',
  }),
})
