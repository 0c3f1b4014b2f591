import { newId } from '../../lib/ids.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { lockHeads, moveUnits, type OrdersWorld } from '../../orders/index.ts'
import { decideDeliver, decideShip, type Change } from '../domain/work.ts'
import { parcelDelivered, unitsShipped } from '../events.ts'
import { wakeFacts } from '../store/facts.ts'
import {
  closeArrived,
  insertParcels,
  listUnderWay,
  ordersOfParcels,
  saveDelivered,
  type Parcel,
} from '../store/parcel.ts'
import { lockWorkOf } from '../store/work.ts'
import { unitsOf, type OnWork, type Outcomes } from './advance.ts'
import { decideEach, loadWork } from './load.ts'
import { movesOf, named, saveDone, type Done } from './save.ts'
import { takeOut } from './stock.ts'

/** How goods leave: with a carrier, or into the hands of the customer. */
export type Leaving = {
  kind: Parcel['kind']
  carrier: string | null
  trackingNumber: string | null
  /** When it happened, where that was not now. */
  occurredAt: Temporal.Instant | null
}

/** Packed units leave: one parcel per fulfilment order. Answers the parcels by fulfilment order. */
export async function shipWork(
  tx: Tx,
  world: OrdersWorld,
  items: readonly (OnWork & Leaving)[],
  by: By,
): Promise<{ refusals: Outcomes; parcels: Map<string, string> }> {
  const ids = items.map(({ id }) => id)
  const loaded = await loadWork(tx, ids)
  const { done, refusals } = decideEach(loaded, items, (work, { lines }) => decideShip(work, lines))
  const leaving = done.map(({ work, change, item }) => ({ work, change, leaving: item }))
  const parcels = await writeLeaving(tx, world, leaving, by)
  return { refusals, parcels: new Map(parcels.map(({ workId, id }) => [workId, id])) }
}

/** Writes decided shipments: stock, parcels, counters, what is told. */
export async function writeLeaving(
  tx: Tx,
  world: OrdersWorld,
  done: readonly (Done & { leaving: Leaving })[],
  by: By,
): Promise<Parcel[]> {
  if (done.length === 0) return []
  const parcels = done.map((one) => parcelOf(one, by))
  const units = done.flatMap(({ work, change, leaving: { occurredAt } }) =>
    change.lines.map(({ lineNo, fulfilled }) => {
      const { skuId } = work.lines.find((line) => line.lineNo === lineNo)!
      const { orderId, locationId } = work
      return { orderId, lineNo, skuId, locationId, quantity: fulfilled, occurredAt }
    }),
  )
  await takeOut(tx, world, units, by)
  const told = done.map(({ work, change, leaving }, i) => ({
    orderId: work.orderId,
    data: {
      ...named(work),
      parcelId: parcels[i]!.id,
      kind: leaving.kind,
      trackingNumber: leaving.trackingNumber,
      lines: change.lines.map((line) => unitsOf(line, 'fulfilled')),
    },
  }))
  await Promise.all([
    saveDone(tx, done, by),
    insertParcels(tx, parcels, by.now),
    moveUnits(tx, unitsShipped, told, movesOf(done), by),
    wakeFacts(tx, { ids: [...new Set(done.map(({ work }) => work.orderId))] }, by.now),
  ])
  const handed = done.filter(({ leaving }) => leaving.kind === 'handover')
  await closeArrived(
    tx,
    handed.map(({ work }) => work.id),
  )
  tx.onCommit(world.platform.wake.committed)
  return parcels
}

function parcelOf({ work, change, leaving }: Done & { leaving: Leaving }, by: By): Parcel {
  const at = leaving.occurredAt ?? by.now
  return {
    id: newId(by.nowMs),
    workId: work.id,
    orderId: work.orderId,
    kind: leaving.kind,
    carrier: leaving.carrier,
    trackingNumber: leaving.trackingNumber,
    shippedAt: at,
    deliveredAt: leaving.kind === 'handover' ? at : null,
    lines: change.lines.map(({ lineNo, fulfilled }) => ({ lineNo, quantity: fulfilled })),
  }
}

/** A parcel that has arrived, and when, where that was not now. */
export type Arrival = { id: string; occurredAt: Temporal.Instant | null }

/** Parcels have arrived; a fulfilment order is delivered when all of its parcels are. */
export async function deliverParcels(
  tx: Tx,
  world: OrdersWorld,
  arrivals: readonly Arrival[],
  by: By,
): Promise<Outcomes> {
  const known = await ordersOfParcels(
    tx,
    arrivals.map(({ id }) => id),
  )
  const orderIds = [...new Set(known.map(({ orderId }) => orderId))]
  const [, works] = await Promise.all([lockHeads(tx, orderIds), lockWorkOf(tx, orderIds)])
  // Read after the lock: what another process has recorded meanwhile is seen.
  const open = await listUnderWay(tx, orderIds)
  const arrived = new Map(arrivals.map((arrival) => [arrival.id, arrival]))
  const coming = open.filter(({ id }) => arrived.has(id))
  const stillOut = new Set(open.filter(({ id }) => !arrived.has(id)).map(({ workId }) => workId))
  const whole = [...new Set(coming.map(({ workId }) => workId))]
    .map((workId) => works.get(workId)!)
    .filter((work) => work.state === 'shipped' && !stillOut.has(work.id))
  const done = whole.map((work) => ({ work, change: decideDeliver(work) as Change }))
  const told = coming.map(({ id, workId, orderId }) => ({
    orderId,
    data: { ...named(works.get(workId)!), parcelId: id },
  }))
  const times = coming.map(({ id }) => ({ id, deliveredAt: arrived.get(id)!.occurredAt ?? by.now }))
  await Promise.all([
    saveDelivered(tx, times),
    saveDone(tx, done, by),
    moveUnits(tx, parcelDelivered, told, [], by),
  ])
  tx.onCommit(world.platform.wake.committed)
  return refusalsOf(arrivals, known, new Set(coming.map(({ id }) => id)))
}

function refusalsOf(
  arrivals: readonly Arrival[],
  known: readonly { id: string }[],
  done: ReadonlySet<string>,
): Outcomes {
  const ids = new Set(known.map(({ id }) => id))
  return arrivals.map(({ id }) => {
    if (done.has(id)) return undefined
    return new Refusal(ids.has(id) ? 'work_closed' : 'not_found')
  })
}
