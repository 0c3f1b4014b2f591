import { everything } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decidePast } from '../domain/past.ts'
import { freeOf } from '../domain/supply.ts'
import { listPast } from '../store/past.ts'

/** Stock on hand as it was recorded at a moment, of some SKUs; as an index tells it. */
export async function stockAt(
  db: Queryable,
  skuIds: readonly number[],
  at: Temporal.Instant,
): Promise<{
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
}> {
  const rows = new Map<number, { locationId: number; available: number; onHand: number }[]>()
  for (const skuId of skuIds) {
    const found = await listPast(db, everything, { skuId, at, view: 'recorded' })
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
