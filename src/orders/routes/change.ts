import { Type } from 'typebox'
import { command, type Route } from '../../platform/http/route.ts'
import { instant, object, quantity, text, uuid } from '../../platform/http/schemas.ts'
import { cancelOrder, placeHold, releaseHold, type OnOrder } from '../actions/change.ts'
import { showOrder } from '../actions/show.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { orderState } from '../schemas.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Tx } from '../../platform/db/index.ts'

const tag = 'Orders'
const version = Type.Optional(
  Type.Integer({ description: 'Refused where the order has another version by now.' }),
)
const changed = object({
  id: uuid,
  number: Type.String(),
  version: Type.Integer(),
  state: orderState,
  can: Type.Array(Type.String()),
  requested: Type.Optional(
    Type.Integer({ description: 'Lines with units that a location must give back first.' }),
  ),
  holdId: Type.Optional(uuid),
})

export function changeRoutes(world: OrdersWorld): Route[] {
  const { clock } = world.platform
  const on = (
    id: string,
    given: { version?: number },
    { caller, now }: { caller: Caller; now: Temporal.Instant },
  ): OnOrder => ({
    id,
    scope: caller.scope,
    version: given.version,
    by: { actor: caller.id, now, nowMs: clock.nowMs() },
  })
  return [
    command(
      {
        path: '/v1/orders/:id/cancellations',
        access: 'orders:write',
        tag,
        summary: 'Cancel an order, or units of some lines',
        params: object({ id: uuid }),
        body: object({
          version,
          reason: text(),
          lines: Type.Optional(
            Type.Array(object({ no: Type.Integer(), quantity }), { minItems: 1, maxItems: 2000 }),
          ),
        }),
        answers: { 200: changed },
      },
      async (tx, { params, body, caller, now }) => {
        const { lines, reason } = body
        const order = on(params.id, body, { caller, now })
        const { requested } = await cancelOrder(tx, world, order, { lines, reason })
        return {
          status: 200,
          body: { ...(await answerOf(tx, world, caller, params.id)), requested },
        }
      },
    ),
    command(
      {
        path: '/v1/orders/:id/holds',
        access: 'orders:write',
        tag,
        summary: 'Place a hold: nothing is released until it is gone',
        params: object({ id: uuid }),
        body: object({
          version,
          cause: text(60),
          note: Type.Optional(text(1000)),
          owner: Type.Optional(text(100)),
          dueAt: Type.Optional(instant),
        }),
        answers: { 201: changed },
      },
      async (tx, { params, body, caller, now }) => {
        const { holdId } = await placeHold(tx, world, on(params.id, body, { caller, now }), {
          cause: body.cause,
          note: body.note ?? null,
          owner: body.owner ?? null,
          dueAt: body.dueAt === undefined ? null : Temporal.Instant.from(body.dueAt),
        })
        return { status: 201, body: { ...(await answerOf(tx, world, caller, params.id)), holdId } }
      },
    ),
    command(
      {
        path: '/v1/orders/:id/holds/:holdId/releases',
        access: 'orders:write',
        tag,
        summary: 'Release a hold',
        params: object({ id: uuid, holdId: uuid }),
        body: object({ version }),
        answers: { 200: changed },
      },
      async (tx, { params, body, caller, now }) => {
        await releaseHold(tx, world, on(params.id, body, { caller, now }), params.holdId)
        return { status: 200, body: await answerOf(tx, world, caller, params.id) }
      },
    ),
  ]
}

/** Answers hold ids and numbers only, since they are stored for repeated requests. */
async function answerOf(tx: Tx, world: OrdersWorld, caller: Caller, orderId: string) {
  const order = await showOrder(tx, caller.scope, world, orderId)
  const { id, number, version: current, state, can } = order
  return { id, number, version: current, state, can }
}
