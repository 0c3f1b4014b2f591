import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { listLines, releaseHoldsOf, type LockedHead, type OrdersWorld } from '../../orders/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { decideShipped } from '../domain/work.ts'
import type { Fact } from '../store/facts.ts'
import { lockWorkOf } from '../store/work.ts'
import { cancelUnits } from './cancel.ts'
import { releaseOrders } from './release.ts'
import { deliverParcels, writeLeaving } from './ship.ts'

/** A legal fact and the order it tells of. */
export type Legal = { fact: Fact; orderId: string }

/**
 * Orders were shipped: whatever of releasing, picking and packing was not told has happened. A held
 * order was sent all the same; its holds end with that, and a person hears of it.
 */
export async function applyShipments(
  tx: Tx,
  world: OrdersWorld,
  {
    told,
    heads,
    unreleased,
  }: {
    told: readonly Legal[]
    heads: ReadonlyMap<string, LockedHead>
    /** Orders with units that no location has been given. */
    unreleased: ReadonlySet<string>
  },
  by: By,
): Promise<void> {
  if (told.length === 0) return
  const orderIds = told.map(({ orderId }) => orderId)
  const toRelease = orderIds.filter((id) => unreleased.has(id))
  await releaseOrders(tx, world, toRelease, by, { evenHeld: true })
  const held = orderIds.filter((id) => heads.get(id)!.held)
  const freed = await releaseHoldsOf(tx, { orderIds: held }, by)
  await raiseTasks(
    tx,
    freed.map((id) => ({
      cause: 'shipped_on_hold',
      subjectKind: 'order',
      subjectId: id,
      summary: `Order ${heads.get(id)!.number} was shipped although it was on hold`,
      nextStep: 'Check why it was held, and whether the money is safe.',
    })),
    by,
  )
  const factOf = new Map(told.map((one) => [one.orderId, one.fact]))
  const works = await lockWorkOf(tx, orderIds)
  const leaving = [...works.values()].flatMap((work) => {
    const change = decideShipped(work)
    if (change instanceof Refusal) return []
    const { carrier, trackingNumber, occurredAt } = factOf.get(work.orderId)!
    const how = { kind: 'shipment' as const, carrier, trackingNumber, occurredAt }
    return [{ work, change, leaving: how }]
  })
  await writeLeaving(tx, world, leaving, by)
}

/** Everything of the orders that was on its way has arrived. */
export async function applyDeliveries(
  tx: Tx,
  world: OrdersWorld,
  {
    told,
    parcels,
  }: { told: readonly Legal[]; parcels: readonly { id: string; orderId: string }[] },
  by: By,
): Promise<void> {
  if (told.length === 0) return
  const factOf = new Map(told.map((one) => [one.orderId, one.fact]))
  const arrivals = parcels.flatMap(({ id, orderId }) => {
    const fact = factOf.get(orderId)
    return fact ? [{ id, occurredAt: fact.occurredAt }] : []
  })
  await deliverParcels(tx, world, arrivals, by)
}

/** Everything of the orders that has not left is cancelled. */
export async function applyCancellations(
  tx: Tx,
  world: OrdersWorld,
  told: readonly Legal[],
  by: By,
): Promise<void> {
  if (told.length === 0) return
  const reasonOf = new Map(told.map((one) => [one.orderId, one.fact.reason ?? 'told from outside']))
  const lines = await listLines(tx, [...reasonOf.keys()])
  const wishes = lines
    .filter((line) => line.ordered - line.cancelled > line.fulfilled)
    .map((line) => ({
      orderId: line.orderId,
      lineNo: line.no,
      quantity: line.ordered - line.cancelled - line.fulfilled,
      reason: reasonOf.get(line.orderId)!,
    }))
  await cancelUnits(tx, world, wishes, by)
}
