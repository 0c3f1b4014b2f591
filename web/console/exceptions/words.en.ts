import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Exceptions',
  views: { all: 'Needs a person', me: 'Mine', none: 'Nobody’s', closed: 'Done' },
  viewsLabel: 'Which exceptions',
  columns: { what: 'What happened', where: 'Order and place', age: 'Age', due: 'Due' },
  count: (count: number) => n(count, { one: '# exception', other: '# exceptions' }),
  empty: 'Nothing needs you',
  emptySays: (healed: number) =>
    n(healed, { one: '# has ended so far.', other: '# have ended so far.' }),
  emptyMine: 'Nothing is yours. Take one from the others.',
  emptyDone: 'Nothing has been done yet.',
  due: (when: string) => `Due ${when}`,
  order: (number: string) => `Order ${number}`,
  happened: 'What happened',
  next: 'What to do',
  thisOrder: 'The order',
  place: 'Place',
  raised: 'Since',
  owner: 'Whose',
  nobody: 'Nobody’s yet',
  you: 'Yours',
  notes: 'Notes',
  noNotes: 'No notes yet.',
  outcome: 'What came of it',
  closedBy: (who: string) => `Done by ${who}`,
  actions: {
    openOrder: 'Open the order',
    openStock: 'See the stock',
    take: 'Take it',
    give: 'Give back',
    giveTo: 'Give to',
    note: 'Note',
    done: 'Done',
  },
  noteTitle: 'Write a note',
  noteLabel: 'Note',
  noteHint: 'For whoever works on this next. It stays with the exception.',
  doneTitle: 'Done with this?',
  doneLabel: 'What came of it',
  doneHint: 'For example: customer waits until Friday.',
  endsItself: 'This one ends by itself when its cause is gone.',
  taken: 'It is yours now',
  givenBack: 'It is nobody’s again',
  noted: 'The note is kept',
  done: 'Done',
  causes: {
    shortage: {
      name: 'No stock left',
      next: 'Ask the customer to wait, or cancel what is short.',
    },
    stock_uncovered: {
      name: 'Less stock than was promised',
      next: 'Find the missing units, or move the newest orders to another place.',
    },
    not_accepted: {
      name: 'Nobody has accepted the work',
      next: 'Accept or decline it; otherwise it goes to another place.',
    },
    late_at_location: {
      name: 'Late: should have left by now',
      next: 'Pick, pack and hand it over, or decline what cannot be sent.',
    },
    shipped_on_hold: {
      name: 'Sent although it was on hold',
      next: 'Check why it was held, and whether the money is safe.',
    },
    cancellation_too_late: {
      name: 'Packed before it could be cancelled',
      next: 'Tell the customer; the goods can be returned when they have arrived.',
    },
    fact_not_applied: {
      name: 'A message from outside does not fit',
      next: 'Find out what really happened, and correct the order by hand.',
    },
    work_stuck: {
      name: 'The server cannot go on with this',
      next: 'Show the log to your administrator; it is tried again every ten minutes.',
    },
  },
}

export type ExceptionWords = typeof words
