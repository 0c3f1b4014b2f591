import type { Known } from './problems.ts'
import { plainOf, type RoutingRule } from './rule.ts'

/**
 * In which currencies the amounts of a rule are read, on these channels: a number is as many minor
 * or major units of whatever the order is in. None where it says no amount.
 */
export function currenciesOf(
  rule: RoutingRule,
  channels: readonly string[],
  { currencies }: Pick<Known, 'currencies'>,
): string[] {
  if (!saysAmount(rule)) return []
  return [...new Set(channels.flatMap((one) => currencies.get(one) ?? []))].toSorted()
}

/** A wish always says what it is worth. */
function saysAmount({ when, use, never, wishes }: RoutingRule): boolean {
  return (
    wishes.length > 0 ||
    never.noSplitBelow?.value !== undefined ||
    use.some(({ opensToSave }) => opensToSave !== undefined) ||
    plainOf(when).some(({ of }) => of === 'value')
  )
}
