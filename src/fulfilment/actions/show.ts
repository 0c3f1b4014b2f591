import { quantityOf } from '../../lib/quantity.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Network } from '../../network/index.ts'
import { rowOfKey } from '../../inventory/index.ts'
import { getOrders, listGroups, type OrdersWorld } from '../../orders/index.ts'
import { canOf } from '../domain/work.ts'
import { listParcels, type Parcel } from '../store/parcel.ts'
import type { StoredWork } from '../store/work.ts'
import { listHit } from './uncovered.ts'

/** Fulfilment orders as the API shows them. */
export async function showWork(
  db: Queryable,
  network: Network,
  works: readonly StoredWork[],
): Promise<ReturnType<typeof summaryOf>[]> {
  const orderIds = [...new Set(works.map(({ orderId }) => orderId))]
  const [orders, groups] = await Promise.all([getOrders(db, orderIds), listGroups(db, orderIds)])
  const byId = new Map(orders.map((order) => [order.id, order]))
  return works.map((work) => {
    const group = groups.find((one) => one.orderId === work.orderId && one.no === work.groupNo)!
    return summaryOf(work, byId.get(work.orderId)!, group.method, network)
  })
}

function summaryOf(
  work: StoredWork,
  order: Awaited<ReturnType<typeof getOrders>>[number],
  method: string,
  network: Network,
) {
  const { id, state, request, dueAt, version, createdAt, groupNo } = work
  const lines = work.lines.map((line) => {
    const ordered = order.lines.find((candidate) => candidate.no === line.lineNo)!
    const show = (units: number) => quantityOf(units, ordered.decimals)
    return {
      no: line.lineNo,
      sku: ordered.skuCode,
      name: ordered.name,
      quantity: show(line.quantity),
      withdrawn: show(line.withdrawn),
      picked: show(line.picked),
      packed: show(line.packed),
      fulfilled: show(line.fulfilled),
    }
  })
  return {
    id,
    order: { id: order.id, number: order.number },
    group: groupNo,
    method,
    location: network.locationById.get(work.locationId)!.code,
    state,
    request,
    dueAt: dueAt?.toString() ?? null,
    version,
    createdAt: createdAt.toString(),
    can: canOf(work).filter((command) => command !== 'withdraw' && command !== 'deliver'),
    lines,
  }
}

/** The parcels of one fulfilment order. */
export async function showParcels(db: Queryable, work: StoredWork) {
  const [order] = await getOrders(db, [work.orderId])
  const parcels = await listParcels(db, [work.orderId])
  const decimals = new Map(order!.lines.map((line) => [line.no, line.decimals]))
  return parcels
    .filter(({ workId }) => workId === work.id)
    .map((parcel) => parcelOf(parcel, decimals))
}

function parcelOf(parcel: Parcel, decimals: ReadonlyMap<number, number>) {
  const { id, kind, carrier, trackingNumber, shippedAt, deliveredAt, lines } = parcel
  return {
    id,
    kind,
    carrier,
    trackingNumber,
    shippedAt: shippedAt.toString(),
    deliveredAt: deliveredAt?.toString() ?? null,
    lines: lines.map(({ lineNo, quantity }) => {
      return { no: lineNo, quantity: quantityOf(quantity, decimals.get(lineNo)!) }
    }),
  }
}

/** The orders that are hit by what is missing of a supply row, named by its key. */
export async function showHit({ skus }: OrdersWorld, db: Queryable, key: string) {
  const row = rowOfKey(key)
  const [{ missing, lines }] = [await listHit(db, row), await skus.loadIds([row.skuId])]
  return {
    missing: quantityOf(missing, skus.byId(row.skuId)?.decimals ?? 0),
    orders: lines.map(({ of, units }) => ({
      id: of.orderId,
      number: of.number,
      group: of.groupNo,
      line: of.lineNo,
      quantity: quantityOf(units, of.decimals),
      stays: of.isCollected ? ('collected' as const) : ('not_elsewhere' as const),
    })),
  }
}
