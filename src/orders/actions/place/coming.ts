import type { Tx } from '../../../platform/db/index.ts'
import { factsOf } from '../../domain/network-view.ts'
import { groupOf, nothingPromised, type Promised, type Routed } from '../../domain/place.ts'
import { promiseGroup, readComingOf, termsFor, unitsOf, type Coming } from '../coming.ts'
import type { Slot } from './index.ts'

/** Reads what is to come of the SKUs that orders are short of, where a rule lets it be promised. */
export async function readComing(tx: Tx, slots: readonly Slot[], coming: Coming): Promise<void> {
  const { now } = coming
  const skuIds = slots.flatMap(({ item }) => {
    const { lines, groups } = item.order
    const methods = new Map(groups.map(({ no, method }) => [no, method]))
    const promisable = lines.filter(({ sku, groupNo }) => {
      return termsFor(item, sku, { method: methods.get(groupNo)!, now })
    })
    return promisable.map(({ sku }) => sku.id)
  })
  await readComingOf(tx, skuIds, coming)
}

/** Promises what an order is short of from what is to come, group by group. */
export function promiseComing({ item, routed }: Slot, coming: Coming): Promised {
  if (!coming.isRead) return nothingPromised
  const { order } = item
  const skuOf = (skuId: number) => order.lines.find(({ sku }) => sku.id === skuId)!.sku
  const all = routed!.decisions.map(({ record, short }) => {
    const own = order.groups.find(({ no }) => no === record.group.no)!
    const group = groupOf(order, own, factsOf(item.channel, order, coming.now))
    return promiseGroup({ group, short, skuOf }, item, coming)
  })
  return {
    parts: all.flatMap(({ parts }) => parts),
    decisions: all.flatMap(({ decisions }) => decisions),
  }
}

/**
 * Whether lines are short even so. What goes along with the rest is short only because the rest is
 * not there yet: it waits for that.
 */
export function isStillShort({ item, routed }: Slot, promised: Promised): boolean {
  const all = routed!.decisions.flatMap(({ short }) => short)
  return all.some(({ lineNo, wanted, available }) => {
    const { sku } = item.order.lines.find(({ no }) => no === lineNo)!
    if (sku.kind === 'not_stocked' && promised.parts.length > 0) return false
    return available + unitsOf(promised.parts, lineNo) < wanted
  })
}

/** What orders are promised, all of them. */
export function promisedParts(slots: readonly { routed?: Routed }[]): Promised['parts'] {
  return slots.flatMap(({ routed }) => routed!.promised.parts)
}
