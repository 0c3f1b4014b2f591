import { read, type Route } from '../../platform/http/route.ts'
import { seesChannel } from '../../lib/scope.ts'
import { decideProven, type PriceGate } from '../domain/price-gate.ts'
import { pricesAnswer } from '../schemas/prices.ts'
import { listNewestGates } from '../store/price-gate.ts'
import { listPriceSets, type PriceSet } from '../store/stock-prices.ts'
import { listPlans } from '../store.ts'
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
        const sets = await listPriceSets(db)
        const seen = ({ id }: { id: number }) => seesChannel(scope, id)
        return {
          channels: [...channelById.values()].filter(seen).map(({ id, code }) => {
            const gate = gates.find(({ channelId }) => channelId === id)
            const isOn = plans.some((plan) => plan.channelId === id && plan.lookAhead)
            return {
              channel: code,
              prices: isOn ? ('on' as const) : ('off' as const),
              proven: decideProven(gate, now),
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

function gateOf({ decidedAt, planVersion, rulesVersion, base, low, high, passed }: PriceGate) {
  const on = { decidedAt: decidedAt.toString(), planVersion, rulesVersion }
  return { ...on, base, low, high, passed }
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
