import { read, type Route } from '../../platform/http/route.ts'
import { seesChannel } from '../../lib/scope.ts'
import { decideRenewal, decideUnproven, type PriceGate } from '../domain/price-gate.ts'
import { pricesAnswer } from '../schemas/prices.ts'
import { decideCases } from '../domain/simulation/index.ts'
import { listNewestGates, type PlayedGate } from '../store/price-gate.ts'
import { listPriceSets, type PriceSet } from '../store/stock-prices.ts'
import { listPlans, type StoredPlan } from '../store.ts'
import { proofOf } from '../actions/same-plan.ts'
import { priceLayers, saidOf, usualLookAhead } from '../domain/outlook.ts'
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
        const channels = [...channelById.values()].filter(seen)
        return {
          channels: channels.map(({ id, code, archived }) => {
            const plan = plans.find(({ channelId }) => channelId === id)
            const { gate, proven, renew } = standingOf({ id, plan, gates }, now)
            return {
              channel: code,
              prices: plan?.lookAhead ? ('on' as const) : ('off' as const),
              proven,
              renew: archived ? null : renew,
              // It is of the orders of all channels.
              gate: gate && scope === 'all' ? gateOf(gate) : null,
            }
          }),
          currencies: sets.map((set) => setOf(set, plans, now)),
        }
      },
    ),
  ]
}

/**
 * Of a channel that has prices on: what is known of them as its plan looks ahead. Where they are
 * off: by the simulation by which they may be switched on, else by the newest look ahead.
 */
function standingOf(
  of: { id: number; plan: StoredPlan | undefined; gates: readonly PlayedGate[] },
  now: Temporal.Instant,
) {
  const { id: channelId, plan: said, gates } = of
  const own = gates.filter((gate) => gate.channelId === channelId)
  const live = said?.lookAhead
  const ways = live ? [live] : own.flatMap(({ lookAhead }) => lookAhead ?? [])
  const proofs = (ways.length > 0 ? ways : [usualLookAhead]).map((lookAhead) =>
    proofOf(own, { channelId, lookAhead, said }),
  )
  const isProven = (proof: (typeof proofs)[number]) => decideUnproven(proof, now) === undefined
  const proof = proofs.find(isProven) ?? proofs[0]!
  return {
    gate: proof.newest ?? proof.before,
    proven: isProven(proof),
    renew: live ? (decideRenewal(proof, now) ?? null) : null,
  }
}

function gateOf({ decidedAt, planVersion, rulesVersion, lookAhead, ...said }: PriceGate) {
  const { passed, days } = said
  const all = [said.base, said.low, said.high]
  const [base, low, high] = all.map(({ off, on, left = null }) => ({ off, on, left }))
  const verdict = decideCases(
    passed,
    all.flatMap((one) => one.verdict ?? []),
  )
  const head = { decidedAt: decidedAt.toString(), days, planVersion, rulesVersion }
  const by = lookAhead && saidOf(lookAhead)
  return { ...head, lookAhead: by, base: base!, low: low!, high: high!, passed, verdict }
}

function setOf(
  { currency, skus, layer, slots, checkedAt, madeAt, failedAt }: PriceSet,
  plans: readonly StoredPlan[],
  now: Temporal.Instant,
) {
  const isAsked = plans.some(({ lookAhead, validFrom }) => {
    const isOfIt = lookAhead?.currency === currency && lookAhead.together
    return isOfIt && checkedAt && Temporal.Instant.compare(checkedAt, validFrom) > 0
  })
  const isOld = !checkedAt || Temporal.Instant.compare(checkedAt.add(STALE), now) < 0
  return {
    currency,
    skus,
    together: layer === priceLayers.together,
    tooMany: isAsked && layer !== priceLayers.together,
    slots: (slots ?? []).filter(([, [today]]) => today).length,
    checkedAt: checkedAt?.toString() ?? null,
    madeAt: madeAt?.toString() ?? null,
    failedAt: failedAt?.toString() ?? null,
    stale: isOld || failedAt !== null,
  }
}
