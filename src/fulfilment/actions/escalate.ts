import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import {
  listGroups,
  lockHeads,
  markLate,
  tellOrders,
  type OrdersWorld,
} from '../../orders/index.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import { decideNextLook, decideWait, isPast } from '../domain/overdue.ts'
import { workLate } from '../events.ts'
import { listOverdue, lockWork, ordersOf, saveEscalation, type StoredWork } from '../store/work.ts'
import { acceptByOf } from './accept-by.ts'
import { named } from './save.ts'
import { moveUnaccepted } from './unaccepted.ts'

/** Causes of tasks about work that is not accepted: it goes elsewhere next, or never by itself. */
const goesElsewhere = 'not_accepted'
const nowhereElse = 'stays_unaccepted'
const collectedHere = 'collect_unaccepted'

/**
 * Work that is late: first a task for the location; if it has not even accepted the work when as
 * much time has passed again, the work goes elsewhere. What no other place has stays, with a task,
 * and is looked at again after as much time; what the customer collects stays where the customer
 * chose. That it should have left is told at that moment, whatever else is waited for. True if
 * there may be more.
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
  // Before anything is locked: the book may have to wait for a connection of its own.
  const network = await world.network.current()
  const orderIds = (await ordersOf(tx, ids)).map(({ orderId }) => orderId)
  const [heads, works] = await Promise.all([lockHeads(tx, orderIds), lockWork(tx, ids)])
  const late = [...works.values()].filter(({ dueAt }) => dueAt && isPast(dueAt, by.now))
  const missed = late.filter(({ shipBy }) => isPast(shipBy, by.now))
  await tellLate(tx, missed, by)
  const waits = waitsOf(network, late, by)
  const over = late.filter(({ id }) => !waits.some((one) => one.id === id))
  const groups = await listGroups(tx, orderIds)
  const collected = (work: StoredWork) =>
    groups.some(
      ({ orderId, no, pickupLocationId }) =>
        orderId === work.orderId && no === work.groupNo && pickupLocationId !== null,
    )
  const goes = over.filter(
    (work) => work.request === 'submitted' && work.escalation > 0 && !collected(work),
  )
  const stays = over.filter((work) => !goes.includes(work))
  const numberOf = ({ orderId }: StoredWork) => heads.get(orderId)!.number
  await closeTasksOf(
    tx,
    stays.filter(collected).map(({ id }) => ({ ...subjectOf(id), cause: goesElsewhere })),
    by,
    'the customer collects it',
  )
  await raiseTasks(
    tx,
    stays.map((work) => taskOf(work, { number: numberOf(work), isCollected: collected(work) })),
    by,
  )
  const kept = await moveUnaccepted(tx, world, { late: goes, heads, network }, by)
  await tellKept(tx, kept, { numberOf }, by)
  const nextOf = nextLookOf(network, collected, by)
  const told = [...stays, ...kept].map((work) => {
    return { id: work.id, dueAt: nextOf(work), isTold: true }
  })
  await saveEscalation(tx, [...waits, ...told])
}

/** What is looked at only since it should have left: its time to accept is not over. */
function waitsOf(network: Network, late: readonly StoredWork[], { now }: By) {
  return late.flatMap((work) => {
    // Most are looked at for another reason, and calendars are slow to read.
    if (work.request !== 'submitted' || !work.dueAt?.equals(work.shipBy)) return []
    const { acceptMinutes } = network.locationById.get(work.locationId)!
    const acceptBy = acceptByOf(network, work.createdAt)(work.locationId)
    const dueAt = decideWait(work, { acceptBy, acceptMinutes, now })
    return dueAt ? [{ id: work.id, dueAt, isTold: false }] : []
  })
}

/** When what stays is looked at next, if ever. */
function nextLookOf(network: Network, collected: (work: StoredWork) => boolean, { now }: By) {
  const acceptBy = acceptByOf(network, now)
  return (work: StoredWork): Temporal.Instant | null => {
    const { locationId, shipBy, escalation, request } = work
    if (request !== 'submitted') return null
    // It never goes elsewhere: all that is left to tell is that it should have left.
    if (collected(work) && escalation > 0) return isPast(shipBy, now) ? null : shipBy
    const { acceptMinutes } = network.locationById.get(locationId)!
    return decideNextLook(work, { acceptBy: acceptBy(locationId), acceptMinutes, now })
  }
}

/** Nobody else has it: the location is no longer told that it goes elsewhere. */
async function tellKept(
  tx: Tx,
  kept: readonly StoredWork[],
  { numberOf }: { numberOf: (work: StoredWork) => string },
  by: By,
): Promise<void> {
  const over = kept.map(({ id }) => ({ ...subjectOf(id), cause: goesElsewhere }))
  await closeTasksOf(tx, over, by, 'no other location has it')
  const tasks = kept.map((work) => ({
    ...subjectOf(work.id),
    cause: nowhereElse,
    orderId: work.orderId,
    locationId: work.locationId,
    summary: `Order ${numberOf(work)} has not been accepted, and no other location has it`,
    nextStep: 'Have the location accept it, move it by hand, or ask the customer to wait.',
  }))
  await raiseTasks(tx, tasks, by)
}

function subjectOf(subjectId: string) {
  return { subjectKind: 'fulfilment_order', subjectId }
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

function taskOf(
  work: StoredWork,
  { number, isCollected }: { number: string; isCollected: boolean },
) {
  const about = {
    ...subjectOf(work.id),
    orderId: work.orderId,
    locationId: work.locationId,
  }
  if (work.request !== 'submitted') {
    return {
      ...about,
      cause: 'late_at_location',
      summary: `Order ${number} should have left the location by now`,
      nextStep: 'Pick, pack and hand it over, or decline what cannot be sent.',
    }
  }
  return {
    ...about,
    cause: isCollected ? collectedHere : goesElsewhere,
    summary: `Order ${number} has not been accepted by the location in time`,
    nextStep: isCollected
      ? 'Accept it, or agree another place or a delivery with the customer.'
      : 'Accept or decline it; otherwise it goes to another location.',
  }
}
