import type { DecisionRecord } from './record.ts'

/**
 * A record as one is written that is as old as another: values that failed, and which wish gave
 * what, are told only since. Of a rule with tiers the alternative may be of one that was not looked
 * at, and prices that were seen are of all places, also of those that have nothing. Which places
 * had what is short, what of it was cancelled, and what was saved by moving it stands as it was
 * told, last and in this order.
 */
export function asOldAs(record: DecisionRecord, again: DecisionRecord): DecisionRecord {
  const { tier, alternative, pricesSeen, had, cancelled, improved } = record
  const { had: _, cancelled: __, ...rest } = again
  const told: DecisionRecord = {
    ...rest,
    ...(tier !== undefined && { alternative }),
    ...(pricesSeen && again.pricesSeen && { pricesSeen }),
    ...(had && { had }),
    ...(cancelled && { cancelled }),
    ...(improved && { improved }),
  }
  if (!record.failed) delete told.failed
  if (record.chosen.some(({ wishes }) => wishes)) return told
  return { ...told, chosen: again.chosen.map(withoutWishes) }
}

function withoutWishes(one: DecisionRecord['chosen'][number]) {
  const { wishes: _, ...before } = one
  return before
}
