import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By } from '../../inventory/index.ts'
import {
  answerCancelRequests,
  listCancelRequests,
  listLines,
  lockCancelRequests,
  lockHeads,
  moveUnits,
  type OrderLine,
  type OrdersWorld,
  type UnitMove,
} from '../../orders/index.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import { decideCancel, type Cancelled } from '../domain/cancel.ts'
import { decideWithdraw, type Change } from '../domain/work.ts'
import { cancellationLate, unitsWithdrawn } from '../events.ts'
import { lockWorkOf, type StoredWork } from '../store/work.ts'
import { movesOf, saveDone, type Done } from './save.ts'
import { putBack, type Units } from './stock.ts'

/** Units of one line that somebody wants cancelled. */
export type CancelWish = { orderId: string; lineNo: number; quantity: number; reason: string }

/** Answers requests to cancel units that locations were given; true if there may be more. */
export async function answerCancels(
  tx: Tx,
  world: OrdersWorld,
  by: By,
  limit: number,
): Promise<boolean> {
  const orderIds = await listCancelRequests(tx, limit)
  if (orderIds.length === 0) return false
  const heads = await lockHeads(tx, orderIds)
  const requests = await lockCancelRequests(tx, orderIds)
  const cancelled = await cancelUnits(tx, world, requests, by)
  const answers = requests.map(({ id }, i) => ({ id, cancelled: cancelled[i]! }))
  await answerCancelRequests(tx, answers, by.now)
  const late = requests.filter(({ quantity }, i) => cancelled[i]! < quantity)
  const lateOf = Map.groupBy(late, ({ orderId }) => orderId)
  const told = [...lateOf].map(([orderId, lines]) => ({
    orderId,
    data: { lines: lines.map(({ lineNo, quantity }): [number, number] => [lineNo, quantity]) },
  }))
  await moveUnits(tx, cancellationLate, told, [], by)
  const tasks = told.map(({ orderId }) => ({
    cause: 'cancellation_too_late',
    subjectKind: 'order',
    subjectId: orderId,
    summary: `Order ${heads.get(orderId)!.number} was packed before it could be cancelled`,
    nextStep: 'Tell the customer; the goods can be returned when they have arrived.',
  }))
  await raiseTasks(tx, tasks, by)
  return orderIds.length === limit
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
  const standing = new Map(works)
  const state: State = { works: standing, lines: new Map(), claims: new Map() }
  for (const line of lines) state.lines.set(`${line.orderId} ${line.no}`, line)
  for (const { orderId, lineNo, locationId, quantity } of claims) {
    const key = `${orderId} ${lineNo}`
    const byLocation = state.claims.get(key) ?? new Map<number, number>()
    byLocation.set(locationId, (byLocation.get(locationId) ?? 0) + quantity)
    state.claims.set(key, byLocation)
  }
  const decided = wishes.map((wish) => ({ wish, cancelled: cancelOne(state, wish) }))
  await writeCancelled(tx, world, { decided, before: works, after: standing }, by)
  return decided.map(({ cancelled }) => cancelled.total)
}

type State = {
  works: Map<string, StoredWork>
  lines: Map<string, OrderLine>
  /** By order and line: units claimed at each location. */
  claims: Map<string, Map<number, number>>
}

