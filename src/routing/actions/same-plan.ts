import { isDeepStrictEqual } from 'node:util'
import type { Queryable } from '../../platform/db/index.ts'
import { defaultTariff } from '../domain/freight.ts'
import { findPlanVersion, type StoredPlan } from '../store.ts'

/** What a plan says besides prices. */
export type SaidPlan = Pick<StoredPlan, 'strategy' | 'tariff' | 'objective' | 'improving'>

const byDefault: SaidPlan = {
  strategy: 'least_cost',
  tariff: defaultTariff,
  objective: {},
  improving: null,
}

/** Whether a plan says what another version says, but for prices: that was played, and no other. */
export async function saysSame(
  db: Queryable,
  { channelId, planVersion }: { channelId: number; planVersion: number },
  said: SaidPlan,
): Promise<boolean> {
  const played = (await findPlanVersion(db, { channelId, version: planVersion })) ?? byDefault
  return isDeepStrictEqual(plain(played), plain(said))
}

/** As it is stored: what is undefined is not there. */
function plain({ strategy, tariff, objective, improving }: SaidPlan): unknown {
  return JSON.parse(JSON.stringify({ strategy, tariff, objective, improving }))
}
