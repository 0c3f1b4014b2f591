import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { object, partial, uuid } from '../../platform/http/schemas.ts'
import { markOrder } from '../actions/mark.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { priority, tags } from '../schemas/marks.ts'

export function markRoutes(world: OrdersWorld): Route[] {
  const { clock } = world.platform
  return [
    command(
      {
        path: '/v1/orders/:id/marks',
        access: 'orders:write',
        tag: 'Orders',
        summary: 'Give an order another priority, add or remove tags',
        description:
          'Both count for what is decided from then on; where it is served from now stays as it ' +
          'is. What is so already is no change, and gives no new version.',
        params: object({ id: uuid }),
        body: object({
          version: Type.Optional(
            Type.Integer({ description: 'Refused where the order has another version by now.' }),
          ),
          priority: Type.Optional(priority),
          tags: Type.Optional(partial({ add: tags, remove: tags })),
        }),
        answers: {
          200: object({
            id: uuid,
            number: Type.String(),
            version: Type.Integer(),
            priority,
            tags,
          }),
        },
      },
      async (tx, { params, body, caller, now }) => {
        const { version, ...change } = body
        if (!change.priority && !change.tags) {
          const detail = 'Say a priority, or tags to add or remove.'
          return refuse('field_invalid', { field: '/priority', detail })
        }
        const by = { actor: caller.id, now, nowMs: clock.nowMs() }
        const on = { id: params.id, scope: caller.scope, version, by }
        const marked = await markOrder(tx, world, on, change)
        const { id, number } = marked.order
        return { status: 200, body: { id, number, version: marked.version, ...marked.marks } }
      },
    ),
  ]
}
