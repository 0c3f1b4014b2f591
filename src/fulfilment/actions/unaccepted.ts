import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import {
  moveLeaving,
  moveUnits,
  type GoneElsewhere,
  type GroupLeaving,
  type LockedHead,
  type OrdersWorld,
} from '../../orders/index.ts'
import { saveExclusions } from '../../routing/index.ts'
import type { DeclineReason } from '../domain/decline.ts'
import { decideUnitsBack } from '../domain/take-back.ts'
import { workDeclined } from '../events.ts'
import type { StoredWork } from '../store/work.ts'
import { unitsOf } from './advance.ts'
import { isSame } from './closed.ts'
import { coolOffsOf, exclusionOf } from './decline.ts'
import { movesOf, named, saveDone, type Done } from './save.ts'
import { idsOf } from './uncovered.ts'

const reason = 'not_accepted_in_time' satisfies DeclineReason

/** What its location has not accepted in time of a delivery group. */
type Unaccepted = GroupLeaving & { works: StoredWork[] }

/**
 * Gives work that its location has not accepted in time to other places, as far as they have it:
 * claimed there and given back here in one go, and the location is not asked for the order again
 * for a while. What no other place has stays promised, and may still be accepted: that is answered.
 * The orders and their fulfilment orders must be locked.
 */
export async function moveUnaccepted(
  tx: Tx,
  world: OrdersWorld,
  of: {
    late: readonly StoredWork[]
    heads: ReadonlyMap<string, LockedHead>
    network: Network
  },
  by: By,
): Promise<StoredWork[]> {
  const { late, heads, network } = of
  if (late.length === 0) return []
  const groups = groupsOf(late)
  const open = await listAllocations(tx, [...new Set(late.map(({ orderId }) => orderId))])
  const avoid = late.map(({ orderId, locationId }) => ({ orderId, locationId, skuId: null }))
  const done: Done[] = []
  const takeBack = async (gone: readonly GoneElsewhere[]) => {
    done.push(...groups.flatMap((group) => takenBack(group, gone)))
    await saveTaken(tx, { done, heads }, by)
    return { released: [], fulfilmentOrderIds: idsOf(done) }
  }
  const leaving = { cause: 'not_accepted' as const, reason: null, groups, open, avoid, network }
  const left = await moveLeaving(tx, world, { ...leaving, takeBack }, by)
  const stays = left.filter(({ isGone, again }) => !isGone && !again)
  const ended = new Set(done.filter(isWhole).map(({ work }) => work.id))
  return groups
    .filter((group) => stays.some((one) => isSame(one, group)))
    .flatMap(({ works }) => works.filter(({ id }) => !ended.has(id)))
}

/** Of a group that is late at several places only one: the others are looked at next. */
function groupsOf(late: readonly StoredWork[]): Unaccepted[] {
  const groups = Map.groupBy(late, ({ orderId, groupNo }) => `${orderId} ${groupNo}`)
  return [...groups.values()].map((all) => {
    const { orderId, groupNo, locationId: from } = all[0]!
    const works = all.filter(({ locationId }) => locationId === from)
    const units = new Map<number, number>()
    for (const { lineNo, quantity } of works.flatMap(({ lines }) => lines)) {
      units.set(lineNo, (units.get(lineNo) ?? 0) + quantity)
    }
    return { orderId, groupNo, from, units, works }
  })
}

/** What a group's fulfilment orders give back of units that have gone elsewhere. */
function takenBack({ orderId, from, units, works }: Unaccepted, gone: readonly GoneElsewhere[]) {
  const own = gone.filter((one) => one.orderId === orderId && units!.has(one.lineNo))
  const leaving = [...units!].map(([lineNo, promised]) => {
    const quantity = own.reduce((sum, one) => sum + (one.lineNo === lineNo ? one.quantity : 0), 0)
    return { lineNo, quantity, promised }
  })
  const taken = decideUnitsBack(works, from, leaving)
  return taken.map((one): Done => (isWhole(one) ? declined(one) : one))
}

/** Nothing of it is left to do there. */
function isWhole({ change: { after } }: Done): boolean {
  return after.state === 'cancelled'
}

function declined({ work, change }: Done): Done {
  return { work, change: { ...change, after: { ...change.after, request: 'declined' } } }
}

/** The location loses the units as if it had declined them. */
async function saveTaken(
  tx: Tx,
  { done, heads }: { done: readonly Done[]; heads: ReadonlyMap<string, LockedHead> },
  by: By,
): Promise<void> {
  await saveDone(tx, done, by)
  const told = done.map(({ work, change }) => {
    const lines = change.lines.map((line) => unitsOf(line, 'withdrawn'))
    return { orderId: work.orderId, data: { ...named(work), reason, lines } }
  })
  // Their claims have moved already: they stay allocated.
  const moves = movesOf(done).map((move) => ({ ...move, allocated: 0 }))
  await moveUnits(tx, workDeclined, told, moves, by)
  const untilOf = await coolOffsOf(tx, heads, by)
  const excluded = done.map(({ work }) =>
    exclusionOf(work, { skuId: null, cause: reason, until: untilOf(work) }, by),
  )
  await saveExclusions(tx, excluded)
}
