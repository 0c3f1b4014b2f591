import type { ConditionLevels } from './condition.ts'
import type { StockRow } from './ledger.ts'
import { isOfSku, type RuleSku } from './rules/active.ts'
import type { Asking } from './rules/offer.ts'
import type { Rule, RuleKind } from './rules/rule.ts'
import { uncoveredOf } from './supply.ts'

/** How the past is told: as it was known then, or with all that is known of it today. */
export const pastViews = ['recorded', 'happened'] as const
export type PastView = (typeof pastViews)[number]

/** The values of a row on hand that its movements change. */
export type PastLevels = { quantity: number; unavailable: number; held: number; allocated: number }

/** A row on hand as its ledger tells it for one moment. */
export type PastRow = {
  skuId: number
  locationId: number
  /** After the last movement that was recorded by then; undefined before the first one. */
  recorded: (PastLevels & { version: number }) | undefined
  /** What was learnt later of what had happened by then; undefined where nothing was. */
  learnt: PastLevels | undefined
  conditions: ConditionLevels
}

/**
 * The row at that moment. What was learnt later is added to what was recorded then, each fact once.
 * Undefined where nothing was there yet.
 */
export function decidePast({ recorded, learnt, ...row }: PastRow): StockRow | undefined {
  if (!recorded && !learnt) return undefined
  const sum = (name: keyof PastLevels) => (recorded?.[name] ?? 0) + (learnt?.[name] ?? 0)
  const levels = {
    quantity: sum('quantity'),
    unavailable: sum('unavailable'),
    held: sum('held'),
    allocated: sum('allocated'),
  }
  const after = { ...row, supplyNo: 0, ...levels, version: recorded?.version ?? 0 }
  return { ...after, uncovered: uncoveredOf(after) }
}

/** What of a moment may be missing in what a channel could sell then: the books do not say. */
export const missingKinds = [
  // Nothing was kept yet of pools and pauses: they are the first that are known.
  'pool',
  // What they set aside is not taken off: nothing was kept of it then.
  'ring_fences',
  // What was left of them is not taken off.
  'quotas',
  // What was held back for them is not taken off.
  'overdue_feeds',
  // The bundle was changed since it was made: its components are those of today.
  'components',
  // A rule is about groups, tags, kinds or categories: they are those of today.
  'belonging',
] as const
export type MissingKind = (typeof missingKinds)[number]

/** The kinds of rules by which a past moment is told, and what they were about is not kept. */
export const toldByKinds = [
  'pool',
  'eligibility',
  'safety_stock',
  'threshold',
] as const satisfies RuleKind[]

/**
 * Whether a rule of then may have been about other stock than it is today: it names groups, tags or
 * kinds of locations, or a category or tag of a SKU that was changed since it was made.
 */
export function decideBelonging(
  rules: readonly Pick<Rule, 'scope' | 'times'>[],
  sku: Omit<RuleSku, 'decimals'> & { version: number },
  { channelId, method, now }: Asking,
): boolean {
  return rules.some(({ scope, times: { from, until } }) => {
    const isOfAsker =
      (scope.channelId === null || scope.channelId === channelId) &&
      (scope.method === null || scope.method === method)
    const isInForce =
      (from === null || Temporal.Instant.compare(from, now) <= 0) &&
      (until === null || Temporal.Instant.compare(now, until) < 0)
    if (!isOfAsker || !isInForce) return false
    const mayBeOther = sku.version > 1 && (scope.category !== null || scope.skuTag !== null)
    if (mayBeOther) return scope.skuId === null || scope.skuId === sku.id
    const { group, locationTag, locationKind } = scope
    const isOfPlaces = [group, locationTag, locationKind].some((one) => one !== null)
    return isOfPlaces && isOfSku(scope, sku)
  })
}
