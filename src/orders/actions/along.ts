import type { Tx } from '../../platform/db/index.ts'
import { listAllocations } from '../../inventory/index.ts'
import type { StockView } from '../../routing/index.ts'
import type { Group, OrderLine } from '../store/read.ts'

/** Lines of a delivery group that want units. */
type Wish = { orderId: string; group: Group; lines: OrderLine[] }

/**
 * Where units may come from that go along with the rest of their group, of groups of which nothing
 * else is wanted: the places that the rest is still to leave from.
 */
export async function placesOfRest<Wanted extends Wish>(
  tx: Tx,
  of: {
    wanted: readonly Wanted[]
    orders: readonly { id: string; lines: OrderLine[] }[]
    follows: (skuId: number) => boolean
  },
): Promise<Map<Wanted, Set<number>>> {
  const along = of.wanted.filter(({ lines }) => lines.every(({ skuId }) => of.follows(skuId)))
  if (along.length === 0) return new Map()
  const claims = await listAllocations(
    tx,
    along.map(({ orderId }) => orderId),
    'on_hand',
  )
  const places = new Map<Wanted, Set<number>>()
  for (const one of along) {
    const rest = of.orders
      .find(({ id }) => id === one.orderId)!
      .lines.filter(({ groupNo, skuId }) => groupNo === one.group.no && !of.follows(skuId))
      .filter(({ ordered, cancelled }) => ordered > cancelled)
    if (rest.length === 0) continue
    const numbers = new Set(rest.map(({ no }) => no))
    const own = claims.filter((c) => c.orderId === one.orderId && numbers.has(c.lineNo!))
    places.set(one, new Set(own.map(({ locationId }) => locationId)))
  }
  return places
}

/** The stock of some places; of all, where none are named. */
export function only(stock: StockView, places: ReadonlySet<number> | undefined): StockView {
  if (!places) return stock
  return {
    ...stock,
    forEach: (skuId, visit) =>
      stock.forEach(skuId, (id, ...units) => places.has(id) && visit(id, ...units)),
  }
}
