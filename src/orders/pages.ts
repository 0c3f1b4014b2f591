import { formatMoney } from '../lib/money.ts'
import { html, type Html } from '../platform/http/html.ts'
import { layout } from '../platform/http/layout.ts'
import { page, type Route } from '../platform/http/route.ts'
import { listEventsOf } from '../platform/events/index.ts'
import { decodeCursor, pageOfRows } from '../platform/page.ts'
import type { Caller } from '../platform/http/caller.ts'
import type { FastifyReply } from 'fastify'
import type { Network } from '../network/index.ts'
import { listDecisions, type DecisionRecord, type StoredDecision } from '../routing/index.ts'
import { showOrder, summarise } from './actions/show.ts'
import type { OrdersWorld } from './actions/world.ts'
import { listOrders } from './store/read.ts'

const ROWS = 50

/** What a state is called on screen, and how it is marked. */
const STATES: Record<string, [string, string]> = {
  on_hold: ['On hold', 'warn'],
  waiting_for_stock: ['Waiting for stock', 'warn'],
  allocated: ['Stock reserved', 'good'],
  released: ['In preparation', 'good'],
  picked: ['Picked', 'good'],
  packed: ['Packed', 'good'],
  fulfilled: ['Done', 'calm'],
  returned: ['Returned', 'calm'],
  cancelled: ['Cancelled', 'calm'],
}

export function orderPages(world: OrdersWorld): Route[] {
  const { db } = world.platform
  const shape = { access: 'signed-in' as const, tag: 'Pages' }
  return [
    page({ ...shape, path: '/', summary: 'Orders' }, async (request, reply, { caller }) => {
      if (!caller.permissions.has('orders:read')) return reply.redirect('/sign-in', 303)
      const { cursor } = request.query as { cursor?: string }
      const before = decodeCursor(cursor, 2)
      const network = await world.network.current()
      const of = { before, limit: ROWS + 1, channelId: undefined, externalId: undefined }
      const rows = await listOrders(db, caller.scope, of)
      const found = pageOfRows(rows, ROWS, (o) => [o.placedAt.toString(), o.id])
      const orders = await summarise(db, network, found.items)
      return send(reply, caller, 'Orders', listBody(orders, found.next))
    }),
    page(
      { ...shape, path: '/orders/:id', summary: 'One order' },
      async (request, reply, { caller }) => {
        if (!caller.permissions.has('orders:read')) return reply.redirect('/sign-in', 303)
        const { id } = request.params as { id: string }
        const network = await world.network.current()
        const order = await showOrder(db, caller.scope, network, id)
        const [decisions, events] = await Promise.all([
          listDecisions(db, order.id),
          listEventsOf(db, order.id, { after: undefined, limit: 200 }),
        ])
        const why = decisions.map((decision) => whyOf(decision, network, order.currency))
        const body = orderBodyOf(order, why, timelineOf(events))
        return send(reply, caller, `Order ${order.number}`, body)
      },
    ),
  ]
}

function send(reply: FastifyReply, caller: Caller, title: string, body: Html): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(layout({ title, caller, body }))
}

