import { read, type Route } from '../../platform/http/route.ts'
import { seesChannel } from '../../lib/scope.ts'
import { decideRenewal, decideUnproven, type PriceGate } from '../domain/price-gate.ts'
import { pricesAnswer } from '../schemas/prices.ts'
import { listNewestGates } from '../store/price-gate.ts'
import { listPriceSets, type PriceSet } from '../store/stock-prices.ts'
import { listPlans, type StoredPlan } from '../store.ts'
import { saysSame } from '../actions/same-plan.ts'
import { usualLookAhead } from '../domain/outlook.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { RoutingWorld } from './rules.ts'

const STALE = { hours: 1 }

/** Where prices of scarce stock stand. */
export function priceRoutes({ network }: Pick<RoutingWorld, 'network'>): Route[] {
  return [
    read(
      {
        path: '/v1/stock-prices',
        access: 'routing:read',
        tag: 'Routing',
        summary: 'Which channels go by prices of scarce stock, how old those are, and the gate',
        answers: { 200: pricesAnswer },
      },
      async (db, { caller: { scope }, now }) => {
        const { channelById } = await network.current()
        const [plans, gates] = [await listPlans(db), await listNewestGates(db)]
        const same = await samePlans(db, plans, gates)
        const sets = await listPriceSets(db)
        const seen = ({ id }: { id: number }) => seesChannel(scope, id)
        return {
          channels: [...channelById.values()].filter(seen).map(({ id, code }) => {
            const gate = gates.find(({ channelId }) => channelId === id)
            const plan = plans.find(({ channelId }) => channelId === id)
            const isOn = !!plan?.lookAhead
            const by = plan?.lookAhead ?? gate?.lookAhead ?? usualLookAhead
            const of = { isSamePlan: same.has(id), lookAhead: by, now }
            return {
              channel: code,
              prices: isOn ? ('on' as const) : ('off' as const),
              proven: decideUnproven(gate, of) === undefined,
              renew: isOn ? (decideRenewal(gate, now) ?? null) : null,
              // It is of the orders of all channels.
              gate: gate && scope === 'all' ? gateOf(gate) : null,
            }
          }),
          currencies: sets.map((set) => setOf(set, now)),
        }
      },
    ),
  ]
}

/** Channels whose plan says what the one said that was simulated. */
async function samePlans(
  db: Queryable,
  plans: readonly StoredPlan[],
  gates: readonly PriceGate[],
): Promise<Set<number>> {
  const same = new Set<number>()
  for (const gate of gates) {
    const plan = plans.find(({ channelId }) => channelId === gate.channelId)
    const isSame = plan ? await saysSame(db, gate, plan) : gate.planVersion === 0
    if (isSame) same.add(gate.channelId)
  }
  return same
}

function gateOf({ decidedAt, planVersion, rulesVersion, lookAhead, ...said }: PriceGate) {
  const { base, low, high, passed } = said
  const { days, marginPercent } = lookAhead
  const on = { decidedAt: decidedAt.toString(), planVersion, rulesVersion }
  return { ...on, lookAhead: { days, marginPercent }, base, low, high, passed }
}

function setOf({ checkedAt, madeAt, failedAt, ...set }: PriceSet, now: Temporal.Instant) {
  const isOld = !checkedAt || Temporal.Instant.compare(checkedAt.add(STALE), now) < 0
  return {
    ...set,
    checkedAt: checkedAt?.toString() ?? null,
    madeAt: madeAt?.toString() ?? null,
    failedAt: failedAt?.toString() ?? null,
    stale: isOld || failedAt !== null,
  }
}
