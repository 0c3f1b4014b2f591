import { Refusal } from '../../lib/refusal.ts'
import type { Reason } from './ledger.ts'

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
