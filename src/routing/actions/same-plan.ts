import { isDeepStrictEqual } from 'node:util'
import type { Queryable } from '../../platform/db/index.ts'
import { defaultTariff } from '../domain/freight.ts'
import {
  decideCounting,
  looksAlike,
  type PriceGate,
  type PricesBy,
  type Proof,
} from '../domain/price-gate.ts'
import { findPlanVersion } from '../store.ts'
import type { PlayedGate, SaidPlan } from '../store/price-gate.ts'

const byDefault: SaidPlan = {
  strategy: 'least_cost',
  tariff: defaultTariff,
  objective: {},
  improving: null,
}

/** What is known of prices of a channel, by the plan and the look ahead that are asked about. */
export function proofOf(
  gates: readonly PlayedGate[],
  of: { channelId: number; lookAhead: PricesBy; said: SaidPlan | undefined },
): Proof & { newest: PriceGate | undefined; before: PriceGate | undefined } {
  const own = gates.filter(({ channelId }) => channelId === of.channelId)
  const by = (lookAhead: PricesBy | null) =>
    own.filter((gate) => looksAlike(gate.lookAhead, lookAhead))
  const counting = decideCounting(by(of.lookAhead), ({ played }) => saysAlike(played, of.said))
  const [before] = by(null)
  return { ...counting, before, hasOther: own.some(({ lookAhead }) => lookAhead !== null) }
}

/** Whether a plan says what another version says, but for prices: that was played, and no other. */
export async function saysSame(
  db: Queryable,
  { channelId, planVersion }: { channelId: number; planVersion: number },
  said: SaidPlan | undefined,
): Promise<boolean> {
  return saysAlike(await findPlanVersion(db, { channelId, version: planVersion }), said)
}

function saysAlike(one: SaidPlan | null | undefined, other: SaidPlan | undefined): boolean {
  return isDeepStrictEqual(plain(one ?? byDefault), plain(other ?? byDefault))
}

/** As it is stored: what is undefined is not there. */
function plain({ strategy, tariff, objective, improving }: SaidPlan): unknown {
  return JSON.parse(JSON.stringify({ strategy, tariff, objective, improving }))
}
