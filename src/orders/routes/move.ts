import { Type } from 'typebox'
import { read, type Route } from '../../platform/http/route.ts'
import { code, currency, nullable, object, text } from '../../platform/http/schemas.ts'
import { costAnswer, exclusions, solvedOrderAnswer } from '../../routing/index.ts'
import { showCandidates, showProblem } from '../actions/candidates.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { obstacles } from '../domain/move.ts'

const km = nullable(Type.Integer({ description: 'To the customer, where both are known.' }))
const line = Type.Integer()
const quantity = Type.Number()

const candidate = object({
  location: code,
  name: Type.String(),
  has: Type.Enum(['all', 'part', 'none']),
  missing: Type.Array(object({ line, quantity })),
  cost: nullable(costAnswer),
  dearerBy: nullable(
    Type.Number({ description: 'Than where it is now; below 0 it is cheaper. 1e-4 as costs.' }),
  ),
  km,
  excluded: nullable(Type.Enum([...exclusions])),
  rule: nullable(object({ id: Type.String(), name: Type.String() }, 'The rule that excludes it.')),
})

const candidatesAnswer = object({
  version: Type.Integer({ description: 'Of the order: send it with the re-routing.' }),
  currency,
  current: Type.Array(
    object({
      location: code,
      units: Type.Array(object({ line, sku: code, quantity })),
      cost: costAnswer,
      km,
    }),
  ),
  movable: Type.Boolean(),
  why: nullable(Type.Enum([...obstacles])),
  candidates: Type.Array(candidate, {
    description: 'Who can take all of it first, the cheapest first of those.',
  }),
  others: Type.Integer({ description: 'Places of the pool that have none of it.' }),
})

const which = object({
  id: text(64, 'Id or number of the order'),
  no: Type.String({ pattern: '^[0-9]{1,4}$', description: 'Number of the group.' }),
})

/** What a person sees before giving a delivery group to another place; `fulfilment` moves it. */
export function moveRoutes(world: OrdersWorld): Route[] {
  return [
    read(
      {
        path: '/v1/orders/:id/groups/:no/candidates',
        access: 'routing:read',
        tag: 'Orders',
        summary: 'Where a delivery group could be served from instead, and at what cost',
        description:
          'On what this server believes of stock now. Costs are in 1e-4 of the major currency ' +
          'unit. `why` is the code with which a re-routing would be refused.',
        params: which,
        answers: { 200: candidatesAnswer },
      },
      (db, { params, caller }) => {
        const of = { scope: caller.scope, id: params.id, group: Number(params.no) }
        return showCandidates(db, world, of, world.platform.clock.now())
      },
    ),
    read(
      {
        path: '/v1/orders/:id/groups/:no/problem',
        access: 'routing:read',
        tag: 'Orders',
        summary: 'A delivery group as numbers, so that another solver can check its optimum',
        description:
          'In the open format routing-order/1, as a decision would see the group now: the ' +
          'locations that could serve what it has, with costs and stock. A decision of before ' +
          'saw the stock of its time: GET /v1/decisions/{id}/exchange.',
        params: which,
        answers: { 200: solvedOrderAnswer },
      },
      (db, { params, caller }) => {
        const of = { scope: caller.scope, id: params.id, group: Number(params.no) }
        return showProblem(db, world, of, world.platform.clock.now())
      },
    ),
  ]
}
