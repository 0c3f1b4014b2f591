import type { DecisionRecord } from './why.ts'

/** Reasons of carriers, by the word that says it where there is no other reason. */
const UNCARRIED = {
  not_collected: 'notCollected',
  not_reached: 'notReached',
  too_large: 'tooLarge',
} as const

export type Uncarried = (typeof UNCARRIED)[keyof typeof UNCARRIED] | 'some'

/** Why no service takes what is sent from where some was; undefined where that is no reason. */
export function uncarriedBy({ excluded }: Pick<DecisionRecord, 'excluded'>): Uncarried | undefined {
  const reasons = Object.entries(excluded).flatMap(([why, places]) =>
    places.length > 0 && why !== 'not_in_pool' ? [why] : [],
  )
  if (!reasons.some((why) => why in UNCARRIED)) return undefined
  return reasons.length > 1 ? 'some' : UNCARRIED[reasons[0] as keyof typeof UNCARRIED]
}
