import { html, type Html } from '../../platform/http/html.ts'
import { timeIn, zoneName } from '../../platform/http/parts.ts'
import type { OrderPage, Shown } from './shown.ts'
import { countryName, methodName, moneyText, placeName } from './words.ts'

type Address = NonNullable<Shown['groups'][number]['shipTo']>

/** What stands beside an order: money, customer, deliveries, where it came from. */
export function factsOf(page: OrderPage, zone: string): Html {
  const { order, network } = page
  const { channel, externalId, placedAt, contact, groups } = order
  return html`<section>
      <h2>Amounts</h2>
      ${amountsOf(page)}
    </section>
    <section>
      <h2>Customer</h2>
      <p>${contact.name ?? 'No name given'}</p>
      ${contact.email && html`<p class="small">${contact.email}</p>`}
      ${contact.phone && html`<p class="small">${contact.phone}</p>`}
    </section>
    ${groups.map(
      ({ no, method, pickupLocation, shipTo }) =>
        html`<section>
          <h2>${groups.length > 1 ? `Delivery ${no}` : 'Delivery'}</h2>
          <p>${methodName(method)}</p>
          ${pickupLocation && html`<p class="small">${placeName(network, pickupLocation)}</p>`}
          ${shipTo && addressOf(shipTo, contact.name)}
        </section>`,
    )}
    <section>
      <h2>Placed</h2>
      <p>${timeIn(zone, placedAt)} ${zoneName(zone, placedAt)}</p>
      <p class="small">
        ${network.channelByCode.get(channel)?.name ?? channel}, its number ${externalId}
      </p>
    </section>`
}

function amountsOf({ order, network }: OrderPage): Html {
  const { currency, lines, shipping, tax, total } = order
  const money = (amount: number) => moneyText(amount, currency)
  const goods = lines.reduce((sum, line) => sum + line.total, 0)
  const isAdded = network.channelByCode.get(order.channel)?.taxMode === 'exclusive'
  const wasCut = lines.some(({ cancelled }) => cancelled > 0)
  return html`<dl class="amounts">
      <dt>Items</dt>
      <dd>${money(goods)}</dd>
      <dt>Shipping</dt>
      <dd>${shipping === 0 ? 'Free' : money(shipping)}</dd>
      ${
        tax !== 0 &&
        html`<dt>${isAdded ? 'Tax' : 'Tax in it'}</dt>
          <dd>${money(tax)}</dd>`
      }
      <dt class="sum">Total</dt>
      <dd class="sum">${money(total)}</dd>
    </dl>
    ${wasCut && html`<p class="small">As ordered, before anything was cancelled.</p>`}`
}

/** The address as it would stand on a label. */
function addressOf(address: Address, contactName: string | null): Html {
  const name = address['name'] === contactName ? undefined : address['name']
  const town = [address['postalCode'], address['city']].filter(Boolean).join(' ')
  const rows = [name, address['company'], address['line1'], address['line2'], town]
  const country = countryName(String(address['country']))
  return html`<address class="small">
    ${[...rows, address['region'], country].filter(Boolean).map((row) => html`<span>${row}</span>`)}
  </address>`
}

/** Town and country, which is what matters for where it comes from. */
export function addressLine(address: Address): string {
  const country = countryName(String(address['country']))
  return address['city'] ? `${address['city']}, ${country}` : country
}
