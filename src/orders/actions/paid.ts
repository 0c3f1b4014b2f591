import type { SkuBook } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { paidFor } from '../domain/group-view.ts'
import { getOrders } from '../store/read.ts'

/** By order and SKU: what was paid for a whole unit, in 1e-4 of the money, and what it earns. */
export async function readPaid(db: Queryable, skus: SkuBook, orderIds: readonly string[]) {
  const orders = await getOrders(db, orderIds)
  const lines = orders.flatMap((order) => order.lines)
  await skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  return new Map(
    orders.map(({ id, currency, lines: own }) => {
      const bySku = own.map((line) => {
        const marginPercent = skus.byId(line.skuId)?.marginPercent ?? null
        const sold = { marginPercent, wholePerUnit: 1 / 10 ** line.decimals }
        return [line.skuId, { ...paidFor(line, { currency }), ...sold }] as const
      })
      return [id, new Map(bySku)] as const
    }),
  )
}
