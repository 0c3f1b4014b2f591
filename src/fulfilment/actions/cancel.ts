import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By, type OpenClaim } from '../../inventory/index.ts'
import {
  answerCancelRequests,
  closeKept,
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
import { decideCancel, type Cancelled, type Unreleased } from '../domain/cancel.ts'
import { apply, decideWithdraw, type LineChange, type WorkLine } from '../domain/work.ts'
import { cancellationLate, unitsWithdrawn } from '../events.ts'
import { lockWorkOf, type StoredWork } from '../store/work.ts'
import { tooLate } from './late.ts'
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
  const state = stateOfAll(works, lines, claims)
  const decided = wishes.map((wish) => ({ wish, cancelled: cancelOne(state, wish) }))
  await writeCancelled(tx, world, { decided, done: changesOf(works, state) }, by)
  return decided.map(({ cancelled }) => cancelled.total)
}

/** How all lines stand, with what earlier wishes have taken already. */
type State = {
  lines: Map<string, OrderLine>
  /** By order and line: units claimed of each supply, what is not there yet first. */
  claims: Map<string, Unreleased[]>
  /** By order and line: each fulfilment order with it, and the line as it is now. */
  places: Map<string, { work: StoredWork; line: WorkLine }[]>
}

function stateOfAll(
  works: ReadonlyMap<string, StoredWork>,
  lines: readonly OrderLine[],
  claims: readonly OpenClaim[],
): State {
  const state: State = { lines: new Map(), claims: new Map(), places: new Map() }
  for (const line of lines) state.lines.set(`${line.orderId} ${line.no}`, line)
  for (const [key, own] of Map.groupBy(claims, (claim) => `${claim.orderId} ${claim.lineNo}`)) {
    const bySupply = [...Map.groupBy(own, (claim) => `${claim.locationId}/${claim.supplyNo}`)]
    const units = bySupply.map(([, here]) => {
      const { locationId, supplyNo } = here[0]!
      return { locationId, supplyNo, quantity: here.reduce((sum, one) => sum + one.quantity, 0) }
    })
    const isHere = ({ supplyNo }: Unreleased) => Number(supplyNo === 0)
    state.claims.set(
      key,
      units.toSorted((a, b) => isHere(a) - isHere(b)),
    )
  }
  for (const work of works.values()) {
    for (const line of work.lines) {
      const key = `${work.orderId} ${line.lineNo}`
      const places = state.places.get(key)
      if (places) places.push({ work, line })
      else state.places.set(key, [{ work, line }])
    }
  }
  return state
}

/** Decides one wish on what earlier ones have left, and takes its units off that. */
function cancelOne(state: State, { orderId, lineNo, quantity }: CancelWish): Cancelled {
  const key = `${orderId} ${lineNo}`
  const line = state.lines.get(key)!
  const places = state.places.get(key) ?? []
  const inWork = (locationId: number) =>
    places
      .filter(({ work }) => work.locationId === locationId)
      .reduce((sum, { line: at }) => sum + at.quantity - at.fulfilled, 0)
  const claims = state.claims.get(key) ?? []
  const unreleased = claims.map((one) => {
    return { ...one, quantity: one.quantity - (one.supplyNo === 0 ? inWork(one.locationId) : 0) }
  })
  const short = line.ordered - line.cancelled - line.allocated
  const works = places.map(({ work, line: at }) => ({ ...work, lines: [at] }))
  const cancelled = decideCancel({ lineNo, skuId: line.skuId, short, unreleased, works }, quantity)
  let freed = 0
  for (const { locationId, supplyNo, quantity: units } of givenBack(cancelled)) {
    claims.find((one) => one.locationId === locationId && one.supplyNo === supplyNo)!.quantity -=
      units
    freed += units
  }
  for (const { work, quantity: units } of cancelled.withdrawn) {
    const change = decideWithdraw(work, [{ lineNo, quantity: units }])
    if (change instanceof Refusal) throw change
    places.find((place) => place.work.id === work.id)!.line = change.after.lines[0]!
  }
  const { total } = cancelled
  const next = { cancelled: line.cancelled + total, allocated: line.allocated - freed }
  state.lines.set(key, { ...line, ...next })
  return cancelled
}

/** What was taken line by line, as one change for each fulfilment order. */
function changesOf(works: ReadonlyMap<string, StoredWork>, { places }: State): Done[] {
  const changed = new Map<string, LineChange[]>()
  for (const { work, line } of [...places.values()].flat()) {
    const was = works.get(work.id)!.lines.find(({ lineNo }) => lineNo === line.lineNo)!
    if (was === line) continue
    const withdrawn = line.withdrawn - was.withdrawn
    const picked = line.picked - was.picked
    const change = { lineNo: line.lineNo, picked, packed: 0, fulfilled: 0, withdrawn }
    changed.set(work.id, [...(changed.get(work.id) ?? []), change])
  }
  return [...changed].map(([id, lines]) => {
    const work = works.get(id)!
    return { work, change: { lines, after: apply(work, lines, work.request) } }
  })
}

function givenBack(cancelled: Cancelled): Unreleased[] {
  return [
    ...cancelled.withdrawn.map(({ work: { locationId }, quantity }) => {
      return { locationId, supplyNo: 0, quantity }
    }),
    ...cancelled.unreleased,
  ]
}

async function writeCancelled(
  tx: Tx,
  world: OrdersWorld,
  of: {
    decided: readonly { wish: CancelWish; cancelled: Cancelled }[]
    done: readonly Done[]
  },
  by: By,
): Promise<void> {
  const { done } = of
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
      allocated: -unitsOf(cancelled.unreleased) || 0,
      expected: -unitsOf(cancelled.unreleased.filter(({ supplyNo }) => supplyNo !== 0)) || 0,
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
