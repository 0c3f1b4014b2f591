import type { Static } from 'typebox'
import { quantityOf } from '../../../lib/quantity.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { SkuBook } from '../../../catalog/index.ts'
import type { NetworkBook } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import { locationsIn } from '../../domain/record.ts'
import type { Side } from '../../domain/simulation/index.ts'
import type { changeAnswer } from '../../schemas/simulation-changes.ts'
import type {
  simulationAnswer,
  SimulationResult as ResultAnswer,
} from '../../schemas/simulations.ts'
import { findChange, type StoredChange } from '../../store/simulation-changes.ts'
import type { AskedPolicy, SimulationResult, StoredSimulation } from '../../store/simulations.ts'

type Books = { network: NetworkBook; skus: SkuBook }

/** A simulation as the API shows it. */
export async function answerOf(
  { network }: Pick<Books, 'network'>,
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

/** Changed orders by the codes of what they name. */
export async function changesOf({ network, skus }: Books, rows: readonly StoredChange[]) {
  const { locationById } = await network.current()
  const parts = rows.flatMap(({ before, after }) => [...before.parts, ...after.parts])
  await skus.loadIds([...new Set(parts.map(({ skuId }) => skuId))])
  const sideOf = ({ cost, terms, unfilled, parts: own }: Side) => ({
    cost,
    terms,
    unfilled,
    parts: own.map(({ locationId, line, skuId, quantity, decimals }) => ({
      location: locationById.get(locationId)!.code,
      line,
      sku: skus.byId(skuId)!.code,
      quantity: quantityOf(quantity, decimals),
    })),
  })
  return rows.map(({ no, orderId, orderNumber, placedAt, difference, before, after }) => ({
    no,
    order: { id: orderId, number: orderNumber, placedAt: placedAt.toString() },
    difference,
    before: sideOf(before),
    after: sideOf(after),
  }))
}

/** A changed order with the records of both decisions, and what these name. */
export async function showChange(
  db: Queryable,
  books: Books,
  of: { id: string; policy: number; no: number },
): Promise<Static<typeof changeAnswer>> {
  const found = (await findChange(db, of.id, of)) ?? refuse('not_found')
  const [change] = await changesOf(books, [found])
  const records = [...found.beforeRecords, ...found.afterRecords].map(({ record }) => record)
  const network = await books.network.current()
  const places = new Set(records.flatMap((record) => [...locationsIn(record)]))
  const skuIds = new Set(records.flatMap(({ wanted }) => wanted.map(({ skuId }) => skuId)))
  await books.skus.loadIds([...skuIds])
  return {
    change: change!,
    before: found.beforeRecords,
    after: found.afterRecords,
    places: [...places]
      .toSorted((a, b) => a - b)
      .flatMap((id) => network.locationById.get(id) ?? [])
      .map(({ id, code, name, point }) => ({ id, code, name, point: point ?? null })),
    skus: [...skuIds]
      .toSorted((a, b) => a - b)
      .flatMap((id) => books.skus.byId(id) ?? [])
      .map(({ id, code, name, unit, decimals }) => ({ id, code, name, unit, decimals })),
  }
}
