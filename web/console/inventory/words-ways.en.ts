import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What leads from the stock of an item elsewhere: rules, alerts, the orders that wait for it. */
export const words = {
  keepBack: 'Set safety stock',
  cap: 'Set a quota',
  watch: 'Watch',
  watchSays: 'Be told when it runs low',
  lateBuffer: (count: string) => `${count} of them are not sold until numbers come`,
  waiting: {
    title: 'Orders that wait for it',
    none: 'No order waits for it.',
    order: 'Order',
    placed: 'Placed',
    state: 'State',
    all: (count: number) => n(count, { one: 'Show # order', other: 'Show all # orders' }),
    more: (count: string) => `Show all: more than ${count}`,
  },
}

export type WaysWords = typeof words
