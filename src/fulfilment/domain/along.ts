import { Refusal } from '../../lib/refusal.ts'
import { decideWithdraw, notPacked, type Change, type LineChange, type Work } from './work.ts'

/**
 * What goes along with the rest (gift wrap) is not left behind: where units are taken away from a
 * location and nothing but that is left to send, it is taken away with them, as far as it is not
 * packed. Work of nothing else is work like any other.
 */
export function decideAlong<Of extends Work>(
  work: Of,
  change: Change,
  follows: (skuId: number) => boolean,
): Change {
  const leading = work.lines.filter(({ skuId }) => !follows(skuId))
  const numbers = new Set(leading.map(({ lineNo }) => lineNo))
  const { lines } = change.after
  const isLeft = lines.some((line) => numbers.has(line.lineNo) && line.quantity > line.fulfilled)
  const along = lines.filter((line) => !numbers.has(line.lineNo) && notPacked(line) > 0)
  if (isLeft || leading.length === 0 || along.length === 0) return change
  const named = along.map((line) => ({ lineNo: line.lineNo, quantity: notPacked(line) }))
  const more = decideWithdraw(change.after, named)
  if (more instanceof Refusal) return change
  return { lines: summed([...change.lines, ...more.lines]), after: more.after }
}

/** One change for each line. */
function summed(changes: readonly LineChange[]): LineChange[] {
  const byLine = new Map<number, LineChange>()
  for (const one of changes) {
    const known = byLine.get(one.lineNo)
    byLine.set(one.lineNo, known ? plus(known, one) : one)
  }
  return [...byLine.values()]
}

function plus(a: LineChange, b: LineChange): LineChange {
  return {
    lineNo: a.lineNo,
    picked: a.picked + b.picked,
    packed: a.packed + b.packed,
    fulfilled: a.fulfilled + b.fulfilled,
    withdrawn: a.withdrawn + b.withdrawn,
  }
}
