import { pluralsOf } from '../../lib/plural.ts'
import { words as prices } from './words-prices.en.ts'

const n = pluralsOf('en')

export const words = {
  prices,
  title: 'Carriers',
  count: (count: number) => n(count, { one: '# service', other: '# services' }),
  create: 'New carrier',
  createTitle: 'A new carrier',
  empty: 'No carriers yet',
  emptySays:
    'A carrier collects at your locations. With its services and price lists, orders go the ' +
    'way that costs least.',
  noMatch: 'No service is like that',
  search: 'Search services and carriers',
  statesLabel: 'How services stand',
  states: {
    all: 'All',
    good: 'Ready',
    no_card: 'No prices',
    coming: 'Not yet valid',
    ending: 'Ends soon',
    gaps: 'Prices missing',
    never_collected: 'Not collected',
    archived: 'Archived',
    no_services: 'No services',
  },
  /** What a state means, and what to do. */
  means: {
    no_card: 'No rate card is in force: nothing goes by this service. Import a price list.',
    coming: (from: string) =>
      `No rate card is in force before ${from}: until then nothing goes by this service.`,
    ending: (until: string) =>
      `The prices end ${until} and none follow. Import the next price list before then.`,
    gaps: (count: number) =>
      n(count, {
        one:
          'One weight has no price in the card in force; a parcel then goes at the next one ' +
          'that has.',
        other:
          '# weights have no price in the card in force; a parcel then goes at the next one ' +
          'that has.',
      }),
    never_collected: 'It collects nowhere, so nothing goes by it. Say when it comes.',
    archived: 'Nothing goes by it any more. Orders keep what they were decided on.',
  },
  columns: {
    service: 'Service',
    carrier: 'Carrier',
    code: 'Code',
    state: 'State',
    takes: 'Takes up to',
    methods: 'Delivery',
    prices: 'Prices',
    until: 'Until',
  },
  card: (version: number, currency: string) => `Version ${version}, ${currency}`,
  noEnd: 'No end',
  services: 'Services',
  newService: 'New service',
  newServiceTitle: (carrier: string) => `A new service of ${carrier}`,
  noServices: 'No services yet',
  noServicesSay:
    'A service is what a carrier sells: parcel, express, freight. Each has its prices.',
  terms: 'What it takes',
  edit: 'Edit',
  editOf: (part: string) => `Edit: ${part}`,
  rename: 'Rename',
  renameTitle: (name: string) => `Rename ${name}`,
  more: 'More',
  archive: 'Archive',
  archiveService: 'Archive this service',
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveCarrierSays:
    'From now on no new order goes by any of its services. It cannot be taken back.',
  archiveServiceSays: 'From now on no new order goes by this service. It cannot be taken back.',
  archived: 'Archived',
  saved: 'Saved',
  make: 'Create',
  created: (name: string) => `${name} is there`,
  codeHint: 'Letters, digits and . _ : / + - ; it stays for good.',
  serviceCodeHint: 'As in the price lists of the carrier; it stays for good.',
  fields: {
    code: 'Code',
    name: 'Name',
    methods: 'Delivery methods',
    toHomes: 'Delivers to homes',
    countries: 'Countries',
    maxKg: 'Heaviest parcel (kg)',
    maxLongestCm: 'Longest side (cm)',
    maxGirthCm: 'Length and girth (cm)',
  },
  hints: {
    countries: 'Codes such as FR, DE. Empty: wherever its prices lead.',
    size: 'Empty: any.',
    girth: 'The longest side with twice the two others. Empty: any.',
    toHomes: 'An order goes to a home unless its address names a company.',
  },
  faults: {
    name: 'Write a name.',
    code: 'Write a code; it begins with a letter or digit.',
    methods: 'Choose at least one.',
    countries: (text: string) => `${text} is no country code of two letters.`,
    maxKg: 'A weight from 0.001 to 1,000 kg.',
    size: 'A length from 0.1 to 10,000 cm, or nothing.',
  },
  facts: {
    code: 'Code',
    methods: 'Delivery methods',
    homes: 'Homes',
    countries: 'Countries',
    weight: 'Heaviest parcel',
    longest: 'Longest side',
    girth: 'Length and girth',
  },
  toHomes: 'Delivers to homes',
  notToHomes: 'Companies and pick-up points only',
  everywhere: 'Wherever its prices lead',
  any: 'Any',
  collections: {
    title: 'Collections',
    everywhere: 'At every location',
    own: 'Own times',
    never: 'Never',
    next: (when: string) => `Next ${when}`,
    noNext: 'Nothing is collected in the next weeks',
    noneSay: 'Once there are carriers with services, it stands here when they collect.',
    clock: 'Times go by the clock of the location. What is ready by then goes along.',
    editTitle: (service: string, where: string) => `When ${service} collects: ${where}`,
    change: (service: string) => `Change when ${service} collects`,
    goes: 'It collects',
    modes: {
      same: 'As at every location',
      own: 'At these times',
      never: 'Never',
    },
    time: (day: string) => `${day}: collected at`,
    add: (day: string) => `Add a time on ${day}`,
    remove: (time: string) => `Remove ${time}`,
    notThen: 'No collection',
    copy: 'Monday’s times on all weekdays',
    unfilled: 'Fill in the time, or remove it.',
    noTimes: 'Give at least one time, or choose “Never”.',
  },
  lookUp: 'Look up a price',
}

export type CarrierWords = typeof words
