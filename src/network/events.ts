import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { code, object } from '../platform/http/schemas.ts'

export const networkChanged = defineEvent('network.changed', 1, {
  says: 'Something that every process holds in memory of the network is to be read anew.',
  subject: null,
  data: object({
    kind: Type.Enum(['channel', 'location', 'sku_pause']),
    /** Of what was changed: the channel, the locations, the location of the pause. */
    codes: Type.Optional(Type.Array(code)),
  }),
  tells: ({ data }) => (data.codes ?? []).map((id) => ({ topic: 'network', id, version: null })),
})

export const events = [networkChanged]
