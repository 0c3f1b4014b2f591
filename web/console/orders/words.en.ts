import { pluralsOf } from '../../lib/plural.ts'
import type { BulkAct, LeftOut } from './bulk.ts'

const n = pluralsOf('en')
const orders = (count: number) => n(count, { one: '# order', other: '# orders' })
const some = (count: number, of: number) =>
  count === of ? orders(of) : `${count} of ${orders(of)}`

export const words = {
  title: 'Orders',
  search: 'Number, customer, SKU or city',
  searchHint: 'A list of numbers can be pasted too',
  states: {
    on_hold: 'On hold',
    waiting_for_stock: 'Waiting for stock',
    waiting_for_receipt: 'Goods expected',
    late: 'Late',
    allocated: 'Stock reserved',
    released: 'In preparation',
    picked: 'Picked',
    packed: 'Packed',
    fulfilled: 'Shipped',
    collected: 'Collected',
    returned: 'Returned',
    cancelled: 'Cancelled',
  },
  views: {
    all: 'All',
    waiting: 'Waiting for stock',
    expected: 'Goods expected',
    held: 'On hold',
    late: 'Late',
    allocated: 'Stock reserved',
    inWork: 'In work',
    shipped: 'Shipped',
    returned: 'Returned',
    cancelled: 'Cancelled',
  },
  columns: {
    number: 'Order',
    placedAt: 'Placed',
    customer: 'Customer',
    status: 'Status',
    locations: 'Ships from',
    city: 'City',
    channel: 'Channel',
    total: 'Total',
    externalId: 'Number in the channel',
    method: 'Delivery',
    lines: 'Lines',
    country: 'Country',
    priority: 'Priority',
    tags: 'Tags',
  },
  more: (first: string, count: number) => `${first} + ${count}`,
  filters: {
    by: 'Filter by',
    channel: 'Channel',
    location: 'Ships from',
    method: 'Delivery',
    country: 'Country',
    priority: 'Priority',
    tag: 'Tag',
    waitingFor: 'Waits for',
    from: 'Placed from',
    to: 'Placed until',
    placed: 'Date placed',
    find: 'Find in this list',
    none: 'Nothing of this name',
    or: (values: readonly string[]) => values.join(' or '),
    numbers: (count: number) => n(count, { one: '# number', other: '# numbers' }),
    pasted: 'Pasted list',
    date: 'Jump to a date',
    dateSays: 'That day comes first, then what was placed before it.',
    jump: 'Jump',
  },
  missing: (count: number, numbers: string) =>
    `${n(count, { one: '# number was', other: '# numbers were' })} not found: ${numbers}`,
  cut: (count: string) =>
    `The first ${count} are shown. Filter the list or jump to a date to see further.`,
  empty: {
    title: 'No orders yet',
    says: 'Orders come in by the API, from each of your channels.',
    next: 'See how to place one',
    none: 'No order matches',
    without: (name: string, value: string, count: string) => `Without ${name} ${value}: ${count}`,
    unknown: 'A filter is set to something that does not exist',
    tryThis: 'Together the filters leave nothing. Take one away:',
  },
  saved: {
    save: 'Save this view…',
    says: 'Keeps the filters, the sorting and the columns under a name.',
    remove: (name: string) => `Remove “${name}”`,
    shared: (name: string) => `${name} (shared)`,
    done: (name: string) => `View “${name}” is saved`,
    removed: (name: string) => `View “${name}” is removed`,
    taken: 'Give the view a name.',
  },
  peek: {
    label: 'The order at a glance',
    away: 'This order cannot be found',
    items: 'Items',
    shipping: 'Shipping',
    tax: 'Tax',
    total: 'Total',
    events: 'What happened last',
    holds: 'On hold because',
    moreLines: (count: number) => n(count, { one: '# more item', other: '# more items' }),
    open: 'Open the order',
    hold: 'Hold…',
    release: 'Release hold…',
    cancel: 'Cancel…',
  },
  bulk: {
    label: 'Chosen orders',
    chosen: (count: number) => n(count, { one: '# order chosen', other: '# orders chosen' }),
    clear: 'Clear the choice',
    nothing: 'Nothing can be done with these together.',
    acts: {
      place_hold: (count) => `Hold ${orders(count)}`,
      release_hold: (count) => `Release ${orders(count)}`,
      cancel: (count) => `Cancel ${orders(count)}`,
    } as Says,
    asks: {
      place_hold: (count, of) => `Hold ${some(count, of)}?`,
      release_hold: (count, of) => `Release ${some(count, of)}?`,
      cancel: (count, of) => `Cancel ${some(count, of)}?`,
    } as Record<BulkAct, (count: number, of: number) => string>,
    titles: {
      place_hold: (count) => `Holding ${orders(count)}`,
      release_hold: (count) => `Releasing ${orders(count)}`,
      cancel: (count) => `Cancelling ${orders(count)}`,
    } as Says,
    will: {
      place_hold: (count) =>
        n(count, {
          one: '# is held: nothing of it goes out until it is released. Its stock stays reserved.',
          other:
            '# are held: nothing goes out until they are released. Their stock stays reserved.',
        }),
      release_hold: (count) =>
        n(count, { one: '# goes on to its store.', other: '# go on to their stores.' }),
      cancel: (count) =>
        n(count, {
          one: '# is cancelled for good, and its stock is free for others.',
          other: '# are cancelled for good, and their stock is free for others.',
        }),
    } as Says,
    asked: (count: number) =>
      n(count, {
        one: '# is with a store: it is asked back, and cancelled unless it is packed by then.',
        other: '# are with a store: they are asked back, and cancelled unless packed by then.',
      }),
    worth: (amounts: string) => `Together they are worth ${amounts}.`,
    leftOut: {
      cancelled: (count) =>
        n(count, { one: '# is cancelled already.', other: '# are cancelled already.' }),
      left: (count) => n(count, { one: '# has already left.', other: '# have already left.' }),
      inWork: (count) =>
        n(count, {
          one: '# is in work and stays as it is.',
          other: '# are in work and stay as they are.',
        }),
      notHeld: (count) => n(count, { one: '# is not on hold.', other: '# are not on hold.' }),
      other: (count) => n(count, { one: '# stays as it is.', other: '# stay as they are.' }),
    } as Record<LeftOut, (count: number) => string>,
    reason: 'Reason',
    reasonHint: 'Stays on the timeline of each. No personal data of customers.',
    cause: 'Reason',
    note: 'Note (if you like)',
    noteOther: 'In your words',
    noteHint: 'For colleagues. No personal data of customers.',
    keep: 'Leave them',
    stop: 'Stop after this one',
    progress: (ended: number, of: number) => `${ended} of ${of} done`,
    ended: (done: number, of: number) => `${done} of ${of} done.`,
    failed: (count: number) => n(count, { one: '# failed', other: '# failed' }),
    saveFailed: 'Save what failed as CSV',
  },
}

type Says = Record<BulkAct, (count: number) => string>

export type OrderWords = typeof words
