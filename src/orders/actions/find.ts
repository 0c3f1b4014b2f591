import { priorityOf } from '../../lib/priority.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listServing } from '../../routing/index.ts'
import { wordsOf } from '../domain/words.ts'
import { readFoundBy, saveFound } from '../store/search.ts'

/** Writes anew what these orders are found by, as the tables say now. */
export async function keepFindable(tx: Tx, orderIds: readonly string[]): Promise<void> {
  const [orders, serving] = await Promise.all([
    readFoundBy(tx, orderIds),
    listServing(tx, orderIds),
  ])
  await saveFound(
    tx,
    orders.map(({ id, shipTo, ...order }) => {
      const locationIds = serving.get(id) ?? []
      const { channelId, placedAt, total } = order
      const priority = priorityOf(order.priority)
      const words = wordsOf({ ...order, priority, shipTo: Object.values(shipTo), locationIds })
      return { orderId: id, channelId, placedAt, total, locationIds, words }
    }),
  )
}
