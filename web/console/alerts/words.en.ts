import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Stock alerts',
  count: (count: number) => n(count, { one: '# alert', other: '# alerts' }),
  kindsLabel: 'Which alerts',
  all: 'All',
  kinds: {
    low: 'Low',
    out: 'Out',
    over: 'Too much',
    negative: 'Below zero',
    uncovered: 'Not enough',
  },
  columns: { item: 'Item', place: 'Place', kind: 'Alert', number: 'Now', since: 'Since' },
  /** What the number is. */
  says: {
    low: (units: string) => `${units} available`,
    out: (units: string) => `${units} available`,
    over: (units: string) => `${units} on hand`,
    negative: (units: string) => `${units} on hand`,
    uncovered: (units: string) => `${units} missing`,
  },
  statesLabel: 'Now or before',
  states: { open: 'Now', cleared: 'Before' },
  place: 'Place',
  anyPlace: 'All places',
  findPlace: 'Find a place',
  noPlace: 'No such place',
  empty: 'Nothing to tell',
  emptySays: 'All stock is as it should be, or no rule says otherwise yet.',
  noMatch: 'Nothing of that',
}

export type AlertWords = typeof words
