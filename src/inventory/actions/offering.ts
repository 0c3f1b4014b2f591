import type { Tx } from '../../platform/db/index.ts'
import type { Ledger } from '../domain/ledger.ts'
import { createOffering, type Offer, type Offering } from '../domain/rules/offering.ts'
import type { AvailabilityIndex, IndexRow } from '../index/availability.ts'
import type { RuleBook } from '../book.ts'
import { readShares } from '../store/fences.ts'
import { readFreshRows } from '../store/index-feed.ts'
import { lockSums } from '../store/ledger.ts'

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

/**
 * Rows of SKUs as they are now, with what is set aside of them where anything may be: nobody is
 * refused for a ring-fence that is over. Where a channel keeps the last units of some (`summed`),
 * nobody else decides on their sums from now to the end of the transaction. Asked before supply
 * rows are locked.
 */
export async function readFreshStock(
  tx: Tx,
  { fences }: Pick<Offering, 'fences'>,
  { skuIds, summed }: { skuIds: readonly number[]; summed: readonly number[] },
  now: Temporal.Instant,
): Promise<IndexRow[]> {
  await lockSums(tx, summed)
  const rows = await readFreshRows(tx, skuIds, now)
  if (fences.isAny || summed.length > 0) fences.refresh(rows, await readShares(tx, skuIds))
  return rows
}

/** Of these the SKUs of which the channel keeps the last units; lock their sums to be sure. */
export function summedOf(offer: Pick<Offer, 'threshold'>, skuIds: readonly number[]): number[] {
  return skuIds.filter((skuId) => offer.threshold(skuId) > 0)
}
