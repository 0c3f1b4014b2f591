import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What it would have cost to take a place that was not chosen. */
export const words = {
  terms: (difference: string, terms: string) => `${difference}: ${terms}`,
  besides: (places: string, difference: string) => `With ${places} ${difference}`,
  unfilled: (cost: string) => `what is left out ${cost}`,
  fewer: (goods: string) => `Without ${goods}`,
  never: 'Nothing that the rule allows takes it',
  atMost:
    'What the decision saw is not all known any more: together with others a place may have ' +
    'cost less.',
  left: (places: number) =>
    n(places, {
      one: '# more place was not tried with others.',
      other: '# more places were not tried with others.',
    }),
}

export type RegretWords = typeof words
