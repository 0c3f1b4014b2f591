import { quantityOf } from '../../lib/quantity.ts'
import type { Tx } from '../../platform/db/index.ts'
import { shortOf, stateOfOrder } from '../domain/counters.ts'
import type { PlacedAnswer } from '../schemas.ts'
import type { OrderToSave } from '../store/capture.ts'
import { getOrders } from '../store/read.ts'

/**
 * What a client is told of an order that was placed just now: ids and numbers, nothing personal.
 */
export function placedAnswerOf(order: OrderToSave): PlacedAnswer {
  const lines = order.lines.map(({ no, ordered, sku, bundle }) => {
    const allocated = order.allocated.get(no) ?? 0
    return {
      no,
      allocated: quantityOf(allocated, sku.decimals),
      short: quantityOf(ordered - allocated, sku.decimals),
      ...(bundle && { bundle: bundle.no }),
    }
  })
  const state = lines.some(({ short }) => short > 0) ? 'waiting_for_stock' : 'allocated'
  return { id: order.id, number: order.number, version: 1, outcome: 'placed', state, lines }
}

/** The same of orders that are there already, by order id. */
export async function existingAnswers(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, PlacedAnswer>> {
  const orders = await getOrders(tx, orderIds)
  return new Map(
    orders.map((order) => [
      order.id,
      {
        id: order.id,
        number: order.number,
        version: order.version,
        outcome: 'exists',
        state: stateOfOrder(order.lines, order.held),
        lines: order.lines.map((line) => ({
          no: line.no,
          allocated: quantityOf(line.allocated, line.decimals),
          short: quantityOf(shortOf(line), line.decimals),
          ...(line.bundleNo !== null && { bundle: line.bundleNo }),
        })),
      },
    ]),
  )
}
