import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { instant, nullable, object } from '../platform/http/schemas.ts'

const counted = Type.Integer({ minimum: 0 })

export const rulesPublished = defineEvent('routing_rules.published', 1, {
  says: 'A version of the routing rules was published; it decides from `validFrom` on.',
  subject: null,
  tells: ({ data: { version } }) => [{ topic: 'routing', id: String(version), version }],
  data: object({
    version: Type.Integer({ minimum: 1 }),
    added: counted,
    changed: counted,
    removed: counted,
    restores: nullable(Type.Integer({ minimum: 1 })),
    validFrom: instant,
  }),
})

export const ratesLearnt = defineEvent('demand_rates.learnt', 1, {
  says: 'What is to be expected of every SKU was learnt anew, from so many weeks.',
  subject: null,
  tells: () => [{ topic: 'routing', id: 'demand', version: null }],
  data: object({ learntAt: instant, skus: counted, weeks: counted }),
})

export const events = [rulesPublished, ratesLearnt]
