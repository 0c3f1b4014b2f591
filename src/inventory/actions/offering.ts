import { createOffering, type Offering } from '../domain/rules/offering.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { RuleBook } from '../book.ts'

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
