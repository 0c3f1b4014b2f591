import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { code, currency, instant, nullable, object, uuid } from '../platform/http/schemas.ts'

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

export const rulesWithdrawn = defineEvent('routing_rules.withdrawn', 1, {
  says: 'A version of the routing rules was withdrawn before it began: it decides on nothing.',
  subject: null,
  tells: ({ data: { version } }) => [{ topic: 'routing', id: String(version), version }],
  data: object({ version: Type.Integer({ minimum: 1 }), validFrom: instant }),
})

export const approvalChanged = defineEvent('routing_approval.changed', 1, {
  says: 'Somebody asked for a second person to approve the draft, or approved or declined that.',
  subject: null,
  tells: () => [{ topic: 'routing', id: 'draft', version: null }],
  data: object({
    draftVersion: Type.Integer({ minimum: 0 }),
    became: Type.Enum(['requested', 'approved', 'declined']),
  }),
})

export const publishingChanged = defineEvent('routing_publishing.changed', 1, {
  says: 'Drafts of routing rules need a second person from now on, or do not any more.',
  subject: null,
  tells: () => [{ topic: 'routing', id: 'publishing', version: null }],
  data: object({ secondPerson: Type.Boolean() }),
})

const ofCanary = { canary: uuid, version: Type.Integer({ minimum: 1 }) }
const tellsCanary = ({ data: { canary } }: { data: { canary: string } }) => {
  return [{ topic: 'routing' as const, id: canary, version: null }]
}

export const canaryStarted = defineEvent('routing_canary.started', 1, {
  says: 'A version of the routing rules decides on a share of new orders from `startsAt` on.',
  subject: null,
  tells: tellsCanary,
  data: object({
    ...ofCanary,
    control: Type.Integer({ minimum: 0, description: 'The version that decides on the others.' }),
    sharePermille: Type.Integer({ minimum: 1, maximum: 999 }),
    startsAt: instant,
    until: instant,
  }),
})

export const canaryEnded = defineEvent('routing_canary.ended', 1, {
  says:
    'A canary is over: `promoted`, its version decides on everything; `returned`, on nothing any ' +
    'more. See `cause`.',
  subject: null,
  tells: tellsCanary,
  data: object({
    ...ofCanary,
    outcome: Type.Enum(['promoted', 'returned']),
    cause: Type.Enum(['by_hand', 'guard', 'error', 'until'], {
      description:
        '`guard`: it was worse than it may be, by what `guard` names. `error`: an error came up ' +
        'when it decided. `until`: its time was over.',
    }),
    guard: nullable(code),
  }),
})

export const ratesLearnt = defineEvent('demand_rates.renewed', 1, {
  says: 'What is to be expected of every SKU was learnt anew, from so many weeks.',
  subject: null,
  tells: () => [{ topic: 'routing', id: 'demand', version: null }],
  data: object({ learntAt: instant, skus: counted, weeks: counted }),
})

export const pricesMade = defineEvent('stock_prices.checked', 1, {
  says:
    'Prices of scarce stock of a currency were checked; those of so many SKUs, whose stock or ' +
    'forecast had moved, were found anew.',
  subject: null,
  tells: () => [{ topic: 'routing', id: 'prices', version: null }],
  data: object({ currency, madeAt: instant, skus: counted }),
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

export const shadowStarted = defineEvent('routing_shadow.started', 1, {
  says: 'Rules decide beside those in force from now on, without acting: a draft, or a version.',
  subject: null,
  tells: ({ data: { shadow } }) => [{ topic: 'routing', id: shadow, version: null }],
  data: object({
    shadow: uuid,
    version: nullable(Type.Integer({ minimum: 1 })),
    until: nullable(instant),
    orders: nullable(Type.Integer({ minimum: 1 })),
  }),
})

export const shadowEnded = defineEvent('routing_shadow.ended', 1, {
  says: 'Rules that decided beside those in force do so no longer; what they changed is counted.',
  subject: null,
  tells: ({ data: { shadow } }) => [{ topic: 'routing', id: shadow, version: null }],
  data: object({
    shadow: uuid,
    why: Type.Enum(['until', 'orders', 'stopped']),
    compared: counted,
    changed: counted,
  }),
})

export const events = [
  rulesPublished,
  rulesWithdrawn,
  approvalChanged,
  publishingChanged,
  canaryStarted,
  canaryEnded,
  ratesLearnt,
  pricesMade,
  simulationChanged,
  shadowStarted,
  shadowEnded,
]
