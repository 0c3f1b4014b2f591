import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What the plan of a channel counts in money. */
export const words = {
  says:
    'Rules say what may be. Among what is left, the plan of the channel decides: what costs ' +
    'least by these numbers. Changes count for orders from now on.',
  none: 'No plan yet: this is what counts until there is one.',
  since: (version: string, when: string) => `Version ${version}, since ${when}`,
  versions: 'Versions',
  versionsOf: (name: string) => `Versions of the plan: ${name}`,
  take: 'Take these again',
  first: 'The first plan of the channel.',
  sameInWords: 'The same in what is shown here.',
  taken: (version: string) =>
    `Filled in with what version ${version} said. What this form does not ask for stays ` +
    'as it is now.',
  strategy: 'Decides by',
  carriage: 'Carriage',
  byCards: 'by the rate cards of carriers',
  byServices: (services: string) => `by rate cards of ${services}`,
  byTable: 'by a table of zones and weights',
  byZones: 'by the countries it goes from and to',
  byDistance: (parcel: string, kilo: string, far: string, kiloFar: string) =>
    `by distance: ${parcel} a parcel, ${kilo} a kg, ${far} for 100 km, ${kiloFar} a kg and 100 km`,
  packaging: 'Packaging',
  boxWeighs: (weight: string) => `${weight} a parcel`,
  boxAir: (percent: string) => `${percent} air in the volume`,
  packings: {
    gramsPerParcel: 'Packaging of a parcel, in grams',
    airPercent: 'Air in a box, in % of what is in it',
  },
  packingHints: {
    gramsPerParcel: 'Box and filling, once for each parcel.',
    airPercent: 'Where a rate card counts the volume.',
  },
  nothing: 'not counted',
  notCounted: 'Not counted',
  coolOff: 'After a decline',
  hours: (hours: number) =>
    n(hours, { one: 'not asked again for # hour', other: 'not asked again for # hours' }),
  coolOffHours: 'Hours until a place is asked again',
  improving: 'Before release',
  moves: (saving: string, times: number) =>
    n(times, {
      one: `moves where that saves ${saving}, once`,
      other: `moves where that saves ${saving}, at most # times`,
    }),
  stays: 'stays where it was decided',
  prices: 'Prices of scarce stock',
  pricesOn: (ahead: string) => `on; ${ahead}`,
  ahead: (days: number, percent: string) =>
    n(days, {
      one: `# day ahead, ${percent} lost with a sale`,
      other: `# days ahead, ${percent} lost with a sale`,
    }),
  aheadTogether: (ahead: string) => `${ahead}; all SKUs and the room of places together`,
  pricesOff: 'off',
  change: 'Change',
  changeOf: (channel: string) => `Change what counts for ${channel}`,
  title: (channel: string) => `What counts for ${channel}`,
  dialogSays: (currency: string) =>
    `Amounts are in ${currency}; what is empty is not counted. It is published at once.`,
  publish: 'Publish',
  done: 'The plan counts from now on.',
  carriages: {
    cards: 'By rate cards of carriers',
    distance: 'By distance',
    kept: 'As it is',
  },
  keptHint: 'A table or zones are changed through the API.',
  rates: {
    base: 'A parcel',
    perKg: 'Each kilogram',
    perKm: 'Each 100 km',
    perKgKm: 'Each kilogram and 100 km',
    otherBase: 'A parcel of unknown distance',
    otherPerKg: 'Each kilogram of it',
  },
  improve: 'Deliveries may move until they are released',
  improveHint: 'Several are looked at together, now and then; never to a later day.',
  leastSaving: 'A move saves at least',
  mostMoves: 'Moves at most',
  price: 'The last units count with what they are worth to later orders',
  priceHint: 'Only once a simulation of this plan has shown that it pays.',
  toSimulator: 'Open the simulator',
  days: 'Days until the next delivery',
  marginPercent: 'Lost with a missed sale, in % of its price',
  marginHint: 'Of SKUs that say no margin of their own.',
  together: 'All SKUs and the room of places together',
  togetherHint:
    'For orders of several lines, and where places take few orders a day. Needs a simulation of ' +
    'its own.',
  faults: {
    none: 'A number, 0 or more.',
    whole: 'A whole number, 1 or more.',
    percent: '0 to 100.',
    gramsPerParcel: 'Whole grams, 0 to 100,000.',
    airPercent: 'A whole number, 0 to 1,000.',
    beside: 'Only beside what a unit that is not served costs: fill that in, 0 at least.',
    cards: 'Only rate cards say when a parcel arrives: choose those, or leave this empty.',
  },
}

export type PlanWords = typeof words
