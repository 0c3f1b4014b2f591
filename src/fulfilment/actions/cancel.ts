import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By } from '../../inventory/index.ts'
import {
  answerCancelRequests,
  closeKept,
  followsIn,
  listCancelRequests,
  listLines,
  lockCancelRequests,
  lockHeads,
  moveUnits,
  reallocate,
  type OrdersWorld,
  type UnitMove,
} from '../../orders/index.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import type { Cancelled, Unreleased } from '../domain/cancel.ts'
import { cancellationLate, unitsWithdrawn } from '../events.ts'
import { lockWorkOf } from '../store/work.ts'
import {
  alongWith,
  cancelOne,
  changesOf,
  givenBack,
  movedAlong,
  stateOfAll,
  type CancelWish,
  type Decided,
} from './cancelling.ts'
import { tooLate } from './late.ts'
import { movesOf, saveDone, type Done } from './save.ts'
import { putBack, puttingBack, type Units } from './stock.ts'

/** Answers requests to cancel units that locations were given; true if there may be more. */
export async function answerCancels(
  tx: Tx,
  world: OrdersWorld,
  by: By,
  limit: number,
): Promise<boolean> {
  const orderIds = await listCancelRequests(tx, limit)
  if (orderIds.length > 0) await answerCancelsOf(tx, world, orderIds, by)
  return orderIds.length === limit
}

/** Answers what was asked back from these orders, as far as nobody has done so. */
export async function answerCancelsOf(
  tx: Tx,
  world: OrdersWorld,
  orderIds: readonly string[],
  by: By,
): Promise<void> {
  const heads = await lockHeads(tx, orderIds)
  const requests = await lockCancelRequests(tx, orderIds)
  if (requests.length === 0) return
  const cancelled = await cancelUnits(tx, world, requests, by)
  const answers = requests.map(({ id }, i) => ({ id, cancelled: cancelled[i]! }))
  await answerCancelRequests(tx, answers, by.now)
  // What another cancellation has taken meanwhile is cancelled too; only what is packed is late.
  const packed = new Set(
    (await listLines(tx, orderIds))
      .filter((line) => line.packed > 0)
      .map((line) => `${line.orderId} ${line.no}`),
  )
  const late = requests.filter(
    ({ orderId, lineNo, quantity }, i) =>
      cancelled[i]! < quantity && packed.has(`${orderId} ${lineNo}`),
  )
  const lateOf = Map.groupBy(late, ({ orderId }) => orderId)
  const told = [...lateOf].map(([orderId, lines]) => ({
    orderId,
    data: { lines: lines.map(({ lineNo, quantity }): [number, number] => [lineNo, quantity]) },
  }))
  await moveUnits(tx, cancellationLate, told, [], by)
  const tasks = told.map(({ orderId }) => tooLate(orderId, heads.get(orderId)!.number))
  await raiseTasks(tx, tasks, by)
}

/**
 * Cancels units wherever they stand, as far as they are not packed; answers how many of each wish.
 * The orders must be locked.
 */
export async function cancelUnits(
  tx: Tx,
  world: OrdersWorld,
  wishes: readonly CancelWish[],
  by: By,
): Promise<number[]> {
  const orderIds = [...new Set(wishes.map(({ orderId }) => orderId))]
  const [works, lines, claims] = await Promise.all([
    lockWorkOf(tx, orderIds),
    listLines(tx, orderIds),
    listAllocations(tx, orderIds),
  ])
  const follows = await followsIn(world, lines)
  const state = stateOfAll(works, lines, claims)
  const cancel = (wish: CancelWish) => ({ wish, cancelled: cancelOne(state, wish) })
  const named = wishes.map(cancel)
  const decided = [...named, ...alongWith(named, state, follows).map(cancel)]
  await writeCancelled(tx, world, { decided, done: changesOf(works, state, follows) }, by)
  return named.map(({ cancelled }) => cancelled.total)
}

async function writeCancelled(
  tx: Tx,
  world: OrdersWorld,
  of: { decided: readonly Decided[]; done: readonly Done[] },
  by: By,
): Promise<void> {
  const { done } = of
  const along = movedAlong(of)
  const units = [...of.decided.flatMap(({ wish, cancelled }) => freedOf(wish, cancelled)), ...along]
  await saveDone(tx, done, by)
  const moves: UnitMove[] = [
    ...movesOf(done),
    ...of.decided.map(({ wish: { orderId, lineNo }, cancelled }) => ({
      orderId,
      lineNo,
      cancelled: cancelled.total,
      allocated: -unitsOf(cancelled.unreleased) || 0,
      expected: -unitsOf(cancelled.unreleased.filter(({ supplyNo }) => supplyNo !== 0)) || 0,
    })),
  ]
  const some = of.decided.filter(({ cancelled }) => cancelled.total > 0)
  const byOrder = Map.groupBy(some, ({ wish }) => wish.orderId)
  const told = [...byOrder].map(([orderId, mine]) => {
    const moved = along.filter((unit) => unit.orderId === orderId)
    return {
      orderId,
      data: {
        reason: mine[0]!.wish.reason,
        lines: mine.map(({ wish, cancelled }): [number, number] => [wish.lineNo, cancelled.total]),
        ...(moved.length > 0 && { along: moved.map(pairOf) }),
      },
    }
  })
  await moveUnits(tx, unitsWithdrawn, told, moves, by)
  const returned = units.map((unit) => ({ ...unit, effect: 'none' as const }))
  if (along.length === 0) await putBack(tx, world, returned, by)
  else {
    const orderIds = [...new Set(along.map(({ orderId }) => orderId))]
    const loss = await puttingBack(tx, world, returned, by)
    // What was cancelled is wanted no more.
    await reallocate(tx, world, { orderIds, loss: { ...loss, lost: along } }, by)
  }
  await closeShortages(tx, [...byOrder.keys()], by)
  tx.onCommit(world.platform.wake.committed)
}

function pairOf({ lineNo, quantity }: Units): [number, number] {
  return [lineNo, quantity]
}

function unitsOf(unreleased: readonly Unreleased[]): number {
  return unreleased.reduce((sum, { quantity }) => sum + quantity, 0)
}

function freedOf({ orderId, lineNo }: CancelWish, cancelled: Cancelled): Units[] {
  return givenBack(cancelled).map((one) => ({ orderId, lineNo, skuId: cancelled.skuId, ...one }))
}

/** A shortage that was cancelled needs nobody any more. */
async function closeShortages(tx: Tx, orderIds: readonly string[], by: By): Promise<void> {
  const lines = await listLines(tx, orderIds)
  const short = new Set(
    lines.filter((l) => l.ordered - l.cancelled > l.allocated).map(({ orderId }) => orderId),
  )
  const subjects = orderIds
    .filter((id) => !short.has(id))
    .map((id) => ({ subjectKind: 'order', subjectId: id, cause: 'shortage' }))
  await closeTasksOf(tx, subjects, by, 'nothing is short any more')
  await closeKept(tx, orderIds, by)
}
