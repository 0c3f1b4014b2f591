import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { EventType } from '../../platform/events/define.ts'
import { listEventsOf } from '../../platform/events/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import {
  currency,
  instant,
  object,
  pageOf,
  pageQuery,
  text,
  uuid,
} from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { decisionAnswer, placeNamed, skuNamed } from '../../routing/index.ts'
import { showDecisions } from '../actions/decisions.ts'
import { showOrder } from '../actions/show.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { orderAnswer } from '../schemas.ts'
import { findOrder } from '../store/read.ts'

const tag = 'Orders'
/** One shape for each event type that may stand on the timeline of an order. */
function timelineEvent(types: readonly EventType[]) {
  return Type.Union(
    types.map(({ type, version, says, data }) =>
      object(
        {
          id: uuid,
          type: Type.Literal(type),
          version: Type.Literal(version),
          actor: Type.String(),
          occurredAt: instant,
          recordedAt: instant,
          data,
        },
        says,
      ),
    ),
  )
}
const decisionsAnswer = object({
  currency,
  items: Type.Array(decisionAnswer),
  places: Type.Array(placeNamed),
  skus: Type.Array(skuNamed),
})
const which = object({ id: text(64, 'Id or number of the order') })

export function readRoutes(world: OrdersWorld, told: readonly EventType[]): Route[] {
  return [
    read(
      {
        path: '/v1/orders/:id',
        access: 'orders:read',
        tag,
        summary: 'Read one order',
        params: which,
        answers: { 200: orderAnswer },
      },
      async (db, { params, caller }) => showOrder(db, caller.scope, world, params.id),
    ),
    read(
      {
        path: '/v1/orders/:id/events',
        access: 'orders:read',
        tag,
        summary: 'The timeline of an order',
        params: which,
        query: object(pageQuery),
        answers: {
          200: pageOf(timelineEvent(told)),
        },
      },
      async (db, { params, query, caller }) => {
        const order = (await findOrder(db, caller.scope, params.id)) ?? refuse('not_found')
        const limit = query.limit ?? PAGE_DEFAULT
        const after = decodeCursor(query.cursor, ['uuid'])?.[0]
        const rows = await listEventsOf(db, order.id, { after, limit: limit + 1 })
        const page = pageOfRows(rows, limit, ({ id }) => [id])
        return {
          items: page.items.map(({ id, type, typeVersion, actor, ...rest }) => {
            const { occurredAt, recordedAt, data } = rest
            return { id, type, version: typeVersion, actor, occurredAt, recordedAt, data }
          }),
          next: page.next,
        }
      },
    ),
    read(
      {
        path: '/v1/orders/:id/decisions',
        access: 'routing:read',
        tag,
        summary: 'Why each delivery group is served from where it is',
        params: which,
        description:
          'Records name places and SKUs by their numbers; `places` and `skus` say which those are.',
        answers: { 200: decisionsAnswer },
      },
      async (db, { params, caller }) =>
        showDecisions(db, caller.scope, await world.network.current(), params.id),
    ),
  ]
}
