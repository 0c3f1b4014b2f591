import { Refusal } from '../../lib/refusal.ts'
import type { Reason } from './ledger.ts'

/** How far the clock of whoever tells something may be ahead of ours. */
const AHEAD_MINUTES = 5

/** The refusal of a time that has not come yet (a zone mistaken, a wrong year), or undefined. */
export function aheadOf(
  now: Temporal.Instant,
  at: Temporal.Instant,
  field: string,
): Refusal | undefined {
  if (Temporal.Instant.compare(at, now.add({ minutes: AHEAD_MINUTES })) <= 0) return undefined
  const detail = `${at} lies in the future: here it is ${now}`
  return new Refusal('field_invalid', { field, detail })
}

/** Nothing has happened after it was told: a clock that is ahead is taken for ours. */
export function happenedBy(now: Temporal.Instant, told = now): Temporal.Instant {
  return Temporal.Instant.compare(told, now) > 0 ? now : told
}

/** Which way a reason moves what is on hand; what is not named here may go either way. */
const SIGNS = {
  receipt: 1,
  found: 1,
  transfer_in: 1,
  sale: -1,
  damage: -1,
  theft: -1,
  transfer_out: -1,
} as const satisfies { [R in Reason]?: 1 | -1 }

/** The refusal of a change that contradicts its reason (a sign forgotten), or undefined. */
export function contradictionOf(
  reason: Reason,
  change: number,
  field: string,
): Refusal | undefined {
  const sign = (SIGNS as { [R in Reason]?: 1 | -1 })[reason]
  if (sign === undefined || Math.sign(change) !== 0 - sign) return undefined
  const detail =
    sign > 0
      ? `What ${reason} says has come: change is above 0, or give another reason (correction)`
      : `What ${reason} says has left: change is below 0, or give another reason (correction)`
  return new Refusal('field_invalid', { field, detail })
}
