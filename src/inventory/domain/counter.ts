import { Refusal } from '../../lib/refusal.ts'
import type { Asking, SalesRules } from './rules/offer.ts'
import type { Rule } from './rules/rule.ts'

/** What units are counted against: a rule, and of whom (hex of a hash; empty: of all). */
export type CounterKey = { ruleId: string; skuId: number; key: string }

/** Units of one order or hold that are to be counted, and the most there may be; base units. */
export type Wish = CounterKey & {
  quantity: number
  /** The delivery groups of the order that they are for; of a hold none. */
  groupNos: readonly number[]
  /** Null: as many as they like; they are counted since something else depends on it. */
  limit: number | null
  /** Only what was counted in so many days is counted; null: all that ever was. */
  days: number | null
  code: 'quota_exhausted' | 'purchase_limit_exceeded'
  /** The name of the rule. */
  rule: string
}

/** Units of one order or hold as they are counted. */
export type Use = CounterKey & { ownerId: string; quantity: number; groupNos: readonly number[] }

/** Units of a SKU that an order still wants in one of its delivery groups. */
export type Wanted = { orderId: string; skuId: number; groupNo: number; left: number }

/** What is counted already, by `nameOf` the counter. */
export type Levels = Map<string, number>

export function nameOf({ ruleId, skuId, key }: CounterKey): string {
  return `${ruleId} ${skuId} ${key}`
}

/** The wish that finds too little left, with what is left; undefined where all may be counted. */
export function decideCount(
  wishes: readonly Wish[],
  levels: Levels,
): { wish: Wish; left: number } | undefined {
  for (const wish of wishes) {
    if (wish.limit === null) continue
    const left = Math.max(0, wish.limit - (levels.get(nameOf(wish)) ?? 0))
    if (wish.quantity > left) return { wish, left }
  }
  return undefined
}

/** Counts units, or takes them off the count again (`sign` -1). */
export function addToLevels(
  levels: Levels,
  units: readonly (CounterKey & { quantity: number })[],
  sign = 1,
): void {
  for (const one of units) {
    const name = nameOf(one)
    levels.set(name, (levels.get(name) ?? 0) + sign * one.quantity)
  }
}

/**
 * The uses of orders that are more than these still want in the delivery groups that were counted,
 * with what is left of each.
 */
export function decideLowered(
  uses: readonly Use[],
  wanted: readonly Wanted[],
): (Use & { left: number })[] {
  const byOrder = Map.groupBy(wanted, ({ orderId, skuId }) => `${orderId} ${skuId}`)
  return uses.flatMap((use) => {
    const left = (byOrder.get(`${use.ownerId} ${use.skuId}`) ?? [])
      .filter(({ groupNo }) => use.groupNos.includes(groupNo))
      .reduce((sum, one) => sum + one.left, 0)
    return left < use.quantity ? [{ ...use, left }] : []
  })
}

/** What a rule says in whole units, in base units of a SKU. */
export function baseUnitsOf(quantity: number, decimals: number): number {
  return Math.round(quantity * 10 ** decimals)
}

export type CountedSku = { id: number; code: string; decimals: number }

/** How a refusal of too many units is told, in the units that people count. */
export function refusalOf({ wish, left }: { wish: Wish; left: number }, sku: CountedSku): Refusal {
  const people = (units: number) => units / 10 ** sku.decimals
  const rule = { id: wish.ruleId, name: wish.rule }
  const facts = { sku: sku.code, limit: people(wish.limit ?? left), left: people(left), rule }
  return new Refusal(wish.code, { facts })
}

/** The quota of a SKU for who asks: of the rules in force the most specific. */
export function quotaOf(
  rules: SalesRules,
  skuId: number,
  asking: Asking,
): { rule: Rule; quantity: number } | undefined {
  const [rule] = rules.matching('quota', skuId, asking)
  if (rule?.terms.kind !== 'quota') return undefined
  return { rule, quantity: rule.terms.quantity }
}

/** Units of a SKU that are wanted, and for which delivery groups. */
export type Units = { sku: CountedSku } & Pick<Wish, 'quantity' | 'groupNos'>

/** What units of a SKU are counted against the quota of who asks, if there is one. */
function quotaWish(rules: SalesRules, units: Units, asking: Asking): Wish | undefined {
  const { sku, quantity, groupNos } = units
  const quota = quotaOf(rules, sku.id, asking)
  if (!quota) return undefined
  return {
    ruleId: quota.rule.id,
    skuId: sku.id,
    key: '',
    quantity,
    groupNos,
    limit: baseUnitsOf(quota.quantity, sku.decimals),
    days: null,
    code: 'quota_exhausted',
    rule: quota.rule.name,
  }
}

/** What units are counted against besides: a ring-fence for who asks, which they use up. */
function fenceWish(rules: SalesRules, units: Units, asking: Asking): Wish | undefined {
  const { sku, quantity, groupNos } = units
  const rule = rules
    .matching('ring_fence', sku.id, { ...asking, method: null })
    .find(({ scope }) => scope.channelId === asking.channelId)
  if (!rule) return undefined
  const of = { ruleId: rule.id, skuId: sku.id, key: '', rule: rule.name }
  return { ...of, quantity, groupNos, limit: null, days: null, code: 'quota_exhausted' }
}

/** Everything that units of a SKU are counted against, whoever buys them. */
export function channelWishes(...of: Parameters<typeof quotaWish>): Wish[] {
  return [quotaWish(...of) ?? [], fenceWish(...of) ?? []].flat()
}

/** Wishes on the same counter as one. */
export function summed(wishes: readonly Wish[]): Wish[] {
  const sums = new Map<string, Wish>()
  for (const wish of wishes) {
    const name = nameOf(wish)
    const known = sums.get(name)
    const groupNos = [...new Set([...(known?.groupNos ?? []), ...wish.groupNos])]
    sums.set(name, { ...wish, quantity: (known?.quantity ?? 0) + wish.quantity, groupNos })
  }
  return [...sums.values()]
}
