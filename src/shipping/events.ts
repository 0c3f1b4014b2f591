import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { code, object } from '../platform/http/schemas.ts'

export const shippingChanged = defineEvent('shipping.changed', 1, {
  says: 'A carrier, a service, its collections or its rate card is to be read anew.',
  subject: null,
  data: object({
    kind: Type.Enum(['carrier', 'service', 'card']),
    codes: Type.Array(code, { description: 'Of a card that of its service.' }),
  }),
  tells: ({ data }) => data.codes.map((id) => ({ topic: 'shipping', id, version: null })),
})

export const events = [shippingChanged]
