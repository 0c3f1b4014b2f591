import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By, type SupplyKey } from '../../inventory/index.ts'
import { cancellingNothing, saveDecisions, type CancelCause } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { cancellableOf, shortOf } from '../domain/counters.ts'
import {
  beyondWaiting,
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
    const named = new Map(order.lines.flatMap((line) => namedBy(units, line)))
    const wanted = withAlong(order.lines, named, new Map(), follows)
    const split = [...wanted].map(([line, now]) => {
      return { line, now: Math.min(now, cancellableOf(line)), back: 0 }
    })
    return { order, split, reason: reasonOf(causes), causes }
  })
  await cancelNow(tx, world, cancelling, by)
}

function namedBy(units: ReadonlyMap<number, number>, line: OrderLine): [OrderLine, number][] {
  const quantity = Math.min(units.get(line.no) ?? 0, cancellableOf(line))
  return quantity > 0 ? [[line, quantity]] : []
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

/** Base units of an order line that have lost their place. */
export type LostUnits = { orderId: string; lineNo: number; quantity: number }

type Settling = {
  cause: AllocationCause
  follows: (skuId: number) => boolean
  lost: readonly LostUnits[]
}

/**
 * Of what was decided on again only that which may be cancelled is to be: what has just lost its
 * place, and what waited only as long as something stood in its way. All else waits as it was told;
 * components wait for a person where a place has some of their bundle.
 */
export async function settleCancelling(
  tx: Tx,
  decided: readonly Decided[],
  { cause, follows, lost }: Settling,
): Promise<Settled[]> {
  const isAsked = decided.some(({ decision: { record } }) => record.cancelled)
  const orderIds = decided.map(({ wanted: { orderId } }) => orderId)
  const waits: ReadonlySet<string> = isAsked ? await listWaitsToPass(tx, orderIds) : new Set()
  const lostOf = unitsByLine(lost)
  return decided.map((one) => {
    const { wanted, decision, promised } = one
    const { record } = decision
    const nothing = { unserved: nothingUnserved, isLeft: false, isWaiting: false }
    if (!record.cancelled) return { ...one, ...nothing }
    const isToPass = waits.has(keyOf(wanted))
    if (cause !== 're_routed' && !isToPass) {
      return { ...one, decision: { ...decision, record: cancellingNothing(record) }, ...nothing }
    }
    const unserved = cancelledIn(decision, promised.parts)
    const waitingOf = (no: number) => {
      const line = wanted.lines.find((own) => own.no === no)
      return line ? shortOf(line) - (lostOf.get(`${wanted.orderId} ${no}`) ?? 0) : 0
    }
    const all = isToPass ? unserved : beyondWaiting(unserved, waitingOf)
    const whole = { ...decision, record: { ...record, cancelled: unserved } }
    const lines = wanted.order.lines.map(asLine)
    const cancelled = decideCancellable(lines, all)
    return {
      ...one,
      decision: { ...decision, record: { ...record, cancelled } },
      unserved: decideUnserved(lines, cancelled),
      isLeft: cancelled.length < all.length,
      isWaiting: waitsToPass(whole, promised.parts, follows),
    }
  })
}

function unitsByLine(lost: readonly LostUnits[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { orderId, lineNo, quantity } of lost) {
    const key = `${orderId} ${lineNo}`
    units.set(key, (units.get(key) ?? 0) + quantity)
  }
  return units
}

function asLine(line: OrderLine) {
  const { no, bundleNo, bundleRatio } = line
  const bundle = bundleNo === null ? undefined : { no: bundleNo, ratio: bundleRatio! }
  return { no, bundle, open: cancellableOf(line) }
}

/**
 * The rows of stock that are given back by cancelling: of the other parts of bundles, and of gift
 * wrap whose goods all go. To be locked with the rows that are taken, so that all are locked in
 * order.
 */
export async function rowsGivenBack(
  tx: Tx,
  settled: readonly Settled[],
  follows: (skuId: number) => boolean,
): Promise<SupplyKey[]> {
  const gone = new Set(
    settled.flatMap(({ wanted: { orderId, order }, unserved: { units } }) => {
      const named = new Map(order.lines.flatMap((line) => namedBy(units, line)))
      const all = withAlong(order.lines, named, new Map(), follows)
      return [...all.keys()].map(({ no }) => `${orderId} ${no}`)
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
