import type { Counters } from './counters.ts'

type Line = Counters & { no: number; groupNo: number; skuId: number }

/**
 * What only goes along with the goods of its delivery group (gift wrap) is not sent alone: its
 * lines that are to be cancelled, since `cancelled` lines have lost units and no goods of their
 * group are left to send. `lines` are as they are after that.
 */
export function leftAlone<Of extends Line>(
  lines: readonly Of[],
  cancelled: ReadonlySet<number>,
  follows: (skuId: number) => boolean,
): Of[] {
  const goods = lines.filter(({ skuId }) => !follows(skuId))
  const groupsOf = (some: readonly Of[]) => new Set(some.map(({ groupNo }) => groupNo))
  const touched = groupsOf(goods.filter(({ no }) => cancelled.has(no)))
  const open = groupsOf(goods.filter((line) => line.ordered - line.cancelled > line.fulfilled))
  return lines.filter(
    (line) =>
      follows(line.skuId) &&
      touched.has(line.groupNo) &&
      !open.has(line.groupNo) &&
      line.ordered - line.cancelled > line.packed,
  )
}
