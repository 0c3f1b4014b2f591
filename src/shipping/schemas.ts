import { Type, type TSchema } from 'typebox'
import { deliveryMethods } from '../lib/delivery.ts'
import {
  code,
  country,
  currency,
  date,
  instant,
  nullable,
  object,
  partial,
  text,
} from '../platform/http/schemas.ts'
import { notQuoted } from './domain/quote.ts'

const versioned = <const C extends TSchema>(change: C) =>
  object({ version: Type.Integer(), changes: Type.Array(change, { minItems: 1, maxItems: 50 }) })
const archive = object({ action: Type.Literal('archive') })
const kept = {
  id: Type.Integer(),
  code,
  name: Type.String(),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
}

export const newCarrier = object({ code, name: text() })
export const carrierChanges = versioned(
  Type.Union([object({ action: Type.Literal('set'), fields: partial({ name: text() }) }), archive]),
)
export const carrierAnswer = object(kept)

const mm = Type.Integer({ minimum: 1, maximum: 100_000 })
const serviceFields = {
  name: text(),
  methods: Type.Array(Type.Enum([...deliveryMethods]), {
    maxItems: deliveryMethods.length,
    uniqueItems: true,
    description: 'Delivery methods that it may serve.',
  }),
  toHomes: Type.Optional(Type.Boolean({ description: 'Whether it goes to homes; it does.' })),
  countries: Type.Optional(
    nullable(
      Type.Array(country, {
        maxItems: 250,
        uniqueItems: true,
        description: 'Where it goes to; null: wherever its card has a lane to.',
      }),
    ),
  ),
  maxG: Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    description: 'The heaviest parcel that it takes, in grams.',
  }),
  maxLongestMm: Type.Optional(nullable(mm)),
  maxGirthMm: Type.Optional(nullable(mm)),
}
const times = Type.Array(
  object({
    day: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' }),
    at: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      description: 'HH:MM by the clock of the location: what is ready by then goes along.',
    }),
  }),
  { maxItems: 70 },
)
export const newService = object({ code, carrier: code, ...serviceFields })
export const serviceChanges = versioned(
  Type.Union([
    object({ action: Type.Literal('set'), fields: partial(serviceFields) }),
    object(
      {
        action: Type.Literal('collect'),
        location: nullable(code),
        times: nullable(times),
      },
      'When it collects at a location; location null: at all that have no times of their own. No ' +
        'times: never. times null: the location goes by what holds for all again.',
    ),
    archive,
  ]),
)
const nullableMm = nullable(Type.Integer())
export const serviceAnswer = object({
  ...kept,
  carrier: code,
  methods: Type.Array(Type.String()),
  toHomes: Type.Boolean(),
  countries: nullable(Type.Array(country)),
  maxG: Type.Integer(),
  maxLongestMm: nullableMm,
  maxGirthMm: nullableMm,
  collections: Type.Array(object({ location: nullable(code), times })),
})

const price = Type.Integer({ minimum: 0, maximum: 1e9 })
const grams = Type.Number({ exclusiveMinimum: 0, maximum: 1e7 })
const zoneCode = text(20)
const length = Type.Number({ exclusiveMinimum: 0, maximum: 1e5 })
const amounts = Type.Array(object({ zone: zoneCode, amount: price }), {
  maxItems: 200,
  description: 'In zones that are not named nothing is paid.',
})
const cardFields = {
  currency,
  lanes: Type.Array(
    object({
      zone: zoneCode,
      maxKm: Type.Optional(
        Type.Number({ minimum: 0, maximum: 25_000, description: 'Where both places are known.' }),
      ),
      from: Type.Optional(country),
      to: Type.Optional(country),
      fromPostal: Type.Optional(text(20, 'The beginning of the postal code.')),
      toPostal: Type.Optional(text(20, 'The beginning of the postal code.')),
    }),
    { minItems: 1, maxItems: 5000, description: 'The first that fits says the zone.' },
  ),
  bands: Type.Array(grams, {
    minItems: 1,
    maxItems: 500,
    description: 'Highest weight of each band in grams, ascending, with up to six decimals.',
  }),
  zones: Type.Array(
    object({
      code: zoneCode,
      prices: Type.Array(nullable(price), {
        minItems: 1,
        maxItems: 500,
        description: 'Of one parcel, one for each band; null: the card has none.',
      }),
      perKgBeyond: nullable(price),
      transitDays: nullable(Type.Integer({ minimum: 0, maximum: 99 })),
    }),
    { minItems: 1, maxItems: 200 },
  ),
  cm3PerKg: nullable(Type.Number({ minimum: 1, maximum: 1e6 })),
  surcharges: Type.Array(
    object({
      code,
      kind: Type.Enum(['residential', 'handling']),
      amounts,
      when: Type.Optional(
        partial({
          overG: grams,
          longestOverMm: length,
          secondOverMm: length,
          girthOverMm: length,
        }),
      ),
      leastG: Type.Optional(grams),
    }),
    { maxItems: 50, description: 'Of those of the kind `handling` a parcel pays the greatest.' },
  ),
  fuelPercent: Type.Number({ minimum: 0, maximum: 200 }),
}
const valid = { validFrom: instant, validUntil: Type.Optional(nullable(instant)) }
export const newCard = object({ service: code, ...valid, ...cardFields })

