import type { Static } from 'typebox'
import type { NetworkBook } from '../../../network/index.ts'
import { saidOf } from '../../domain/outlook.ts'
import { decideCase, decideCases, type AgainstReport } from '../../domain/simulation/index.ts'
import { outOfTime } from '../../domain/rules/dates.ts'
import type {
  simulationAnswer,
  SimulationResult as ResultAnswer,
} from '../../schemas/simulations.ts'
import type {
  Asked,
  AskedPolicy,
  SimulationResult,
  StoredSimulation,
} from '../../store/simulations.ts'
import { toldAgainst } from '../told-against.ts'
import { faultOf } from './fault.ts'

/** A simulation as the API shows it. */
export async function answerOf(
  { network }: { network: NetworkBook },
  simulation: StoredSimulation,
  mayCancel: boolean,
): Promise<Static<typeof simulationAnswer>> {
  const { asked, result, playedTo, createdAt, endedAt, state } = simulation
  const { policies, ...rest } = asked
  const currency = simulation.currency ?? asked.currency ?? null
  const { id, share, orders, ofOrders, createdBy } = simulation
  return {
    ...rest,
    id,
    state,
    // Of before, what an error said is kept.
    why: state === 'failed' ? faultOf(id) : null,
    currency,
    policies: policies.map(policyOf),
    progress: {
      phase: phaseOf(simulation),
      share,
      orders,
      ofOrders,
      playedTo: playedTo?.toString() ?? null,
    },
    result: result && (await resultOf(network, result, asked)),
    createdAt: createdAt.toString(),
    createdBy,
    endedAt: endedAt?.toString() ?? null,
    can: mayCancel && (state === 'waiting' || state === 'running') ? ['cancel'] : [],
  }
}

/** Once it is known what is to be played, prices are learnt; then it is played. */
function phaseOf({ state, ofOrders, playedTo, asked }: StoredSimulation) {
  if (state !== 'running') return null
  if (playedTo !== null) return 'playing'
  const isLearning = ofOrders > 0 && asked.policies.some(({ prices }) => prices)
  return isLearning ? 'learning' : 'reading'
}

export function policyOf({
  of,
  version,
  prices,
  lookAhead = null,
  plans = [],
  asIfNow,
}: Omit<AskedPolicy, 'rules'>) {
  const told = plans.map((one) => {
    const { channelId: _, ...change } = one
    return change
  })
  return {
    of,
    version,
    prices,
    lookAhead: lookAhead && saidOf(lookAhead),
    plans: told,
    asIfNow: asIfNow !== undefined,
  }
}

/** Rules that could decide on nothing in the period that was played, by their dates. */
export function outOfTimeOf({ rules, asIfNow }: AskedPolicy, { from, until }: Asked) {
  if (asIfNow !== undefined) return []
  const span = { from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) }
  return outOfTime(rules, span).map(({ id, name }) => ({ id, name }))
}

async function resultOf(
  network: NetworkBook,
  result: SimulationResult,
  asked: Asked,
): Promise<ResultAnswer> {
  const { locationById, channelById } = await network.current()
  const policies = result.policies.map((report, at) => ({
    policy: at,
    ...report,
    // Of those that were played before anything moved in them it is not said.
    moved: report.moved ?? 0,
    outOfTime: outOfTimeOf(asked.policies[at]!, asked),
    against: report.against && playedAgainst(report.against),
    load: report.load.map(({ locationId, against = null, ...load }) => {
      const { code, name } = locationById.get(locationId)!
      return { location: code, name, ...load, against }
    }),
  }))
  const { gate } = result
  const codeOf = (id: number) => channelById.get(id)!.code
  return {
    ...result,
    policies,
    gate: gate && {
      passed: gate.passed,
      verdict: decideCases(gate.passed, gate.cases.map(decideCase)),
      channels: (gate.channelIds ?? []).map(codeOf),
      cases: gate.cases.map((one) => {
        return { ...one, left: one.left ?? 0, verdict: decideCase(one) }
      }),
    },
  }
}

function playedAgainst(report: AgainstReport) {
  const { by, ...rest } = toldAgainst(report)
  const { declined = null, moved = null, stockOuts = null } = by
  return { ...rest, by: { ...by, declined, moved, stockOuts } }
}
