import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { object } from '../platform/http/schemas.ts'

export const networkChanged = defineEvent('network.changed', 1, {
  says: 'Something that every process holds in memory of the network is to be read anew.',
  subject: null,
  data: object({ kind: Type.Enum(['channel', 'location', 'sku_pause']) }),
})

export const events = [networkChanged]
