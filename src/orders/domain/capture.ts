import { holdsCardNumber } from '../../lib/card.ts'
import type { Nominated } from '../../routing/index.ts'
import type { Hazard } from '../../lib/hazard.ts'
import { isCollected } from '../../lib/collected.ts'
import type { Customer } from '../../lib/customer.ts'
import type { Money } from '../../lib/money.ts'
import { rankOf } from '../../lib/priority.ts'
import { unitsOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import { aheadOf, happenedBy } from '../../lib/told.ts'
import type { OrderBody } from '../schemas.ts'
import { decideAmounts, type Amounts } from './amounts.ts'
import { decideBundles, type BundleLine } from './bundle.ts'
import { findCardTag, sortedTags } from './marks.ts'

/** What capturing an order must know of the world, looked up by the caller. */
export type CaptureWorld = {
  channel: { id: number; currency: string; taxMode: 'inclusive' | 'exclusive' } | undefined
  skuByCode: (code: string) => KnownSku | undefined
  /** What bundles are made of. */
  skuById: (id: number) => KnownSku | undefined
  locationByCode: (code: string) => { id: number; archived: boolean } | undefined
  /** Whether a location sends for the channel. */
  isInPool: (locationId: number) => boolean
  now: Temporal.Instant
}

export type KnownSku = {
  id: number
  code: string
  name: string
  unit: string
  decimals: number
  weightG: number | null
  lengthMm?: number | null
  widthMm?: number | null
  heightMm?: number | null
  category?: string | null
  tags?: readonly string[]
  hazard?: Hazard | null
  taxClass: string | null
  archived: boolean
  kind: 'stocked' | 'bundle' | 'not_stocked'
  /** Of a bundle; empty for all others. */
  components: readonly KnownPart[]
}

/** So many base units of a SKU that a bundle is made of, and what that costs by itself. */
export type KnownPart = {
  skuId: number
  code: string
  decimals: number
  quantity: number
  prices: readonly Money[]
}

export type NewLine = {
  no: number
  groupNo: number
  sku: KnownSku
  ordered: number
  unitPrice: string
  discounts: OrderBody['lines'][number]['discounts']
  tax: OrderBody['lines'][number]['tax']
  total: number
  /** Of a component: the line that its bundle was sent as, and its units in one bundle. */
  bundle?: { no: number; ratio: number }
}

export type NewGroup = {
  no: number
  method: string
  shipTo: NonNullable<OrderBody['groups'][number]['shipTo']> | undefined
  pickupLocationId: number | undefined
  /** An ISO date. */
  wantedBy?: string
  nominated?: Nominated
}

/** An order that can be written: everything resolved and checked but the stock. */
export type NewOrder = Amounts & {
  channelId: number
  externalId: string
  currency: string
  placedAt: Temporal.Instant | undefined
  contact: OrderBody['contact']
  customer?: Customer
  /** 0 where it is left out: as most are. */
  priority?: number
  tags?: readonly string[]
  payments: NonNullable<OrderBody['payments']>
  groups: NewGroup[]
  lines: NewLine[]
  /** The lines that named bundles; what they are made of is among `lines`. */
  bundles: BundleLine[]
}

/** Resolves and checks an order as it was sent. Pure; the first fault is told with its field. */
export function decideCapture(body: OrderBody, world: CaptureWorld): NewOrder | Refusal {
  const { channel } = world
  if (!channel) return unknown('channel_unknown', '/channel', body.channel)
  if (body.currency !== channel.currency) {
    return new Refusal('currency_mismatch', {
      field: '/currency',
      detail: `The channel sells in ${channel.currency}, the order is in ${body.currency}`,
    })
  }
  const placedAt = decidePlacedAt(body, world.now)
  if (placedAt instanceof Refusal) return placedAt
  const lines = decideLines(body, world)
  if (lines instanceof Refusal) return lines
  const groups = decideGroups(body, world)
  if (groups instanceof Refusal) return groups
  const card = findCardNumber(body)
  if (card) return new Refusal('card_number_refused', { field: card })
  const priced = {
    currency: body.currency,
    lines: body.lines.map((line, i) => ({
      unitPrice: line.unitPrice,
      discounts: line.discounts ?? [],
      tax: line.tax,
      total: line.total,
      quantity: lines[i]!.ordered,
      decimals: lines[i]!.sku.decimals,
    })),
    shipping: body.shipping && { total: body.shipping.total, tax: body.shipping.tax },
    payments: body.payments ?? [],
    total: body.total,
  }
  const amounts = decideAmounts(priced, channel.taxMode)
  if (amounts instanceof Refusal) return amounts
  const { currency } = body
  const exploded = decideBundles(lines, { currency, skuById: world.skuById })
  if (exploded instanceof Refusal) return exploded
  return {
    ...amounts,
    channelId: channel.id,
    externalId: body.externalId,
    currency,
    placedAt,
    contact: body.contact,
    ...(body.customer && { customer: body.customer }),
    ...(body.priority && { priority: rankOf(body.priority) }),
    ...(body.tags && { tags: sortedTags(body.tags) }),
    payments: body.payments ?? [],
    groups,
    ...exploded,
  }
}

/** A time that has not come would stand before all others for good. */
function decidePlacedAt(
  { placedAt }: OrderBody,
  now: Temporal.Instant,
): Temporal.Instant | Refusal | undefined {
  if (placedAt === undefined) return undefined
  const told = Temporal.Instant.from(placedAt)
  return aheadOf(now, told, '/placedAt') ?? happenedBy(now, told)
}

function decideGroups(body: OrderBody, world: CaptureWorld): NewGroup[] | Refusal {
  const seen = new Set<number>()
  const groups: NewGroup[] = []
  for (const [i, group] of body.groups.entries()) {
    const field = `/groups/${i}`
    if (seen.has(group.no)) return invalid(`${field}/no`, `Group ${group.no} is there twice`)
    seen.add(group.no)
    if (!body.lines.some((line) => line.group === group.no)) {
      return invalid(field, `Group ${group.no} has no line`)
    }
    const decided = decideGroup(group, field, world)
    if (decided instanceof Refusal) return decided
    groups.push(decided)
  }
  return groups
}

function decideGroup(
  group: OrderBody['groups'][number],
  field: string,
  world: CaptureWorld,
): NewGroup | Refusal {
  const { no, method, shipTo } = group
  const wanted = group.wantedBy === undefined ? {} : { wantedBy: group.wantedBy }
  if ((shipTo?.lat === undefined) !== (shipTo?.lon === undefined)) {
    return invalid(`${field}/shipTo`, 'lat and lon go together')
  }
  if (isCollected(method)) {
    if (group.nominated !== undefined) {
      return invalid(`${field}/nominated`, `${method} comes from its pickupLocation`)
    }
    if (group.pickupLocation === undefined) {
      return invalid(`${field}/pickupLocation`, `${method} needs a pickupLocation`)
    }
    const location = world.locationByCode(group.pickupLocation)
    if (!location || location.archived) {
      return unknown('location_unknown', `${field}/pickupLocation`, group.pickupLocation)
    }
    return { no, method, shipTo, pickupLocationId: location.id, ...wanted }
  }
  if (group.pickupLocation !== undefined) {
    return invalid(`${field}/pickupLocation`, `${method} has no pickupLocation`)
  }
  if (!shipTo) return invalid(`${field}/shipTo`, `${method} needs a shipTo`)
  const nominated = decideNominated(group, field, world)
  if (nominated instanceof Refusal) return nominated
  return { no, method, shipTo, pickupLocationId: undefined, ...wanted, ...nominated }
}

function decideNominated(
  { nominated }: OrderBody['groups'][number],
  field: string,
  world: CaptureWorld,
): Pick<NewGroup, 'nominated'> | Refusal {
  if (!nominated) return {}
  const { location: code, firm } = nominated
  const location = world.locationByCode(code)
  if (!location) return unknown('location_unknown', `${field}/nominated/location`, code)
  if (location.archived || (firm && !world.isInPool(location.id))) {
    return new Refusal('location_not_in_pool', {
      field: `${field}/nominated/location`,
      detail: location.archived
        ? `${code} is archived: nothing comes from there any more`
        : `${code} does not send for this channel: nothing would ever come from there`,
    })
  }
  return { nominated: { locationId: location.id, firm } }
}

function decideLines(body: OrderBody, world: CaptureWorld): NewLine[] | Refusal {
  const groups = new Set(body.groups.map(({ no }) => no))
  const seen = new Set<number>()
  const lines: NewLine[] = []
  for (const [i, line] of body.lines.entries()) {
    const field = `/lines/${i}`
    if (seen.has(line.no)) return invalid(`${field}/no`, `Line ${line.no} is there twice`)
    seen.add(line.no)
    if (!groups.has(line.group)) return new Refusal('group_unknown', { field: `${field}/group` })
    const sku = world.skuByCode(line.sku)
    if (!sku || sku.archived) return unknown('sku_unknown', `${field}/sku`, line.sku)
    const ordered = unitsOf(line.quantity, sku.decimals)
    if (ordered === undefined || ordered <= 0) {
      return new Refusal('quantity_invalid', {
        field: `${field}/quantity`,
        detail: `${sku.code} is counted in ${sku.unit} with ${sku.decimals} decimals`,
      })
    }
    lines.push({
      no: line.no,
      groupNo: line.group,
      sku,
      ordered,
      unitPrice: line.unitPrice,
      discounts: line.discounts,
      tax: line.tax,
      total: line.total.amount,
    })
  }
  return lines
}

/** Card numbers turn up where a person or a till typed them into the wrong field. */
function findCardNumber(body: OrderBody): string | undefined {
  for (const [i, { reference, method }] of (body.payments ?? []).entries()) {
    if (holdsCardNumber(reference ?? '')) return `/payments/${i}/reference`
    if (holdsCardNumber(method)) return `/payments/${i}/method`
  }
  const tag = findCardTag(body.tags ?? [])
  if (tag >= 0) return `/tags/${tag}`
  const ofCustomer = findCardTag(body.customer?.tags ?? [])
  if (ofCustomer >= 0) return `/customer/tags/${ofCustomer}`
  const contact = Object.entries(body.contact).find(([, value]) => holdsCardNumber(value ?? ''))
  return contact && `/contact/${contact[0]}`
}

function unknown(
  code: 'channel_unknown' | 'sku_unknown' | 'location_unknown',
  field: string,
  value: string,
): Refusal {
  return new Refusal(code, { field, detail: `${field}: ${value} is not known` })
}

function invalid(field: string, detail: string): Refusal {
  return new Refusal('order_invalid', { field, detail })
}
