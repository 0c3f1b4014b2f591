import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageQuery } from '../../platform/http/schemas.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import type { RateBook } from '../../shipping/index.ts'
import { defaultPlan } from '../book/plans.ts'
import { faultOf } from '../domain/bands.ts'
import { COOL_OFF_HOURS } from '../domain/declines.ts'
import type { StoredTariff } from '../domain/freight.ts'
import type { Objective } from '../domain/objective.ts'
import { saidOf, usualLookAhead, type LookAhead } from '../domain/outlook.ts'
import { decideUnproven, type Unproven } from '../domain/price-gate.ts'
import {
  planAnswer,
  planBody,
  planVersionsAnswer,
  usualImproving,
  usualPlan,
  type PlanBody,
  type tariff,
} from '../schemas/plans.ts'
import { proofOf } from '../actions/same-plan.ts'
import { listNewestGates, type SaidPlan } from '../store/price-gate.ts'
import {
  findPlanVersion,
  insertPlan,
  listPlans,
  listPlanVersions,
  lockPlan,
  type StoredPlan,
} from '../store.ts'
import type { RoutingWorld } from './rules.ts'

const tag = 'Routing'

/** How channels route; `published` is called once a plan is there. */
export function planRoutes(world: RoutingWorld, published: () => void): Route[] {
  return [publicationRoute(world, published), plansRoute(world), versionsRoute(world)]
}

function publicationRoute(
  { platform, network, plans, carriers }: RoutingWorld,
  published: () => void,
) {
  return command(
    {
      path: '/v1/routing-plans',
      access: 'routing:publish',
      tag,
      summary: 'Publish the next version of the routing plan of a channel',
      description: 'It decides on the next order: a plan has no draft.',
      body: planBody,
      answers: { 201: planAnswer },
    },
    async (tx, { body, caller, now }) => {
      const channel = (await network.current()).channelByCode.get(body.channel)
      if (!channel) return refuse('channel_unknown', { field: '/channel' })
      const newest = await lockPlan(tx, channel.id)
      if (body.version !== undefined) refuseOtherVersion(body.version, newest)
      const inForce = await findPlanVersion(tx, { channelId: channel.id, version: newest })
      refuseUnknownCards(body.tariff, channel.currency, {
        ...(await carriers.current()),
        named: inForce?.tariff.cards?.services ?? [],
      })
      const { strategy } = body
      const said = {
        strategy,
        tariff: tariffOf(body.tariff, channel.currency),
        objective: objectiveOf(body),
        improving: body.improving ? { ...usualImproving, ...body.improving } : null,
      }
      const lookAhead = await lookAheadOf(tx, body, { channel, said, now })
      const plan = await insertPlan(
        tx,
        {
          ...said,
          lookAhead,
          coolOffHours: body.coolOffHours,
          channelId: channel.id,
          createdBy: caller.id,
        },
        now,
      )
      tx.onCommit(() => {
        plans.markStale()
        published()
        platform.wake.committed()
      })
      return { status: 201, body: answerOf(plan, channel.code) }
    },
  )
}

function plansRoute({ network }: RoutingWorld): Route {
  return read(
    {
      path: '/v1/routing-plans',
      access: 'routing:read',
      tag,
      summary: 'The routing plans in force',
      query: object({ channel: Type.Optional(code) }),
      answers: { 200: object({ items: Type.Array(planAnswer), usual: usualPlan }) },
    },
    async (db, { query, caller }) => {
      const { channelById, channelByCode } = await network.current()
      const asked = query.channel === undefined ? undefined : channelByCode.get(query.channel)
      if (query.channel !== undefined && !(asked && seesChannel(caller.scope, asked.id))) {
        return refuse('not_found', { field: '/channel' })
      }
      const stored = (await listPlans(db)).filter(({ channelId }) => {
        return asked === undefined || channelId === asked.id
      })
      return {
        items: stored.map((plan) => answerOf(plan, channelById.get(plan.channelId)!.code)),
        usual: { strategy: defaultPlan.strategy, tariff: defaultPlan.tariff },
      }
    },
  )
}

