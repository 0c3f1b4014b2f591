import { html, type Html } from '../../platform/http/html.ts'
import { table, timeIn, zoneName, type Column } from '../../platform/http/parts.ts'
import type { Network } from '../../network/index.ts'
import type { ListedOrder as Row } from '../actions/list.ts'
import { listed, moneyText, placeName, statePill } from './words.ts'

/** One page of orders; `next` leads to older ones, and `older` says that this is not the first. */
export function listBody(
  rows: readonly Row[],
  network: Network,
  of: { next: string | null; older: boolean },
): Html {
  if (rows.length === 0 && !of.older) return emptyBody
  return html`<div class="heading"><h1>${of.older ? 'Older orders' : 'Orders'}</h1></div>
    ${table('Orders, newest first', columnsOf(rows, network), rows)}
    <nav class="pages" aria-label="Pages of orders">
      ${of.older && html`<a href="/">Newest orders</a>`}
      ${of.next && html`<a href="/?cursor=${of.next}">Older orders</a>`}
    </nav>`
}

const emptyBody = html`<div class="message">
  <h1>No orders yet</h1>
  <p>As soon as a channel places one through the API, it stands here.</p>
  <p><a href="/reference">Open the API reference</a></p>
</div>`

function columnsOf(rows: readonly Row[], network: Network): Column<Row>[] {
  const zone = (row: Row) => network.channelByCode.get(row.channel)?.timeZone ?? 'UTC'
  // Which clock it is need not be said where there is only one.
  const areMany = new Set(rows.map(zone)).size > 1
  return [
    { head: 'Order', as: 'title', cell: (row) => orderLink(row.number) },
    { head: 'State', as: 'plain', cell: ({ state }) => statePill(state) },
    {
      head: 'Served from',
      cell: ({ locations }) => listed(locations.map((code) => placeName(network, code))),
    },
    {
      head: 'Channel',
      cell: ({ channel }) => network.channelByCode.get(channel)?.name ?? channel,
    },
    {
      head: 'Placed',
      cell: (row) => {
        const shown = timeIn(zone(row), row.placedAt)
        return areMany ? html`${shown} ${zoneName(zone(row), row.placedAt)}` : shown
      },
    },
    { head: 'Lines', as: 'wide', cell: ({ lines }) => lines },
    { head: 'Total', as: 'end', cell: ({ total }) => moneyText(total.amount, total.currency) },
  ]
}

function orderLink(number: string): Html {
  return html`<a href="/orders/${encodeURIComponent(number)}">${number}</a>`
}
