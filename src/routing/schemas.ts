import { Type, type Static } from 'typebox'
import { measures } from '../network/index.ts'
import { date, instant, named, nullable, object, tuple, uuid } from '../platform/http/schemas.ts'
import { UNKNOWN_DAYS } from './domain/speed.ts'
import { terms, type Cost } from './domain/terms.ts'
import { overruling } from './domain/rules/record.ts'
import { exclusions } from './domain/types.ts'
import { failedAnswer } from './schemas/failed.ts'
import { lackingAnswer } from './schemas/lacking.ts'
import type { StoredDecision } from './store.ts'

export const strategy = Type.Enum(['least_cost', 'priority', 'nearest'])

const location = Type.Integer({ title: 'location' })
const sku = Type.Integer({ title: 'SKU' })
const units = Type.Integer({ title: 'units' })
const rule = Type.Integer({ title: 'rule', description: 'Its place in `rules`, from 0.' })
const km = nullable(Type.Integer())
const money = Type.Number({ description: '1e-4 of the major currency unit.' })

const some = Type.Optional(money)
const cost = object(
  {
    parcel: money,
    freight: money,
    handling: money,
    late: some,
    speed: some,
    reroute: some,
    carbon: some,
    stock: some,
    slot: some,
    wish: some,
    total: money,
  },
  'By term; those that were left out are 0.',
)
const millionths = Type.Integer({ title: 'probability', description: 'In millionths.' })
const price = Type.Integer({ title: 'price', description: 'Its place in `prices`, from 0.' })
const places = Type.Array(Type.Union([location, tuple(location, sku)]))

const byPlace = Type.Array(Type.Integer(), { title: 'location, amount, location, amount' })
const textByPlace = Type.String({ title: 'location, amount, location, amount, with spaces' })
const pricesSeen = object(
  {
    stock: Type.Array(tuple(sku, price, Type.Union([textByPlace, byPlace]))),
    slots: Type.Optional(tuple(price, byPlace)),
  },
  'All prices that it saw, chosen or not, so that it can be made again when they are others: of ' +
    'each SKU, and of the room of the places that it looked at. Of a SKU with prices at many ' +
    'places, those that it looked at. Records of before have them as numbers.',
)

/** What a location sends, and what that costs by term. */
const chosen = object({
  locationId: Type.Integer(),
  km,
  alone: Type.Optional(Type.String({ description: 'Its category, if it travels alone.' })),
  units: Type.Array(tuple(sku, units)),
  cost,
  table: Type.Optional(
    object(
      { zone: nullable(Type.Integer()), bandG: nullable(Type.Number()) },
      'Where the price stands in the table of the tariff: the zone counted from 0 (null: ' +
        'otherwise), the highest weight of the band in grams (null: beyond the last).',
    ),
  ),
  carriage: Type.Optional(
    object(
      {
        carrier: Type.String(),
        service: Type.String(),
        card: Type.Integer({ description: 'Version of the rate card of the service.' }),
        zone: Type.String(),
        bandG: nullable(Type.Number()),
        billableG: Type.Number({
          description: 'Weight, or volume where that counts more, with the packaging.',
        }),
        transitDays: nullable(Type.Integer({ description: 'Working days.' })),
        parcels: Type.Integer({
          description: 'Above 1: heavier than what any service takes, so it counts for so many.',
        }),
      },
      'Where carriage goes by rate cards: who carries the parcel, and what its price goes by.',
    ),
  ),
  time: Type.Optional(
    object(
      {
        readyAt: Type.Optional(instant),
        leavesAt: Type.Optional(instant),
        arrivesOn: Type.Optional(date),
        late: Type.Optional(millionths),
        days: Type.Optional(
          Type.Integer({ description: 'Until it arrives, where that costs something.' }),
        ),
      },
      'What was known of when the parcel is ready, leaves and arrives, and how ' +
        'probable it was that it comes after the day on which it is wanted. Where days ' +
        `cost something and nobody knows when it arrives, it counts for ${UNKNOWN_DAYS}.`,
    ),
  ),
  co2eG: Type.Optional(
    Type.Integer({ description: 'CO2e of the parcel in grams, where the distance is known.' }),
  ),
  declines: Type.Optional(
    tuple(Type.Integer({ title: 'given' }), Type.Integer({ title: 'declined' }), millionths),
  ),
  wishes: Type.Optional(
    Type.Array(tuple(Type.Integer({ title: 'wish' }), money), {
      description:
        'Wishes of the rule, by their place in it from 1, and what each gave. They add up to ' +
        'the term `wish`, unless the parcel would cost less than nothing.',
    }),
  ),
  stockPrices: Type.Optional(
    Type.Array(tuple(sku, money, price), {
      description: 'Of one whole unit of scarce stock there.',
    }),
  ),
  slotPrice: Type.Optional(tuple(money, price)),
})

