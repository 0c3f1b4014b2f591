import type { Typed } from './draft.ts'
import { faultsOf } from './faults.ts'
import { ruleOf } from './rule-of.ts'
import type { Rule } from './tongue.ts'

/** Conditions that can be asked about as they are; the others are still being written. */
export function wholeConditions(
  typed: Typed,
  digits: number | undefined,
  before?: Rule,
): Rule['when'] {
  const faulty = [...faultsOf(typed, digits, before).keys()].map((at) => at.split('/'))
  const isFaulty = (i: number) => faulty.some(([, of, no]) => of === 'when' && no === String(i))
  return ruleOf({ ...typed, when: typed.when.filter((_, i) => !isFaulty(i)) }, digits).when
}
