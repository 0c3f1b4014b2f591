import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  title: 'Channels',
  count: (count: number) => n(count, { one: '# channel', other: '# channels' }),
  create: 'New channel',
  columns: {
    name: 'Channel',
    code: 'Code',
    kind: 'Kind',
    currency: 'Currency',
    shortage: 'When stock is short',
    zone: 'Time zone',
    state: 'State',
  },
  kinds: {
    site: 'Site',
    till: 'Shop till',
    marketplace: 'Marketplace',
    call_centre: 'Call centre',
    messaging: 'Messaging',
  },
  shortage: { refuse: 'Refuse the order', accept: 'Take it, the rest waits', ask: 'Ask a person' },
  shortageSays: {
    refuse: 'The shopper is told what is left, and when more comes.',
    accept: 'What is short waits, and is served first when stock comes.',
    ask: 'The order is taken, and an exception is raised for a person to decide.',
  },
  states: { open: 'Open', archived: 'Archived' },
  empty: 'No channels yet',
  emptySays: 'A channel is where orders come from: a site, a shop’s till, a marketplace.',
  orders: 'Its orders',
  prices: 'Prices',
  tax: { inclusive: 'With tax', exclusive: 'Without tax' },
  prefix: 'Order numbers begin with',
  prefixHint: 'One to six capital letters, of no other channel.',
  wait: 'Orders wait before work begins',
  waitHint: 'Minutes in which a shopper can still change their mind.',
  minutes: (count: number) => n(count, { one: '# minute', other: '# minutes' }),
  pool: 'Sells the stock of',
  poolCount: (count: number) => n(count, { one: '# location', other: '# locations' }),
  poolHint: 'Choose the places whose stock this channel may sell.',
  priorityHint:
    'A number for each: where orders are routed by priority, the smaller is asked first, ' +
    'of equal ones the older location.',
  priorityOf: (name: string) => `Priority of ${name}`,
  poolOrder: 'By priority',
  faults: {
    name: 'Write a name.',
    minutes: 'A whole number of minutes from 0 to 44,640 (31 days).',
    priority: 'Whole numbers from 0 to 1,000,000.',
  },
  all: 'All',
  code: 'Code',
  codeHint: 'How other systems name it, for good.',
  name: 'Name',
  brand: 'Brand',
  noBrand: 'Create a brand first',
  brands: 'Brands',
  createTitle: 'A new channel',
  changeTitle: 'Change the channel',
  make: 'Create',
  change: 'Change',
  saved: 'Saved',
  archive: 'Archive',
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveSays: 'It takes no orders any more. Orders it has stay and are finished.',
  archived: 'Archived',
}

export type ChannelWords = typeof words
