import { Refusal } from '../../lib/refusal.ts'

/**
 * Why units on hand are not to be sold. `awaiting_owner`: they have left, and the system in charge
 * has not taken them off its number yet; nobody sets that by hand. `other` is what was recorded
 * without a condition.
 */
export const conditions = [
  'damaged',
  'on_display',
  'quarantine',
  'in_inspection',
  'awaiting_owner',
  'other',
] as const
export type Condition = (typeof conditions)[number]

/** Those that a person or another system can set. */
export const settableConditions = [
  'damaged',
  'on_display',
  'quarantine',
  'in_inspection',
  'other',
] as const satisfies readonly Condition[]
export type SettableCondition = (typeof settableConditions)[number]

/** Units of a row by condition, in base units; what is left out has none. */
export type ConditionLevels = { readonly [C in Condition]?: number }

/** Those of them that somebody can tell. */
export type SettableLevels = { readonly [C in SettableCondition]?: number }

/** So many units more or fewer in a condition. */
export type ConditionChange = { condition: Condition; change: number }

/** What somebody found: so many in all, so many in each condition, or both. */
export type ConditionsTold = {
  unavailable?: number | undefined
  conditions?: SettableLevels | undefined
}

/**
 * What changes so that the conditions are as they were told. Those that were named are set, the
 * others stay; a plain `unavailable` is made true through `other`. Nobody finds units that have
 * left, so what awaits its owner stays and is not part of what was told. Refuses a sum that is less
 * than what the named conditions hold, since nobody knows which of them is wrong.
 */
export function decideConditionLevels(
  now: ConditionLevels,
  { unavailable, conditions: named = {} }: ConditionsTold,
): ConditionChange[] | Refusal {
  const next = { ...now, ...named }
  if (unavailable !== undefined) {
    const held = sumOfConditions({ ...next, other: 0, awaiting_owner: 0 })
    if (unavailable < held) return new Refusal('conditions_exceed', { field: 'unavailable' })
    next.other = unavailable - held
  }
  return conditions.flatMap((condition) => {
    const change = (next[condition] ?? 0) - (now[condition] ?? 0)
    return change === 0 ? [] : [{ condition, change }]
  })
}

/** What changes: no more can be available again than was in that condition. */
export function decideConditionChange(
  now: ConditionLevels,
  { condition, change }: ConditionChange,
): ConditionChange {
  return { condition, change: Math.max(change, 0 - (now[condition] ?? 0)) }
}

export function sumOfConditions(levels: ConditionLevels): number {
  return conditions.reduce((sum, condition) => sum + (levels[condition] ?? 0), 0)
}

/** The levels after some changes; what has none left is left out. */
export function afterChanges(
  levels: ConditionLevels,
  changes: Iterable<readonly [Condition, number]>,
): ConditionLevels {
  const next: { [C in Condition]?: number } = { ...levels }
  for (const [condition, change] of changes) {
    const left = (next[condition] ?? 0) + change
    if (left === 0) delete next[condition]
    else next[condition] = left
  }
  return next
}
