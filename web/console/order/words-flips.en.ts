import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** By how little another place would have been chosen. */
export const words = {
  title: 'What would have changed it?',
  none: 'No single change, as far as can be told.',
  chosen: (places: string, change: string) => `${places} would have been chosen if ${change}.`,
  parcelLess: (place: string, cost: string) => `a parcel from ${place} cost ${cost} less`,
  unitLess: (place: string, cost: string) => `each unit from ${place} cost ${cost} less`,
  parcelMore: (place: string, cost: string) => `a parcel from ${place} cost ${cost} more`,
  stockMore: (place: string, goods: string) => `${place} had ${goods} more`,
  distance: (km: string) => `the rule reached ${km}`,
  open: (place: string, day: string) => `the rule had not closed ${place} on ${day}`,
  exact: 'Each was tried on what the decision saw. One step less changes nothing.',
  atMost: 'What the decision saw is not all known any more: less may have been enough.',
  noTime: 'There was no time to try it: less may have been enough. Ask again in a moment.',
  again: 'Ask again',
  left: (changes: number) =>
    n(changes, {
      one: '# more change was not tried.',
      other: '# more changes were not tried.',
    }),
  exchange: 'As numbers, for other solvers',
}

export type FlipWords = typeof words
