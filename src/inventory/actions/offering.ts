import type { Tx } from '../../platform/db/index.ts'
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
 * Has an offering know what is set aside of these SKUs now. Whoever claims units for a channel asks
 * for it when their rows are locked: the shares stay as they are from then on.
 */
export async function readAside(
  tx: Tx,
  { fences, mayBeFenced }: Pick<Offering, 'fences' | 'mayBeFenced'>,
  skuIds: readonly number[],
): Promise<void> {
  if (skuIds.length === 0 || !mayBeFenced()) return
  fences.refresh(skuIds, await readShares(tx, skuIds))
}
