/** What orders cost in a simulation without prices and with them, in 1e-4 of the major unit. */
export type GateOutcome = { off: number; on: number }

/** A simulation of a channel that prices had to pass. */
export type PriceGate = {
  channelId: number
  /** What was simulated: versions of its plan and of the rules (0: none). */
  planVersion: number
  rulesVersion: number
  /** As the forecast is, and with half of it, and half as much again. */
  base: GateOutcome
  low: GateOutcome
  high: GateOutcome
  passed: boolean
  decidedAt: Temporal.Instant
}

/** So long a simulation counts. */
export const GATE_DAYS = 35

/**
 * Whether prices may be switched on now: the newest simulation counts, whatever earlier ones said,
 * and no longer than it says something of what is sold now.
 */
export function decideProven(
  newest: Pick<PriceGate, 'passed' | 'decidedAt'> | undefined,
  now: Temporal.Instant,
): boolean {
  if (!newest?.passed) return false
  const until = newest.decidedAt.add({ hours: 24 * GATE_DAYS })
  return Temporal.Instant.compare(now, until) <= 0
}
