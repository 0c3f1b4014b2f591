import type { Queryable, Tx } from '../../platform/db/index.ts'
import { listAllocations, listOrdersAt, type By, type OpenClaim } from '../../inventory/index.ts'
import { listUnlearnt, type Location, type Network } from '../../network/index.ts'
import {
  listAsServed,
  listClaimants,
  lockHeads,
  moveLeaving,
  type Claimant,
  type GoneElsewhere,
  type OrdersWorld,
} from '../../orders/index.ts'
import { closeTasksOf, locationsWithOpen, openOrdersAt, raiseTasks } from '../../tasks/index.ts'
import { decideClosed, decideGroupHere, isShut, type Closed } from '../domain/closed.ts'
import { listInHandOf } from '../store/uncovered.ts'
import { lockWorkOf } from '../store/work.ts'
import { movesOf, saveDone, type Done } from './save.ts'
import { takenBack, idsOf } from './uncovered.ts'

/** No transaction moves more orders than this. */
const ORDERS_AT_ONCE = 50
/** So long after it was closed, servers that have not heard of it may still promise stock there. */
const NEWS_MS = 10_000
/** After so long it is looked at again: stock may have come elsewhere. */
const LOOK_AGAIN_MS = 60_000

const collectedThere = 'collect_at_closed'
const nowhereElse = 'stays_at_closed'

const causes = [collectedThere, nowhereElse]

/** What was known of a closed location when it was looked at (performance.now). */
type Look = { as: string; since: number; at: number }

/** The locations that are closed and may still have orders, as a queue. */
export function closedQueue(world: OrdersWorld) {
  const { db } = world.platform
  const looked = new Map<number, Look>()
  let known: { network: Network; unlearnt: ReadonlySet<number> } | undefined
  return {
    async find(): Promise<string[]> {
      const network = await world.network.current()
      const due = new Set<number>()
      if (!known) for (const id of await locationsWithOpen(db, causes)) due.add(id)
      if (known?.network !== network) known = { network, unlearnt: await listUnlearnt(db) }
      const { unlearnt } = known
      for (const location of network.locationById.values()) {
        if (isDue(location, unlearnt, looked.get(location.id))) due.add(location.id)
      }
      return [...due].map(String)
    },
    async work(ids: readonly string[], by: By): Promise<void> {
      for (const id of ids.map(Number)) {
        const { locationById } = await world.network.current()
        const location = locationById.get(id)!
        const [as, at] = [wordOf(location), performance.now()]
        await emptyClosed(world, id, by)
        const last = looked.get(id)
        if (as === undefined) looked.delete(id)
        else looked.set(id, { as, at, since: last?.as === as ? last.since : at })
      }
    },
  }
}

/** Another word for each way of being closed; undefined where it is open. */
function wordOf(location: Location): string | undefined {
  const closed = decideClosed(location)
  return closed && `${closed.sends} ${closed.hands} ${location.pausedAt}`
}

/**
 * Whether it is worth a look: closed since the last one, or still. What it was never able to do
 * nobody was promised of it. Open again: nobody need see to what had stayed there.
 */
function isDue(location: Location, unlearnt: ReadonlySet<number>, last: Look | undefined): boolean {
  const as = wordOf(location)
  if (as === undefined) return last !== undefined
  if (!isShut(location) && !unlearnt.has(location.id)) return false
  const now = performance.now()
  const pause = last && now - last.since < NEWS_MS ? 0 : LOOK_AGAIN_MS
  return last?.as !== as || now - last.at >= pause
}

/** A delivery group with units at a closed location, and what becomes of it. */
type Here = { orderId: string; groupNo: number; number: string; what: 'stays' | 'goes' | 'asks' }

/**
 * Moves what a closed location was given and nobody has picked to other places. Of what a customer
 * collects there, and of what no other place has, a task tells; it ends with the reason for it.
 */
export async function emptyClosed(world: OrdersWorld, locationId: number, by: By): Promise<void> {
  const { db } = world.platform
  const network = await world.network.current()
  const location = network.locationById.get(locationId)!
  const closed = decideClosed(location)
  const asks: Here[] = []
  const remains: Here[] = []
  // Who is served first finds another place first.
  const orderIds = closed ? await listAsServed(db, await listOrdersAt(db, locationId)) : []
  for (let i = 0; i < orderIds.length; i += ORDERS_AT_ONCE) {
    const some = orderIds.slice(i, i + ORDERS_AT_ONCE)
    const here = await groupsAt(db, { locationId, closed: closed! }, some)
    asks.push(...here.filter(({ what }) => what === 'asks'))
    const ids = [...new Set(here.filter(isGoing).map(({ orderId }) => orderId))]
    if (ids.length === 0) continue
    const of = { location, closed: closed!, network }
    remains.push(...(await db.transaction((tx) => moveSome(tx, world, { ids, ...of }, by))))
  }
  const wake = world.platform.wake.committed
  await db.transaction((tx) => tellTasks(tx, { location, asks, remains, wake }, by))
}

