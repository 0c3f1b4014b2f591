import { html, type Html } from '../../platform/http/html.ts'
import { table, timeIn, type Column } from '../../platform/http/parts.ts'
import type { Network } from '../../network/index.ts'
import { decisionsOf } from './decisions.ts'
import { factsOf } from './facts.ts'
import type { OrderPage, Shown } from './shown.ts'
import { timelineOf } from './timeline.ts'
import { listed, moneyText, placeName, plainly, quantityText, statePill } from './words.ts'

export function orderBody(page: OrderPage): Html {
  const { order, events, lines, network } = page
  const zone = zoneOf(page)
  const place = (id: number) => network.locationById.get(id)?.name ?? `Place ${id}`
  return html`<p class="back"><a href="/">Orders</a></p>
    <div class="heading">
      <h1>Order ${order.number}</h1>
      ${statePill(order.state)}
    </div>
    <p class="lead">${leadOf(page)}</p>
    ${order.holds.filter((hold) => hold.releasedAt === null).map((hold) => holdOf(hold, zone))}
    <div class="columns">
      <div>
        <section>
          <h2>Items</h2>
          ${table('Items', columnsOf(page), order.lines)}
        </section>
        <section>
          <h2>${whyTitle(order)}</h2>
          ${decisionsOf(page, zone, place)}
        </section>
        <section>
          <h2>What happened</h2>
          ${timelineOf({ events, lines, holds: order.holds, place, zone })}
        </section>
      </div>
      <aside aria-label="About the order">${factsOf(page, zone)}</aside>
    </div>`
}

function zoneOf({ order, network }: OrderPage): string {
  return network.channelByCode.get(order.channel)?.timeZone ?? 'UTC'
}

/** The one sentence that answers most who look: is it coming, and from where. */
function leadOf({ order, network }: OrderPage): string {
  const codes = new Set(
    order.lines.flatMap(({ allocations }) => allocations.map((a) => a.location)),
  )
  const places = listed([...codes].map((code) => placeName(network, code)))
  const parcels = parcelsOf(order)
  switch (order.state) {
    case 'cancelled':
      return 'Nothing of it will be sent, and its stock is free for other orders.'
    case 'fulfilled':
      return 'All of it has been handed over.'
    case 'returned':
      return 'All of it has come back.'
    case 'waiting_for_stock':
      return codes.size === 0
        ? 'None of it is in stock anywhere. It is served as soon as stock comes.'
        : `A part of it waits for stock; the rest comes from ${places}.`
    case 'on_hold':
      return codes.size === 0
        ? 'Nothing is sent until the hold is gone.'
        : `Its stock is kept at ${places}. Nothing is sent until the hold is gone.`
    default:
      if (parcels === 0) return `The customer collects all of it at ${places}.`
      if (parcels === 1) return `All of it comes from ${places}, in one parcel.`
      return `It comes in ${parcels} parcels, from ${places}.`
  }
}

function whyTitle({ lines, state }: Shown): string {
  if (state === 'cancelled') return 'Where it would have come from'
  const isServed = lines.some(({ allocated }) => allocated > 0)
  return isServed ? 'Why it comes from there' : 'Why it waits'
}

/** One from every place to every address; what is collected travels in none. */
function parcelsOf({ lines, groups }: Shown): number {
  const sent = new Set(groups.filter((g) => g.pickupLocation === null).map(({ no }) => no))
  const parcels = lines
    .filter(({ group }) => sent.has(group))
    .flatMap(({ group, allocations }) => allocations.map((a) => `${group} ${a.location}`))
  return new Set(parcels).size
}

function holdOf(hold: Shown['holds'][number], zone: string): Html {
  const { cause, note, owner, dueAt, placedAt } = hold
  return html`<div class="notice attention" role="note">
    <h2>${plainly(cause)}</h2>
    ${note && html`<p>${note}</p>`}
    <p class="small">
      On hold since
      ${timeIn(zone, placedAt)}${owner && html`. With ${owner}`}${
        dueAt && html`, to be settled by ${timeIn(zone, dueAt)}`
      }.
    </p>
  </div>`
}

type Line = Shown['lines'][number]

function columnsOf({ order, network }: OrderPage): Column<Line>[] {
  // Where all lines are in one state, the order's own says it once.
  const areAlike = new Set(order.lines.map(({ state }) => state)).size === 1
  const columns: Column<Line>[] = [
    {
      head: 'Item',
      as: 'title',
      cell: ({ name, sku }) => html`${name}<span class="small">${sku}</span>`,
    },
    { head: STATE, as: 'plain', cell: ({ state }) => statePill(state) },
    { head: 'Served from', cell: (line) => servedFrom(line, network) },
    { head: 'Quantity', as: 'number', cell: quantityCell },
    {
      head: 'Price',
      as: 'number',
      cell: ({ unitPrice }) => unitPrice.replace(/(\.\d\d\d*?)0+$/, '$1'),
    },
    { head: 'Total', as: 'end', cell: ({ total }) => moneyText(total, order.currency) },
  ]
  return areAlike ? columns.filter(({ head }) => head !== STATE) : columns
}

const STATE = 'State'

function servedFrom({ allocations, unit, ...line }: Line, network: Network): Html[] {
  const short = line.ordered - line.cancelled - line.allocated
  const isWhole = allocations.length === 1 && short === 0
  const places = allocations.map(({ location, quantity }) => {
    const count = isWhole ? '' : ` ${quantityText(quantity, unit)}`
    return html`<div>${placeName(network, location)}${count}</div>`
  })
  if (short <= 0) return places
  const text = quantityText(Number(short.toFixed(6)), unit)
  return [...places, html`<div class="attention">${text} waiting</div>`]
}

function quantityCell({ ordered, cancelled, unit }: Line): Html {
  const left = Number((ordered - cancelled).toFixed(6))
  if (cancelled === 0) return html`${quantityText(ordered, unit)}`
  if (left === 0) return html`${quantityText(ordered, unit)}<span class="small">cancelled</span>`
  return html`${quantityText(left, unit)}<span class="small">${cancelled} cancelled</span>`
}
