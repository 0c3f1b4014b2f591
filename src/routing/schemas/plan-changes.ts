import { Type, type Static } from 'typebox'
import { code, nullable, object } from '../../platform/http/schemas.ts'
import { strategy } from '../schemas.ts'
import { improvingFields, percent } from './plans.ts'

const amount = (description: string) =>
  Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 1e12, description })))

const otherwise = {
  strategy: Type.Optional(strategy),
  objective: Type.Optional(
    Type.Object(
      {
        latePerParcel: amount('A parcel that comes after the day on which it is wanted.'),
        dayPerParcel: amount('A day until a parcel arrives, where no day is wanted.'),
        reroutePerParcel: amount('Finding another place for a parcel that a location declines.'),
        carbonPerTonne: amount('A tonne of CO2e.'),
        unfilledPerUnit: amount('A whole unit that is there and is not served now.'),
        unfilledPercent: Type.Optional(
          nullable(percent('Besides that so much of what was paid for it, in percent.')),
        ),
      },
      {
        additionalProperties: false,
        minProperties: 1,
        description:
          'In 1e-4 of the major currency unit, or in percent; null: as if the plan did not say ' +
          'it. What is left out stays.',
      },
    ),
  ),
  services: Type.Optional(
    nullable(
      Type.Array(code, {
        minItems: 1,
        maxItems: 200,
        description: 'Of plans by rate cards: only these services; null: all.',
      }),
    ),
  ),
  improving: Type.Optional(
    nullable(object(improvingFields, 'Deliveries move until they are released; null: they stay.')),
  ),
}

const channel = Type.Optional({ ...code, description: 'All channels where it is left out.' })

/** Plans of a policy that differ from those in force. */
export const planChanges = Type.Optional(
  Type.Array(object({ channel, ...otherwise }), {
    minItems: 1,
    maxItems: 100,
    description:
      'What plans of channels say otherwise than those in force. Cost is counted by the prices ' +
      'of the plans in force all the same, so that policies compare.',
  }),
)
export type PlanChangesBody = NonNullable<Static<typeof planChanges>>

export const planChangesAnswer = Type.Array(object({ channel: nullable(code), ...otherwise }), {
  description: 'What its plans say otherwise than those in force; `channel` null: of all.',
})
