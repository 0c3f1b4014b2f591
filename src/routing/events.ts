import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { instant, nullable, object, uuid } from '../platform/http/schemas.ts'

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

export const simulationChanged = defineEvent('routing_simulation.changed', 1, {
  says: 'A simulation was asked for, has new numbers, or is over.',
  subject: null,
  tells: ({ data: { simulation } }) => [{ topic: 'routing', id: simulation, version: null }],
  data: object({
    simulation: uuid,
    state: Type.Enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  }),
})

export const events = [rulesPublished, simulationChanged]
