import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf, EventType, NewEvent } from '../../platform/events/define.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { By } from '../../inventory/index.ts'
import { saveCounters, type LineCounters } from '../store/change.ts'
import { addToCounters, raiseVersions, type LineMove } from '../store/progress.ts'

/** What an event tells of one order; the version is filled in. */
export type Told<Type extends EventType<'order'>> = {
  orderId: string
  data: Omit<DataOf<Type>, 'version'>
}

/** Units that move along one line, signed base units; what is left out does not move. */
export type UnitMove = Pick<LineMove, 'orderId' | 'lineNo'> & Partial<LineMove>

/** Writes the counters of lines as decided, and tells of it. */
export async function saveChanges<Type extends EventType<'order'>>(
  tx: Tx,
  type: Type,
  told: readonly Told<Type>[],
  lines: readonly LineCounters[],
  by: By,
): Promise<void> {
  await Promise.all([saveCounters(tx, lines), tellOrders(tx, type, told, by)])
}

/**
 * Moves units along order lines and tells of it: the one way for who works on orders. The orders
 * must be locked.
 */
export async function moveUnits<Type extends EventType<'order'>>(
  tx: Tx,
  type: Type,
  told: readonly Told<Type>[],
  moves: readonly UnitMove[],
  by: By,
): Promise<void> {
  await Promise.all([addToCounters(tx, sumsOf(moves)), tellOrders(tx, type, told, by)])
}

/**
 * Gives every order its next version, each with the one event that tells of it and names it (I19).
 * An order that is told of twice gets two.
 */
export async function tellOrders<Type extends EventType<'order'>>(
  tx: Tx,
  type: Type,
  told: readonly Told<Type>[],
  by: By,
): Promise<void> {
  const counts = new Map<string, number>()
  for (const { orderId } of told) counts.set(orderId, (counts.get(orderId) ?? 0) + 1)
  const before = await raiseVersions(tx, counts, by.now)
  const events = told.map(({ orderId, data }) => {
    const version = before.get(orderId)! + 1
    before.set(orderId, version)
    return {
      id: newId(by.nowMs),
      subject: orderId,
      actor: by.actor,
      data: { version, ...data },
      occurredAt: by.now,
    }
  })
  // Nobody in this transaction reads them, so nobody waits for them before the commit.
  tx.leave(saveEvents(tx, type, events as unknown as NewEvent<Type>[]))
}

const nothing = {
  cancelled: 0,
  allocated: 0,
  expected: 0,
  released: 0,
  picked: 0,
  packed: 0,
  fulfilled: 0,
}
const counters = Object.keys(nothing) as (keyof typeof nothing)[]

/** One row a line. */
function sumsOf(moves: readonly UnitMove[]): LineMove[] {
  const byLine = new Map<string, LineMove>()
  for (const move of moves) {
    const key = `${move.orderId} ${move.lineNo}`
    const sum = byLine.get(key) ?? { ...nothing, orderId: move.orderId, lineNo: move.lineNo }
    for (const counter of counters) sum[counter] += move[counter] ?? 0
    byLine.set(key, sum)
  }
  return [...byLine.values()]
}
