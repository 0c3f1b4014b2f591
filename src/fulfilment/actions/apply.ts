import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { listLines, releaseHoldsOf, type LockedHead, type OrdersWorld } from '../../orders/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { decideShipped } from '../domain/work.ts'
import type { Fact } from '../store/facts.ts'
import type { UnderWay } from '../store/parcel.ts'
import { lockWorkOf } from '../store/work.ts'
import { cancelUnits } from './cancel.ts'
import { tooLate } from './late.ts'
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
      orderId: id,
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

/** The parcels that a delivery tells of: the one with its number, or all that are on their way. */
export function meantBy(fact: Fact, parcels: readonly UnderWay[]): UnderWay[] {
  return parcels.filter(
    ({ trackingNumber }) => fact.trackingNumber === null || fact.trackingNumber === trackingNumber,
  )
}

/** What of the orders was on its way has arrived. */
export async function applyDeliveries(
  tx: Tx,
  world: OrdersWorld,
  { told, parcels }: { told: readonly Legal[]; parcels: readonly UnderWay[] },
  by: By,
): Promise<void> {
  if (told.length === 0) return
  const parcelsOf = Map.groupBy(parcels, ({ orderId }) => orderId)
  const arrivals = told.flatMap(({ fact, orderId }) =>
    meantBy(fact, parcelsOf.get(orderId) ?? []).map(({ id }) => {
      return { id, occurredAt: fact.occurredAt }
    }),
  )
  await deliverParcels(tx, world, arrivals, by)
}

/**
 * What of the orders is not packed is cancelled. Where something was packed or had left, a person
 * hears of it at once.
 */
export async function applyCancellations(
  tx: Tx,
  world: OrdersWorld,
  { told, heads }: { told: readonly Legal[]; heads: ReadonlyMap<string, LockedHead> },
  by: By,
): Promise<void> {
  if (told.length === 0) return
  const reasonOf = new Map(told.map((one) => [one.orderId, one.fact.reason ?? 'told from outside']))
  const lines = await listLines(tx, [...reasonOf.keys()])
  const wishes = lines
    .filter((line) => line.ordered - line.cancelled > line.packed)
    .map((line) => ({
      orderId: line.orderId,
      lineNo: line.no,
      quantity: line.ordered - line.cancelled - line.packed,
      reason: reasonOf.get(line.orderId)!,
    }))
  await cancelUnits(tx, world, wishes, by)
  const late = new Set(lines.filter(({ packed }) => packed > 0).map(({ orderId }) => orderId))
  await raiseTasks(
    tx,
    [...late].map((id) => tooLate(id, heads.get(id)!.number)),
    by,
  )
}
