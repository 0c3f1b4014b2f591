import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By, type SupplyKey } from '../../inventory/index.ts'
import { cancellingNothing, saveDecisions, type CancelCause } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { cancellableOf } from '../domain/counters.ts'
import {
  cancelledIn,
  decideCancellable,
  decideUnserved,
  nothingUnserved,
  waitsToPass,
  type Unserved,
} from '../domain/unserved.ts'
import { listWaitsToPass, saveWaitsToPass, endWaitsToPass } from '../store/passing.ts'
import { lockOrders, type OrderLine } from '../store/read.ts'
import type { AllocationCause, Decided, Kept } from './allocated.ts'
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

/** What was decided, with what of it may be cancelled. */
export type Settled = Decided & {
  /** What is cancelled of the order, with the other parts of its bundles. */
  unserved: Unserved
  /** Components that no place can serve: the rest of their bundle may be on its way. */
  isLeft: boolean
  /** Something of it waits until what stands in its way has passed. */
  isWaiting: boolean
}

/**
 * Of what was decided on again only that which may be cancelled is to be: what has just lost its
 * place, and what waited only as long as something stood in its way. All else waits as it was told;
 * components wait for a person where a place has some of their bundle.
 */
export async function settleCancelling(
  tx: Tx,
  decided: readonly Decided[],
  { cause, follows }: { cause: AllocationCause; follows: (skuId: number) => boolean },
): Promise<Settled[]> {
  const isAsked = decided.some(({ decision: { record } }) => record.cancelled)
  const orderIds = decided.map(({ wanted: { orderId } }) => orderId)
  const waits = cause !== 're_routed' && isAsked ? await listWaitsToPass(tx, orderIds) : undefined
  return decided.map((one) => {
    const { wanted, decision, promised } = one
    const { record } = decision
    const nothing = { unserved: nothingUnserved, isLeft: false, isWaiting: false }
    if (!record.cancelled) return { ...one, ...nothing }
    if (waits && !waits.has(keyOf(wanted))) {
      return { ...one, decision: { ...decision, record: cancellingNothing(record) }, ...nothing }
    }
    const all = { ...record, cancelled: cancelledIn(decision, promised.parts) }
    const lines = wanted.order.lines.map(asLine)
    const cancelled = decideCancellable(lines, all.cancelled)
    return {
      ...one,
      decision: { ...decision, record: { ...record, cancelled } },
      unserved: decideUnserved(lines, cancelled),
      isLeft: cancelled.length < all.cancelled.length,
      isWaiting: waitsToPass({ ...decision, record: all }, promised.parts, follows),
    }
  })
}

function asLine(line: OrderLine) {
  const { no, bundleNo, bundleRatio } = line
  const bundle = bundleNo === null ? undefined : { no: bundleNo, ratio: bundleRatio! }
  return { no, bundle, open: cancellableOf(line) }
}

/**
 * The rows of stock that are given back by cancelling: of the other parts of bundles. To be locked
 * with the rows that are taken, so that all are locked in order.
 */
export async function rowsGivenBack(tx: Tx, settled: readonly Settled[]): Promise<SupplyKey[]> {
  const gone = new Set(
    settled.flatMap(({ wanted: { orderId, order }, unserved: { units } }) => {
      const parts = order.lines.filter(({ no, bundleNo }) => bundleNo !== null && units.has(no))
      return parts.map(({ no }) => `${orderId} ${no}`)
    }),
  )
  if (gone.size === 0) return []
  const orderIds = [...new Set(settled.map(({ wanted: { orderId } }) => orderId))]
  const open = await listAllocations(tx, orderIds)
  return open.filter(({ orderId, lineNo }) => gone.has(`${orderId} ${lineNo}`))
}

function keyOf({ orderId, group }: Decided['wanted']): string {
  return `${orderId} ${group.no}`
}

type Remembered = {
  settled: readonly Settled[]
  keptOf: ReadonlyMap<Decided['wanted'], Kept>
  cause: AllocationCause
}

type Done = { settled: readonly Settled[]; kept: readonly Kept[]; cause: AllocationCause }

/**
 * Cancels what no other place can serve of what has just lost its place, or has waited until
 * something had passed, where a rule lets nothing else wait; remembers what waits for that now.
 * What was not `kept`, as the locked rows had less than was read, is decided on again.
 */
export async function cancelLost(
  tx: Tx,
  world: OrdersWorld,
  { settled, kept, cause }: Done,
  by: By,
): Promise<void> {
  const lost = settled.filter(({ decision }) => decision.record.cancelled)
  const keptOf = new Map(kept.map((one) => [one.wanted, one]))
  const untold = lost.filter(({ wanted, decision, unserved }) => {
    if (keptOf.get(wanted)?.decisions.length) return false
    return unserved.units.size > 0 || (cause === 're_routed' && decision.parts.length === 0)
  })
  const records = untold.map(({ wanted: { orderId, group }, decision: { record } }) => {
    const why = cause === 're_routed' ? cause : 'looked_again'
    return { id: newId(by.nowMs), orderId, groupNo: group.no, cause: why, record }
  })
  await saveDecisions(tx, records, by.now)
  await rememberWaiting(tx, { settled, keptOf, cause })
  const unserved = lost
    .filter((one) => one.unserved.units.size > 0)
    .map((one) => ({ orderId: one.wanted.orderId, ...one.unserved }))
  await cancelUnserved(tx, world, unserved, by)
  // Who has lost a place has a task already.
  if (cause === 're_routed') return
  const left = lost.filter(({ isLeft }) => isLeft).map(({ wanted: { order } }) => order)
  await raiseTasks(tx, left.map(taskOf), by)
}

/** Where a rule lets it wait now, it is not cancelled by a later one: its wait is over, too. */
async function rememberWaiting(tx: Tx, { settled, keptOf, cause }: Remembered) {
  const groups = settled.flatMap((one) => {
    const { wanted, decision } = one
    const key = { orderId: wanted.orderId, groupNo: wanted.group.no }
    const cancels = decision.record.rule?.otherwise === 'cancel'
    if (!cancels || !isDropped(one, keptOf.get(wanted)))
      return [{ ...key, isWaiting: one.isWaiting }]
    // What waited for other stock before still does; what has just lost its place is looked at.
    return cause === 're_routed' ? [{ ...key, isWaiting: true }] : []
  })
  const [waiting, done] = [true, false].map((is) => groups.filter((one) => one.isWaiting === is))
  await saveWaitsToPass(tx, waiting!)
  await endWaitsToPass(tx, done!)
}

/** Whether something that was decided was not there any more on the locked rows. */
function isDropped({ decision, promised }: Decided, kept: Kept | undefined): boolean {
  const isGone = decision.parts.length > 0 && !kept?.decisions.length
  return isGone || (promised.parts.length > 0 && !kept?.promised.parts.length)
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