function isGoing({ what }: Here): boolean {
  return what === 'goes'
}

/** Moves what can go of some orders; answers the groups of which something stays. */
async function moveSome(
  tx: Tx,
  world: OrdersWorld,
  of: { ids: readonly string[]; location: Location; closed: Closed; network: Network },
  by: By,
): Promise<Here[]> {
  const { ids, location, closed, network } = of
  const locationId = location.id
  const [, works] = await Promise.all([lockHeads(tx, ids), lockWorkOf(tx, ids)])
  const open = await listAllocations(tx, ids)
  const groups = (await groupsAt(tx, { locationId, closed }, ids)).filter(isGoing)
  if (groups.length === 0) return []
  const done: Done[] = []
  const takeBack = (gone: readonly GoneElsewhere[]) => {
    done.push(...takenBack(locationId, [...works.values()], open, gone))
    const released = movesOf(done).map((move) => ({ ...move, allocated: 0 }))
    return { released, fulfilmentOrderIds: idsOf(done) }
  }
  const reason = location.paused ? location.pauseReason : null
  const own = groups.map((group) => ({ ...group, from: locationId }))
  const leaving = { cause: 'place_closed' as const, reason, groups: own, open, network, takeBack }
  const left = await moveLeaving(tx, world, leaving, by)
  await saveDone(tx, done, by)
  const stays = left.filter(({ isGone, again }) => !isGone && !again)
  return groups.filter((group) => stays.some((one) => isSame(one, group)))
}

type Named = { orderId: string; groupNo: number }

export function isSame(one: Named, other: Named): boolean {
  return one.orderId === other.orderId && one.groupNo === other.groupNo
}

/** What becomes of each delivery group of some orders that has units on hand at the location. */
async function groupsAt(
  db: Queryable,
  { locationId, closed }: { locationId: number; closed: Closed },
  orderIds: readonly string[],
): Promise<Here[]> {
  const [open, inHand] = await Promise.all([
    listAllocations(db, orderIds, 'on_hand'),
    listInHandOf(db, locationId, orderIds),
  ])
  const units = new Map<string, { orderId: string; lineNo: number; units: number }>()
  for (const claim of open.filter((one: OpenClaim) => one.locationId === locationId)) {
    const { orderId, lineNo, quantity } = claim
    const key = `${orderId} ${lineNo}`
    const before = units.get(key)?.units ?? 0
    units.set(key, { orderId: orderId!, lineNo: lineNo!, units: before + quantity })
  }
  const claimants = await listClaimants(db, [...units.values()])
  const groups = Map.groupBy(claimants, ({ orderId, groupNo }) => `${orderId} ${groupNo}`)
  return [...groups.values()].map((lines) => {
    const { orderId, groupNo, number, isCollected } = lines[0]!
    const sum = (of: (key: string) => number) =>
      lines.reduce((all, line: Claimant) => all + of(`${line.orderId} ${line.lineNo}`), 0)
    const here = {
      isCollected,
      units: sum((key) => units.get(key)!.units),
      inHand: sum((key) => inHand.get(key) ?? 0),
    }
    return { orderId, groupNo, number, what: decideGroupHere(closed, here) }
  })
}

/** Raises what a person has to see to, and ends what nobody need see to any more. */
async function tellTasks(
  tx: Tx,
  of: { location: Location; asks: readonly Here[]; remains: readonly Here[]; wake: () => void },
  by: By,
): Promise<void> {
  const { location, asks, remains, wake } = of
  const told = [
    ...asks.map((here) => ({
      ...subjectOf(here, collectedThere),
      summary: `Order ${here.number} cannot be collected: ${location.name} is closed`,
      nextStep: 'Agree another place, a delivery or a later day with the customer.',
    })),
    ...remains.map((here) => ({
      ...subjectOf(here, nowhereElse),
      summary: `Order ${here.number} stays at ${location.name}, which is closed`,
      nextStep: 'No other place has all of it. Move it by hand, or ask the customer to wait.',
    })),
  ]
  const open = await openOrdersAt(tx, causes, location.id)
  const nameOf = ({ cause, subjectId }: { cause: string; subjectId: string }) =>
    `${cause} ${subjectId}`
  const [names, known] = [new Set(told.map(nameOf)), new Set(open.map(nameOf))]
  const over = open.filter((one) => !names.has(nameOf(one)))
  const fresh = told.filter((one) => !known.has(nameOf(one)))
  if (over.length + fresh.length === 0) return
  await closeTasksOf(tx, over, by, 'nothing of it waits at a closed place any more')
  const tasks = fresh.map((one) => ({ ...one, orderId: one.subjectId, locationId: location.id }))
  await raiseTasks(tx, tasks, by)
  tx.onCommit(wake)
}

function subjectOf({ orderId }: Here, cause: string) {
  return { cause, subjectKind: 'order', subjectId: orderId }
}
