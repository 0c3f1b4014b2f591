import { findCandidates, type NetworkView } from '../../routing/index.ts'
import type { NewOrder } from './capture.ts'
import { groupOf } from './place.ts'

/** A location that expects free units of a SKU, and the first day it does. */
export type Expected = { skuId: number; locationId: number; dueOn: Temporal.PlainDate }

/**
 * The first day on which some location that may serve a line expects free units of it, by line
 * number; lines without one are left out. Which locations may serve is decided as in routing, so
 * that a date is never that of a place the order could not be served from.
 */
export function decideNextOn(
  order: NewOrder,
  network: NetworkView,
  expected: readonly Expected[],
): Map<number, Temporal.PlainDate> {
  const nextOn = new Map<number, Temporal.PlainDate>()
  const bySku = Map.groupBy(expected, ({ skuId }) => skuId)
  const of = (skuId: number) => bySku.get(skuId) ?? []
  for (const group of order.groups) {
    const { skus, list } = findCandidates(groupOf(order, group), network, {
      forEach(skuId, visit) {
        for (const { locationId } of of(skuId)) visit(locationId, 1)
      },
    })
    skus.forEach(({ skuId, lines }, s) => {
      const serving = new Set(list.filter((c) => c.available[s]! > 0).map((c) => c.location.id))
      const days = of(skuId).filter(({ locationId }) => serving.has(locationId))
      const first = days.map(({ dueOn }) => dueOn).toSorted(Temporal.PlainDate.compare)[0]
      if (first) for (const { lineNo } of lines) nextOn.set(lineNo, first)
    })
  }
  return nextOn
}
