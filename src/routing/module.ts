import { Type, type Static } from 'typebox'
import { refuse } from '../lib/refusal.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import { code, country, instant, object } from '../platform/http/schemas.ts'
import type { Module } from '../platform/module.ts'
import type { Loop } from '../platform/loop.ts'
import { startDeclineCount } from './jobs.ts'
import { strategy } from './schemas.ts'
import { ruleRoutes, type RoutingWorld } from './routes/rules.ts'
import { testRoutes } from './routes/rule-tests.ts'
import { faultOf } from './domain/bands.ts'
import type { StoredTariff } from './domain/freight.ts'
import { usual, type Objective } from './domain/objective.ts'
import { insertPlan, listPlans, type StoredPlan } from './store.ts'

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
const tariff = object(
  {
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
const percent = (description: string) => Type.Number({ minimum: 0, maximum: 100, description })
const grams = (description: string) => Type.Integer({ minimum: 0, maximum: 1e6, description })
const counts = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 1e12, description }))
const objective = object(
  {
    latePerParcel: counts('A parcel that comes after the day on which it is wanted.'),
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
  },
  'What counts besides carriage, parcels and handling, in 1e-4 of the major currency unit. What ' +
    'is left out costs nothing.',
)
const planBody = object({
  channel: code,
  strategy,
  tariff,
  objective: Type.Optional(objective),
})
type PlanBody = Static<typeof planBody>
const planAnswer = object({
  channel: code,
  version: Type.Integer(),
  strategy,
  tariff,
  objective,
  validFrom: instant,
})

export function routingModule(world: RoutingWorld): Module {
  const { platform, network, plans } = world
  const tag = 'Routing'
  let counting: Loop | undefined
  const routes: Route[] = [
    command(
      {
        path: '/v1/routing-plans',
        access: 'routing:write',
        tag,
        summary: 'Publish the next version of the routing plan of a channel',
        body: planBody,
        answers: { 201: planAnswer },
      },
      async (tx, { body, caller, now }) => {
        const channel = (await network.current()).channelByCode.get(body.channel)
        if (!channel) return refuse('channel_unknown', { field: '/channel' })
        const plan = await insertPlan(
          tx,
          {
            ...body,
            tariff: tariffOf(body.tariff, channel.currency),
            objective: objectiveOf(body),
            channelId: channel.id,
            createdBy: caller.id,
          },
          now,
        )
        tx.onCommit(() => {
          plans.markStale()
          counting?.wake()
          platform.wake.committed()
        })
        return { status: 201, body: answerOf(plan, channel.code) }
      },
    ),
    read(
      {
        path: '/v1/routing-plans',
        access: 'routing:read',
        tag,
        summary: 'The routing plans in force',
        answers: { 200: object({ items: Type.Array(planAnswer) }) },
      },
      async (db) => {
        const { channelById } = await network.current()
        const stored = await listPlans(db)
        return {
          items: stored.map((plan) => answerOf(plan, channelById.get(plan.channelId)!.code)),
        }
      },
    ),
  ]
  return {
    name: 'routing',
    routes: [...routes, ...ruleRoutes(world), ...testRoutes(world)],
    async start() {
      counting = startDeclineCount(platform, plans)
      return [counting]
    },
  }
}

/** A tariff has one of the three forms, whole. */
function tariffOf(
  { table: rows, cards, otherwise, ...linear }: Static<typeof tariff>,
  currency: string,
): StoredTariff {
  if (!rows && !cards) {
    if (otherwise) return { ...linear, otherwise }
    const detail = 'Say what carriage costs where nothing else fits, or give a table or cards.'
    return refuse('field_invalid', { field: '/tariff/otherwise', detail })
  }
  const field = rows ? '/tariff/table' : '/tariff/cards'
  if ((rows && cards) || otherwise || linear.distance || linear.zones) {
    const detail = 'A tariff is linear in weight, a table, or by rate cards: leave the others out.'
    return refuse('field_invalid', { field, detail })
  }
  if (!rows) return { cards: { ...cards, currency } }
  const fault = faultOf(rows)
  if (fault) refuse('field_invalid', { field: field + fault.field, detail: fault.detail })
  return { table: rows }
}

/** Each number counts with another: alone it would do nothing, and nobody would notice. */
function objectiveOf({ objective: given = {}, tariff: rates }: PlanBody): Objective {
  const needs = (name: keyof Objective, other: keyof Objective) => {
    if (given[name] === undefined || given[other] !== undefined) return
    const detail = `It counts only with ${other}: give that too, or leave this out.`
    refuse('field_invalid', { field: `/objective/${name}`, detail })
  }
  needs('onTimePercent', 'latePerParcel')
  if (given.latePerParcel !== undefined && !rates.cards) {
    const detail = 'Only rate cards say when a parcel arrives: route by cards, or leave it out.'
    refuse('field_invalid', { field: '/objective/latePerParcel', detail })
  }
  return given
}

function answerOf(
  { version, strategy: by, tariff: rates, objective: counted, validFrom }: StoredPlan,
  channel: string,
) {
  const shown = rates.cards ? { cards: { services: rates.cards.services } } : rates
  return { channel, version, strategy: by, tariff: shown, objective: counted, validFrom }
}
