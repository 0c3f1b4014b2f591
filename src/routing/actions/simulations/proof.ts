import type { NetworkBook } from '../../../network/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { PriceGate as Proof } from '../../domain/simulation/index.ts'
import { usualLookAhead } from '../../domain/outlook.ts'
import { listPlans } from '../../store.ts'
import { saveGate } from '../../store/price-gate.ts'
import { findInForce } from '../../store/rules.ts'
import type { Asked, Progress } from '../../store/simulations.ts'

/**
 * Keeps what a simulation says of prices of scarce stock, for every channel that had orders in it,
 * with the version of its plan: by that they may be switched on. Only where the rules and plans in
 * force were played: others prove nothing of them.
 */
export async function keepProof(
  tx: Tx,
  network: NetworkBook,
  { asked, progress }: { asked: Asked; progress: Progress },
  now: Temporal.Instant,
): Promise<void> {
  const { result } = progress
  const at = asked.policies.findIndex(({ prices }) => prices)
  if (!result?.gate || at < 0) return
  const rulesVersion = (await findInForce(tx, now))?.version ?? 0
  const { version, plans: changed = [], lookAhead: by } = asked.policies[at]!
  const lookAhead = by ?? usualLookAhead
  if (version !== rulesVersion || changed.length > 0) return
  const outcomes = outcomesOf(result.gate, result.policies[at]!.cost.total)
  const plans = new Map((await listPlans(tx)).map((plan) => [plan.channelId, plan.version]))
  const { channelById } = await network.current()
  for (const channelId of result.gate.channelIds ?? []) {
    if (channelById.get(channelId)?.archived) continue
    const of = { channelId, planVersion: plans.get(channelId) ?? 0, rulesVersion, lookAhead }
    await saveGate(tx, { ...of, ...outcomes, passed: result.gate.passed, decidedAt: now })
  }
}

/** What all orders cost without prices and with them, of each forecast. */
function outcomesOf({ cases }: Proof, priced: number) {
  const differenceOf = (forecast: 'base' | 'low' | 'high') => {
    return cases.find((one) => one.forecast === forecast)?.cost.total ?? 0
  }
  const off = priced - differenceOf('base')
  const outcome = (forecast: 'base' | 'low' | 'high') => ({ off, on: off + differenceOf(forecast) })
  return { base: outcome('base'), low: outcome('low'), high: outcome('high') }
}
