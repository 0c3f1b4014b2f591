import type { Tone } from '../../ui/pill.tsx'
import type { Formats } from '../../lib/format.ts'
import type { Words } from '../words/index.ts'
import type { Policy, Simulation } from './use-simulations.ts'

export const STATE_TONES: Record<Simulation['state'], Tone> = {
  waiting: 'neutral',
  running: 'moving',
  done: 'done',
  cancelled: 'neutral',
  failed: 'critical',
}

type Said = Words['simulator']

/** What a policy is called: `Draft, with prices`. */
export function policyName(
  { of, version, prices, lookAhead, plans, asIfNow }: Policy,
  said: Said,
  formats: Formats,
): string {
  const name =
    of === 'version' ? said.policy.version(formats.number(version ?? 0)) : said.policy[of]
  const timed = asIfNow ? said.timed(name) : name
  const planned = plans.length > 0 ? said.planned(timed) : timed
  if (!prices) return planned
  return lookAhead?.together ? said.pricedTogether(planned) : said.priced(planned)
}

/** The days of a period, the last one that is in it. */
export function periodOf(
  { from, until }: { from: string; until: string },
  said: Said,
  formats: Formats,
): string {
  const last = new Date(Date.parse(until) - 1).toISOString()
  return said.period(formats.day(from), formats.day(last))
}

/** A difference, with the bounds between which the true one lies; null where that is not known. */
export type Interval = { mean: number; low: number | null; high: number | null }
export type Verdict = 'better' | 'worse' | 'clear' | 'same' | 'few'

/** Whether it differs more than by chance, and whether for the better. */
export function verdictOf(
  { low, high, mean }: Interval,
  better: 'less' | 'more' | 'neither' = 'less',
): Verdict {
  if (low === null || high === null) return mean === 0 ? 'same' : 'few'
  if (low <= 0 && high >= 0) return 'same'
  if (better === 'neither') return 'clear'
  return high < 0 === (better === 'less') ? 'better' : 'worse'
}

export const VERDICT_TONES: Record<Verdict, Tone> = {
  better: 'done',
  worse: 'critical',
  clear: 'neutral',
  same: 'neutral',
  few: 'neutral',
}

/** A difference with its sign: the plus where the language writes the minus, marks for it too. */
export function signed(value: number, text: (value: number) => string): string {
  return value > 0 ? text(-value).replace('-', '+') : text(value)
}

/** Numbers with so many digits behind the point. */
export function rounded(language: string, digits = 0): (value: number) => string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: digits })
  return (value) => format.format(value === 0 ? 0 : value)
}

export function percent(language: string): (share: number) => string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return (share) => format.format(share)
}
