import type { FastifyReply } from 'fastify'
import { refuse } from '../../lib/refusal.ts'
import type { Html } from '../../platform/http/html.ts'
import { layout } from '../../platform/http/layout.ts'
import { page, type Route } from '../../platform/http/route.ts'
import { listEventsOf } from '../../platform/events/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { listDecisions } from '../../routing/index.ts'
import { listPage } from '../actions/list.ts'
import { showOrder } from '../actions/show.ts'
import type { OrdersWorld } from '../actions/world.ts'
import { findOrder, listLines } from '../store/read.ts'
import { listBody } from './list.ts'
import { orderBody } from './order.ts'

const ROWS = 50
const EVENTS = 200

export function orderPages(world: OrdersWorld): Route[] {
  const { db } = world.platform
  const shape = { access: 'orders:read' as const, tag: 'Pages' }
  return [
    page({ ...shape, path: '/', summary: 'Orders' }, async (request, reply, { caller }) => {
      const { cursor } = request.query as { cursor?: string }
      const network = await world.network.current()
      const asked = { limit: ROWS, ...(cursor !== undefined && { cursor }) }
      const found = await listPage(db, network, caller.scope, asked)
      const older = cursor !== undefined
      const body = listBody(found.items, network, { next: found.next, older })
      return send(reply, caller, older ? 'Older orders' : 'Orders', body)
    }),
    page(
      { ...shape, path: '/orders/:id', summary: 'One order' },
      async (request, reply, { caller }) => {
        const { id } = request.params as { id: string }
        const network = await world.network.current()
        if (!(await findOrder(db, caller.scope, id))) {
          return refuse('not_found', { detail: `There is no order ${id}` })
        }
        const order = await showOrder(db, caller.scope, network, id)
        const [lines, decisions, events] = await Promise.all([
          listLines(db, [order.id]),
          listDecisions(db, order.id),
          listEventsOf(db, order.id, { after: undefined, limit: EVENTS }),
        ])
        const body = orderBody({ order, lines, decisions, events, network })
        return send(reply, caller, `Order ${order.number}`, body)
      },
    ),
  ]
}

function send(reply: FastifyReply, caller: Caller, title: string, body: Html): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(layout({ title, caller, here: '/', body }))
}
