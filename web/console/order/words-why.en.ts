import { pluralsOf } from '../../lib/plural.ts'
import { words as capacity } from '../locations/words-capacity.en.ts'
import { words as flips } from './words-flips.en.ts'
import { words as regrets } from './words-regrets.en.ts'
import { words as uncarried } from './words-uncarried.en.ts'
import { words as short } from './words-why-short.en.ts'
import { words as byRule } from './words-why-rule.en.ts'

const n = pluralsOf('en')

/** Why a delivery comes from where it comes. */
export const words = {
  ...short,
  title: (places: string) => `Why ${places}?`,
  titleMany: (places: number) =>
    n(places, { one: 'Why this place?', other: 'Why these # places?' }),
  collects: (place: string) => `The customer collects at ${place}`,
  collectsMore: 'So it comes from there, whatever other places have.',
  stockThere: 'Stock was there',
  uncarried,
  onlyOne: (place: string, cost: string) => `Only ${place} had it: ${cost}`,
  byHand: (place: string, cost: string) => `A person chose ${place}: ${cost}`,
  before: (places: string) => `Before, it came from ${places}.`,
  cheapestWas: (places: string, cost: string) => `Cheapest would have been ${places}: ${cost}`,
  improved: (cost: string) => `Moved before it was released: ${cost} saved`,
  improvedWith: (others: number) =>
    n(others, {
      one: 'That is with # other delivery that moved with it.',
      other: 'That is with # other deliveries that moved with it.',
    }),
  thatIsLess: (cost: string) => `That is ${cost} less.`,
  nobodyHadAll: (isShort: boolean) =>
    `No single place had ${isShort ? 'all that was in stock' : 'all of it'}`,
  nobodyHadRoom: (isShort: boolean) =>
    `No single place had ${isShort ? 'all that was in stock' : 'all of it'} and room for it`,
  hadSome: (places: number) =>
    n(places, {
      one: '# place had some of it, so it had to be split.',
      other: '# places had some of it, so it had to be split.',
    }),
  hadTooFew: (places: number) =>
    n(places, {
      one: '# place had too little, so it had to be split.',
      other: '# places had too little, so it had to be split.',
    }),
  hadAll: (places: number, isShort: boolean) => {
    const all = isShort ? 'all that was in stock' : 'all of it'
    return n(places, { one: `# place had ${all}`, other: `# places had ${all}` })
  },
  hadPart: (places: number) =>
    n(places, {
      one: '# more had only a part of it.',
      other: '# more had only a part of it.',
    }),
  cheapest: (place: string, cost: string) => `${place} was cheapest: ${cost}`,
  taken: (place: string, cost: string) => `${place} was taken: ${cost}`,
  parcelsCheapest: (parcels: number, cost: string, isRuled: boolean) => {
    const were = n(parcels, { one: '# parcel was', other: '# parcels were' })
    return `${were} cheapest${isRuled ? ' within the rule' : ''}: ${cost} together`
  },
  parcelsChosen: (parcels: number, cost: string) =>
    `${n(parcels, { one: '# parcel was', other: '# parcels were' })} chosen: ${cost} together`,
  parcelsNeeded: (parcels: number, cost: string) =>
    `${n(parcels, { one: '# parcel was', other: '# parcels were' })} needed: ${cost} together`,
  parcel: (of: {
    place: string
    away: string | undefined
    goods: string
    cost: string
    terms: string
  }) => {
    const away = of.away === undefined ? '' : `, ${of.away} away,`
    return `${of.place}${away} sends ${of.goods} for ${of.cost} (${of.terms}).`
  },
  terms: {
    freight: (cost: string) => `carriage ${cost}`,
    handling: (cost: string) => `handling ${cost}`,
    parcel: (cost: string) => `parcel ${cost}`,
    late: (cost: string) => `risk of being late ${cost}`,
    speed: (cost: string) => `days until it arrives ${cost}`,
    reroute: (cost: string) => `risk of being declined ${cost}`,
    carbon: (cost: string) => `CO₂ ${cost}`,
    stock: (cost: string) => `scarce stock ${cost}`,
    slot: (cost: string) => `scarce room ${cost}`,
    wish: (cost: string) => `the rule’s wish ${cost}`,
    free: 'nothing to pay',
    alone: (terms: string) => `Made up of: ${terms}.`,
    away: (distance: string, terms: string) => `It is ${distance} away: ${terms}.`,
  },
  carried: (of: Carried) => {
    const days =
      of.days === null ? '' : n(of.days, { one: ', # working day', other: ', # working days' })
    const band = of.band === null ? of.weight : `${of.weight}, up to ${of.band}`
    const parcels = of.parcels === 1 ? '' : n(of.parcels, { other: ', counted as # parcels' })
    const by = `By ${of.service} of ${of.carrier}, card ${of.card}, zone ${of.zone}`
    return `${by}: ${band}${parcels}${days}.`
  },
  sources: {
    ready: (moment: string) => `Ready ${moment}.`,
    collected: (moment: string) => `Collected ${moment}.`,
    arrives: (moment: string, day: string) => `Collected ${moment}, there ${day}.`,
    late: (day: string, percent: string) =>
      `Wanted by ${day}: the probability that it is late was ${percent}%.`,
    days: (days: number) =>
      n(days, {
        one: 'No day was named: # day until it arrives counts.',
        other: 'No day was named: # days until it arrives count.',
      }),
    unknown: (days: number) =>
      n(days, {
        one: 'It is not known when it arrives: that counts as # day.',
        other: 'It is not known when it arrives: that counts as # days.',
      }),
    declines: (declined: string, given: string, percent: string) =>
      `Of the orders it was given lately (${given}) it declined ${declined}: ` +
      `the probability was taken as ${percent}%.`,
    co2e: (grams: string) => `About ${grams} g of CO₂e.`,
    worth: {
      stock: (layer: string, when: string) =>
        `Some of it is scarce and counts with what later orders would lose: ${layer}, ${when}.`,
      slot: (layer: string, when: string) =>
        `Room there is scarce and counts with what later orders would lose: ${layer}, ${when}.`,
      both: (layer: string, when: string) =>
        'Some of it and the room there are scarce and count with what later orders would lose: ' +
        `${layer}, ${when}.`,
    },
    layers: {
      P1: 'by what stores sell',
      P2: 'each SKU by itself',
      P3: 'all SKUs and the room of places together',
    },
    before: (age: string) => `found ${age} before`,
    asOf: (moment: string) => `as of ${moment}`,
  },
  unfilled: (goods: string) => `Left out as too dear: ${goods}`,
  unfilledMore: (cost: string) =>
    `It was in stock. The plan counts ${cost} for leaving it out, which is less than sending it.`,
  comma: ', ',
  underOneKm: 'less than 1 km',
  noCheaper: 'No other way was cheaper',
  weighed: (places: number) =>
    n(places, {
      one: 'The # place was weighed.',
      other: 'Every combination of the # places was weighed.',
    }),
  tooMany: 'There were too many combinations to weigh them all.',
  priority: 'The channel takes its places in a fixed order.',
  nearest: 'The channel takes the nearest place first.',
  byRule: 'That is a rule of the channel',
  notProven: 'Another way may have been cheaper',
  notEveryWay: 'Where a day had little room, not every way to use it was weighed.',
  atMost: (cost: string) => `At most ${cost} more than the cheapest way`,
  next: (place: string, difference: string) => `Next was ${place}: ${difference}.`,
  nextWere: (places: string, difference: string) => `Next were ${places} together: ${difference}.`,
  aloneWouldBe: (place: string, difference: string) =>
    `${place} alone would have cost ${difference}.`,
  same: 'just as much',
  more: (cost: string) => `${cost} more`,
  less: (cost: string) => `${cost} less`,
  lacks: (name: string) => `No ${name}`,
  hadTooFewAlone: 'Had too few',
  hadNoRoom: 'Had no room for all of it',
  andMore: (places: number) => n(places, { one: '# more', other: '# more' }),
  heldBack: (places: string) =>
    `Part of the stock was not offered, its numbers being overdue: ${places}.`,
  fullDay: (place: string, used: string, most: string) =>
    `${place} had no room for all of it: ${used} of ${most} were taken that day.`,
  mostOf: capacity.mostOf,
  leftOut: (reason: string, places: string) => `${reason}: ${places}.`,
  barredBy: (reason: string, rules: readonly string[]) =>
    rules.length === 0 ? reason : `${reason} (${rules.map((rule) => `“${rule}”`).join(', ')})`,
  unitsAt: (goods: string, place: string) => `${goods} in ${place}`,
  safetyStock: (rule: string, kept: string) => `Safety stock by “${rule}”, not offered: ${kept}.`,
  setAside: (rule: string, kept: string) =>
    `Set aside for other channels by “${rule}”, not offered: ${kept}.`,
  lastUnits: (rule: string, goods: string) =>
    `The channel keeps its last units back by “${rule}”: ${goods}.`,
  reasonOther: 'Left out',
  flips,
  regrets,
  routingRule: byRule,
  reasons: {
    ...byRule.reasons,
    not_in_pool: 'Not sold from by this channel',
    location_archived: 'Closed for good',
    location_paused: 'Paused',
    does_not_ship: 'Sends no parcels',
    no_pickup: 'No collection there',
    not_the_pickup_location: 'Not where the customer collects',
    no_freight: 'No carriage from there',
    not_collected: 'No service collects there',
    not_reached: 'Out of reach of every service that collects there',
    declined: 'Declined this order before',
    sku_paused: 'Not sold there at present',
    not_sold_now: 'Not sold from by this channel now',
    not_eligible: 'Not sent from there in this way',
    not_found_there: 'Could not find it before',
    nothing_along: 'Lacks what goes along with it',
    too_large: 'Too large or heavy for every service there',
    at_capacity: 'No room left that day',
    no_stock: 'Sold out',
  },
  compare: (places: number) => n(places, { one: 'Compare # place', other: 'Compare # places' }),
  table: { place: 'Place', away: 'Away', cost: 'All from there', outcome: 'Outcome' },
  chosen: 'Chosen',
  rest: (places: number) => n(places, { one: 'And # more place.', other: 'And # more places.' }),
  earlier: (count: number) => n(count, { one: '# earlier decision', other: '# earlier decisions' }),
  undecided: 'Nothing was decided yet.',
  decided: (moment: string, cause: string) => `Decided ${moment}${cause}.`,
  causes: {
    placed: ', when the order came in',
    expected_changed: ', as goods come otherwise than announced',
    promised: ', before it was there',
    stock_arrived: ', when stock came',
    re_routed: ', when a place could not send it',
    looked_again: ', when it was looked at again',
    improved: ', before it was released',
    by_hand: ', by a person',
    uncovered: ', as less was there than recorded',
    place_closed: ', as a place was closed',
    not_accepted: ', as a place had not accepted it in time',
    other: '',
  },
}

/** How a parcel goes, each number as its readers write it. */
export type Carried = {
  carrier: string
  service: string
  card: string
  zone: string
  weight: string
  band: string | null
  parcels: number
  days: number | null
}

export type WhyWords = typeof words
