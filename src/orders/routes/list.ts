import { Type } from 'typebox'
import { read, type Route } from '../../platform/http/route.ts'
import { code, instant, object, pageOf, pageQuery, text } from '../../platform/http/schemas.ts'
import { PAGE_DEFAULT } from '../../platform/page.ts'
import { countListed, listPage, sorts, type Named } from '../actions/list.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { orderCounts, orderSummary } from '../schemas.ts'

const tag = 'Orders'
const several = (what: string) => Type.Optional(text(2000, `${what}; several with commas between.`))

/** What orders are filtered by; all that is given must hold. */
const filters = {
  state: several('States, also late'),
  channel: several('Codes of channels'),
  location: several('Codes of locations that the order is or was given to'),
  method: several('Delivery methods'),
  country: several('Countries, ISO 3166-1 alpha-2'),
  priority: several('Priorities: low, normal, high'),
  tag: several('Tags, one of which the order has'),
  placedFrom: Type.Optional(instant),
  placedBefore: Type.Optional(instant),
  externalId: Type.Optional(text(100)),
  ids: Type.Optional(
    text(
      20_000,
      'Ids, numbers or external ids of at most 200 orders, with commas between: no others.',
    ),
  ),
  waitingFor: Type.Optional({
    ...code,
    description:
      'A SKU: only orders with a line of it that lacks stock, or waits for what is on its way. ' +
      'Of a bundle, name a component.',
  }),
  q: Type.Optional(
    text(
      200,
      'Words, all of which must match, as beginnings: of the order number, external id, name, ' +
        'e-mail address, phone number, city, SKU code. A new order is found by its exact number ' +
        'and external id at once, by the rest a moment later.',
    ),
  ),
}

export function listRoutes(world: OrdersWorld): Route[] {
  return [
    read(
      {
        path: '/v1/orders',
        access: 'orders:read',
        tag,
        summary: 'List, filter and search orders, newest first',
        query: object({
          ...pageQuery,
          ...filters,
          sort: Type.Optional(Type.Enum([...sorts], { default: '-placedAt' })),
        }),
        answers: { 200: pageOf(orderSummary) },
      },
      async (db, { query, caller }) => {
        const asked = { ...query, limit: query.limit ?? PAGE_DEFAULT }
        return listPage(db, await namedIn(world), caller.scope, asked)
      },
    ),
    read(
      {
        path: '/v1/orders/counts',
        access: 'orders:read',
        tag,
        summary: 'Count the orders of a list, in all and by state',
        description:
          'Without a state all are counted, and the late ones, which are in a state too.',
        query: object(filters),
        answers: { 200: orderCounts },
      },
      async (db, { query, caller }) => countListed(db, await namedIn(world), caller.scope, query),
    ),
  ]
}

async function namedIn({ network, skus }: OrdersWorld): Promise<Named> {
  return { network: await network.current(), skus }
}
