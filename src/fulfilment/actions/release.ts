import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, type By } from '../../inventory/index.ts'
import {
  listLines,
  listReleasable,
  lockHeads,
  moveUnits,
  releasableOf,
  type LockedHead,
  type OrdersWorld,
  type OrderLine,
  type Releasable,
} from '../../orders/index.ts'
import { earlier } from '../domain/overdue.ts'
import { decideRelease, type NewWork } from '../domain/release.ts'
import { workReleased } from '../events.ts'
import { wakeFacts } from '../store/facts.ts'
import { insertWork, listInWork } from '../store/work.ts'
import { acceptByOf } from './accept-by.ts'
import { named } from './save.ts'

/**
 * Gives allocated units to the locations that hold them. The state is the queue: orders with units
 * that are allocated, there, and not released, whose time has come, and no hold. Answers the last
 * order looked at, or undefined when there are no more after `after`.
 */
export async function releaseWork(
  tx: Tx,
  world: OrdersWorld,
  by: By,
  of: { after: Releasable | undefined; limit: number },
): Promise<Releasable | undefined> {
  const ready = await listReleasable(tx, by.now, of)
  await releaseOrders(
    tx,
    world,
    ready.map(({ id }) => id),
    by,
  )
  return ready.length === of.limit ? ready.at(-1) : undefined
}

/**
 * Releases what is allocated of these orders. A held order is left alone, unless what happened
 * outside shows that it was worked on all the same (`evenHeld`).
 */
export async function releaseOrders(
  tx: Tx,
  world: OrdersWorld,
  ids: readonly string[],
  by: By,
  { evenHeld = false } = {},
): Promise<void> {
  if (ids.length === 0) return
  const heads = await lockHeads(tx, ids)
  const free = ids.filter((id) => evenHeld || heads.get(id)?.held === false)
  const [lines, claims, inWork] = await Promise.all([
    listLines(tx, free),
    listAllocations(tx, free, 'on_hand'),
    listInWork(tx, free),
  ])
  const linesOf = byOrder(lines.filter((line: OrderLine) => releasableOf(line) > 0))
  const claimsOf = byOrder(claims as { orderId: string; lineNo: number }[] & typeof claims)
  const inWorkOf = byOrder(inWork)
  const works = free.flatMap((id) => {
    const open = linesOf.get(id) ?? []
    const nos = new Set(open.map(({ no }) => no))
    const mine = (claimsOf.get(id) ?? []).filter(({ lineNo }) => nos.has(lineNo!))
    return decideRelease({
      id,
      lines: open,
      claims: mine.map((claim) => ({ ...claim, lineNo: claim.lineNo! })),
      inWork: (inWorkOf.get(id) ?? []).filter(({ lineNo }) => nos.has(lineNo)),
    })
  })
  if (works.length === 0) return
  await writeWork(tx, world, { works, heads }, by)
}

async function writeWork(
  tx: Tx,
  world: OrdersWorld,
  { works, heads }: { works: readonly NewWork[]; heads: ReadonlyMap<string, LockedHead> },
  by: By,
): Promise<void> {
  const network = await world.network.current()
  const acceptBy = acceptByOf(network, by.now)
  const rows = works.map((work) => {
    const { shipMinutes } = network.locationById.get(work.locationId)!
    const shipBy = by.now.add({ minutes: shipMinutes })
    return {
      ...work,
      id: newId(by.nowMs),
      state: 'open' as const,
      request: 'submitted' as const,
      lines: work.lines.map((line) => ({
        ...line,
        withdrawn: 0,
        picked: 0,
        packed: 0,
        fulfilled: 0,
      })),
      dueAt: earlier(acceptBy(work.locationId), shipBy),
      shipBy,
    }
  })
  const worksOf = byOrder(rows)
  const told = [...worksOf].map(([orderId, mine]) => ({
    orderId,
    data: {
      works: mine.map((work) => ({
        ...named(work),
        lines: work.lines.map(({ lineNo, quantity }): [number, number] => [lineNo, quantity]),
      })),
    },
  }))
  const ids = [...worksOf.keys()]
  const moves = rows.flatMap(({ orderId, lines }) =>
    lines.map(({ lineNo, quantity }) => ({ orderId, lineNo, released: quantity })),
  )
  await Promise.all([
    insertWork(tx, rows, by.now),
    moveUnits(tx, workReleased, told, moves, by),
    wakeFacts(tx, { ids, names: ids.map((id) => heads.get(id)!) }, by.now),
  ])
  tx.onCommit(world.platform.wake.committed)
}

function byOrder<Row extends { orderId: string | null }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.orderId!)
    if (group) group.push(row)
    else groups.set(row.orderId!, [row])
  }
  return groups
}
