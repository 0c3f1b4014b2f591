import { Type } from 'typebox'
import { isCollected } from '../../lib/collected.ts'
import { deliveryMethods } from '../../lib/delivery.ts'
import { refuse } from '../../lib/refusal.ts'
import { command, type Route } from '../../platform/http/route.ts'
import {
  amount,
  code,
  country,
  currency,
  date,
  nullable,
  object,
  quantity,
  text,
} from '../../platform/http/schemas.ts'
import { recordAnswer } from '../../routing/index.ts'
import { tryRules } from '../actions/trials.ts'
import { customer } from '../schemas.ts'
import type { OrdersWorld } from '../actions/world.ts'

const invented = object(
  {
    channel: code,
    // Who collects has chosen the place: there is nothing to decide.
    method: Type.Enum(deliveryMethods.filter((method) => !isCollected(method))),
    shipTo: object({
      country,
      region: Type.Optional(text(60)),
      postalCode: Type.Optional(text(20)),
      lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
      lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    }),
    lines: Type.Array(object({ sku: code, quantity }), { minItems: 1, maxItems: 200 }),
    value: Type.Optional({
      ...amount,
      minimum: 0,
      description: 'Total of the order in minor units of the currency of the channel.',
    }),
    wantedBy: Type.Optional(date),
    customer: Type.Optional(customer),
    nominated: Type.Optional(object({ location: code, firm: Type.Boolean() })),
  },
  'A delivery that nobody has ordered.',
)

const decided = Type.Array(object({ groupNo: Type.Integer(), record: recordAnswer }))

const answer = object({
  currency,
  live: decided,
  draft: nullable(decided),
  places: Type.Array(
    object({
      id: Type.Integer(),
      code,
      name: Type.String(),
      point: nullable(object({ lat: Type.Number(), lon: Type.Number() })),
    }),
  ),
  skus: Type.Array(
    object({
      id: Type.Integer(),
      code,
      name: Type.String(),
      unit: Type.String(),
      decimals: Type.Integer(),
    }),
  ),
})

/** What rules would decide, before they do. */
export function trialRoutes(world: OrdersWorld): Route[] {
  return [
    command(
      {
        path: '/v1/routing-trials',
        access: 'routing:read',
        tag: 'Routing rules',
        summary: 'Try the routing rules in force and the draft on an order, real or invented',
        description:
          'As it would be decided now; nothing is taken and nothing changes. Of a real order all ' +
          'that has not left is decided anew, as if it had not been decided before. Name one of ' +
          'the two.',
        body: object({
          order: Type.Optional(text(64, 'Id or number of the order.')),
          invented: Type.Optional(invented),
        }),
        answers: { 200: answer },
      },
      async (tx, { body: { order, invented: made }, caller: { scope }, now }) => {
        if ((order === undefined) === (made === undefined)) {
          refuse('field_invalid', { field: '/order', detail: 'Name an order, or invent one.' })
        }
        const asked = order === undefined ? { invented: made! } : { order }
        return { status: 200, body: await tryRules(tx, world, asked, { scope, now }) }
      },
    ),
  ]
}
