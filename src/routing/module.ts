import { Type, type Static } from 'typebox'
import { refuse } from '../lib/refusal.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import { code, country, instant, object } from '../platform/http/schemas.ts'
import type { Module } from '../platform/module.ts'
import { strategy } from './schemas.ts'
import { ruleRoutes, type RoutingWorld } from './routes/rules.ts'
import { faultOf } from './domain/bands.ts'
import type { StoredTariff } from './domain/freight.ts'
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
const planAnswer = object({
  channel: code,
  version: Type.Integer(),
  strategy,
  tariff,
  validFrom: instant,
})

export function routingModule(world: RoutingWorld): Module {
  const { platform, network, plans } = world
  const tag = 'Routing'
  const routes: Route[] = [
    command(
      {
        path: '/v1/routing-plans',
        access: 'routing:write',
        tag,
        summary: 'Publish the next version of the routing plan of a channel',
        body: object({ channel: code, strategy, tariff }),
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
            channelId: channel.id,
            createdBy: caller.id,
          },
          now,
        )
        tx.onCommit(() => {
          plans.markStale()
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
  return { name: 'routing', routes: [...routes, ...ruleRoutes(world)] }
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

function answerOf(
  { version, strategy: by, tariff: rates, validFrom }: StoredPlan,
  channel: string,
) {
  const shown = rates.cards ? { cards: { services: rates.cards.services } } : rates
  return { channel, version, strategy: by, tariff: shown, validFrom }
}