function versionsRoute({ network }: RoutingWorld): Route {
  return read(
    {
      path: '/v1/routing-plans/versions',
      access: 'routing:read',
      tag,
      summary: 'Versions of the routing plan of a channel, the newest first',
      description:
        'A version is never changed. To bring one back, publish what it says as the next version.',
      query: object({ channel: code, ...pageQuery }),
      answers: { 200: planVersionsAnswer },
    },
    async (db, { query: { channel: named, cursor, limit = PAGE_DEFAULT }, caller }) => {
      const channel = (await network.current()).channelByCode.get(named)
      if (!channel || !seesChannel(caller.scope, channel.id)) {
        return refuse('not_found', { field: '/channel' })
      }
      const [before] = decodeCursor(cursor, ['number']) ?? []
      const of = { channelId: channel.id, before: before === undefined ? undefined : +before }
      const rows = await listPlanVersions(db, { ...of, limit: limit + 1 })
      const page = pageOfRows(rows, limit, ({ version }) => [version])
      const items = page.items.map(({ publishedBy, ...plan }) => {
        return { ...answerOf(plan, channel.code), publishedBy }
      })
      return { items, next: page.next }
    },
  )
}

/** Prices must have shown lately that they are worth it. */
async function lookAheadOf(
  tx: Tx,
  { prices = 'off', lookAhead: by }: PlanBody,
  of: { channel: { id: number; currency: string }; said: SaidPlan; now: Temporal.Instant },
): Promise<LookAhead | null> {
  if (prices === 'off') {
    const detail = 'It counts only with prices: switch them on, or leave it out.'
    return by ? refuse('field_invalid', { field: '/lookAhead', detail }) : null
  }
  const { id: channelId, currency } = of.channel
  const lookAhead = { ...usualLookAhead, ...by }
  const gates = await listNewestGates(tx, { channelId })
  const why = decideUnproven(proofOf(gates, { channelId, lookAhead, said: of.said }), of.now)
  if (why) return refuse('prices_not_proven', { field: '/prices', detail: WHY[why] })
  return { ...lookAhead, currency }
}

const COUNTING = 'Beside those of two weeks or longer, shorter ones do not count.'

const WHY: Record<Unproven, string> = {
  never: 'No simulation with prices has had orders of this channel.',
  failed: 'The newest simulation does not prove that orders cost no more with prices. ' + COUNTING,
  old: 'The newest simulation is older than 35 days. ' + COUNTING,
  other_plan:
    'Simulations were of another plan: publish this one with prices off, simulate, then ' +
    'switch them on.',
  other_look_ahead:
    'Simulations found prices by another lookAhead only: simulate them by this one.',
}

/**
 * By cards that are not there nothing could be sent. What the plan in force names already may stay,
 * though it was archived since: else nothing of that plan could be changed.
 */
function refuseUnknownCards(
  { cards }: Static<typeof tariff>,
  currency: string,
  of: Awaited<ReturnType<RateBook['current']>> & { named: readonly string[] },
): void {
  if (!cards) return
  const { serviceCodes, chosen, named } = of
  cards.services?.forEach((service, s) => {
    if (serviceCodes.includes(service) || named.includes(service)) return
    refuse('carrier_service_unknown', { field: `/tariff/cards/services/${s}` })
  })
  if (chosen({ ...cards, currency }).length > 0) return
  const none = cards.services ? 'None of these services' : 'No service'
  const detail = `${none} has one in ${currency}.`
  refuse('rate_card_missing', { field: '/tariff/cards', detail })
}

/** A tariff has one of the three forms, whole; each may say how parcels are packed. */
function tariffOf({ packaging, ...form }: Static<typeof tariff>, currency: string): StoredTariff {
  if (packaging?.airPercent !== undefined && !form.cards) {
    const detail = 'Only rate cards count the volume: route by cards, or leave it out.'
    return refuse('field_invalid', { field: '/tariff/packaging/airPercent', detail })
  }
  return { ...formOf(form, currency), ...(packaging && { packaging }) }
}

function formOf(
  { table: rows, cards, otherwise, ...linear }: Omit<Static<typeof tariff>, 'packaging'>,
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
  needs('unfilledPercent', 'unfilledPerUnit')
  for (const name of ['latePerParcel', 'dayPerParcel'] as const) {
    if (given[name] === undefined || rates.cards) continue
    const detail = 'Only rate cards say when a parcel arrives: route by cards, or leave it out.'
    refuse('field_invalid', { field: `/objective/${name}`, detail })
  }
  return given
}

function answerOf(plan: StoredPlan, channel: string) {
  const { version, strategy: by, tariff: rates, objective: counted, validFrom } = plan
  const shown = rates.cards ? { ...rates, cards: { services: rates.cards.services } } : rates
  return {
    channel,
    version,
    strategy: by,
    tariff: shown,
    objective: counted,
    prices: plan.lookAhead ? ('on' as const) : ('off' as const),
    improving: plan.improving,
    coolOffHours: plan.coolOffHours ?? COOL_OFF_HOURS,
    lookAhead: plan.lookAhead && saidOf(plan.lookAhead),
    validFrom,
  }
}
