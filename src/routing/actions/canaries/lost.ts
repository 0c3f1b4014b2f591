import type { Queryable } from '../../../platform/db/index.ts'
import type { Lost, Placed } from '../../domain/canary/figures.ts'
import { lostCost, type Objective } from '../../domain/objective.ts'
import { findPlan } from '../../store.ts'

/** What was paid for a whole unit of a SKU, in 1e-4 of the money, and what is earned of it. */
export type PaidSku = { paid?: number; marginPercent: number | null; wholePerUnit: number }

/** By order and SKU; `orders` stands above. */
export type ReadPaid = (
  db: Queryable,
  orderIds: readonly string[],
) => Promise<ReadonlyMap<string, ReadonlyMap<number, PaidSku>>>

/** What is lost with goods of each order that are not served. */
export async function readLost(
  db: Queryable,
  readPaid: ReadPaid,
  placed: ReadonlyMap<string, readonly Placed[]>,
): Promise<(orderId: string) => Lost> {
  const planIds = new Set<number>()
  for (const one of placed.values()) {
    for (const { record } of one) if (record.plan.id !== null) planIds.add(record.plan.id)
  }
  const objectives = new Map<number | null, Objective | undefined>()
  for (const id of planIds) objectives.set(id, (await findPlan(db, id))?.objective)
  const paid = await readPaid(db, [...placed.keys()])
  return (orderId) => (plan, skuId) => {
    const sku = paid.get(orderId)?.get(skuId)
    return sku ? lostCost(objectives.get(plan.id), sku) * sku.wholePerUnit : 0
  }
}
