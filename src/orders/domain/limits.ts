import { quantityOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import {
  baseUnitsOf,
  channelWishes,
  refusalOf,
  summed,
  type Asking,
  type PurchaseLimit,
  type Rule,
  type SalesRules,
  type Wish,
} from '../../inventory/index.ts'
import type { KnownSku, NewGroup, NewOrder } from './capture.ts'
import { addressKey, customerKeys } from './customer.ts'

type Limit = { id: string; name: string; terms: PurchaseLimit }

/** Units of one SKU in one delivery group, and who asks for them. */
type Units = {
  sku: KnownSku
  group: NewGroup
  quantity: number
  groupNos: readonly number[]
  asking: Asking
  /** Rules of purchases that are about them, the most specific first. */
  rules: readonly Rule[]
}

/**
 * What an order is counted against: the quotas of its channel, and the limits of purchases of its
 * customer and its addresses. What counts for one order only is decided here: how many it must have
 * at least, its own limits, and those of one who cannot be told from others (no e-mail address, no
 * phone number, no street).
 */
export function decideWishes(
  order: NewOrder,
  rules: SalesRules,
  now: Temporal.Instant,
): Wish[] | Refusal {
  // Hashes cost; most orders are counted against nothing.
  let customers: readonly string[] | undefined
  const wishes: Wish[] = []
  const alone: Wish[] = []
  const all = unitsOf(order, rules, now)
  const tooFew = findTooFew(all)
  if (tooFew) return tooFew
  for (const units of all) {
    const { group, asking } = units
    wishes.push(...channelWishes(rules, units, asking))
    for (const limit of limitsOf(units.rules)) {
      customers ??= customerKeys(order.contact)
      const keys = keysOf(limit, customers, group)
      for (const key of keys) wishes.push(wishOf(limit, units, key))
      if (keys.length === 0) alone.push(wishOf(limit, units, keyAlone(limit, group)))
    }
  }
  const bySku = new Map(order.lines.map(({ sku }) => [sku.id, sku]))
  for (const wish of summed(alone)) {
    if (wish.limit === null || wish.quantity <= wish.limit) continue
    return refusalOf({ wish, left: wish.limit }, bySku.get(wish.skuId)!)
  }
  return summed(wishes)
}

function unitsOf(
  { channelId, groups, lines }: NewOrder,
  rules: SalesRules,
  now: Temporal.Instant,
): Units[] {
  return groups.flatMap((group) => {
    const asking = { channelId, method: group.method, now }
    const bySku = Map.groupBy(
      lines.filter(({ groupNo }) => groupNo === group.no),
      ({ sku }) => sku,
    )
    return [...bySku].map(([sku, mine]) => {
      const quantity = mine.reduce((sum, { ordered }) => sum + ordered, 0)
      const about = rules.matching('purchase_limit', sku.id, asking)
      return { sku, group, quantity, groupNos: [group.no], asking, rules: about }
    })
  })
}

/**
 * The refusal of a SKU of which the order wants less than it must. All of its units count that the
 * rule is about, also those for which a more specific rule counts.
 */
function findTooFew(all: readonly Units[]): Refusal | undefined {
  for (const ofSku of Map.groupBy(all, ({ sku }) => sku.id).values()) {
    for (const { sku, rules } of ofSku) {
      const limit = limitsOf(rules).find(({ terms }) => terms.minQuantity !== null)
      if (!limit) continue
      const { id, name, terms } = limit
      const mine = ofSku.filter((one) => one.rules.some((rule) => rule.id === id))
      const units = mine.reduce((sum, { quantity }) => sum + quantity, 0)
      const [wanted, minQuantity] = [quantityOf(units, sku.decimals), terms.minQuantity!]
      if (wanted >= minQuantity) continue
      const facts = { sku: sku.code, minQuantity, wanted, rule: { id, name } }
      return new Refusal('minimum_quantity_not_met', { facts })
    }
  }
  return undefined
}

/** Of the limits in force the most specific for an order, for a customer and for an address. */
function limitsOf(rules: readonly Rule[]): Limit[] {
  const found = new Map<PurchaseLimit['per'], Limit>()
  for (const { id, name, terms } of rules) {
    if (terms.kind === 'purchase_limit' && !found.has(terms.per)) {
      found.set(terms.per, { id, name, terms })
    }
  }
  return [...found.values()]
}

/** Whose units are counted; of a limit for one order there is nothing to keep. */
function keysOf({ terms: { per } }: Limit, customers: readonly string[], group: NewGroup) {
  if (per === 'customer') return customers
  return per === 'address' ? [addressKey(group) ?? []].flat() : []
}

/** In one order units are counted together, but for those that go to different places. */
function keyAlone({ terms: { per } }: Limit, group: NewGroup): string {
  return per === 'address' ? `group ${group.no}` : ''
}

function wishOf({ id, name, terms }: Limit, units: Units, key: string): Wish {
  const { sku, quantity, groupNos } = units
  return {
    ruleId: id,
    skuId: sku.id,
    key,
    quantity,
    groupNos,
    limit: terms.quantity === null ? null : baseUnitsOf(terms.quantity, sku.decimals),
    days: terms.days,
    code: 'purchase_limit_exceeded',
    rule: name,
  }
}
