import { Refusal } from '../../lib/refusal.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import {
  decideExtension,
  stateOfHold,
  type HoldHead,
  type HoldState,
} from '../domain/hold-terms.ts'
import { stockHoldExtended } from '../events.ts'
import { listHold, lockClaims, type OpenClaim } from '../store/claims.ts'
import { extendHoldRow, findHold, lockHolds } from '../store/holds.ts'
import { lockCountOf } from './counted.ts'
import { tell } from './holds.ts'
import type { StockContext } from './settle.ts'

/** A hold with the units that it keeps now. */
export type HoldView = { hold: HoldHead; state: HoldState; claims: readonly OpenClaim[] }

/** A hold as it stands; undefined where none was ever of that id. */
export async function viewHold(
  db: Queryable,
  id: string,
  now: Temporal.Instant,
): Promise<HoldView | undefined> {
  const hold = await findHold(db, id)
  if (!hold) return undefined
  const claims = await listHold(db, id)
  return viewOf(hold, claims, now)
}

function viewOf(hold: HoldHead, open: readonly OpenClaim[], now: Temporal.Instant): HoldView {
  const state = stateOfHold(hold, unitsOf(open), now)
  return { hold, state, claims: state === 'open' ? open : [] }
}

function unitsOf(claims: readonly OpenClaim[]): number {
  return claims.reduce((sum, { quantity }) => sum + quantity, 0)
}

/**
 * Lets a hold count for its time again from now on. Its claims are locked, so that nobody gives
 * them back as expired meanwhile; supply rows do not change by it.
 */
export async function extendHold(
  tx: Tx,
  id: string,
  { by, committed }: StockContext,
): Promise<HoldView | Refusal> {
  const [hold] = await lockHolds(tx, [id])
  if (!hold) return new Refusal('not_found')
  const isCounted = await lockCountOf(tx, id, by.now)
  const seen = await listHold(tx, id)
  const claims = await lockClaims(
    tx,
    seen.map((claim) => claim.id),
  )
  const expiresAt = decideExtension(hold, unitsOf(claims), by.now)
  if (expiresAt instanceof Refusal) return expiresAt
  // Somebody whose clock is a moment ahead saw it expire: its units are another's by now.
  if (!isCounted) return new Refusal('hold_closed')
  await extendHoldRow(tx, hold, expiresAt)
  await tell(tx, stockHoldExtended, id, { expiresAt: expiresAt.toString() }, by)
  tx.onCommit(committed)
  return viewOf({ ...hold, expiresAt, extensions: hold.extensions + 1 }, claims, by.now)
}
