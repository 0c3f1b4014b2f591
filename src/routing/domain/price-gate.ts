import { saidOf, type LookAhead } from './outlook.ts'
import type { GateVerdict } from './simulation/gate.ts'

/**
 * What orders cost in a simulation without prices and with them, in 1e-4 of the major unit; by how
 * much more what is left at the end is worth with them, and what that says: neither is known of
 * those from before they were kept.
 */
export type GateOutcome = { off: number; on: number; left?: number; verdict?: GateVerdict }

export type PricesBy = Omit<LookAhead, 'currency'>

/** A simulation of a channel that prices had to pass. */
export type PriceGate = {
  channelId: number
  /** What was simulated: versions of its plan (0: none of its own) and of the rules (0: none). */
  planVersion: number
  rulesVersion: number
  /** Null of those from before it was kept: they found other prices than live ones. */
  lookAhead: PricesBy | null
  /** As the forecast is, and with half of it, and half as much again. */
  base: GateOutcome
  low: GateOutcome
  high: GateOutcome
  passed: boolean
  /** That were played; null of those from before that was kept. */
  days: number | null
  decidedAt: Temporal.Instant
}

/** Two of each day of the week: a simulation of fewer days says nothing over one of as many. */
export const FULL_DAYS = 14
/** So long a simulation counts for who switches prices on. */
export const GATE_DAYS = 35
/** Where they are on, a new simulation is asked for after so long. */
export const RENEW_DAYS = 60

/** Why prices may not be switched on. */
export const unproven = ['never', 'failed', 'old', 'other_plan', 'other_look_ahead'] as const
export type Unproven = (typeof unproven)[number]

type Outcome = Pick<PriceGate, 'passed' | 'decidedAt'>

/** What simulations say of a channel that is to look ahead by something. */
export type Proof = {
  /** What counts of those that looked ahead alike: what-ifs by another leave it as it is. */
  newest: Outcome | undefined
  /** Whether that played the plan that is asked about. */
  isSamePlan: boolean
  /** Whether others looked ahead by something else. */
  hasOther: boolean
  /** The newest from before look aheads were kept. */
  before: Outcome | undefined
}

/**
 * What counts of simulations that looked ahead alike, the newest first: one of the plan as it is
 * before those of others, then the one that says most. One of some days is a what-if beside one of
 * two weeks, whatever it says, and one of too few days says nothing.
 */
export function decideCounting<Gate extends Weighed>(
  gates: readonly Gate[],
  isSamePlan: (gate: Gate) => boolean,
): { newest: Gate | undefined; isSamePlan: boolean } {
  const same = gates.filter(isSamePlan)
  const [newest] = (same.length > 0 ? same : gates).toSorted((a, b) => weightOf(b) - weightOf(a))
  return { newest, isSamePlan: same.length > 0 }
}

type Weighed = Pick<PriceGate, 'days' | 'base' | 'low' | 'high'>

function weightOf({ days, base, low, high }: Weighed): number {
  if ([base, low, high].some(({ verdict }) => verdict === 'too_few_days')) return 0
  return days === null || days >= FULL_DAYS ? 2 : 1
}

/** Whether prices may be switched on now; undefined: they may. */
export function decideUnproven(
  { newest, isSamePlan, hasOther }: Omit<Proof, 'before'>,
  now: Temporal.Instant,
): Unproven | undefined {
  if (!newest) return hasOther ? 'other_look_ahead' : 'never'
  if (!isSamePlan) return 'other_plan'
  if (!newest.passed) return 'failed'
  return isOlder(newest.decidedAt, GATE_DAYS, now) ? 'old' : undefined
}

/**
 * Why prices that are on should be simulated anew; undefined: they need not. They stay on all the
 * same (decision 0031).
 */
export function decideRenewal(
  { newest, isSamePlan, before }: Omit<Proof, 'hasOther'>,
  now: Temporal.Instant,
): 'never' | 'failed' | 'old' | undefined {
  if (newest && !isSamePlan) return 'never'
  const counts = newest ?? before
  if (!counts) return 'never'
  if (!counts.passed) return 'failed'
  return isOlder(counts.decidedAt, RENEW_DAYS, now) ? 'old' : undefined
}

/**
 * Whether what was played is what a channel would go by: its own look ahead where prices are on,
 * and where they are off whichever was played. Who asks for another look ahead means it for all.
 */
export function decidePlayedAs(
  played: { lookAhead: PricesBy; isChosen: boolean },
  own: PricesBy | null,
): boolean {
  return played.isChosen || own === null || looksAlike(played.lookAhead, own)
}

/** Whether two look ahead alike; null only with null. */
export function looksAlike(one: PricesBy | null, other: PricesBy | null): boolean {
  if (one === null || other === null) return one === other
  const [mine, theirs] = [saidOf(one), saidOf(other)]
  return (
    mine.days === theirs.days &&
    mine.marginPercent === theirs.marginPercent &&
    mine.together === theirs.together
  )
}

function isOlder(at: Temporal.Instant, days: number, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at.add({ hours: 24 * days }), now) < 0
}
