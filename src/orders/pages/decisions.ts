import { html, type Html } from '../../platform/http/html.ts'
import { pill, table, timeIn, type Column } from '../../platform/http/parts.ts'
import type { StoredDecision } from '../../routing/index.ts'
import { addressLine } from './facts.ts'
import type { OrderPage } from './shown.ts'
import { leftOut, placesOf, stepsOf, type Names, type Place } from './why.ts'
import { methodName, placeName } from './words.ts'

/** Rows of a comparison; a network has hundreds of places, and the rest says nothing new. */
const PLACES = 10

/** Why each delivery comes from where it comes: sentences, and the places side by side. */
export function decisionsOf(
  page: OrderPage,
  zone: string,
  place: (locationId: number) => string,
): Html | Html[] {
  const { decisions, order } = page
  if (decisions.length === 0) return html`<p class="quiet">Nothing was decided yet.</p>`
  return decisions.map((decision) => {
    const names = namesOf(page, decision, place)
    return html`<article class="sheet why">
      ${order.groups.length > 1 && html`<h3>${groupTitle(page, decision.groupNo)}</h3>`}
      <ol class="steps">
        ${stepsOf(decision.record, names).map(
          ({ says, more }) =>
            html`<li>
              <strong>${says}</strong>${more.map((text) => html`<span>${text}</span>`)}
            </li>`,
        )}
      </ol>
      ${names.pickup === null && comparison(placesOf(decision.record, names))}
      <p class="small">
        ${leftOut(decision.record, names).map((text) => html`<span>${text}</span>`)} Decided
        ${timeIn(zone, decision.decidedAt)}${CAUSES[decision.cause] ?? ''}.
      </p>
    </article>`
  })
}

const CAUSES: Record<string, string> = {
  placed: ', when the order came in',
  stock_arrived: ', when stock came',
  by_hand: ', by a person',
}

function namesOf(
  { lines, order, network }: OrderPage,
  { groupNo }: StoredDecision,
  place: (locationId: number) => string,
): Names {
  const pickup = order.groups.find(({ no }) => no === groupNo)?.pickupLocation ?? null
  const bySku = new Map(lines.map((line) => [line.skuId, line]))
  return {
    place,
    sku: (id) => bySku.get(id) ?? { name: `item ${id}`, unit: 'piece', decimals: 0 },
    currency: order.currency,
    pickup: pickup === null ? null : placeName(network, pickup),
  }
}

function groupTitle({ order }: OrderPage, groupNo: number): string {
  const group = order.groups.find(({ no }) => no === groupNo)
  if (!group) return `Delivery ${groupNo}`
  const to = group.shipTo ? addressLine(group.shipTo) : ''
  return `Delivery ${groupNo}: ${methodName(group.method).toLowerCase()}${to && ` to ${to}`}`
}

function comparison(places: readonly Place[]): Html | undefined {
  if (places.length < 2) return undefined
  const rest = places.length - PLACES
  return html`${table('Places compared', columns, places.slice(0, PLACES))}
  ${rest > 0 && html`<p class="small">And ${rest} more places.</p>`}`
}

const columns: Column<Place>[] = [
  { head: 'Place', as: 'title', cell: ({ name }) => name },
  { head: 'Away', as: 'end', cell: ({ km }) => km },
  { head: 'Cost from there', as: 'number', cell: ({ alone }) => alone },
  {
    head: 'Outcome',
    as: 'plain',
    cell: ({ isChosen, verdict }) =>
      isChosen ? pill('done', 'Chosen') : verdict.map((v) => html`<div>${v}</div>`),
  },
]
