import type { Tx } from '../../platform/db/index.ts'
import type { Ledger } from '../domain/ledger.ts'
import { createOffering, type Offering } from '../domain/rules/offering.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { RuleBook } from '../book.ts'
import { readShares } from '../store/fences.ts'

/**
 * What is for sale now. Asked before a transaction begins: the book may have to wait for a
 * connection of its own. The SKUs that are decided on must be loaded in the SKU book.
 */
export async function offeringOf(
  { rules, index }: { rules: RuleBook; index: AvailabilityIndex },
  now: Temporal.Instant,
): Promise<Offering> {
  return createOffering(index, await rules.current(), now, await rules.fences())
}

/**
 * Has an offering know what is set aside of the rows that are locked. Whoever claims units for a
 * channel asks for it then: the shares stay as they are from then on. The rows themselves say which
 * of them have any, so that this holds whatever the process has heard of, and costs nothing where
 * nothing is set aside.
 */
export async function readAside(
  tx: Tx,
  { fences }: Pick<Offering, 'fences'>,
  { locked, fenced }: Ledger,
): Promise<void> {
  if (fenced.size === 0 && !fences.isAny) return
  const shares = fenced.size === 0 ? [] : await readShares(tx, [...fenced])
  fences.refresh([...locked.values()], shares)
}
