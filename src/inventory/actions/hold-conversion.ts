import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { giveBack, type By, type Ledger } from '../domain/ledger.ts'
import { stateOfHold, type HoldHead } from '../domain/hold-terms.ts'
import { stockHoldConverted } from '../events.ts'
import { listHolds, lockClaims, type OpenClaim } from '../store/claims.ts'
import { closeHolds, lockHolds } from '../store/holds.ts'
import { endCount } from './counted.ts'
import { keptBy } from './holds.ts'

/** A hold that an order is placed against, with the units that it still keeps. */
export type HeldUnits = { hold: HoldHead; isOpen: boolean; claims: readonly OpenClaim[] }

/**
 * Locks holds that orders want to be placed against: before counters and supply rows. Their claims
 * are only seen; lock them once their supply rows are locked.
 */
export async function lockHeldUnits(
  tx: Tx,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, HeldUnits>> {
  const holds = await lockHolds(tx, ids)
  const open = await listHolds(
    tx,
    holds.map(({ id }) => id),
  )
  const claims = Map.groupBy(open, ({ reference }) => reference!)
  return new Map(
    holds.map((hold) => {
      const mine = claims.get(hold.id) ?? []
      const units = mine.reduce((sum, { quantity }) => sum + quantity, 0)
      const isOpen = stateOfHold(hold, units, now) === 'open'
      return [hold.id, { hold, isOpen, claims: isOpen ? mine : [] }]
    }),
  )
}

/** The claims of such holds that are still open, locked; their supply rows must be locked. */
export async function lockHeldClaims(
  tx: Tx,
  held: readonly HeldUnits[],
): Promise<Map<string, OpenClaim[]>> {
  const ids = held.flatMap(({ claims }) => claims.map(({ id }) => id))
  if (ids.length === 0) return new Map()
  return Map.groupBy(await lockClaims(tx, ids), ({ reference }) => reference!)
}

/** Gives the units of a hold back for the order that is to claim them next. */
export function giveBackForOrder(ledger: Ledger, claims: readonly OpenClaim[], by: By): void {
  const end = { as: 'released', reason: 'hold_converted' } as const
  for (const claim of claims) giveBack(ledger, claim, claim.quantity, end, by)
}

/** Ends holds that have become orders, and tells of it. */
export async function convertHolds(
  tx: Tx,
  converted: readonly (Omit<HeldUnits, 'isOpen'> & { orderId: string })[],
  { actor, now, nowMs }: By,
): Promise<void> {
  if (converted.length === 0) return
  const ended = converted.map(({ hold, orderId }) => ({ id: hold.id, orderId }))
  const events = converted.map(({ hold, orderId, claims }) => ({
    id: newId(nowMs),
    subject: hold.id,
    actor,
    data: { orderId, ...keptBy(claims) },
    occurredAt: now,
  }))
  await Promise.all([
    endCount(
      tx,
      ended.map(({ id }) => id),
      now,
    ),
    closeHolds(tx, ended, now),
    saveEvents(tx, stockHoldConverted, events),
  ])
}