const gap = object(
  { zone: zoneCode, fromG: Type.Number(), upToG: Type.Number(), bands: Type.Integer() },
  'Weights of a zone that the card has no price for.',
)
const head = {
  service: code,
  version: Type.Integer(),
  validFrom: instant,
  validUntil: nullable(instant),
  currency,
  gaps: Type.Array(gap),
}
export const cardListed = object({
  ...head,
  inForce: Type.Boolean(),
  zones: Type.Integer(),
  bands: Type.Integer(),
  createdAt: instant,
})
export const cardAnswer = object({ ...head, ...cardFields, createdAt: instant })

const file = (says: string) => Type.String({ maxLength: 5_000_000, description: says })
export const cardImport = object({
  carrier: code,
  service: Type.Optional(code),
  currency,
  ...valid,
  fuelPercent: Type.Optional(Type.Number({ minimum: 0, maximum: 200, default: 0 })),
  rates: file('CSV: service, zone, weight_lb (g, kg, oz), rate_usd (any currency).'),
  zones: file('CSV: zone, max_miles (km), from_country, to_country, from_postal, transit_days.'),
  surcharges: Type.Optional(file('CSV: code, applies_to, condition, zones, amount_usd, per.')),
  dryRun: Type.Optional(Type.Boolean({ default: false })),
})
export const importAnswer = object({
  cards: Type.Array(
    object({
      service: code,
      version: nullable(Type.Integer({ description: 'Null in a dry run.' })),
      zones: Type.Integer(),
      bands: Type.Integer(),
      gaps: Type.Array(gap),
    }),
  ),
  faults: Type.Array(
    object({
      file: Type.Enum(['rates', 'zones', 'surcharges']),
      line: Type.Integer(),
      detail: Type.String(),
    }),
    { maxItems: 1000 },
  ),
  refused: Type.Array(Type.String(), {
    description: 'Services that got no card, since some line of theirs is wrong.',
  }),
})

const side = Type.Optional(mm)
export const quotesQuery = object({
  location: code,
  country,
  postalCode: Type.Optional(text(20)),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lon: Type.Optional(
    Type.Number({
      minimum: -180,
      maximum: 180,
      description: 'Lanes by distance fit only where it is known where the parcel goes.',
    }),
  ),
  grams,
  lengthMm: side,
  widthMm: side,
  heightMm: side,
  method: Type.Optional(Type.Enum([...deliveryMethods], { default: 'standard' })),
  toHome: Type.Optional(Type.Boolean({ default: true })),
  readyAt: Type.Optional(instant),
})
export const quotesAnswer = object({
  km: nullable(Type.Number({ description: 'As the crow flies; null: not known.' })),
  items: Type.Array(
    object({
      carrier: code,
      service: code,
      why: nullable(
        Type.Enum([...notQuoted], { description: 'Why it does not carry it; null: it does.' }),
      ),
      quote: nullable(
        object({
          card: Type.Integer({ description: 'Version of the rate card.' }),
          currency,
          zone: Type.String(),
          bandG: nullable(Type.Number({ description: 'Null: beyond the last band.' })),
          billableG: Type.Number({ description: 'What it counts for: its weight or its volume.' }),
          carriage: price,
          surcharges: Type.Array(
            object({
              code,
              kind: Type.Enum(['residential', 'handling']),
              amount: price,
            }),
          ),
          fuel: Type.Integer(),
          total: Type.Integer({ description: 'Carriage, surcharges and fuel, in 1e-4.' }),
          transitDays: nullable(Type.Integer()),
          leavesAt: nullable(instant),
          arrivesOn: nullable(date),
        }),
      ),
    }),
    { description: 'Those that carry it first, the cheapest of them first.' },
  ),
})
