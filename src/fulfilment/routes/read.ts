import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, pageQuery, text, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { Type } from 'typebox'
import { findOrder, type OrdersWorld } from '../../orders/index.ts'
import { showParcels, showWork } from '../actions/show.ts'
import { workStates } from '../domain/work.ts'
import { countAnswer, workAnswer, workSummary } from '../schemas.ts'
import { countWorkByLocation } from '../store/counts.ts'
import { getWork, listWork, type StoredWork } from '../store/work.ts'

const tag = 'Fulfilment'
const which = object({ id: uuid })

export function readRoutes(world: OrdersWorld): Route[] {
  return [
    read(
      {
        path: '/v1/fulfilment-orders',
        access: 'fulfilment:read',
        tag,
        summary: 'List fulfilment orders, the oldest first: the work of a location',
        query: object({
          ...pageQuery,
          location: Type.Optional(code),
          order: Type.Optional(text(64, 'Id or number of the order')),
          state: Type.Optional(Type.Enum([...workStates])),
        }),
        answers: { 200: pageOf(workSummary) },
      },
      async (db, { query, caller }) => {
        const network = await world.network.current()
        const limit = query.limit ?? PAGE_DEFAULT
        const location =
          query.location === undefined
            ? undefined
            : (network.locationByCode.get(query.location) ??
              refuse('location_unknown', { field: '/location' }))
        const order =
          query.order === undefined
            ? undefined
            : ((await findOrder(db, caller.scope, query.order)) ?? refuse('not_found'))
        const rows = await listWork(db, caller.scope, {
          after: decodeCursor(query.cursor, ['instant', 'uuid']),
          limit: limit + 1,
          locationId: location?.id,
          orderId: order?.id,
          state: query.state,
        })
        const page = pageOfRows(rows, limit, ({ createdAt, id }) => [createdAt.toString(), id])
        return { items: await showWork(db, network, page.items), next: page.next }
      },
    ),
    countRoute(world),
    read(
      {
        path: '/v1/fulfilment-orders/:id',
        access: 'fulfilment:read',
        tag,
        summary: 'Read one fulfilment order with its parcels',
        params: which,
        answers: { 200: workAnswer },
      },
      async (db, { params, caller }) => {
        const work = await getInScope(db, { id: params.id, caller })
        const [shown] = await showWork(db, await world.network.current(), [work])
        return { ...shown!, parcels: await showParcels(db, work) }
      },
    ),
  ]
}

function countRoute(world: OrdersWorld): Route {
  return read(
    {
      path: '/v1/fulfilment-orders/counts',
      access: 'fulfilment:read',
      tag,
      summary: 'How much work lies at each location',
      answers: { 200: object({ items: Type.Array(countAnswer) }) },
    },
    async (db, { caller: { scope }, now }) => {
      const network = await world.network.current()
      const locationIds = [...network.locationById.keys()]
      const counts = await countWorkByLocation(db, scope, { locationIds, now })
      const items = counts.flatMap(({ locationId, oldestAt, ...count }) => {
        const { code: location, archived } = network.locationById.get(locationId)!
        const isShown = seesLocation(scope, locationId) && !archived
        if (!isShown && oldestAt === null) return []
        return [{ location, ...count, oldestAt: oldestAt?.toString() ?? null }]
      })
      return { items: items.toSorted((a, b) => (a.location < b.location ? -1 : 1)) }
    },
  )
}

/**
 * A fulfilment order that the caller may see: of one of its locations, or of an order of one of its
 * channels. Only who has the location may work on it.
 */
export async function getInScope(
  db: Queryable,
  { id, caller: { scope }, toWork = false }: { id: string; caller: Caller; toWork?: boolean },
): Promise<StoredWork> {
  const [work] = await getWork(db, [id])
  if (!work) return refuse('not_found')
  if (seesLocation(scope, work.locationId)) return work
  const sees = !toWork && (await findOrder(db, scope, work.orderId)) !== undefined
  return sees ? work : refuse('not_found')
}
