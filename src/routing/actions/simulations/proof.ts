import type { NetworkBook } from '../../../network/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  decideCase,
  type Forecast,
  type GateCase,
  type PriceGate as Proof,
} from '../../domain/simulation/index.ts'
import type { GateOutcome } from '../../domain/price-gate.ts'
import { usualLookAhead } from '../../domain/outlook.ts'
import { WORTH } from '../../schemas/simulations.ts'
import { listPlans } from '../../store.ts'
import { saveGate } from '../../store/price-gate.ts'
import { findInForce } from '../../store/rules.ts'
import type { Asked } from '../../store/simulations.ts'
import { saysSame } from '../same-plan.ts'
import type { Played } from './play.ts'

/**
 * Keeps what a simulation says of prices of scarce stock, for every channel that had orders in it,
 * with the version of its plan that was played: by that they may be switched on. Only where the
 * rules and plans in force were played, still are in force, and lost sales counted as usual: who
 * values them at nothing proves whatever is wished. A case that was not played says nothing of all.
 */
export async function keepProof(
  tx: Tx,
  network: NetworkBook,
  { asked, progress, planVersions }: { asked: Asked } & Pick<Played, 'progress' | 'planVersions'>,
  now: Temporal.Instant,
): Promise<void> {
  const { result } = progress
  const at = asked.policies.findIndex(({ prices }) => prices)
  if (!result?.gate || at < 0) return
  const rulesVersion = (await findInForce(tx, now))?.version ?? 0
  const { version, plans: changed = [], lookAhead: by, asIfNow } = asked.policies[at]!
  const lookAhead = by ?? usualLookAhead
  const isOther = version !== rulesVersion || changed.length > 0 || asIfNow !== undefined
  if (isOther || !isUsual(asked)) return
  const outcomes = outcomesOf(result.gate, result.policies[at]!.cost.total)
  if (!outcomes) return
  const days = daysOf(asked)
  const plans = new Map((await listPlans(tx)).map((plan) => [plan.channelId, plan]))
  const { channelById } = await network.current()
  for (const channelId of result.gate.channelIds ?? []) {
    if (channelById.get(channelId)?.archived) continue
    const of = { channelId, planVersion: planVersions.get(channelId) ?? 0, rulesVersion, lookAhead }
    if (!(await saysSame(tx, of, plans.get(channelId)))) continue
    const { passed } = result.gate
    await saveGate(tx, { ...of, ...outcomes, passed, days, decidedAt: now })
  }
}

/** Of 24 hours; a change of the clock makes none shorter. */
function daysOf({ from, until }: Asked): number {
  const span = Temporal.Instant.from(from).until(until, { largestUnit: 'hours' })
  return Math.round(span.total('hours') / 24)
}

function isUsual({ unfilledPercent, lostSalePercent }: Asked): boolean {
  return unfilledPercent === WORTH.unfilledPercent && lostSalePercent === WORTH.lostSalePercent
}

/** What all orders cost without prices and with them, of each forecast. */
function outcomesOf({ cases }: Proof, priced: number) {
  const caseOf = (forecast: Forecast) => cases.find((one) => one.forecast === forecast)
  const [base, low, high] = [caseOf('base'), caseOf('low'), caseOf('high')]
  if (!base || !low || !high) return undefined
  const off = priced - base.cost.total
  const outcome = ({ cost, left = 0, ...rest }: GateCase): GateOutcome => {
    return { off, on: off + cost.total, left, verdict: decideCase({ cost, ...rest }) }
  }
  return { base: outcome(base), low: outcome(low), high: outcome(high) }
}
