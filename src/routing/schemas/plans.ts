import { Type, type Static } from 'typebox'
import { code, country, instant, nullable, object, pageOf } from '../../platform/http/schemas.ts'
import { COOL_OFF_HOURS } from '../domain/declines.ts'
import { usual } from '../domain/objective.ts'
import { usualLookAhead } from '../domain/outlook.ts'
import { UNKNOWN_DAYS } from '../domain/speed.ts'
import { strategy } from '../schemas.ts'

const cost = Type.Number({ minimum: 0, maximum: 1e9 })
const rate = { base: cost, perKg: cost }
const price = Type.Integer({ minimum: 0, maximum: 1e9 })
const prices = {
  prices: Type.Array(price, {
    minItems: 1,
    maxItems: 100,
    description: 'Of one parcel, one for each band.',
  }),
  perKgBeyond: Type.Integer({
    minimum: 0,
    maximum: 1e9,
    description: 'Added to the last price for each started kg beyond the last band.',
  }),
}
const table = object(
  {
    bands: Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 1e8 }), {
      minItems: 1,
      maxItems: 100,
      description: 'Highest weight of each band in grams, ascending.',
    }),
    zones: Type.Array(
      object({
        ...prices,
        maxKm: Type.Optional(
          Type.Number({ minimum: 0, maximum: 25_000, description: 'Where both places are known.' }),
        ),
        from: Type.Optional(country),
        to: Type.Optional(country),
      }),
      { maxItems: 1000, description: 'The first that fits counts.' },
    ),
    otherwise: object(prices),
  },
  'Prices of a parcel by zone and weight band. Each parcel pays the band of its own weight.',
)
const packaging = {
  ...object(
    {
      gramsPerParcel: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: 100_000,
          description: 'What the box and filling of a usual parcel weigh, once for each parcel.',
        }),
      ),
      airPercent: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: 1000,
          description:
            'By how much more room a box takes than what is in it, in percent of that. It counts ' +
            'where a rate card divides the volume by `cm3PerKg`: only with `cards`.',
        }),
      ),
    },
    'What is expected of the packaging of every parcel, whatever is in it. Left out, a parcel ' +
      'weighs what its units weigh.',
  ),
  minProperties: 1,
}
export const tariff = object(
  {
    packaging: Type.Optional(packaging),
    distance: Type.Optional(object({ ...rate, perKm: cost, perKgKm: cost })),
    zones: Type.Optional(
      Type.Array(object({ ...rate, from: Type.Optional(country), to: Type.Optional(country) }), {
        maxItems: 5000,
      }),
    ),
    otherwise: Type.Optional(object(rate)),
    table: Type.Optional(table),
    cards: Type.Optional(
      object(
        {
          services: Type.Optional(
            Type.Array(code, {
              minItems: 1,
              maxItems: 200,
              description: 'Only these services; all, where it is left out.',
            }),
          ),
        },
        'By the rate cards of carriers that are in the currency of the channel.',
      ),
    ),
  },
  'Cost of carriage in 1e-4 of the major currency unit. Either linear in weight: by distance ' +
    'where both places are known, else by zone, else otherwise (needed). Or a table, and nothing ' +
    'else. Or the rate cards of carriers, and nothing else.',
)
export const percent = (description: string) =>
  Type.Number({ minimum: 0, maximum: 100, description })
