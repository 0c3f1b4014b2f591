import { PLAIN_DIGITS, digitsOf, type Alternative, type Condition, type Money } from './tongue.ts'

export type Channel = { code: string; currency: string; archived: boolean }

/** A rule that fits no channel is still being written: all of them count then. */
export function moneyOf(
  when: readonly Condition[],
  channels: readonly Channel[] | undefined,
): Money {
  const live = channels?.filter(({ archived }) => !archived) ?? []
  const own = live.filter(({ code }) => when.every((one) => mayFit(one, code)))
  const all = new Set((own.length > 0 ? own : live).map(({ currency }) => currency))
  const digits = new Set([...all].map(digitsOf))
  return {
    currency: all.size === 1 ? [...all][0] : undefined,
    digits: digits.size > 1 ? undefined : ([...digits][0] ?? PLAIN_DIGITS),
  }
}

function mayFit(condition: Condition | Alternative, channel: string): boolean {
  if (condition.of === 'any_of') return condition.conditions.some((one) => mayFit(one, channel))
  if (condition.of === 'all_of') return condition.conditions.every((one) => mayFit(one, channel))
  const { of, not = false } = condition
  return of !== 'channel' || condition.in.includes(channel) !== not
}
