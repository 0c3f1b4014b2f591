import type { Customer } from '../../lib/customer.ts'
import { digitsOf } from '../../lib/money.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Channel } from '../../network/index.ts'
import type { Happening, SimulatedOrder } from '../../routing/index.ts'
import { groupViewOf, type StoredGroup } from './group-view.ts'
import { factsOf } from './network-view.ts'

const MINUTE_MS = 60_000

/** What of the past is played again. */
export type Rows = {
  orders: readonly OrderThen[]
  groups: readonly (StoredGroup & { orderId: string })[]
  lines: readonly LineThen[]
  changes: readonly Change[]
}

/** An order as it was captured. */
export type OrderThen = {
  id: string
  number: string
  channelId: number
  currency: string
  total: number
  /** As it is now: which it had then is kept nowhere. */
  priority?: number
  placedAt: Temporal.Instant
  customer: Customer | null
  tags?: readonly string[]
}

export type LineThen = {
  orderId: string
  no: number
  groupNo: number
  skuId: number
  decimals: number
  weightG: number | null
  ordered: number
  /** Minor units. */
  total: number
}

type Change = {
  skuId: number
  locationId: number
  reason: string
  change: number
  at: Temporal.Instant
}

/**
 * What is known besides, the currency that is counted (what is paid in others is not added to it),
 * and in percent of its price what a unit costs that is not sold, where its SKU does not say what
 * is earned of it.
 */
export type Besides = {
  currency: string | null
  channelOf(id: number): Channel
  skuOf(id: number): Sku | undefined
  unfilledPercent: number
  lostSalePercent: number
}

/** The past as routing meets it, in order of time; at one moment stock changes first. */
export function happeningsOf({ orders, groups, lines, changes }: Rows, of: Besides): Happening[] {
  const { currency } = of
  const groupsOf = Map.groupBy(groups, ({ orderId }) => orderId)
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId)
  const placed = orders.map((order): Happening => {
    const own = { groups: groupsOf.get(order.id) ?? [], lines: linesOf.get(order.id) ?? [] }
    const whole = orderOf(order, own, of)
    const simulated = order.currency === currency ? whole : { ...whole, isApart: true }
    return { kind: 'order', at: order.placedAt.epochMilliseconds, order: simulated }
  })
  const ids = new Set(orders.flatMap((one) => (one.currency === currency ? [one.id] : [])))
  const worth = usualWorths(
    lines.filter(({ orderId }) => ids.has(orderId)),
    currency,
  )
  const others = changes.map((one) => changeOf(one, of, worth))
  return [...others, ...placed].toSorted((a, b) => a.at - b.at)
}

function orderOf(
  order: OrderThen,
  { groups, lines }: { groups: Rows['groups']; lines: readonly LineThen[] },
  { channelOf, skuOf, unfilledPercent }: Besides,
): SimulatedOrder {
  const channel = channelOf(order.channelId)
  const facts = factsOf(channel, order, order.placedAt)
  return {
    id: order.id,
    number: order.number,
    channelId: order.channelId,
    ...(order.priority !== undefined && { priority: order.priority }),
    onShortage: channel.onShortage,
    releaseAt: order.placedAt.epochMilliseconds + channel.releaseMinutes * MINUTE_MS,
    groups: groups.flatMap((group) => {
      const own = lines.filter(({ groupNo }) => groupNo === group.no)
      const wanted = own.map((line) => ({ line, quantity: line.ordered }))
      return own.length > 0 ? [groupViewOf(group, wanted, undefined, skuOf, facts)] : []
    }),
    worth: new Map(
      lines.map((line) => {
        const lost = lostOf(line.skuId, skuOf, unfilledPercent)
        return [line.no, priceOf(line, order.currency) * lost]
      }),
    ),
  }
}

/** The share of its price that is lost with a unit of it. */
function lostOf(skuId: number, skuOf: Besides['skuOf'], usualPercent: number): number {
  return (skuOf(skuId)?.marginPercent ?? usualPercent) / 100
}

/** What a base unit was sold for, in 1e-4 of the major unit. */
function priceOf({ total, ordered }: LineThen, currency: string): number {
  return (total * 10 ** (4 - (digitsOf(currency) ?? 2))) / ordered
}

/** By SKU: the mean of what its base units were sold for. */
function usualWorths(lines: readonly LineThen[], currency: string | null): Map<number, number> {
  const bySku = Map.groupBy(lines, ({ skuId }) => skuId)
  return new Map(
    [...bySku].map(([skuId, own]) => {
      const sum = own.reduce((all, line) => all + priceOf(line, currency!) * line.ordered, 0)
      const units = own.reduce((all, { ordered }) => all + ordered, 0)
      return [skuId, sum / units]
    }),
  )
}

function changeOf(
  { skuId, locationId, reason, change, at: moment }: Change,
  { skuOf, lostSalePercent }: Besides,
  worths: ReadonlyMap<number, number>,
): Happening {
  const at = moment.epochMilliseconds
  if (reason !== 'sale' || change > 0) return { kind: 'stock', at, skuId, locationId, change }
  const wholePerUnit = 1 / 10 ** (skuOf(skuId)?.decimals ?? 0)
  const worth = (worths.get(skuId) ?? 0) * lostOf(skuId, skuOf, lostSalePercent)
  return { kind: 'sale', at, skuId, locationId, units: -change, wholePerUnit, worth }
}
