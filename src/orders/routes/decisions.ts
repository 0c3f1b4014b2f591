import { read, type Route } from '../../platform/http/route.ts'
import { object, uuid } from '../../platform/http/schemas.ts'
import { flipsAnswer, regretsAnswer, solvedOrderAnswer } from '../../routing/index.ts'
import { showExchange } from '../actions/as-decided.ts'
import { askFlips, askRegrets, type Asking } from '../actions/ask-flips.ts'
import type { OrdersWorld } from '../actions/world.ts'

const which = object({ id: uuid })

/** What more there is to know of a decision that was made. */
export function decisionRoutes(world: OrdersWorld, asking: Asking): Route[] {
  return [
    read(
      {
        path: '/v1/decisions/:id/flips',
        access: 'routing:read',
        tag: 'Orders',
        summary: 'By how little another decision would have been made',
        description:
          'For each place that is not in the plan, and each that is: the least change of one ' +
          'number by which that would be otherwise. Nothing where a person or the customer ' +
          'chose. It thinks for three seconds at most and tells what was found by then; where ' +
          'it waits for its turn, within about ten.',
        params: which,
        answers: { 200: flipsAnswer },
      },
      (db, { params, caller }) => {
        return askFlips(db, world, asking, { scope: caller.scope, id: params.id })
      },
    ),
    read(
      {
        path: '/v1/decisions/:id/regrets',
        access: 'routing:read',
        tag: 'Orders',
        summary: 'What it would have cost to take the places that were not chosen, by term',
        description:
          'For each candidate that is not in the plan: the cheapest plan that takes it, within ' +
          'the limits of the rule that decided, and by how much each term of its cost is more ' +
          'than in the plan that was chosen. Nothing where the customer chose. Of 100 candidates ' +
          'at most; it thinks as long as for what would have changed the decision.',
        params: which,
        answers: { 200: regretsAnswer },
      },
      (db, { params, caller }) => {
        return askRegrets(db, world, asking, { scope: caller.scope, id: params.id })
      },
    ),
    read(
      {
        path: '/v1/decisions/:id/exchange',
        access: 'routing:read',
        tag: 'Orders',
        summary: 'What a decision solved, so that another solver can check it',
        description:
          'In the open format routing-order/1, with the rule that decided and its limits, and ' +
          'the optimum. What it saw is put together from the versions that it names and the ' +
          'stock of its time; where that no longer leads to the same record it is refused with ' +
          '`decision_not_repeatable`. Of a decision by ranking it is what the cheapest would be.',
        params: which,
        answers: { 200: solvedOrderAnswer },
      },
      (db, { params, caller }) => showExchange(db, world, caller.scope, params.id),
    ),
  ]
}
