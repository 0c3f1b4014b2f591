import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { ChangeRow } from '../domain/simulation/index.ts'
import { insertChanges, type ChangesIn } from './changed-orders.ts'

const table = sql`routing.simulation_change`

/** Orders that a policy sends elsewhere. */
export function changesOfPolicy(simulationId: string, policy: number): ChangesIn {
  return { table, of: sql`simulation_id = ${simulationId} and policy = ${policy}` }
}

export async function saveSimulated(
  tx: Tx,
  simulationId: string,
  rows: readonly ChangeRow[],
): Promise<void> {
  const keysOf = ({ policy }: ChangeRow) => sql`${simulationId}, ${policy}`
  await insertChanges(tx, { table, keys: sql`simulation_id, policy`, keysOf }, rows)
}

/** Of one that begins anew. */
export async function dropChanges(db: Queryable, simulationId: string): Promise<void> {
  await db.query(sql`
    delete from routing.simulation_change where simulation_id = ${simulationId}`)
}
