import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What a sentence about an exception names, where it is known. */
export type About = {
  order?: string | undefined
  place?: string | undefined
  sku?: string | undefined
  channel?: string | undefined
}

const theOrder = (number?: string) => (number === undefined ? 'an order' : `order ${number}`)

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
  hit: {
    title: 'Orders it hits',
    missing: (units: string) => `${units} missing`,
    none: 'No order is hit: what is promised is picked already.',
    stays: {
      collected: 'The customer collects it here',
      not_elsewhere: 'No other place has it',
    },
    move: 'Move…',
    moveOf: (number: string) => `Move order ${number} to another place`,
    keep: 'The newest orders lose their units first, the oldest last.',
  },
  thisOrder: 'The order',
  customer: 'Customer',
  worth: 'Worth',
  placed: 'Placed',
  options: {
    title: 'What can be done, best first',
    wait: (goods: string) => `Wait for ${goods}`,
    coming: (place: string, day: string) => `Announced for ${place}: ${day}`,
    unknown: 'Nothing is announced yet',
    late: (goods: string, place: string) => `Keep waiting for ${goods} at ${place}`,
    lateSays: (now: string, then: string) => `Expected ${now}, promised for ${then}`,
    overdue: (then: string) => `Promised for ${then}, overdue`,
    cancelLate: 'Cancel what comes late or not at all',
    cancel: 'Cancel what is short',
  },
  place: 'Place',
  sku: 'Item',
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
    openFeeds: 'See the feeds',
    openSimulator: 'Open the simulator',
    openVersions: 'See the versions',
    openDraft: 'See the draft',
    openPlans: 'See the costs',
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
  /** What the server writes down of those that end by themselves. */
  outcomes: {
    'nothing is short any more': 'Nothing is short any more.',
    'nothing is waited for any more': 'Nothing is waited for any more.',
    'stock has come': 'Stock has come.',
    'the location goes on': 'The location goes on with it.',
    'no other location has it': 'No other place has it.',
    'the customer collects it': 'The customer collects it.',
    'the feed has come': 'The feed has come.',
    'a whole feed has come': 'A whole feed has come.',
    'covered again': 'The stock is enough again.',
    'nothing of it waits at a closed place any more': 'Nothing waits at a closed place any more.',
    'no longer so': 'It is no longer so.',
    'the draft is approved': 'The draft is approved.',
    'the draft is declined': 'The draft is declined.',
    'the draft has changed': 'The draft has changed since, or was dropped.',
    'no second person is needed any more': 'No second person is needed any more.',
  } as Record<string, string>,
  causes: {
    shortage: {
      name: 'No stock left',
      says: ({ order }: About) =>
        `There is not enough stock for ${theOrder(order)} where it may come from.`,
      next: 'Ask the customer to wait, or cancel what is short.',
    },
    promise_broken: {
      name: 'Not as promised',
      says: ({ order }: About) =>
        `Goods for ${theOrder(order)} come later than the customer was told, or not at all.`,
      next: 'Tell the customer the new day, or cancel what they will not wait for.',
    },
    approval_asked: {
      name: 'Approval of routing rules is asked for',
      says: () =>
        'A draft of the routing rules waits for a second person, who has neither changed it nor ' +
        'asked.',
      next: 'Open the draft under Routing, review what it changes, and approve or decline it.',
    },
    canary_returned: {
      name: 'A canary has returned',
      says: () =>
        'Routing rules on trial were returned: they did worse than they may, failed, or nobody ' +
        'had promoted them in time.',
      next: 'See its figures under Routing, Versions; then correct the rules, or try again.',
    },
    feed_overdue: {
      name: 'Stock numbers are overdue',
      says: ({ place }: About) =>
        `No stock numbers have come for ${place ?? 'a place'} for longer than agreed.`,
      next: 'See why they do not come. Until they do, part of the stock is not sold.',
    },
    feed_incomplete: {
      name: 'A stock file was broken',
      says: ({ place }: About) =>
        `Too many rows for ${place ?? 'a place'} were wrong, so nothing was set to zero.`,
      next: 'See which rows were not taken, and send the file again.',
    },
    not_carried: {
      name: 'Nothing can be sent',
      says: ({ channel }: About) =>
        `${channel ?? 'A channel'} routes by rate cards, and no service may carry its orders.`,
      next:
        'Under Carriers, give a service a valid rate card in the currency of the channel and ' +
        'times when it collects; or choose another carriage under Routing, Costs.',
    },
    prices_unproven: {
      name: 'Prices should be simulated anew',
      says: () => 'Prices of scarce stock are on, and no simulation of late speaks for them.',
      next: 'Simulate the rules in force with prices over the last weeks, or switch prices off.',
    },
    stock_uncovered: {
      name: 'Less stock than was promised',
      says: ({ sku, place }: About) =>
        `More of ${sku ?? 'an item'} is promised from ${place ?? 'a place'} than is there.`,
      next:
        'Find the missing units and count again, or see to the orders below. Those that can ' +
        'be sent from elsewhere have been moved already.',
    },
    stock_below_zero: {
      name: 'Stock is below zero',
      says: ({ sku, place }: About) =>
        `More of ${sku ?? 'an item'} has left ${place ?? 'a place'} than was there to sell. ` +
        'Nothing of it is promised.',
      next: 'Count what is there. No order waits for it; it ends when the number is right.',
    },
    stock_below_unavailable: {
      name: 'Fewer there than unavailable',
      says: ({ sku, place }: About) =>
        `Fewer of ${sku ?? 'an item'} are on hand at ${place ?? 'a place'} than are recorded as ` +
        'damaged or otherwise unavailable. Nothing of it is promised.',
      next: 'Count what is unavailable there. No order waits for it; it ends when it fits again.',
    },
    not_accepted: {
      name: 'Nobody has accepted the work',
      says: ({ order, place }: About) =>
        `${place ?? 'The place'} has not accepted the work of ${theOrder(order)} in time.`,
      next: 'Accept or decline it; otherwise it goes to another place.',
    },
    stays_unaccepted: {
      name: 'Not accepted, and nobody else has it',
      says: ({ order, place }: About) =>
        `${place ?? 'The place'} has not accepted ${theOrder(order)}, and no other place has it.`,
      next: 'Have it accepted there. What another place has goes there; else ask the customer.',
    },
    collect_unaccepted: {
      name: 'Not accepted, to be collected',
      says: ({ order, place }: About) =>
        `${place ?? 'The place'} has not accepted ${theOrder(order)}, which is collected there.`,
      next: 'Accept it, or agree another place or a delivery with the customer.',
    },
    late_at_location: {
      name: 'Late: should have left by now',
      says: ({ order, place }: About) =>
        `Goods of ${theOrder(order)} should have left ${place ?? 'the place'} by now.`,
      next: 'Pick, pack and hand it over, or decline what cannot be sent.',
    },
    shipped_on_hold: {
      name: 'Sent although it was on hold',
      says: ({ order }: About) => `Goods of ${theOrder(order)} were sent although it was on hold.`,
      next: 'Check why it was held, and whether the money is safe.',
    },
    cancellation_too_late: {
      name: 'Packed before it could be cancelled',
      says: ({ order }: About) =>
        `Goods of ${theOrder(order)} were packed before it could be cancelled.`,
      next: 'Tell the customer; the goods can be returned when they have arrived.',
    },
    fact_not_applied: {
      name: 'A message from outside does not fit',
      says: ({ order }: About) =>
        `What was told of ${theOrder(order)} does not fit what is known of it.`,
      next: 'Find out what really happened, and correct the order by hand.',
    },
    stock_low: {
      name: 'Stock is low',
      says: ({ sku, place }: About) => `${sku ?? 'An item'} runs low at ${place ?? 'a place'}.`,
      next: 'Order some, or move some here.',
    },
    stock_out: {
      name: 'Nothing is left',
      says: ({ sku, place }: About) =>
        `Nothing is left of ${sku ?? 'an item'} at ${place ?? 'a place'}.`,
      next: 'Order some, or move some here.',
    },
    stock_over: {
      name: 'More is there than should be',
      says: ({ sku, place }: About) =>
        `More of ${sku ?? 'an item'} lies at ${place ?? 'a place'} than should.`,
      next: 'Move some elsewhere, or count again.',
    },
    stock_negative: {
      name: 'More was sold than was there',
      says: ({ sku, place }: About) =>
        `More of ${sku ?? 'an item'} was sold at ${place ?? 'a place'} than was recorded as there.`,
      next: 'Count what is there.',
    },
    collect_at_closed: {
      name: 'Cannot be collected: closed',
      says: ({ order, place }: About) =>
        `The customer of ${theOrder(order)} cannot collect it: ${place ?? 'the place'} is closed.`,
      next: 'Agree another place, a delivery or a later day with the customer.',
    },
    stays_at_closed: {
      name: 'Waits at a closed place',
      says: ({ order, place }: About) =>
        `${place ?? 'A place'} is closed, and no other has all it had of ${theOrder(order)}.`,
      next: 'It goes when another place has it. Else move it by hand, or ask the customer.',
    },
    work_stuck: {
      name: 'The server cannot go on with this',
      says: ({ order }: About) =>
        order === undefined
          ? 'Something cannot be worked on because of a fault in the server.'
          : `Order ${order} cannot be worked on because of a fault in the server.`,
      next: 'Show the log to your administrator; it is tried again every ten minutes.',
    },
  },
}

export type ExceptionWords = typeof words
