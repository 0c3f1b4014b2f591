import { isDeepStrictEqual } from 'node:util'
import type { Queryable } from '../../platform/db/index.ts'
import { defaultTariff } from '../domain/freight.ts'
import { looksAlike, type PriceGate, type PricesBy, type Proof } from '../domain/price-gate.ts'
import { findPlanVersion, type StoredPlan } from '../store.ts'

/** What a plan says besides prices. */
export type SaidPlan = Pick<StoredPlan, 'strategy' | 'tariff' | 'objective' | 'improving'>

const byDefault: SaidPlan = {
  strategy: 'least_cost',
  tariff: defaultTariff,
  objective: {},
  improving: null,
}

/** What is known of prices of a channel, by the plan and the look ahead that are asked about. */
export async function readProof(
  db: Queryable,
  gates: readonly PriceGate[],
  of: { channelId: number; lookAhead: PricesBy; said: SaidPlan | undefined },
): Promise<Proof & { newest: PriceGate | undefined; before: PriceGate | undefined }> {
  const own = gates.filter(({ channelId }) => channelId === of.channelId)
  const by = (lookAhead: PricesBy | null) =>
    own.find((gate) => looksAlike(gate.lookAhead, lookAhead))
  const [newest, before] = [by(of.lookAhead), by(null)]
  const isSamePlan = newest ? await saysSame(db, newest, of.said) : false
  return { newest, before, isSamePlan, hasOther: own.some(({ lookAhead }) => lookAhead !== null) }
}

/** Whether a plan says what another version says, but for prices: that was played, and no other. */
export async function saysSame(
  db: Queryable,
  { channelId, planVersion }: { channelId: number; planVersion: number },
  said: SaidPlan = byDefault,
): Promise<boolean> {
  const played = (await findPlanVersion(db, { channelId, version: planVersion })) ?? byDefault
  return isDeepStrictEqual(plain(played), plain(said))
}

/** As it is stored: what is undefined is not there. */
function plain({ strategy, tariff, objective, improving }: SaidPlan): unknown {
  return JSON.parse(JSON.stringify({ strategy, tariff, objective, improving }))
}