function listBody(orders: Awaited<ReturnType<typeof summarise>>, next: string | null): Html {
  if (orders.length === 0) {
    return html`<h1>Orders</h1>
      <section class="empty">
        <p>No orders yet.</p>
        <p>Place one through the API: see the <a href="/reference">reference</a>.</p>
      </section>`
  }
  return html`<h1>Orders</h1>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Order</th>
            <th>State</th>
            <th>Channel</th>
            <th>Placed</th>
            <th class="number">Lines</th>
            <th class="number">Total</th>
          </tr>
        </thead>
        <tbody>
          ${orders.map(
            (order) =>
              html`<tr>
                <td><a href="/orders/${order.number}">${order.number}</a></td>
                <td>${pill(order.state)}</td>
                <td>${order.channel}</td>
                <td>${timeOf(order.placedAt)}</td>
                <td class="number">${order.lines}</td>
                <td class="number">${formatMoney(order.total)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${next && html`<p><a href="/?cursor=${next}">Older orders</a></p>`}`
}

type Shown = Awaited<ReturnType<typeof showOrder>>

function orderBodyOf(order: Shown, why: Html[], timeline: Html): Html {
  const total = formatMoney({ amount: order.total, currency: order.currency })
  return html`<p><a href="/">Orders</a></p>
    <h1>Order ${order.number} ${pill(order.state)}</h1>
    <section>
      <dl>
        <dt>Channel</dt>
        <dd>${order.channel}, its number ${order.externalId}</dd>
        <dt>Placed</dt>
        <dd>${timeOf(order.placedAt)}</dd>
        <dt>Customer</dt>
        <dd>${order.contact.name ?? 'Not given'}</dd>
        <dt>Total</dt>
        <dd>${total}</dd>
      </dl>
    </section>
    <h2>Lines</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Item</th>
            <th>State</th>
            <th class="number">Ordered</th>
            <th class="number">Cancelled</th>
            <th>Reserved at</th>
          </tr>
        </thead>
        <tbody>
          ${order.lines.map(
            (line) =>
              html`<tr>
                <td>${line.name}<br /><span class="faint">${line.sku}</span></td>
                <td>${pill(line.state)}</td>
                <td class="number">${line.ordered} ${line.unit}</td>
                <td class="number">${line.cancelled || ''}</td>
                <td>
                  ${line.allocations.map((a) => html`<div>${a.location}: ${a.quantity}</div>`)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h2>Why from there</h2>
    ${why}
    <h2>What happened</h2>
    ${timeline}`
}

/** A routing decision in plain sentences: where, for how much, and why not elsewhere. */
function whyOf({ record, decidedAt }: StoredDecision, network: Network, currency: string): Html {
  const name = (id: number) => network.locationById.get(id)?.name ?? `location ${id}`
  const money = (units: number) => `${(units / 10_000).toFixed(2)} ${currency}`
  const reasons = Object.entries(record.excluded).map(
    ([why, places]) => html`<li>${REASONS[why]}: ${namesOf(places ?? [], name)}</li>`,
  )
  return html`<section>
    <p class="faint">Delivery ${record.group.no}, decided ${timeOf(decidedAt)}</p>
    ${record.chosen.map(
      (one) =>
        html`<p>
          <strong>${name(one.locationId)}</strong>${one.km !== null && html`, ${one.km} km away`}:
          ${money(one.cost.total)} (carriage ${money(one.cost.freight)}, parcel
          ${money(one.cost.parcel)}, handling ${money(one.cost.handling)}).
        </p>`,
    )}
    ${record.chosen.length === 0 && html`<p>No location has any of it.</p>`}
    <p>${provenOf(record, name, money)}</p>
    ${record.short.length > 0 && html`<p>${record.short.length} line(s) wait for stock.</p>`}
    ${
      reasons.length > 0 &&
      html`<p>Not considered:</p>
        <ul>
          ${reasons}
        </ul>`
    }
  </section>`
}

function provenOf(
  { gap, alternative, candidates }: DecisionRecord,
  name: (id: number) => string,
  money: (units: number) => string,
): string {
  const of = candidates.length === 1 ? 'the only candidate' : `${candidates.length} candidates`
  if (candidates.length === 0) return ''
  const proven = { '0': 'Least cost of all plans, proven', '-1': 'By rule' }[String(gap)]
  const best = `${proven ?? `At most ${money(gap)} above the best`}, ${of}.`
  if (!alternative) return best
  const { locationId, dearerBy } = alternative
  return `${best} ${name(locationId)} alone would cost ${money(dearerBy)} more.`
}

const REASONS: Record<string, string> = {
  not_in_pool: 'Not sold from by this channel',
  location_archived: 'Closed for good',
  location_paused: 'Paused',
  does_not_ship: 'Does not ship',
  no_pickup: 'No collection there',
  not_the_pickup_location: 'Not where the customer collects',
  declined: 'Declined this order',
  sku_paused: 'Item paused there',
  not_found_there: 'Item was not found there',
  no_stock: 'None left there',
}

const NAMES_MAX = 12

function namesOf(places: readonly (number | [number, number])[], name: (id: number) => string) {
  const ids = [...new Set(places.map((place) => (typeof place === 'number' ? place : place[0])))]
  const names = ids.slice(0, NAMES_MAX).map(name).join(', ')
  return ids.length > NAMES_MAX ? `${names} and ${ids.length - NAMES_MAX} more` : names
}

const HAPPENED: Record<string, string> = {
  'order.placed': 'Order placed',
  'order.allocated': 'Stock came and was reserved',
  'order.cancelled': 'Cancelled',
  'order.hold_placed': 'Put on hold',
  'order.hold_released': 'Hold released',
}

function timelineOf(events: readonly { type: string; occurredAt: Temporal.Instant }[]): Html {
  return html`<section>
    <ol>
      ${events.map(
        ({ type, occurredAt }) =>
          html`<li>${HAPPENED[type] ?? type} <span class="faint">${timeOf(occurredAt)}</span></li>`,
      )}
    </ol>
  </section>`
}

function pill(state: string): Html {
  const [label, mark] = STATES[state] ?? [state, 'calm']
  return html`<span class="pill ${mark}">${label}</span>`
}

function timeOf(at: Temporal.Instant): string {
  return at
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')
    .concat(' UTC')
}
