import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import {
  listGroups,
  lockHeads,
  markLate,
  tellOrders,
  type OrdersWorld,
} from '../../orders/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { workLate } from '../events.ts'
import { listOverdue, lockWork, ordersOf, saveEscalation, type StoredWork } from '../store/work.ts'
import { declineWork } from './decline.ts'
import { named } from './save.ts'

/**
 * Work that is late: first a task for the location; if it has not even accepted the work when as
 * much time has passed again, the work goes elsewhere. What the customer collects stays where the
 * customer chose. True if there may be more.
 */
export async function escalateOverdue(
  tx: Tx,
  world: OrdersWorld,
  by: By,
  limit: number,
): Promise<boolean> {
  const ids = await listOverdue(tx, by.now, limit)
  if (ids.length > 0) await escalateWork(tx, world, ids, by)
  return ids.length === limit
}

/** The same for these fulfilment orders, as far as they are overdue. */
export async function escalateWork(
  tx: Tx,
  world: OrdersWorld,
  ids: readonly string[],
  by: By,
): Promise<void> {
  const orderIds = (await ordersOf(tx, ids)).map(({ orderId }) => orderId)
  const [heads, works] = await Promise.all([lockHeads(tx, orderIds), lockWork(tx, ids)])
  const late = [...works.values()].filter(({ dueAt }) => isPast(dueAt, by.now))
  const missed = late.filter(({ shipBy }) => isPast(shipBy, by.now))
  await tellLate(tx, missed, by)
  const groups = await listGroups(tx, orderIds)
  const collected = (work: StoredWork) =>
    groups.some(
      ({ orderId, no, pickupLocationId }) =>
        orderId === work.orderId && no === work.groupNo && pickupLocationId !== null,
    )
  const goes = late.filter(
    (work) => work.request === 'submitted' && work.escalation > 0 && !collected(work),
  )
  const stays = late.filter((work) => !goes.includes(work))
  await raiseTasks(
    tx,
    stays.map((work) => taskOf(work, heads.get(work.orderId)!.number)),
    by,
  )
  const { locationById } = await world.network.current()
  const next = stays.map(({ id, request, escalation, locationId }) => {
    const wait = request === 'submitted' && escalation === 0
    const { acceptMinutes } = locationById.get(locationId)!
    return { id, dueAt: wait ? by.now.add({ minutes: acceptMinutes }) : null }
  })
  await saveEscalation(tx, next, by.now)
  const declined = goes.map(({ id }) => ({ id, reason: 'not_accepted_in_time' as const }))
  await declineWork(tx, world, declined, by)
}

/** An order is late from the first work on that has not left in time: told once. */
async function tellLate(tx: Tx, missed: readonly StoredWork[], by: By): Promise<void> {
  const byOrder = Map.groupBy(missed, ({ orderId }) => orderId)
  const late = await markLate(tx, [...byOrder.keys()], by.now)
  const told = [...late].map((orderId) => {
    const works = byOrder.get(orderId)!
    return { orderId, data: { works: works.map(named) } }
  })
  await tellOrders(tx, workLate, told, by)
}

function isPast(dueAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return dueAt !== null && Temporal.Instant.compare(dueAt, now) <= 0
}

function taskOf(work: StoredWork, number: string) {
  const waiting = work.request === 'submitted'
  return {
    cause: waiting ? 'not_accepted' : 'late_at_location',
    subjectKind: 'fulfilment_order',
    subjectId: work.id,
    orderId: work.orderId,
    locationId: work.locationId,
    summary: waiting
      ? `Order ${number} has not been accepted by the location in time`
      : `Order ${number} should have left the location by now`,
    nextStep: waiting
      ? 'Accept or decline it; otherwise it goes to another location.'
      : 'Pick, pack and hand it over, or decline what cannot be sent.',
  }
}
