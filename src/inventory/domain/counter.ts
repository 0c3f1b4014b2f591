import { Refusal } from '../../lib/refusal.ts'
import type { Asking, SalesRules } from './rules/offer.ts'
import type { Rule } from './rules/rule.ts'

/** What units are counted against: a rule, and of whom (hex of a hash; empty: of all). */
export type CounterKey = { ruleId: string; skuId: number; key: string }

/** Units of one order or hold that are to be counted, and the most there may be; base units. */
export type Wish = CounterKey & {
  quantity: number
  /** Null: as many as they like; they are counted since something else depends on it. */
  limit: number | null
  /** Only what was counted in so many days is counted; null: all that ever was. */
  days: number | null
  code: 'quota_exhausted' | 'purchase_limit_exceeded'
  /** The name of the rule. */
  rule: string
}

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

/** What units of a SKU are counted against the quota of who asks, if there is one. */
function quotaWish(
  rules: SalesRules,
  sku: CountedSku,
  quantity: number,
  asking: Asking,
): Wish | undefined {
  const quota = quotaOf(rules, sku.id, asking)
  if (!quota) return undefined
  return {
    ruleId: quota.rule.id,
    skuId: sku.id,
    key: '',
    quantity,
    limit: baseUnitsOf(quota.quantity, sku.decimals),
    days: null,
    code: 'quota_exhausted',
    rule: quota.rule.name,
  }
}

/** What units are counted against besides: a ring-fence for who asks, which they use up. */
function fenceWish(
  rules: SalesRules,
  sku: CountedSku,
  quantity: number,
  asking: Asking,
): Wish | undefined {
  const rule = rules
    .matching('ring_fence', sku.id, { ...asking, method: null })
    .find(({ scope }) => scope.channelId === asking.channelId)
  if (!rule) return undefined
  const of = { ruleId: rule.id, skuId: sku.id, key: '', rule: rule.name }
  return { ...of, quantity, limit: null, days: null, code: 'quota_exhausted' }
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
    const quantity = (sums.get(name)?.quantity ?? 0) + wish.quantity
    sums.set(name, { ...wish, quantity })
  }
  return [...sums.values()]
}
