import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { currency, nullable, object, text } from '../../platform/http/schemas.ts'
import {
  invented,
  placeOnMap,
  proposedTest,
  recordAnswer,
  skuNamed,
  type Invented,
} from '../../routing/index.ts'
import { proposeTest } from '../actions/propose-test.ts'
import { tryRules } from '../actions/trials.ts'
import type { OrdersWorld } from '../actions/world.ts'

const decided = Type.Array(object({ groupNo: Type.Integer(), record: recordAnswer }))

const answer = object({
  currency,
  live: decided,
  draft: nullable(decided),
  places: Type.Array(placeOnMap),
  skus: Type.Array(skuNamed),
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
      async (tx, { body, caller: { scope }, now }) => {
        return { status: 200, body: await tryRules(tx, world, askedOf(body), { scope, now }) }
      },
    ),
    command(
      {
        path: '/v1/routing-tests/proposals',
        access: 'routing:read',
        tag: 'Routing rules',
        summary: 'A delivery, real or invented, as a routing test that expects what is decided now',
        description:
          'Nothing is kept yet. Its stock is what it is offered now. Of a real order the place ' +
          'it goes to is told to a hundredth of a degree. Name one of the two.',
        body: object({
          order: Type.Optional(text(64, 'Id or number of the order.')),
          group: Type.Optional(
            Type.Integer({ minimum: 1, description: 'Of the order; the first that is sent.' }),
          ),
          invented: Type.Optional(invented),
          against: Type.Optional(
            Type.Enum(['live', 'draft'], {
              description: 'By which it is decided; live: in force.',
            }),
          ),
        }),
        answers: { 200: proposedTest },
      },
      async (tx, { body, caller: { scope }, now }) => {
        const asked = { ...askedOf(body), against: body.against ?? 'live' }
        return { status: 200, body: await proposeTest(tx, world, asked, { scope, now }) }
      },
    ),
  ]
}

type Asked = { order?: string; group?: number; invented?: Invented }

function askedOf({ order, group, invented: made }: Asked) {
  if ((order === undefined) === (made === undefined)) {
    refuse('field_invalid', { field: '/order', detail: 'Name an order, or invent one.' })
  }
  return order === undefined ? { invented: made! } : { order, group }
}
