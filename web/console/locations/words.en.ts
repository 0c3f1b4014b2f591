import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Locations',
  search: 'Find a location',
  columns: { name: 'Location', code: 'Code', kind: 'Kind', place: 'Place', state: 'State' },
  count: (count: number) => n(count, { one: '# location', other: '# locations' }),
  open: 'Open',
  paused: 'Paused',
  empty: 'No locations yet',
  emptySays: 'A location is a place that holds stock or does work: a shop, a warehouse, a locker.',
}

export type LocationWords = typeof words
