import { quantityOf } from '../../lib/quantity.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listExpected } from '../../inventory/index.ts'
import type { ComingPart } from '../domain/coming.ts'
import { shortOf, stateOfOrder } from '../domain/counters.ts'
import type { PlacedAnswer } from '../schemas.ts'
import { stateAtFirst, type OrderToSave } from '../store/capture.ts'
import { getOrders } from '../store/read.ts'

/**
 * What a client is told of an order that was placed just now: ids and numbers, nothing personal.
 */
export function placedAnswerOf(
  order: OrderToSave,
  promised: readonly ComingPart[] = [],
): PlacedAnswer {
  const lines = order.lines.map(({ no, ordered, sku, bundle }) => {
    const allocated = order.allocated.get(no) ?? 0
    return {
      no,
      allocated: quantityOf(allocated, sku.decimals),
      short: quantityOf(ordered - allocated, sku.decimals),
      ...comingOf(
        promised.filter(({ lineNo }) => lineNo === no),
        sku.decimals,
      ),
      ...(bundle && { bundle: bundle.no }),
    }
  })
  const state = stateAtFirst(order)
  return { id: order.id, number: order.number, version: 1, outcome: 'placed', state, lines }
}

/** Of a line with units that are not there yet: how many, and the day the last are expected. */
function comingOf(
  units: readonly { quantity: number; expectedOn: Temporal.PlainDate }[],
  decimals: number,
): Pick<PlacedAnswer['lines'][number], 'expected' | 'expectedOn'> {
  if (units.length === 0) return {}
  const days = units.map(({ expectedOn }) => expectedOn).toSorted(Temporal.PlainDate.compare)
  const expected = units.reduce((sum, { quantity }) => sum + quantity, 0)
  return { expected: quantityOf(expected, decimals), expectedOn: days.at(-1)!.toString() }
}

/** Units that are promised and not there yet, as events tell of them. */
export function expectedOf(
  parts: readonly ComingPart[],
): [line: number, sku: number, location: number, units: number, day: string][] {
  return parts.map((part) => {
    const { lineNo, skuId, locationId, quantity, expectedOn } = part
    return [lineNo, skuId, locationId, quantity, expectedOn.toString()]
  })
}

/** The same of orders that are there already, by order id. */
export async function existingAnswers(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, PlacedAnswer>> {
  const [orders, coming] = await Promise.all([getOrders(tx, orderIds), listExpected(tx, orderIds)])
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
          ...(line.cancelled > 0 && { cancelled: quantityOf(line.cancelled, line.decimals) }),
          ...comingOf(
            coming.filter(({ orderId, lineNo }) => orderId === order.id && lineNo === line.no),
            line.decimals,
          ),
          ...(line.bundleNo !== null && { bundle: line.bundleNo }),
        })),
      },
    ]),
  )
}
