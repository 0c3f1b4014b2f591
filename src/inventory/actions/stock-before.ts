import { everything } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decidePast } from '../domain/past.ts'
import { freeOf } from '../domain/supply.ts'
import { findFirstClaim } from '../store/claims.ts'
import { listPast } from '../store/past.ts'

type Believed = {
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
}

/**
 * Stock on hand as somebody saw it who then took of it for lines of an order, as an index tells it:
 * after all that was recorded before the first of these claims. `madeId` is an id that was made
 * with them, or instead where nothing was taken.
 */
export async function stockBefore(
  db: Queryable,
  of: { skuIds: readonly number[]; orderId: string; lineNos: readonly number[]; madeId: string },
  at: Temporal.Instant,
): Promise<Believed> {
  const before = (await findFirstClaim(db, of)) ?? of.madeId
  const rows = new Map<number, { locationId: number; available: number; onHand: number }[]>()
  for (const skuId of of.skuIds) {
    const found = await listPast(db, everything, { skuId, at, view: 'recorded', before })
    const known = found.flatMap((row) => decidePast(row) ?? [])
    rows.set(
      skuId,
      known.map((row) => {
        return { locationId: row.locationId, available: freeOf(row), onHand: row.quantity }
      }),
    )
  }
  return {
    forEach(skuId, visit) {
      for (const row of rows.get(skuId) ?? []) visit(row.locationId, row.available, row.onHand)
    },
  }
}
