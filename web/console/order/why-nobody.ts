import type { DecisionRecord } from './why.ts'

/** Reasons of carriers, by the word that says it where there is no other reason. */
const UNCARRIED = {
  not_collected: 'notCollected',
  not_reached: 'notReached',
  too_large: 'tooLarge',
} as const

/** Why nothing is sent, by its word: nobody had any, or no service takes it from there. */
export function whyNobody({ excluded }: Pick<DecisionRecord, 'excluded'>) {
  const has = (why: keyof DecisionRecord['excluded']) => (excluded[why] ?? []).length > 0
  const reasons = (['not_collected', 'not_reached', 'too_large'] as const).filter(has)
  const [why] = reasons
  if (!why) return 'nobody'
  return reasons.length > 1 || has('no_stock') ? 'nobodySends' : UNCARRIED[why]
}