const decisionRecord = object({
  format: Type.Literal(1),
  plan: object({ id: nullable(Type.Integer()), version: Type.Integer(), strategy }),
  group: object({ no: Type.Integer(), method: Type.String() }),
  wanted: Type.Array(
    object({ skuId: Type.Integer(), quantity: Type.Integer(), available: Type.Integer() }),
  ),
  chosen: Type.Array(chosen),
  cost: money,
  gap: Type.Number({
    description:
      '0 proven best, of what the rule allows where one decided; above 0 at most so much dearer ' +
      'than the best; -1 by rule.',
  }),
  candidates: Type.Array(tuple(location, km, nullable(money)), {
    description: 'Location, km, what serving all from there alone would cost.',
  }),
  excluded: object(
    Object.fromEntries(exclusions.map((why) => [why, Type.Optional(places)])) as Excluded,
    'Reason → locations, or [location, SKU] where only that SKU drops out there.',
  ),
  alternative: nullable(object({ locationId: Type.Integer(), cost: money, dearerBy: money })),
  short: Type.Array(
    object({
      lineNo: Type.Integer(),
      skuId: Type.Integer(),
      wanted: Type.Integer(),
      available: Type.Integer(),
    }),
  ),
  wantedBy: Type.Optional(date),
  declinesAt: Type.Optional(
    Type.String({ description: 'When it was last counted how often locations decline.' }),
  ),
  prices: Type.Optional(
    Type.Array(tuple(Type.String({ title: 'layer' }), Type.String({ title: 'at' })), {
      description: 'Layer and moment of the prices of scarce stock and room that count.',
    }),
  ),
  pricesSeen: Type.Optional(pricesSeen),
  unfilled: Type.Optional(
    Type.Array(tuple(sku, units, money), {
      description: 'There, and not served, since that costs more than leaving it.',
    }),
  ),
  heldBack: Type.Optional(
    Type.Array(tuple(location, sku, units), {
      description: 'Not offered, since the numbers of the location are out of date.',
    }),
  ),
  unreached: Type.Optional(
    Type.Array(tuple(location, km), {
      description: 'Of the locations not reached: how far they are away.',
    }),
  ),
  failed: Type.Optional(failedAnswer),
  full: Type.Optional(
    Type.Array(
      tuple(
        location,
        Type.Enum([...measures], { title: 'measure' }),
        Type.Integer({ title: 'limit' }),
        Type.Number({ title: 'used' }),
      ),
      { description: 'Where the day of a location had no room for all that it could give.' },
    ),
  ),
  rule: Type.Optional(
    object(
      {
        version: Type.Integer(),
        id: nullable(uuid),
        name: nullable(Type.String()),
        choose: Type.Optional(Type.Enum(['least_cost', 'ranking'])),
        otherwise: Type.Optional(Type.Enum([...overruling])),
        passed: Type.Optional(
          Type.Array(tuple(Type.String({ title: 'id' }), Type.String({ title: 'name' }))),
        ),
      },
      'Where there are rules of routing: the one that decided, as it was called then (null: none ' +
        'fitted, so the plan of the channel did), and those that fitted before and had not all.',
    ),
  ),
  tier: Type.Optional(
    Type.Integer({ description: 'Of that rule: the last tier of places that was taken, from 0.' }),
  ),
  nominated: Type.Optional(
    tuple(location, Type.Boolean({ title: 'firm', description: 'Nothing comes from elsewhere.' })),
  ),
  far: Type.Optional(
    Type.Array(tuple(location, km), { description: 'Farther away than that rule lets.' }),
  ),
  ruled: Type.Optional(
    object(
      {
        rules: Type.Array(tuple(Type.String({ title: 'id' }), Type.String({ title: 'name' }))),
        barred: Type.Optional(Type.Array(tuple(location, sku, rule))),
        safety: Type.Optional(Type.Array(tuple(location, sku, units, rule))),
        aside: Type.Optional(Type.Array(tuple(location, sku, units, rule))),
        threshold: Type.Optional(Type.Array(tuple(sku, units, rule))),
      },
      'What rules of availability had to do with it, as they were called then: where they barred ' +
        'a SKU, where safety stock stayed, where units set aside for other channels were in the ' +
        'way, and what the channel keeps back of its last units.',
    ),
  ),
  improved: Type.Optional(
    object(
      { from: Type.Array(location), before: money, saved: money, groups: Type.Integer() },
      'Where it was moved before it was released: from where, what it would have cost there, ' +
        'what was saved with all deliveries that moved together, and how many those are.',
    ),
  ),
  ...lackingAnswer,
  byHand: Type.Optional(
    object(
      {
        from: Type.Array(location),
        cheapest: object({ cost: money, locations: Type.Array(location) }),
      },
      'Where a person chose: the locations that had the units before, and what the cheapest way ' +
        'would have cost.',
    ),
  ),
})

/** Why a group goes where it goes. Locations and SKUs by their internal number. */
export const recordAnswer = named('DecisionRecord', decisionRecord)

type Excluded = Record<(typeof exclusions)[number], ReturnType<typeof Type.Optional<typeof places>>>

/** A routing decision as the API shows it. */
export const decisionAnswer = object({
  id: uuid,
  orderId: uuid,
  groupNo: Type.Integer(),
  cause: Type.String(),
  record: recordAnswer,
  decidedAt: instant,
})

/** What serving some units from a place costs, as the API shows it. */
export const costAnswer = object({
  total: money,
  terms: Type.Array(object({ term: Type.Enum([...terms]), amount: money })),
})

/** Terms that cost nothing are left out. */
export function costAnswerOf({ total, ...amounts }: Cost): Static<typeof costAnswer> {
  const all = terms.map((term) => ({ term, amount: amounts[term] ?? 0 }))
  return { total, terms: all.filter(({ amount }) => amount !== 0) }
}

/** A stored decision as the API shows it: does not compile where record and schema part. */
export function decisionAnswerOf(
  decision: StoredDecision,
): Omit<Static<typeof decisionAnswer>, 'decidedAt'> {
  return decision
}
