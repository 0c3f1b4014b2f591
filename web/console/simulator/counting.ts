import type { Answer } from '../../lib/api.ts'
import type { Policy, Simulation } from './use-simulations.ts'

export type Standing = Answer<'/v1/stock-prices', 'get'>['channels'][number]
export type Counting = Standing & { gate: NonNullable<Standing['gate']> }
type Gate = NonNullable<NonNullable<Simulation['result']>['gate']>

const FULL_DAYS = 14

/** What counts of the channels that a simulation is about, by the look ahead that it played. */
export function countingFor(
  { channels }: Pick<Gate, 'channels'>,
  by: Policy['lookAhead'] | undefined,
  standings: readonly Standing[],
): Counting[] {
  return standings.filter((one): one is Counting => {
    const { lookAhead } = one.gate ?? {}
    if (!lookAhead || !channels.includes(one.channel)) return false
    if (!by) return true
    const isAsFar = lookAhead.days === by.days && lookAhead.marginPercent === by.marginPercent
    return isAsFar && (lookAhead.together ?? false) === by.together
  })
}

/**
 * What may be said of prices by a simulation: whether they may be switched on only where that is
 * so by what counts, which may be another. Who sees nothing of that is told by the period.
 */
export function sayingOf(
  verdict: Gate['verdict'],
  counting: readonly Pick<Standing, 'proven'>[],
  { from, until }: Pick<Simulation, 'from' | 'until'>,
): Gate['verdict'] | 'passes' | 'fails' {
  if (verdict === 'too_few_days') return verdict
  const isFull = Date.parse(until) - Date.parse(from) >= FULL_DAYS * 86_400_000
  const isProven = counting.every(({ proven }) => proven)
  if (verdict === 'not_dearer') {
    return isProven && (isFull || counting.length > 0) ? verdict : 'passes'
  }
  const isOther = counting.some(({ proven }) => proven) || (counting.length === 0 && !isFull)
  return isOther ? 'fails' : verdict
}
