import type { Tx } from '../../platform/db/index.ts'
import type { ArrivedUnits, By, WaitingOrders } from '../../inventory/index.ts'
import type { Platform } from '../../platform/module.ts'
import { orderExpectedChanged } from '../events.ts'
import { lockOrders } from '../store/read.ts'
import { closeKept } from './promises.ts'
import { moveUnits } from './save.ts'

/** What goods that arrive are to those who wait for them: orders. */
export function waitingOrders({ wake }: Platform): WaitingOrders {
  return {
    async lock(tx, ids) {
      const orders = await lockOrders(tx, ids)
      return new Map(orders.map((order) => [order.id, order]))
    },
    async arrived(tx, units, by) {
      if (units.length === 0) return
      await tellArrived(tx, units, by)
      tx.onCommit(wake.committed)
    },
  }
}

/** Units of locked orders are there now: a location can be given them. */
export async function tellArrived(tx: Tx, units: readonly ArrivedUnits[], by: By): Promise<void> {
  const told = [...Map.groupBy(units, ({ orderId }) => orderId)].map(([orderId, own]) => {
    type Part = [number, number, number, number, null]
    const parts = own.map((u): Part => [u.lineNo, u.skuId, u.locationId, u.quantity, null])
    return { orderId, data: { cause: 'arrived' as const, parts } }
  })
  const moves = units.map(({ orderId, lineNo, quantity }) => {
    return { orderId, lineNo, expected: -quantity }
  })
  await moveUnits(tx, orderExpectedChanged, told, moves, by)
  await closeKept(
    tx,
    told.map(({ orderId }) => orderId),
    by,
  )
}
