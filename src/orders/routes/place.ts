import { Type } from 'typebox'
import { problemOf, Refusal } from '../../lib/refusal.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import { batched, type Route } from '../../platform/http/route.ts'
import { object } from '../../platform/http/schemas.ts'
import { validatorOf } from '../../platform/http/validate.ts'
import type { PlaceOutcome } from '../actions/place/index.ts'
import { submitOrder, type Placing } from '../actions/submit.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { orderBody, placedAnswer, type OrderBody } from '../schemas.ts'

const tag = 'Orders'
const MANY_MAX = 500
const oneOfMany = Type.Unknown({
  description: 'As the body of POST /v1/orders; each is checked by itself.',
})

export function placeRoutes(world: OrdersWorld, placing: Placing): Route[] {
  return [
    batched(
      {
        path: '/v1/orders',
        access: 'orders:write',
        tag,
        summary: 'Place an order',
        description:
          'Captured and allocated in one transaction. 201 placed; 200 the same order was placed ' +
          'before; 409 `shortage` says per line what was wanted, what is available, and the ' +
          'first day on which more is expected.',
        body: orderBody,
        answers: { 200: placedAnswer, 201: placedAnswer },
      },
      async (request, { body, caller }) => {
        const outcome = await submitOrder(world, placing, body, { request, actor: caller.id })
        if (outcome instanceof Refusal) throw outcome
        return outcome
      },
    ),
    batched(
      {
        path: '/v1/order-batches',
        access: 'orders:write',
        tag,
        summary: 'Place many orders; each has its own outcome',
        description: `At most ${MANY_MAX}. A repeated request answers the orders it placed before.`,
        body: object({
          orders: Type.Array(oneOfMany, { minItems: 1, maxItems: MANY_MAX }),
        }),
        answers: {
          200: object({
            outcomes: Type.Array(
              object({
                index: Type.Integer(),
                status: Type.Integer(),
                order: Type.Optional(placedAnswer),
                problem: Type.Optional(problemAnswer),
              }),
            ),
          }),
        },
      },
      async (request, { body, caller }) => {
        const outcomes = await Promise.all(
          body.orders.map(async (given, index) => {
            const key = { ...request, key: `${request.key}#${index}` }
            const by = { request: key, actor: caller.id }
            return oneOutcome(index, () => submitOrder(world, placing, checkBody(given), by))
          }),
        )
        const reused = outcomes.every(({ problem }) => problem?.code === 'idempotency_key_reused')
        if (reused) throw new Refusal('idempotency_key_reused')
        return { status: 200, body: { outcomes } }
      },
    ),
  ]
}

const check = validatorOf(orderBody, 'body')

/** One order of many is checked by itself, so that a malformed one costs nobody else anything. */
function checkBody(given: unknown): OrderBody {
  const checked = check(given)
  if ('error' in checked) throw checked.error
  return checked.value as OrderBody
}

async function oneOutcome(index: number, place: () => Promise<PlaceOutcome>) {
  try {
    const outcome = await place()
    if (outcome instanceof Refusal) throw outcome
    return { index, status: outcome.status, order: outcome.body }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problem = problemOf(error)
    return { index, status: problem.status, problem }
  }
}
