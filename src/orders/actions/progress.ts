import type { Tx } from '../../platform/db/index.ts'
import { addToCounters, raiseVersions, type LineMove } from '../store/progress.ts'

/** Units that move along one line, signed base units; what is left out does not move. */
export type UnitMove = Pick<LineMove, 'orderId' | 'lineNo'> & Partial<LineMove>

/**
 * The one way in which units move along order lines after they were allocated. The orders must be
 * locked; `events` says how many events of the caller's transaction tell of each order, since every
 * event is a version of it.
 */
export async function moveUnits(
  tx: Tx,
  moves: readonly UnitMove[],
  events: ReadonlyMap<string, number>,
  now: Temporal.Instant,
): Promise<void> {
  const byLine = new Map<string, LineMove>()
  for (const move of moves) {
    const key = `${move.orderId} ${move.lineNo}`
    const sum = byLine.get(key) ?? { ...nothing, orderId: move.orderId, lineNo: move.lineNo }
    for (const counter of counters) sum[counter] += move[counter] ?? 0
    byLine.set(key, sum)
  }
  await Promise.all([addToCounters(tx, [...byLine.values()]), raiseVersions(tx, events, now)])
}

const counters = ['cancelled', 'allocated', 'released', 'picked', 'packed', 'fulfilled'] as const
const nothing = { cancelled: 0, allocated: 0, released: 0, picked: 0, packed: 0, fulfilled: 0 }
