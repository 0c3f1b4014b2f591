import type { Static } from 'typebox'
import type { NetworkBook } from '../../../network/index.ts'
import type {
  simulationAnswer,
  SimulationResult as ResultAnswer,
} from '../../schemas/simulations.ts'
import type { AskedPolicy, SimulationResult, StoredSimulation } from '../../store/simulations.ts'

/** A simulation as the API shows it. */
export async function answerOf(
  { network }: { network: NetworkBook },
  simulation: StoredSimulation,
  mayCancel: boolean,
): Promise<Static<typeof simulationAnswer>> {
  const { asked, result, playedTo, createdAt, endedAt, state } = simulation
  const { policies, ...rest } = asked
  const { id, why, currency, share, orders, ofOrders, createdBy } = simulation
  return {
    ...rest,
    id,
    state,
    why,
    currency,
    policies: policies.map(policyOf),
    progress: { share, orders, ofOrders, playedTo: playedTo?.toString() ?? null },
    result: result && (await resultOf(network, result)),
    createdAt: createdAt.toString(),
    createdBy,
    endedAt: endedAt?.toString() ?? null,
    can: mayCancel && (state === 'waiting' || state === 'running') ? ['cancel'] : [],
  }
}

export function policyOf({
  of,
  version,
  prices,
  lookAhead = null,
  plans = [],
}: Omit<AskedPolicy, 'rules'>) {
  const told = plans.map((one) => {
    const { channelId: _, ...change } = one
    return change
  })
  return { of, version, prices, lookAhead, plans: told }
}

async function resultOf(network: NetworkBook, result: SimulationResult): Promise<ResultAnswer> {
  const { locationById, channelById } = await network.current()
  const policies = result.policies.map((report, at) => ({
    policy: at,
    ...report,
    // Of those that were played before anything moved in them it is not said.
    moved: report.moved ?? 0,
    load: report.load.map(({ locationId, ...load }) => {
      const { code, name } = locationById.get(locationId)!
      return { location: code, name, ...load }
    }),
  }))
  const { gate } = result
  const codeOf = (id: number) => channelById.get(id)!.code
  return {
    ...result,
    policies,
    gate: gate && {
      passed: gate.passed,
      channels: (gate.channelIds ?? []).map(codeOf),
      cases: gate.cases.map((one) => ({ ...one, left: one.left ?? 0 })),
    },
  }
}
