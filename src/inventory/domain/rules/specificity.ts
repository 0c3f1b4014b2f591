import type { Rule } from './rule.ts'
import { isWeekly } from './times.ts'

/**
 * How narrow a rule is, as one number: of two that fit, the greater one wins. What it says of the
 * SKU weighs most, then the location, then channel, delivery method, dates, weekdays and hours. A
 * named SKU weighs more than a tag, and that more than a category; a named location more than a
 * group, a tag and a kind, in this order. A rule that names two of them is narrower than one that
 * names the first of them only.
 */
export function specificityOf({ scope, times }: Pick<Rule, 'scope' | 'times'>): number {
  const said = [
    scope.skuId,
    scope.skuTag,
    scope.category,
    scope.locationId,
    scope.group,
    scope.locationTag,
    scope.locationKind,
    scope.channelId,
    scope.method,
    times.from ?? times.until,
    times.weekdays,
    times.hours,
  ]
  return said.reduce<number>((sum, one) => sum * 2 + (one === null ? 0 : 1), 0)
}

/** A published rule with what is asked of it again and again. */
export type Kept = {
  rule: Rule
  specificity: number
  /** Milliseconds since 1970 between which it may count. */
  fromMs: number
  untilMs: number
  weekly: boolean
}

export function keptOf(rule: Rule): Kept {
  const { from, until } = rule.times
  return {
    rule,
    specificity: specificityOf(rule),
    fromMs: from?.epochMilliseconds ?? -Infinity,
    untilMs: until?.epochMilliseconds ?? Infinity,
    weekly: isWeekly(rule.times),
  }
}

/** The one that wins comes first; of two that are equally narrow the one that was made later. */
export function compareKept(a: Kept, b: Kept): number {
  return b.specificity - a.specificity || compareLater(a.rule.id, b.rule.id)
}

function compareLater(a: string, b: string): number {
  return a > b ? -1 : a < b ? 1 : 0
}
