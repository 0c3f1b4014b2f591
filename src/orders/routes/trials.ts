import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { refuseWithout, type Caller } from '../../platform/http/caller.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { currency, nullable, object, text } from '../../platform/http/schemas.ts'
import {
  decidingSteps,
  invented,
  placeOnMap,
  proposed,
  recordAnswer,
  skuNamed,
  type Invented,
} from '../../routing/index.ts'
import { proposeTest } from '../actions/propose-test.ts'
import { tryRules } from '../actions/trials.ts'
import type { OrdersWorld } from '../actions/world.ts'

const decided = Type.Array(object({ groupNo: Type.Integer(), record: recordAnswer }))

const failed = {
  step: Type.Enum([...decidingSteps], {
    description:
      'What failed; all before it was done. `ready`: a rule of the draft could not be made ' +
      'to decide anything.',
  }),
  reference: Type.String({ description: 'Under which the log of the server has it.' }),
  record: recordAnswer,
}

const answer = object({
  currency,
  live: decided,
  draft: nullable(decided),
  failed: Type.Array(
    object({ by: Type.Enum(['live', 'draft']), groupNo: Type.Integer(), ...failed }),
    {
      description:
        'Deliveries on which deciding failed, a fault of the server and no shortage: `live` or ' +
        '`draft` lacks them. `record` has what was known by then (the rule, who could serve it, ' +
        'who dropped out and why); nothing is chosen in it.',
    },
  ),
  places: Type.Array(placeOnMap),
  skus: Type.Array(skuNamed),
})

const proposal = object({
  ...proposed,
  failed: Type.Optional(
    object(
      failed,
      'Deciding failed, a fault of the server: nothing is expected yet. `record` as in a trial.',
    ),
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
          order: Type.Optional(text(64, 'Id or number of the order; needs `orders:read`.')),
          invented: Type.Optional(invented),
        }),
        answers: { 200: answer },
      },
      async (tx, { body, caller, now }) => {
        const { scope } = caller
        return {
          status: 200,
          body: await tryRules(tx, world, askedOf(body, caller), { scope, now }),
        }
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
          order: Type.Optional(text(64, 'Id or number of the order; needs `orders:read`.')),
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
        answers: { 200: proposal },
      },
      async (tx, { body, caller, now }) => {
        const { scope } = caller
        const asked = { ...askedOf(body, caller), against: body.against ?? 'live' }
        return { status: 200, body: await proposeTest(tx, world, asked, { scope, now }) }
      },
    ),
  ]
}

type Asked = { order?: string; group?: number; invented?: Invented }

/** Who names an order must be permitted to see it. */
function askedOf({ order, group, invented: made }: Asked, caller: Caller) {
  if ((order === undefined) === (made === undefined)) {
    refuse('field_invalid', { field: '/order', detail: 'Name an order, or invent one.' })
  }
  if (order !== undefined) refuseWithout(caller, 'orders:read', '/order')
  return order === undefined ? { invented: made! } : { order, group }
}
