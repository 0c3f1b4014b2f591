import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { code, object } from '../platform/http/schemas.ts'

export const skuChanged = defineEvent('sku.changed', 1, {
  says: 'A SKU was changed or archived.',
  subject: null,
  tells: ({ data }) => [{ topic: 'catalog', id: data.code, version: data.version }],
  data: object({ id: Type.Integer(), code, version: Type.Integer() }),
})

export const events = [skuChanged]
