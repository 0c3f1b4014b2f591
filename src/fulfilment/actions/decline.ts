import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import {
  getOrders,
  listGroups,
  moveUnits,
  reallocate,
  type OrderLine,
  type OrdersWorld,
} from '../../orders/index.ts'
import { saveExclusions } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import {
  declineReasons,
  EXCLUDED_HOURS,
  type DeclineReason,
  type StockEffect,
} from '../domain/decline.ts'
import { decideDecline, decideShortPick, type Named } from '../domain/work.ts'
import { unitsMissing, workDeclined } from '../events.ts'
import { unitsOf, type OnWork, type Outcomes } from './advance.ts'
import { decideEach, loadWork } from './load.ts'
import { movesOf, named, saveDone, type Done } from './save.ts'
import { putBack } from './stock.ts'

/**
 * Locations decline units. They are looked for elsewhere at once, and the location is not asked for
 * the order again for a day; the reason says what it means for the stock there.
 */
export async function declineWork(
  tx: Tx,
  world: OrdersWorld,
  items: readonly (OnWork & { reason: DeclineReason })[],
  by: By,
): Promise<Outcomes> {
  const loaded = await loadWork(
    tx,
    items.map(({ id }) => id),
  )
  const decided = decideEach(loaded, items, (work, { lines }) => decideDecline(work, lines))
  const { done, refusals } = decided
  await takeAway(tx, world, { done, effectOf: ({ item }) => declineReasons[item.reason] }, by)
  const told = done.map(({ work, change, item }) => ({
    orderId: work.orderId,
    data: {
      ...named(work),
      reason: item.reason,
      lines: change.lines.map((line) => unitsOf(line, 'withdrawn')),
    },
  }))
  await moveUnits(tx, workDeclined, told, movesOf(done), by)
  const excluded = done.map(({ work, item }) => exclusionOf(work, null, item.reason, by))
  await routeAgain(tx, world, { done, excluded }, by)
  return refusals
}

/** Units were looked for and not found: they are booked out, and found elsewhere at once. */
export async function shortPickWork(
  tx: Tx,
  world: OrdersWorld,
  items: readonly { id: string; missing: readonly Named[] }[],
  by: By,
): Promise<Outcomes> {
  const loaded = await loadWork(
    tx,
    items.map(({ id }) => id),
  )
  const decided = decideEach(loaded, items, (work, item) => decideShortPick(work, item.missing))
  const { done, refusals } = decided
  await takeAway(tx, world, { done, effectOf: () => 'missing' as const }, by)
  const told = done.map(({ work, change }) => ({
    orderId: work.orderId,
    data: { ...named(work), lines: change.lines.map((line) => unitsOf(line, 'withdrawn')) },
  }))
  await moveUnits(tx, unitsMissing, told, movesOf(done), by)
  const excluded = done.flatMap(({ work, change }) =>
    change.lines.map(({ lineNo }) => {
      const { skuId } = work.lines.find((line) => line.lineNo === lineNo)!
      return exclusionOf(work, skuId, 'short_pick', by)
    }),
  )
  await routeAgain(tx, world, { done, excluded }, by)
  return refusals
}

async function takeAway<Item extends Done>(
  tx: Tx,
  world: OrdersWorld,
  of: { done: readonly Item[]; effectOf: (item: Item) => StockEffect | 'missing' },
  by: By,
): Promise<void> {
  const units = of.done.flatMap((one) =>
    one.change.lines.map(({ lineNo, withdrawn }) => {
      const { orderId, locationId, lines } = one.work
      const { skuId } = lines.find((line) => line.lineNo === lineNo)!
      const effect = of.effectOf(one)
      return { orderId, lineNo, skuId, locationId, quantity: withdrawn, effect }
    }),
  )
  await putBack(tx, world, units, by)
  await saveDone(tx, of.done, by)
}

function exclusionOf(
  { orderId, locationId }: { orderId: string; locationId: number },
  skuId: number | null,
  cause: string,
  by: By,
) {
  const until = by.now.add({ hours: EXCLUDED_HOURS })
  return { orderId, locationId, skuId, cause, until, actor: by.actor, createdAt: by.now }
}

/** Finds other stock at once; what is not found is a task for a person. */
async function routeAgain(
  tx: Tx,
  world: OrdersWorld,
  of: { done: readonly Done[]; excluded: readonly ReturnType<typeof exclusionOf>[] },
  by: By,
): Promise<void> {
  tx.onCommit(world.platform.wake.committed)
  const orderIds = [...new Set(of.done.map(({ work }) => work.orderId))]
  if (orderIds.length === 0) return
  await saveExclusions(tx, of.excluded)
  await reallocate(tx, world, orderIds, by)
  const [orders, groups] = await Promise.all([getOrders(tx, orderIds), listGroups(tx, orderIds)])
  const short = orders.filter(({ lines }) => lines.some(isShort))
  const tasks = short.map(({ id, number, lines }) => {
    const nos = new Set(lines.filter(isShort).map(({ groupNo }) => groupNo))
    const collects = groups.some(
      (group) => group.orderId === id && nos.has(group.no) && group.pickupLocationId !== null,
    )
    return {
      cause: 'shortage',
      subjectKind: 'order',
      subjectId: id,
      summary: collects
        ? `Order ${number} cannot be collected where the customer chose`
        : `Order ${number} waits for stock`,
      nextStep: collects
        ? 'Agree another place or delivery with the customer, or cancel what is short.'
        : 'Ask the customer to wait, or cancel what is short.',
    }
  })
  await raiseTasks(tx, tasks, by)
}

function isShort(line: OrderLine): boolean {
  return line.ordered - line.cancelled > line.allocated
}
