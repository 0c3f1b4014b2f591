import { Refusal } from '../../lib/refusal.ts'
import {
  conditions as allConditions,
  decideConditionChange,
  decideConditionLevels,
  type Condition,
  type ConditionChange,
  type ConditionLevels,
  type ConditionsTold,
} from './condition.ts'
import type { Movement, Reason } from './ledger.ts'

/** What was counted at a place: what lies there, what of it is not to be sold, or both. */
export type Counted = ConditionsTold & { onHand?: number | undefined }

/** What moved a row after a moment, added up by reason and condition. */
export type MovedSince = {
  reason: Reason
  condition: Condition | null
  quantity: number
  unavailable: number
  /** It is a count or a feed that says how many lay there. */
  saysNumber: boolean
}

/** What a count does to a row. */
export type CountChange = { quantity: number; conditions: ConditionChange[] }

/**
 * How a count changes a row: what lies there becomes what was counted, plus what happened since; so
 * with each condition. Where something newer is known of what it says, that stands, and nothing of
 * the count is taken. `there` is what is on hand without what awaits its owner.
 */
export function decideStockCount(
  now: { there: number; conditions: ConditionLevels },
  counted: Counted,
  since: readonly MovedSince[],
): CountChange | 'overtaken' | Refusal {
  if (isOvertaken(counted, since)) return 'overtaken'
  const then = new Map(allConditions.map((one) => [one, now.conditions[one] ?? 0]))
  let there = now.there
  for (const { reason, condition, quantity, unavailable } of since) {
    const isOfOwner = condition === 'awaiting_owner'
    // What left and awaits its owner lies there no more, though it stays in the quantity.
    if (!isNumber(reason)) there -= quantity - (isOfOwner ? unavailable : 0)
    if (condition && !isOfOwner) then.set(condition, then.get(condition)! - unavailable)
  }
  const changes = decideConditionLevels(Object.fromEntries(then), counted)
  if (changes instanceof Refusal) return changes
  const possible = changes.map((change) => decideConditionChange(now.conditions, change))
  return {
    quantity: counted.onHand === undefined ? 0 : counted.onHand - there,
    conditions: possible.filter(({ change }) => change !== 0),
  }
}

function isOvertaken(counted: Counted, since: readonly MovedSince[]): boolean {
  const { onHand, unavailable, conditions = {} } = counted
  return since.some(({ reason, condition, saysNumber }) => {
    if (onHand !== undefined && saysNumber) return true
    if (reason !== 'count' || condition === null) return false
    return unavailable !== undefined || Object.hasOwn(conditions, condition)
  })
}

const isNumber = (reason: Reason): boolean => reason === 'count' || reason === 'feed'

/** A count of the same transaction, as if it had been read back. */
export function movedBy({ reason, condition, before, after }: Movement): MovedSince {
  const quantity = after.quantity - before.quantity
  const unavailable = after.unavailable - before.unavailable
  const saysNumber = reason === 'count' && (quantity !== 0 || unavailable === 0)
  return { reason, condition, quantity, unavailable, saysNumber }
}