const grams = (description: string) => Type.Integer({ minimum: 0, maximum: 1e6, description })
const counts = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1e12, description }))
const objective = object(
  {
    latePerParcel: counts('A parcel that comes after the day on which it is wanted.'),
    dayPerParcel: counts(
      'A day until a parcel arrives, from the day on which it is decided, where no day is ' +
        `wanted; ${UNKNOWN_DAYS} days where it is not known when it arrives.`,
    ),
    onTimePercent: Type.Optional(
      percent(
        'Parcels that carriers bring on the day they should; ' +
          `${usual.onTimePercent} where left out.`,
      ),
    ),
    reroutePerParcel: counts('Finding another place for a parcel that a location declines.'),
    carbonPerTonne: counts('A tonne of CO2e.'),
    carbonGramsPerTonneKm: Type.Optional(
      grams(
        'CO2e in grams of a tonne carried for a kilometre of road; ' +
          `${usual.carbonGramsPerTonneKm} where left out.`,
      ),
    ),
    carbonGramsPerParcel: Type.Optional(
      grams(
        'CO2e in grams of a parcel, whatever it weighs; ' +
          `${usual.carbonGramsPerParcel} where left out.`,
      ),
    ),
    unfilledPerUnit: counts(
      'A whole unit that is there and is not served now. Left out: all that is there is served.',
    ),
    unfilledPercent: Type.Optional(
      percent('Besides unfilledPerUnit, so much of what was paid for the unit, in percent.'),
    ),
  },
  'What counts besides carriage, parcels and handling, in 1e-4 of the major currency unit. What ' +
    'is left out costs nothing.',
)
const days = Type.Integer({
  minimum: 1,
  maximum: 90,
  description: `Until the next delivery comes, usually; ${usualLookAhead.days} where left out.`,
})
const marginPercent = Type.Integer({
  minimum: 1,
  maximum: 100,
  description:
    'What is lost with a unit that somebody wants and does not get, of what is paid for it, ' +
    'where the SKU says no marginPercent of its own; ' +
    `${usualLookAhead.marginPercent} where left out.`,
})

const together = Type.Boolean({
  description:
    'Whether all SKUs are priced together, and the room of places with a limit to their day with ' +
    'them, every 45 minutes: for orders of several lines, and where room is scarce. `false` ' +
    'where left out: each SKU for itself, within minutes of what moves. Where there are too ' +
    'many orders for it, each SKU is priced for itself.',
})
export const lookAheadBody = object(
  {
    days: Type.Optional(days),
    marginPercent: Type.Optional(marginPercent),
    together: Type.Optional(together),
  },
  'What prices are found by; what is left out is as usual.',
)
export const lookAheadAnswer = object({ days, marginPercent, together })

export const usualImproving = { leastSaving: 5000, mostMoves: 3 }
const leastSaving = Type.Integer({
  minimum: 0,
  maximum: 1e9,
  description:
    'What a move must save at least, in 1e-4 of the major currency unit; ' +
    `${usualImproving.leastSaving} where left out.`,
})
const mostMoves = Type.Integer({
  minimum: 1,
  maximum: 20,
  description: `How often a delivery may move; ${usualImproving.mostMoves} where left out.`,
})
export const improvingFields = {
  leastSaving: Type.Optional(leastSaving),
  mostMoves: Type.Optional(mostMoves),
}

const coolOffHours = Type.Integer({
  minimum: 1,
  maximum: 720,
  description:
    'For so many hours a location that has declined an order, or not found units of it, is not ' +
    `asked for it again; ${COOL_OFF_HOURS} where left out.`,
})

export const planBody = object({
  channel: code,
  version: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        'The version in force that this one is to follow, 0 where there is none: another is ' +
        'refused (`version_conflict`). Left out, it follows whichever there is.',
    }),
  ),
  strategy,
  tariff,
  objective: Type.Optional(objective),
  prices: Type.Optional(
    Type.Enum(['off', 'on'], {
      description:
        'Whether the last units count with what they are worth to orders to come: `off` where ' +
        'left out. `on` only where a simulation of this plan, of at most 35 days ago, has ' +
        'passed.',
    }),
  ),
  lookAhead: Type.Optional({
    ...lookAheadBody,
    description: 'What prices are found by, where they are on.',
  }),
  improving: Type.Optional(
    object(
      improvingFields,
      'Deliveries are decided again until they are released, and move where that saves enough. ' +
        'Left out they stay.',
    ),
  ),
  coolOffHours: Type.Optional(coolOffHours),
})
export type PlanBody = Static<typeof planBody>
export const usualPlan = object(
  { strategy, tariff },
  'What decides on orders of channels that have no plan.',
)
export const planAnswer = object({
  channel: code,
  version: Type.Integer(),
  strategy,
  tariff,
  objective,
  prices: Type.Enum(['off', 'on']),
  lookAhead: nullable(lookAheadAnswer),
  improving: nullable(object({ leastSaving, mostMoves })),
  coolOffHours,
  validFrom: instant,
})
export const planVersionsAnswer = pageOf(
  object({ ...planAnswer.properties, publishedBy: Type.String() }),
)
