import type { Tx } from '../../platform/db/index.ts'
import type { Ledger } from '../domain/ledger.ts'
import type { SupplyKey } from '../domain/supply.ts'
import { listAllocations, lockClaims, type OpenClaim } from '../store/claims.ts'
import { lockLedger } from '../store/ledger.ts'

/**
 * Locks open allocations of some orders, the oldest of a line first, with the supply rows they rest
 * on and `also` others. The orders must be locked, so that no claim comes or goes meanwhile.
 */
export async function lockAllocations(
  tx: Tx,
  orderIds: readonly string[],
  which: (claim: OpenClaim) => boolean,
  also: readonly SupplyKey[] = [],
): Promise<{ ledger: Ledger; claims: OpenClaim[] }> {
  const seen = (await listAllocations(tx, orderIds)).filter(which)
  const ledger = await lockLedger(tx, [...seen, ...also])
  if (seen.length === 0) return { ledger, claims: [] }
  return {
    ledger,
    claims: await lockClaims(
      tx,
      seen.map(({ id }) => id),
    ),
  }
}
