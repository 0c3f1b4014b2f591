import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { lockHeads, type LockedHead } from '../../orders/index.ts'
import type { Change } from '../domain/work.ts'
import { lockWork, ordersOf, type StoredWork } from '../store/work.ts'
import type { Done } from './save.ts'

/** Fulfilment orders, locked together with their orders. */
export type Loaded = { works: Map<string, StoredWork>; orders: Map<string, LockedHead> }

/** Locks orders first, then the fulfilment orders: the same order everywhere. */
export async function loadWork(tx: Tx, ids: readonly string[]): Promise<Loaded> {
  const known = await ordersOf(tx, ids)
  const orderIds = [...new Set(known.map(({ orderId }) => orderId))]
  const [orders, works] = await Promise.all([lockHeads(tx, orderIds), lockWork(tx, ids)])
  return { works, orders }
}

/**
 * Decides a command on each fulfilment order, in the given order; several on the same one follow
 * each other. Answers what is done, merged per fulfilment order, and each item's refusal.
 */
export function decideEach<Item extends { id: string }>(
  { works }: Loaded,
  items: readonly Item[],
  decide: (work: StoredWork, item: Item) => Change | Refusal,
): { done: (Done & { item: Item })[]; refusals: (Refusal | undefined)[] } {
  const done: (Done & { item: Item })[] = []
  const seen = new Set<string>()
  const refusals = items.map((item) => {
    const work = works.get(item.id)
    if (!work) return new Refusal('not_found')
    if (seen.has(item.id)) return new Refusal('version_conflict', { detail: 'Named twice' })
    seen.add(item.id)
    const change = decide(work, item)
    if (change instanceof Refusal) return change
    done.push({ work, change, item })
    return undefined
  })
  return { done, refusals }
}
