import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'On the way',
  none: 'Nothing is announced.',
  more: 'Show later ones',
  late: 'Late',
  actions: 'What can be done',
  columns: {
    dueOn: 'Due',
    item: 'Item',
    quantity: 'Units',
    promised: 'Promised',
    confidence: 'Confidence',
    place: 'Place',
    kind: 'Kind',
    reference: 'Reference',
  },
  kinds: { purchase_order: 'Purchase order', transfer: 'Transfer', return: 'Return' },
  percent: (value: string) => `${value}%`,
  sure: (percent: string) => `${percent} sure`,
  /** Which goods, after what is done with them. */
  goods: (count: string, item: string, place: string, day: string) =>
    `${count} × ${item} to ${place}, due ${day}`,
  fields: {
    item: 'Item',
    itemHint: 'Its code; type part of its name to find it.',
    place: 'Place',
    findPlace: 'Find a place',
    noPlace: 'No place is called so.',
    quantity: 'Units',
    toCome: 'Units still to come',
    dueOn: 'Due on',
    kind: 'Where they come from',
    confidence: 'Confidence in percent',
    confidenceHint: 'How sure it is that they come so. Rules may sell only what is sure enough.',
    reference: 'Reference',
    referenceHint: 'Of the purchase order, transfer or return.',
  },
  faults: {
    item: 'Say which item.',
    place: 'Choose a place.',
    quantity: 'Write a number above 0, as precise as the item is counted.',
    dueOn: 'Choose a day.',
    confidence: 'Write a whole number from 0 to 100.',
  },
  announce: {
    open: 'Announce',
    title: 'Announce goods',
    says: 'They are expected, and on hand only once they are booked in.',
    done: 'The goods are announced',
  },
  change: {
    open: 'Change',
    title: 'Change what is announced',
    done: 'The announcement is changed',
  },
  cancel: {
    open: 'Will not come',
    title: 'Will these goods not come?',
    act: 'They will not come',
    done: 'They are no longer expected',
  },
  arrive: {
    open: 'Book in',
    title: 'Book in goods',
    howMany: 'How many have arrived',
    reference: 'Reference of the delivery',
    referenceHint: 'If it is another than that of the announcement.',
    leads: 'What it leads to',
    here: (count: string) => `Then on hand: ${count} more.`,
    all: 'All that was announced has come.',
    rest: (count: string) => `Still to come: ${count}.`,
    beyond: (count: string) => `More than was announced: ${count}. That is fine.`,
    promised: (count: string) => `For orders, by priority, then the oldest: ${count}.`,
    waiting: (count: string) => `Promised to orders and still to come: ${count}.`,
    done: 'The goods are booked in',
  },
  foreseen: {
    title: 'What this does to orders',
    looking: 'Looking for who was promised these goods',
    unpromised: 'Nobody was promised any of these goods.',
    fine: 'Every order still gets its goods on the promised day.',
    unseen: (count: string) => `Promised to orders, which may be let down: ${count}.`,
    broken: (count: number) =>
      n(count, {
        one: '# order does not get its goods as promised',
        other: '# orders do not get their goods as promised',
      }),
    kept: (count: number) =>
      n(count, {
        one: '# other order keeps its day.',
        other: '# other orders keep their day.',
      }),
    late: (count: string, day: string, promised: string) =>
      `${count} × on ${day} instead of ${promised}`,
    overdue: (count: string, promised: string) =>
      `${count} × promised for ${promised}; nobody knows when they come`,
    short: (count: string, promised: string) =>
      `${count} × promised for ${promised}; nothing comes for them, the order waits for stock`,
    there: (count: string, place: string) =>
      `${count} × from ${place} instead, where they are on hand`,
    moved: (count: string, place: string, day: string) =>
      `${count} × from ${place} instead, due there on ${day}`,
    movedLate: (count: string, place: string, day: string, promised: string) =>
      `${count} × from ${place} instead, due there on ${day}; promised for ${promised}`,
    /** One that the reader may not see. */
    anotherPlace: 'another place',
    moreLines: (count: number) => n(count, { one: 'and # more line', other: 'and # more lines' }),
    untold: (count: number, units: string) =>
      n(count, {
        one: `# more order was promised ${units}; it is not looked at here.`,
        other: `# more orders were promised ${units}; they are not looked at here.`,
      }),
  },
  outcome: {
    title: 'What came of it',
    says:
      'Other goods are looked for at once. An order that still does not get its goods as ' +
      'promised becomes an exception, which says what can be done, best first.',
    exception: 'What can be done',
    waiting: 'Being looked at',
    close: 'Done',
  },
}

export type ReceiptWords = typeof words
