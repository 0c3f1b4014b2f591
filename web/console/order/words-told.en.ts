import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What happened to an order: a sentence for each type of event, by its name. */
export const words = {
  'order.placed': 'Placed',
  'order.allocated': (reserved: string) => `Stock found: ${reserved}`,
  arrived: (goods: string) => `${goods} has arrived`,
  expectedNow: (goods: string, day: string) => `${goods} now expected on ${day}`,
  fromStock: (goods: string, place: string) => `${goods} now comes from stock at ${place}`,
  comesLate: (goods: string, day: string) => `Late: ${goods} will not come before ${day}`,
  overdue: (goods: string) => `Late: ${goods} did not come on the day it was expected`,
  comesNot: (goods: string) => `${goods} will not come as promised: nothing is on its way`,
  'order.rerouted': (from: string, to: string, reason: string | null) =>
    `Moved from ${from} to ${to}${reason === null ? '' : `: ${reason}`}`,
  'order.improved': (from: string, to: string, saved: string) =>
    `Moved from ${from} to ${to} before release: ${saved} saved`,
  madeRoom: (from: string, to: string, saved: string) =>
    `Made room for other orders: from ${to} instead of ${from}, ${saved} saved together`,
  gaveWay: (goods: string, from: string, to: string) =>
    `${goods} moved to ${to}: less stock than recorded at ${from}`,
  leftClosed: (from: string, to: string, reason: string | null) =>
    `Moved to ${to}: ${from} is closed${reason === null ? '' : ` (${reason})`}`,
  'order.cancelled': (goods: string | undefined, reason: string) =>
    `${goods === undefined ? 'Cancelled' : `Cancelled ${goods}`}: ${reason}`,
  cancelledNowhere: (goods: string) =>
    `Cancelled ${goods}: no place could serve it, and the rule cancels that`,
  cancelledFor: {
    no_stock: (goods: string) => `Cancelled ${goods}: no place had it, and the rule cancels that`,
    no_service: (goods: string) =>
      `Cancelled ${goods}: no service brings it from where it is, and the rule cancels that`,
    too_dear: (goods: string) =>
      `Cancelled ${goods}: sending it costs more than leaving it out, and the rule cancels that`,
    not_allowed: (goods: string) =>
      `Cancelled ${goods}: no place that has it may send it, and the rule cancels that`,
  },
  'order.cancellation_requested': (goods: string, reason: string) =>
    `Asked to give back ${goods}: ${reason}`,
  'order.hold_placed': (cause: string) => `Put on hold: ${cause}`,
  'order.hold_released': (cause: string | undefined) =>
    cause === undefined ? 'Hold released' : `Hold released: ${cause}`,
  prioritised: (priority: 'low' | 'normal' | 'high') => `Priority is ${priority} now`,
  tagged: (tags: string) => `Tagged ${tags}`,
  untagged: (tags: string) => `No longer tagged ${tags}`,
  'fulfilment.released': (places: string) => `Given to ${places}`,
  'fulfilment.delayed': (places: string) => `Late: it should have left ${places} by now`,
  'fulfilment.accepted': (place: string) => `Accepted by ${place}`,
  'fulfilment.declined': (place: string, goods: string, reason: string) =>
    `${place} cannot send ${goods}: ${reason}`,
  'fulfilment.picked': (goods: string, place: string) => `${goods} picked at ${place}`,
  'fulfilment.short_picked': (goods: string, place: string) => `${goods} not found at ${place}`,
  'fulfilment.packed': (goods: string, place: string) => `${goods} packed at ${place}`,
  'fulfilment.shipped': (goods: string, place: string, tracking: string | null) =>
    `${goods} sent from ${place}${tracking === null ? '' : `, tracking number ${tracking}`}`,
  'fulfilment.delivered': (place: string) => `The parcel from ${place} has arrived`,
  'fulfilment.cancelled': (goods: string, reason: string) => `Cancelled ${goods}: ${reason}`,
  'fulfilment.cancellation_declined': (goods: string) =>
    `Too late to cancel ${goods}: packed already`,
  handedOver: (goods: string, place: string) => `${goods} handed to the customer at ${place}`,
  reserved: (goods: string, place: string) => `${goods} reserved at ${place}`,
  moreGoods: (count: number) => n(count, { one: '# more item', other: '# more items' }),
  line: (no: string) => `line ${no}`,
  everything: 'All of it',
  somebody: 'A person or a connected app',
  you: 'You',
  systems: {
    orders: 'Tutti',
    allocation: 'Tutti, when stock came',
    release: 'Tutti, by the channel’s rule',
    cancellations: 'Tutti',
    'parked facts': 'Told from outside',
    'late work': 'Tutti, when time was up',
    promises: 'Tutti, as goods come otherwise',
    'uncovered stock': 'Tutti, as less was there than promised',
    demo: 'Demo',
    history: 'Played from history',
    import: 'Import',
    anyone: 'Not signed in',
  },
}

export type ToldWords = typeof words
