import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** Trying the rules on an order. */
export const words = {
  says: 'Where an order would go by the rules in force, and by the draft. Nothing is changed.',
  which: 'Which order',
  ways: { order: 'One that is there', invented: 'A made-up one' },
  number: 'Order number',
  channel: 'Channel',
  method: 'Delivery',
  country: 'Country',
  postalCode: 'Postcode',
  region: 'Region',
  value: (currency: string) => `Worth (${currency})`,
  sku: 'SKU',
  quantity: 'Quantity',
  addLine: 'One more item',
  removeLine: (sku: string) => `Take ${sku} away`,
  run: 'Test',
  faults: {
    number: 'Write the number of an order.',
    country: 'Choose a country.',
    line: 'Write a SKU and how many.',
    value: 'An amount.',
  },
  live: 'By the rules in force',
  draft: 'By the draft',
  noDraft: 'The draft changes nothing, so it decides the same.',
  group: (no: string) => `Delivery ${no}`,
  same: 'The draft decides the same.',
  differs: 'The draft decides otherwise.',
  map: (places: string) => `On the map: from ${places}`,
  cost: 'Cost',
  terms: {
    freight: 'Carriage',
    handling: 'Handling',
    parcel: 'Parcel',
    late: 'Late',
    reroute: 'Declined',
    carbon: 'CO₂',
    stock: 'Scarce stock',
    slot: 'Scarce room',
    wish: 'Wish',
    total: 'Together',
  },
  from: 'From',
  away: 'Away',
  nowhere: 'Nowhere',
  places: (count: number) => n(count, { one: '# place', other: '# places' }),
}

export type TestWords = typeof words