/** Decides one wish on what earlier ones have left, and takes its units off that. */
function cancelOne(state: State, { orderId, lineNo, quantity }: CancelWish): Cancelled {
  const key = `${orderId} ${lineNo}`
  const line = state.lines.get(key)!
  const works = [...state.works.values()].filter((work) => work.orderId === orderId)
  const inWork = (locationId: number) =>
    works
      .filter((work) => work.locationId === locationId)
      .flatMap((work) => work.lines.filter((one) => one.lineNo === lineNo))
      .reduce((sum, one) => sum + one.quantity - one.fulfilled, 0)
  const claims = state.claims.get(key) ?? new Map<number, number>()
  const unreleased = [...claims].map(([locationId, units]) => {
    return { locationId, quantity: units - inWork(locationId) }
  })
  const short = line.ordered - line.cancelled - line.allocated
  const cancelled = decideCancel({ lineNo, skuId: line.skuId, short, unreleased, works }, quantity)
  const given = [
    ...cancelled.unreleased,
    ...cancelled.withdrawn.map(({ work, quantity: units }) => {
      return { locationId: work.locationId, quantity: units }
    }),
  ]
  let freed = 0
  for (const { locationId, quantity: units } of given) {
    claims.set(locationId, claims.get(locationId)! - units)
    freed += units
  }
  for (const { work, quantity: units } of cancelled.withdrawn) {
    const current = state.works.get(work.id)!
    const change = decideWithdraw(current, [{ lineNo, quantity: units }])
    if (change instanceof Refusal) throw change
    state.works.set(work.id, { ...current, ...change.after, lines: [...change.after.lines] })
  }
  const { total } = cancelled
  const next = { cancelled: line.cancelled + total, allocated: line.allocated - freed }
  state.lines.set(key, { ...line, ...next })
  return cancelled
}

async function writeCancelled(
  tx: Tx,
  world: OrdersWorld,
  of: {
    decided: readonly { wish: CancelWish; cancelled: Cancelled }[]
    before: ReadonlyMap<string, StoredWork>
    after: ReadonlyMap<string, StoredWork>
  },
  by: By,
): Promise<void> {
  const done = changesBetween(of.before, of.after)
  const units = of.decided.flatMap(({ wish, cancelled }) => freedOf(wish, cancelled))
  await putBack(
    tx,
    world,
    units.map((unit) => ({ ...unit, effect: 'none' as const })),
    by,
  )
  await saveDone(tx, done, by)
  const moves: UnitMove[] = [
    ...movesOf(done),
    ...of.decided.map(({ wish: { orderId, lineNo }, cancelled }) => ({
      orderId,
      lineNo,
      cancelled: cancelled.total,
      allocated: -cancelled.unreleased.reduce((sum, { quantity }) => sum + quantity, 0) || 0,
    })),
  ]
  const some = of.decided.filter(({ cancelled }) => cancelled.total > 0)
  const byOrder = Map.groupBy(some, ({ wish }) => wish.orderId)
  const told = [...byOrder].map(([orderId, mine]) => ({
    orderId,
    data: {
      reason: mine[0]!.wish.reason,
      lines: mine.map(({ wish, cancelled }): [number, number] => [wish.lineNo, cancelled.total]),
    },
  }))
  await moveUnits(tx, unitsWithdrawn, told, moves, by)
  await closeShortages(tx, [...byOrder.keys()], by)
  tx.onCommit(world.platform.wake.committed)
}

/** What was changed step by step, as one change for each fulfilment order. */
function changesBetween(
  before: ReadonlyMap<string, StoredWork>,
  after: ReadonlyMap<string, StoredWork>,
): Done[] {
  return [...before.values()].flatMap((work) => {
    const now = after.get(work.id)!
    if (now === work) return []
    const lines = work.lines.flatMap((line, i): Change['lines'] => {
      const next = now.lines[i]!
      if (next === line) return []
      const withdrawn = next.withdrawn - line.withdrawn
      const picked = next.picked - line.picked
      return [{ lineNo: line.lineNo, picked, packed: 0, fulfilled: 0, withdrawn }]
    })
    return [{ work, change: { lines, after: now } }]
  })
}

function freedOf({ orderId, lineNo }: CancelWish, cancelled: Cancelled): Units[] {
  const given = [
    ...cancelled.withdrawn.map(({ work, quantity }) => ({ locationId: work.locationId, quantity })),
    ...cancelled.unreleased,
  ]
  return given.map((one) => ({ orderId, lineNo, skuId: cancelled.skuId, ...one }))
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
}
