import { Type } from 'typebox'
import { refuse } from '../lib/refusal.ts'
import type { NetworkBook } from '../network/index.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import { code, country, instant, object } from '../platform/http/schemas.ts'
import type { Module, Platform } from '../platform/module.ts'
import type { PlanBook } from './book.ts'
import { strategy } from './schemas.ts'
import { insertPlan, listPlans, type StoredPlan } from './store.ts'

const cost = Type.Number({ minimum: 0, maximum: 1e9 })
const rate = { base: cost, perKg: cost }
const tariff = object(
  {
    distance: Type.Optional(object({ ...rate, perKm: cost, perKgKm: cost })),
    zones: Type.Optional(
      Type.Array(object({ ...rate, from: Type.Optional(country), to: Type.Optional(country) }), {
        maxItems: 5000,
      }),
    ),
    otherwise: object(rate),
  },
  'Cost of carriage in 1e-4 of the major currency unit: by distance where both places are known, ' +
    'else by zone, else otherwise.',
)
const planAnswer = object({
  channel: code,
  version: Type.Integer(),
  strategy,
  tariff,
  validFrom: instant,
})

export function routingModule(
  platform: Platform,
  { network, plans }: { network: NetworkBook; plans: PlanBook },
): Module {
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
          { ...body, channelId: channel.id, createdBy: caller.id },
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
  return { name: 'routing', routes }
}

function answerOf(
  { version, strategy: by, tariff: rates, validFrom }: StoredPlan,
  channel: string,
) {
  return { channel, version, strategy: by, tariff: rates, validFrom }
}
