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

export function policyOf({ of, version, prices }: Omit<AskedPolicy, 'rules'>) {
  return { of, version, prices }
}

async function resultOf(network: NetworkBook, result: SimulationResult): Promise<ResultAnswer> {
  const { locationById } = await network.current()
  const policies = result.policies.map((report, at) => ({
    policy: at,
    ...report,
    load: report.load.map(({ locationId, ...load }) => {
      const { code, name } = locationById.get(locationId)!
      return { location: code, name, ...load }
    }),
  }))
  return { ...result, policies }
}
