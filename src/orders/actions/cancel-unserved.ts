import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { cancellingNothing, saveDecisions, type CancelCause } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { cancellableOf } from '../domain/counters.ts'
import { cancelledIn, decideUnserved, waitsToPass, type Unserved } from '../domain/unserved.ts'
import { listWaitsToPass, saveWaitsToPass, endWaitsToPass } from '../store/passing.ts'
import { lockOrders, type OrderLine } from '../store/read.ts'
import type { AllocationCause, Decided } from './allocated.ts'
import { cancelNow, withAlong, type Cancelling } from './change.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** Units of an order that no place can serve. */
export type UnservedOf = Unserved & { orderId: string }

const reasons: Record<CancelCause, string> = {
  no_stock: 'No place has it',
  no_service: 'No service brings it from where it is',
  too_dear: 'Sending it costs more than leaving it out',
  not_allowed: 'No place that has it may send it',
}

/**
 * Cancels units, by line, that no place can serve and that a rule does not let wait; gift wrap with
 * the last of its goods. The orders must be locked, or be new; one may be named several times, for
 * several of its delivery groups.
 */
export async function cancelUnserved(
  tx: Tx,
  world: OrdersWorld,
  all: readonly UnservedOf[],
  by: By,
): Promise<void> {
  if (all.length === 0) return
  const ofOrder = Map.groupBy(all, ({ orderId }) => orderId)
  const orders = await lockOrders(tx, [...ofOrder.keys()])
  const follows = await followsIn(
    world,
    orders.flatMap(({ lines }) => lines),
  )
  const cancelling = orders.map((order): Cancelling => {
    const own = ofOrder.get(order.id)!
    const units = new Map(own.flatMap((one) => [...one.units]))
    const causes = own.flatMap((one) => one.causes)
    const open = order.lines.map((line): [OrderLine, number] => {
      return [line, Math.min(units.get(line.no) ?? 0, cancellableOf(line))]
    })
    const named = new Map(open.filter(([, quantity]) => quantity > 0))
    const wanted = withAlong(order.lines, named, new Map(), follows)
    const split = [...wanted].map(([line, now]) => {
      return { line, now: Math.min(now, cancellableOf(line)), back: 0 }
    })
    return { order, split, reason: reasonOf(causes), causes }
  })
  await cancelNow(tx, world, cancelling, by)
}

function reasonOf(causes: Unserved['causes']): string {
  const [first, ...others] = new Set(causes.map(([, cause]) => cause))
  return first === undefined || others.length > 0 ? 'No place can serve it' : reasons[first]
}

/**
 * Of what was decided on again only that which may be cancelled is to be: what has just lost its
 * place, and what waited only as long as something stood in its way. All else waits as it was told.
 */
export async function settleCancelling(
  tx: Tx,
  decided: readonly Decided[],
  cause: AllocationCause,
): Promise<Decided[]> {
  const isAsked = decided.some(({ decision: { record } }) => record.cancelled)
  if (!isAsked) return [...decided]
  const orderIds = decided.map(({ wanted: { orderId } }) => orderId)
  const waits = cause === 're_routed' ? undefined : await listWaitsToPass(tx, orderIds)
  return decided.map((one) => {
    const { wanted, decision, promised } = one
    const { record } = decision
    if (!record.cancelled) return one
    const isMeant = !waits || waits.has(keyOf(wanted))
    const settled = isMeant
      ? { ...record, cancelled: cancelledIn(decision, promised.parts) }
      : cancellingNothing(record)
    return { ...one, decision: { ...decision, record: settled } }
  })
}

function keyOf({ orderId, group }: Decided['wanted']): string {
  return `${orderId} ${group.no}`
}

type Settled = {
  decided: readonly Decided[]
  cause: AllocationCause
  follows: (skuId: number) => boolean
}

/**
 * Cancels what no other place can serve of what has just lost its place, or has waited until
 * something had passed, where a rule lets nothing else wait; remembers what waits for that now.
 * Components wait for a person: the rest of their bundle may be on its way.
 */
export async function cancelLost(
  tx: Tx,
  world: OrdersWorld,
  { decided, cause, follows }: Settled,
  by: By,
): Promise<void> {
  const lost = decided.flatMap(({ wanted, decision }) => {
    const { cancelled } = decision.record
    if (!cancelled) return []
    const plain = new Set(wanted.lines.flatMap((line) => (line.bundleNo === null ? [line.no] : [])))
    const own = cancelled.filter(([lineNo]) => plain.has(lineNo))
    const isLeft = own.length < cancelled.length
    const unserved = decideUnserved(
      wanted.lines.map(({ no }) => ({ no })),
      own,
    )
    return [{ wanted, decision, unserved, isLeft }]
  })
  const isWritten = (cancelled: number) => cancelled > 0 || cause === 're_routed'
  const untold = lost.filter(({ decision, unserved }) => {
    return decision.parts.length === 0 && isWritten(unserved.units.size)
  })
  const records = untold.map(({ wanted: { orderId, group }, decision: { record } }) => {
    const why = cause === 're_routed' ? cause : 'looked_again'
    return { id: newId(by.nowMs), orderId, groupNo: group.no, cause: why, record }
  })
  await saveDecisions(tx, records, by.now)
  await rememberWaiting(tx, { decided, follows })
  const unserved = lost
    .filter((one) => one.unserved.units.size > 0)
    .map((one) => ({ orderId: one.wanted.orderId, ...one.unserved }))
  await cancelUnserved(tx, world, unserved, by)
  // Who has lost a place has a task already.
  if (cause === 're_routed') return
  const left = lost.filter(({ isLeft }) => isLeft).map(({ wanted: { order } }) => order)
  await raiseTasks(tx, left.map(taskOf), by)
}

async function rememberWaiting(tx: Tx, { decided, follows }: Omit<Settled, 'cause'>) {
  const groups = decided
    .filter(({ decision: { record } }) => record.cancelled)
    .map(({ wanted: { orderId, group }, decision, promised }) => {
      const isWaiting = waitsToPass(decision, promised.parts, follows)
      return { orderId, groupNo: group.no, isWaiting }
    })
  const [waiting, done] = [true, false].map((is) => groups.filter((one) => one.isWaiting === is))
  await saveWaitsToPass(tx, waiting!)
  await endWaitsToPass(tx, done!)
}

function taskOf({ id, number }: { id: string; number: string }) {
  return {
    cause: 'shortage',
    subjectKind: 'order',
    subjectId: id,
    orderId: id,
    summary: `Order ${number} waits for stock`,
    nextStep: 'Ask the customer to wait, or cancel what is short.',
  }
}
