import { pluralsOf } from '../../lib/plural.ts'
import type { LocationWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: LocationWords = {
  title: 'Standorte',
  search: 'Find a location',
  columns: { name: 'Location', code: 'Code', kind: 'Kind', place: 'Place', state: 'State' },
  count: (count) => n(count, { one: '# location', other: '# locations' }),
  open: 'Open',
  paused: 'Paused',
  empty: 'No locations yet',
  emptySays: 'A location is a place that holds stock or does work: a shop, a warehouse, a locker.',
}
