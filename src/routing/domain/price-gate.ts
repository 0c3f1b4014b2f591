import type { LookAhead } from './outlook.ts'

/** What orders cost in a simulation without prices and with them, in 1e-4 of the major unit. */
export type GateOutcome = { off: number; on: number }

export type PricesBy = Pick<LookAhead, 'days' | 'marginPercent'>

/** A simulation of a channel that prices had to pass. */
export type PriceGate = {
  channelId: number
  /** What was simulated: versions of its plan (0: none of its own) and of the rules (0: none). */
  planVersion: number
  rulesVersion: number
  lookAhead: PricesBy
  /** As the forecast is, and with half of it, and half as much again. */
  base: GateOutcome
  low: GateOutcome
  high: GateOutcome
  passed: boolean
  decidedAt: Temporal.Instant
}

/** So long a simulation counts for who switches prices on. */
export const GATE_DAYS = 35
/** Where they are on, a new simulation is asked for after so long. */
export const RENEW_DAYS = 60

/** Why prices may not be switched on. */
export const unproven = ['never', 'failed', 'old', 'other_plan', 'other_look_ahead'] as const
export type Unproven = (typeof unproven)[number]

type Newest = Pick<PriceGate, 'passed' | 'decidedAt' | 'lookAhead'> | undefined

/**
 * Whether prices may be switched on now; undefined: they may. The newest simulation of the channel
 * counts, whatever earlier ones said, for the plan and the look ahead that it played, and no longer
 * than it says something of what is sold now.
 */
export function decideUnproven(
  newest: Newest,
  of: { isSamePlan: boolean; lookAhead: PricesBy; now: Temporal.Instant },
): Unproven | undefined {
  if (!newest) return 'never'
  if (!newest.passed) return 'failed'
  if (isOlder(newest.decidedAt, GATE_DAYS, of.now)) return 'old'
  if (!of.isSamePlan) return 'other_plan'
  const { days, marginPercent } = of.lookAhead
  const isSame = days === newest.lookAhead.days && marginPercent === newest.lookAhead.marginPercent
  return isSame ? undefined : 'other_look_ahead'
}

/**
 * Why prices that are on should be simulated anew; undefined: they need not. They stay on all the
 * same (decision 0031).
 */
export function decideRenewal(
  newest: Pick<PriceGate, 'passed' | 'decidedAt'> | undefined,
  now: Temporal.Instant,
): 'never' | 'failed' | 'old' | undefined {
  if (!newest) return 'never'
  if (!newest.passed) return 'failed'
  return isOlder(newest.decidedAt, RENEW_DAYS, now) ? 'old' : undefined
}

function isOlder(at: Temporal.Instant, days: number, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at.add({ hours: 24 * days }), now) < 0
}
