import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** How much a location does in a day. */
export const words = {
  whileOpen: (duration: string) => `${duration} of its opening hours`,
  noLimit: 'No limit',
  mostOf: {
    orders: (count: number) => n(count, { one: '# order', other: '# orders' }),
    lines: (count: number) => n(count, { one: '# line', other: '# lines' }),
    units: (count: number) => n(count, { one: '# unit', other: '# units' }),
  },
  usedOf: (used: string, most: string) => `${used} of ${most}`,
  full: 'Full',
  today: 'Today',
  tomorrow: 'Tomorrow',
  measures: { orders: 'Orders', lines: 'Lines', units: 'Units' },
  measureOn: (measure: string, day: string) => `${measure}, ${day}`,
  weekdaysDiffer: 'Days of the week that differ',
}

export type CapacityWords = typeof words
