import { setImmediate } from 'node:timers/promises'
import { inSlices } from '../../lib/slices.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { GroupToRoute } from '../../routing/index.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf } from '../domain/network-view.ts'
import { listLinesThen, listNewestThen } from '../store/course.ts'
import { listGroups } from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

const ORDERS_AT_ONCE = 500

/**
 * The deliveries of the newest orders as routing was asked for them: all that was ordered, whatever
 * became of it. Of SKUs is told what is said of them now.
 */
export async function readDeliveries(
  db: Queryable,
  world: Pick<OrdersWorld, 'skus' | 'network'>,
  of: { since: Temporal.Instant; orders: number },
): Promise<GroupToRoute[]> {
  const orders = await listNewestThen(db, of)
  const { channelById } = await world.network.current()
  const deliveries: GroupToRoute[] = []
  for (const some of inSlices(orders, ORDERS_AT_ONCE)) {
    const ids = some.map(({ id }) => id)
    const [groups, lines] = [await listGroups(db, ids), await listLinesThen(db, ids)]
    await world.skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
    const groupsOf = Map.groupBy(groups, ({ orderId }) => orderId)
    const linesOf = Map.groupBy(lines, ({ orderId }) => orderId)
    for (const order of some) {
      const channel = channelById.get(order.channelId)
      // One that this process has not heard of yet.
      if (!channel) continue
      const facts = factsOf(channel, order, order.placedAt)
      for (const group of groupsOf.get(order.id) ?? []) {
        const own = (linesOf.get(order.id) ?? []).filter(({ groupNo }) => groupNo === group.no)
        const wanted = own.map((line) => ({ line, quantity: line.ordered }))
        deliveries.push(groupViewOf(group, wanted, undefined, world.skus.byId, facts))
      }
    }
    // Requests go first.
    await setImmediate()
  }
  return deliveries
}
