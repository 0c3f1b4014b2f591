import { Type } from 'typebox'
import { command, type Route } from '../../platform/http/route.ts'
import { code, object, text, uuid } from '../../platform/http/schemas.ts'
import type { OrdersWorld } from '../../orders/index.ts'
import { costAnswer, costAnswerOf } from '../../routing/index.ts'
import { rerouteGroup } from '../actions/reroute.ts'

const reroutingAnswer = object({
  order: object({ id: uuid, version: Type.Integer() }),
  cost: costAnswer,
  dearerBy: Type.Number({
    description: 'Than where it was; below 0 it is cheaper. 1e-4 of the major currency unit.',
  }),
})

/** Stands here, not with the other changes of orders, since work is taken back from locations. */
export function rerouteRoutes(world: OrdersWorld): Route[] {
  return [
    command(
      {
        path: '/v1/orders/:id/reroutings',
        access: 'orders:write',
        tag: 'Orders',
        summary: 'Give a delivery group to another location, while nobody has picked any of it',
        description:
          'Released work is taken back and the stock claimed at the new place at once, or ' +
          'nothing is changed. A dry run says what it would cost and writes nothing.',
        params: object({ id: uuid }),
        body: object({
          version: Type.Integer({ description: 'Refused where the order has another version.' }),
          group: Type.Integer({ minimum: 1, maximum: 1000 }),
          location: code,
          reason: Type.Optional(text(60, 'For the timeline; nothing personal.')),
          dryRun: Type.Optional(Type.Boolean()),
        }),
        answers: { 200: reroutingAnswer },
      },
      async (tx, { params, body, caller, now }) => {
        const { reason = null, dryRun = false, ...rest } = body
        const wish = { ...rest, id: params.id, reason, dryRun }
        const by = { actor: caller.id, now, nowMs: world.platform.clock.nowMs() }
        const moved = await rerouteGroup(tx, world, { wish, scope: caller.scope }, by)
        const { id, version, cost, dearerBy } = moved
        return { status: 200, body: { order: { id, version }, cost: costAnswerOf(cost), dearerBy } }
      },
    ),
  ]
}
