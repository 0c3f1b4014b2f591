import type { Tone } from '../../ui/pill.tsx'
import type { Formats } from '../../lib/format.ts'
import type { Words } from '../words/index.ts'
import type { Outcome, Policy, Simulation } from './use-simulations.ts'

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
  { of, version, prices, plans }: Policy,
  said: Said,
  formats: Formats,
): string {
  const name =
    of === 'version' ? said.policy.version(formats.number(version ?? 0)) : said.policy[of]
  const planned = plans.length > 0 ? said.planned(name) : name
  return prices ? said.priced(planned) : planned
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

export type Paired = NonNullable<Outcome['against']>['by']['cost']
export type Verdict = 'better' | 'worse' | 'same' | 'few'

/** Of what is better the less there is of it: whether it differs more than by chance. */
export function verdictOf({ low, high, total }: Paired): Verdict {
  if (low === null || high === null) return total === 0 ? 'same' : 'few'
  if (high < 0) return 'better'
  return low > 0 ? 'worse' : 'same'
}

export const VERDICT_TONES: Record<Verdict, Tone> = {
  better: 'done',
  worse: 'critical',
  same: 'neutral',
  few: 'neutral',
}

/** A difference with its sign, as the language writes it. */
export function signed(value: number, text: (value: number) => string): string {
  return value > 0 ? `+${text(value)}` : text(value)
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
