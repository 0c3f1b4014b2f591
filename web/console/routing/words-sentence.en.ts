import { pluralsOf } from '../../lib/plural.ts'
import { words as hazards } from '../skus/words-hazards.en.ts'

const n = pluralsOf('en')
const is = (not: boolean) => (not ? 'is not' : 'is')

/** From where nothing comes, and when: days of the week, and dates; `until` with it. */
export type Closed = {
  places: string
  weekdays: string | undefined
  from: string | undefined
  until: string | undefined
  /** These dates, which name no year, in each of them. */
  isYearly: boolean
}

/** How a routing rule is said in one sentence. Numbers and names come as texts. */
export const words = {
  forAny: 'For',
  anyDelivery: 'any delivery',
  when: 'When',
  and: 'and',
  comma: ', ',
  separator: ';',
  of: {
    channel: 'channel',
    method: 'delivery',
    country: 'country',
    region: 'region',
    weekday: 'day',
    value: 'order value',
    units: 'number of units',
    lines: 'number of lines',
    weight: 'weight',
    longest: 'longest side',
    customer: 'customer',
    wanted_in: 'time until it is wanted',
  },
  customers: { guest: 'a guest', registered: 'registered', business: 'a business' },
  orderTag: (values: string, not: boolean) => `order ${is(not)} tagged ${values}`,
  anyOf: (all: readonly string[]) =>
    all.length === 1 ? all[0]! : `at least one is so (${all.join(', or ')})`,
  allOf: (all: readonly string[]) => (all.length === 1 ? all[0]! : `(${all.join(' and ')})`),
  hazardous: (classes: string) =>
    classes === '' ? 'dangerous goods' : `dangerous goods (${classes})`,
  hazards,
  customerTag: (values: string, not: boolean) => `customer ${is(not)} tagged ${values}`,
  wantedOn: (from: string | undefined, until: string | undefined, not: boolean) => {
    const lead = `wanted by a day that ${is(not)}`
    if (until === undefined) return `${lead} ${from} or later`
    return from === undefined ? `${lead} ${until} or earlier` : `${lead} from ${from} to ${until}`
  },
  condition: (what: string, values: string, not: boolean) => `${what} ${is(not)} ${values}`,
  postcode: (values: string, not: boolean) =>
    `postcode ${not ? 'does not begin' : 'begins'} with ${values}`,
  hours: (from: string, until: string, not: boolean) => `time ${is(not)} ${from} to ${until}`,
  range: (what: string, from: string | undefined, below: string | undefined, not: boolean) => {
    const lead = `${what} ${is(not)}`
    if (below === undefined) return `${lead} ${from} or more`
    return from === undefined ? `${lead} below ${below}` : `${lead} from ${from} to below ${below}`
  },
  goods: {
    sku: (values: string) => values,
    category: (values: string) => `in ${values}`,
    sku_tag: (values: string) => `tagged ${values}`,
  },
  ofGoods: {
    any: (which: string, not: boolean) => `${not ? 'no' : 'an'} item is ${which}`,
    all: (which: string, not: boolean) => `${not ? 'not every' : 'every'} item is ${which}`,
  },
  use: 'use',
  thenUse: ', then',
  allPlaces: 'all places',
  anyPlace: 'any place',
  places: 'places',
  kinds: {
    store: 'Stores',
    dark_store: 'Dark stores',
    pop_up: 'Pop-ups',
    warehouse: 'Warehouses',
    distribution_centre: 'Distribution centres',
    third_party: 'Third parties',
    supplier: 'Suppliers',
    marketplace_warehouse: 'Marketplace warehouses',
    locker: 'Lockers',
    pickup_point: 'Pickup points',
  },
  placed: {
    kind: (name: string) => `of the kind ${name}`,
    group: (name: string) => `of the group ${name}`,
    tag: (name: string) => `tagged ${name}`,
    owner: (name: string) => `of ${name}`,
    partner: (name: string) => `run by ${name}`,
    country: (name: string) => `in ${name}`,
    region: (name: string) => `in ${name}`,
  },
  except: (places: string, others: string) => `${places}, but not ${others}`,
  keeps: (units: string) => `keeping ${units} of each item there`,
  opens: (amount: string) => `, also where that saves ${amount}`,
  leastLead: 'at',
  leastCost: 'the least cost',
  rankedLead: 'ranked by',
  thenBy: ', then ',
  rankings: {
    priority: 'priority in the channel',
    nearest: 'nearest',
    soonest: 'soonest there',
    most_stock: 'most stock',
    least_busy: 'least busy',
  },
  completeFirst: ', a place that has all first',
  never: (limits: string) => `; never ${limits}`,
  limits: {
    onTime: 'later than the day on which it is wanted',
    sameDay: 'later than on the same day',
    maxKm: (distance: string) => `farther than ${distance}`,
    sameCountry: 'from another country',
    closed: ({ places, weekdays, from, until, isYearly }: Closed) => {
      const which = weekdays === undefined ? '' : `on ${weekdays} `
      const place = `from ${places}`
      if (from === undefined)
        return `${which}${until === undefined ? '' : `until ${until} `}${place}`
      const between = from === until ? `on ${from}` : `between ${from} and ${until}`
      const dates = until === undefined ? `from ${from} on` : between
      return `${which}${dates}${isYearly ? ' of every year' : ''} ${place}`
    },
    services: (names: string) => `other than by ${names}`,
    maxParcels: (parcels: number) =>
      n(parcels, { one: 'in more than # parcel', other: 'in more than # parcels' }),
    wholeLines: 'one item from two places',
    shipComplete: 'only a part of it',
    splitBelow: (amount: string) => `split below ${amount}`,
    splitBelowUnits: (units: number) =>
      n(units, { one: 'split below # unit', other: 'split below # units' }),
    perLine: (parcels: number) =>
      n(parcels, {
        one: 'one item in more than # parcel',
        other: 'one item in more than # parcels',
      }),
    alone: (categories: string) => `${categories} in one parcel with other goods`,
    together: (categories: string) => `${categories} from several places`,
  },
  counts: (amount: string, isLess: boolean) => `${amount} ${isLess ? 'less' : 'more'}`,
  wishGoods: (
    categories: string | undefined,
    tags: string | undefined,
    skus: string | undefined,
  ) => {
    const kinds = [
      ...(categories === undefined ? [] : [`of ${categories}`]),
      ...(tags === undefined ? [] : [`tagged ${tags}`]),
      ...(skus === undefined ? [] : [`of ${skus}`]),
    ]
    return ['a unit', kinds.join(' or ')].filter(Boolean).join(' ')
  },
  wishParcel: (places: string, worth: string) => `a parcel from ${places} counts ${worth}`,
  wishUnit: (goods: string, places: string, worth: string) => {
    return `${goods} from ${places} counts ${worth}`
  },
  wishBusy: (places: string, amount: string) => {
    return `a parcel from ${places} counts up to ${amount} more, the busier it is there`
  },
  wishRank: (places: string, amount: string) => {
    return `a parcel from ${places} counts ${amount} more for each place before it in the channel`
  },
  wishStock: (goods: string, places: string, amount: string, units: number) => {
    return `${goods} from ${places} counts up to ${amount} more, the fewer of ${units} it has`
  },
  elseLead: '; else',
  otherwise: {
    next_rule: 'ask the next rule',
    channel: 'as the channel says',
    accept: 'let it wait for stock',
    ask: 'ask a person',
    refuse: 'refuse the order',
    cancel: 'cancel what no place can serve',
  },
  since: (day: string) => `from ${day}`,
  until: (day: string) => `until ${day}`,
}

export type SentenceWords = typeof words
