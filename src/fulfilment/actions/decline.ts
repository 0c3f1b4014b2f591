import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import {
  followsIn,
  getOrders,
  listGroups,
  moveUnits,
  reallocate,
  type LockedHead,
  type OrderLine,
  type OrdersWorld,
} from '../../orders/index.ts'
import { readCoolOffs, saveExclusions } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { decideAlong } from '../domain/along.ts'
import { declineReasons, type DeclineReason } from '../domain/decline.ts'
import { decideDecline, decideShortPick, type Named, type Work } from '../domain/work.ts'
import { unitsMissing, workDeclined } from '../events.ts'
import { unitsOf, type OnWork, type Outcomes } from './advance.ts'
import { decideEach, loadWork, type Loaded } from './load.ts'
import { movesOf, named, saveDone, type Done } from './save.ts'
import { puttingBack, type Returned } from './stock.ts'

/**
 * Locations decline units. They are looked for elsewhere at once, and the location is not asked for
 * the order again for a while; the reason says what it means for the stock there. Gift wrap is not
 * left behind alone.
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
  const follows = await alongIn(world, loaded)
  const decided = decideEach(loaded, items, (work, { lines }) => {
    const change = decideDecline(work, lines)
    if (change instanceof Refusal) return change
    const whole = decideAlong(work, change, follows)
    const isAll = whole.after.state === 'cancelled'
    return isAll ? { ...whole, after: { ...whole.after, request: 'declined' as const } } : whole
  })
  const { done, refusals } = decided
  await saveDone(tx, done, by)
  const told = done.map(({ work, change, item }) => ({
    orderId: work.orderId,
    data: {
      ...named(work),
      reason: item.reason,
      lines: change.lines.map((line) => unitsOf(line, 'withdrawn')),
    },
  }))
  await moveUnits(tx, workDeclined, told, movesOf(done), by)
  const untilOf = await coolOffsOf(tx, loaded.orders, by)
  const excluded = done.map(({ work, item }) =>
    exclusionOf(work, { skuId: null, cause: item.reason, until: untilOf(work) }, by),
  )
  const units = unitsTaken(done, ({ item }) => declineReasons[item.reason])
  await routeAgain(tx, world, { units, excluded }, by)
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
  const follows = await alongIn(world, loaded)
  const decided = decideEach(loaded, items, (work, item) => {
    const change = decideShortPick(work, item.missing)
    return change instanceof Refusal ? change : decideAlong(work, change, follows)
  })
  const { done, refusals } = decided
  await saveDone(tx, done, by)
  const told = done.map((one) => {
    const [missing, along] = partedLines(one)
    const units = (lines: typeof missing) => lines.map((line) => unitsOf(line, 'withdrawn'))
    const more = along.length > 0 ? { along: units(along) } : {}
    const data = { ...named(one.work), lines: units(missing), ...more }
    return { orderId: one.work.orderId, data }
  })
  await moveUnits(tx, unitsMissing, told, movesOf(done), by)
  const untilOf = await coolOffsOf(tx, loaded.orders, by)
  const excluded = done.flatMap((one) =>
    partedLines(one)[0].map(({ lineNo }) => {
      const { skuId } = one.work.lines.find((line) => line.lineNo === lineNo)!
      return exclusionOf(one.work, { skuId, cause: 'short_pick', until: untilOf(one.work) }, by)
    }),
  )
  const units = unitsTaken(done, () => 'missing')
  await routeAgain(tx, world, { units, excluded }, by)
  return refusals
}

/** Which SKUs only go along with the rest. */
function alongIn(world: OrdersWorld, { works }: Loaded) {
  return followsIn(
    world,
    [...works.values()].flatMap(({ lines }: Work) => lines),
  )
}

/** The lines that were not found, and those that only go along. */
function partedLines({ change, item }: Done & { item: { missing: readonly Named[] } }) {
  const numbers = new Set(item.missing.map(({ lineNo }) => lineNo))
  const isMissing = ({ lineNo }: { lineNo: number }) => numbers.has(lineNo)
  const { lines } = change
  return [lines.filter(isMissing), lines.filter((line) => !isMissing(line))] as const
}

/** The units that a location will not send, with what that says about its stock. */
function unitsTaken<Item extends Done>(
  done: readonly Item[],
  effectOf: (item: Item) => Returned['effect'],
): Returned[] {
  return done.flatMap((one) =>
    one.change.lines.map(({ lineNo, withdrawn }) => {
      const { orderId, locationId, lines } = one.work
      const { skuId } = lines.find((line) => line.lineNo === lineNo)!
      return { orderId, lineNo, skuId, locationId, quantity: withdrawn, effect: effectOf(one) }
    }),
  )
}

type Given = { orderId: string; locationId: number }

/** Until when a location is not asked again for an order, as the plan of its channel says. */
export async function coolOffsOf(tx: Tx, orders: ReadonlyMap<string, LockedHead>, { now }: By) {
  const hoursOf = await readCoolOffs(tx)
  return ({ orderId }: Given) => now.add({ hours: hoursOf(orders.get(orderId)!.channelId) })
}

export function exclusionOf(
  { orderId, locationId }: Given,
  of: { skuId: number | null; cause: string; until: Temporal.Instant },
  { actor, now: createdAt }: By,
) {
  return { orderId, locationId, ...of, actor, createdAt }
}

/** Gives the units back and finds others at once; what is not found is a task for a person. */
async function routeAgain(
  tx: Tx,
  world: OrdersWorld,
  of: { units: readonly Returned[]; excluded: readonly ReturnType<typeof exclusionOf>[] },
  by: By,
): Promise<void> {
  tx.onCommit(world.platform.wake.committed)
  const orderIds = [...new Set(of.units.map(({ orderId }) => orderId))]
  if (orderIds.length === 0) return
  await saveExclusions(tx, of.excluded)
  const loss = await puttingBack(tx, world, of.units, by)
  await reallocate(tx, world, { orderIds, loss }, by)
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
      orderId: id,
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
