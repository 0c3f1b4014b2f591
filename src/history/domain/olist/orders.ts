import { distanceKm, type Point } from '../../../lib/geo.ts'
import type { OrderBody } from '../../../orders/index.ts'
import type { FactBody, Mark, OrderEntry, RealParcel } from '../script.ts'
import { centsOf, type Item, type Order, type Product } from './rows.ts'

/** What the orders speak of. */
export type OlistWorld = {
  products: ReadonlyMap<string, Product>
  /** By zip prefix. */
  centroids: ReadonlyMap<string, Point>
  /** By seller. */
  locations: ReadonlyMap<string, { id: number; point: Point | undefined }>
}

const CURRENCY = 'BRL'
const HOUR_MS = 3_600_000

/** All that is told of an order, and when; its body is made only when it is written. */
export function marksOf(order: Order): Mark<Order>[] {
  const mark = (kind: Mark<Order>['kind'], at: number | null): Mark<Order>[] =>
    at === null ? [] : [{ at, kind, key: order.id, of: order }]
  return [
    ...mark('order', order.boughtAt),
    ...mark('approval', order.approvedAt),
    ...mark('shipment', order.handedAt),
    ...mark('delivery', order.arrivedAt),
    ...mark('cancellation', order.status === 'canceled' ? lastKnownOf(order) + HOUR_MS : null),
  ]
}

function lastKnownOf({ boughtAt, approvedAt, handedAt, arrivedAt }: Order): number {
  return Math.max(boughtAt, approvedAt ?? 0, handedAt ?? 0, arrivedAt ?? 0)
}

export function bodyOf({ kind, of }: Mark<Order>, world: OlistWorld): OrderEntry | FactBody {
  if (kind === 'order') return orderEntryOf(of, world)
  return kind === 'cancellation' ? { order: of.id, reason: 'cancelled' } : { order: of.id }
}

/** The order as its channel would send it. */
export function orderEntryOf(order: Order, world: OlistWorld): OrderEntry {
  const lines = linesOf(order.items)
  const freight = order.items.reduce((sum, item) => sum + item.freight, 0)
  const goods = lines.reduce((sum, line) => sum + line.total.amount, 0)
  const payments = order.payments.toSorted((a, b) => a.no - b.no)
  return {
    order: {
      channel: 'OLIST',
      externalId: order.id,
      placedAt: textOf(order.boughtAt),
      currency: CURRENCY,
      contact: contactOf(order),
      groups: [{ no: 1, method: 'standard', shipTo: shipToOf(order, world) }],
      lines,
      shipping: { total: money(freight) },
      payments: payments.map(({ method, amount }) => ({ method, amount: money(amount) })),
      total: money(goods + freight),
    },
    approvedAt: order.approvedAt === null ? null : textOf(order.approvedAt),
    real: parcelsOf(order, world),
  }
}

/**
 * The person is known by an id only. It is cut into pieces, since one of many has thirteen digits
 * in a row that would be refused as a card number.
 */
function contactOf({ customer }: Order): OrderBody['contact'] {
  if (!customer || customer.person === '') return {}
  return { name: customer.person.match(/.{1,8}/g)!.join('.') }
}

function shipToOf({ customer }: Order, { centroids }: OlistWorld) {
  const point = customer && centroids.get(customer.zip)
  return {
    country: 'BR',
    ...(customer?.city ? { city: customer.city } : {}),
    ...(customer?.state ? { region: customer.state } : {}),
    ...(customer?.zip ? { postalCode: customer.zip } : {}),
    ...(point ? { lat: point.lat, lon: point.lon } : {}),
  }
}

/** A row is one unit: the same product of the same seller at the same price is one line. */
function linesOf(items: readonly Item[]): OrderBody['lines'] {
  const sorted = items.toSorted((a, b) => a.no - b.no)
  const alike = Map.groupBy(sorted, ({ product, seller, price }) => `${product} ${seller} ${price}`)
  return [...alike.values()].map((units, i) => {
    const { product, price } = units[0]!
    return {
      no: i + 1,
      group: 1,
      sku: product,
      quantity: units.length,
      unitPrice: price,
      total: money(centsOf(price)! * units.length),
    }
  })
}

/** What each seller sent: one parcel. */
export function parcelsOf(order: Order, world: OlistWorld): RealParcel[] {
  const to = order.customer && world.centroids.get(order.customer.zip)
  const bySeller = Map.groupBy(order.items, ({ seller }) => seller)
  return [...bySeller].map(([seller, items]) => {
    const { id, point } = world.locations.get(seller)!
    return {
      locationId: id,
      km: to && point ? Math.round(distanceKm(point, to)) : null,
      paid: items.reduce((sum, item) => sum + item.freight, 0),
      grams: items.reduce((sum, i) => sum + (world.products.get(i.product)?.weightG ?? 0), 0),
    }
  })
}

export function textOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString()
}

function money(amount: number) {
  return { amount, currency: CURRENCY }
}
