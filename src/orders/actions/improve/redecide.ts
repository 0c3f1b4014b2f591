import { newId } from '../../../lib/ids.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  giveBack,
  giveBackExpired,
  listAllocations,
  lockClaims,
  lockDays,
  lockLedger,
  offeringOf,
  readAside,
  readDays,
  readFreshRows,
  stockContextOf,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type Offering,
} from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import {
  consideredOf,
  countImproved,
  decideImproved,
  decideRouting,
  isMoved,
  cancellingNothing,
  saveDecisions,
  shiftOf,
  type Considered,
  type Shift,
  type Decision,
  type Part,
} from '../../../routing/index.ts'
import { workOf } from '../../domain/place.ts'
import { createBatchStock } from '../../domain/stock-view.ts'
import { orderImproved } from '../../events.ts'
import type { MovableGroup } from '../../store/movable.ts'
import { lockOrders } from '../../store/read.ts'
import { findGroup, viewsOf, type GroupToMove, type Views } from '../move.ts'
import { moveUnits } from '../save.ts'
import type { OrdersWorld } from '../world.ts'

/** A group that was decided anew: where it is, where it would go, and why. */
type Redecided = Considered & { moving: GroupToMove; decision: Decision }

type Moved = Redecided & { shift: Shift }

/** Why nothing is written after all: a moment ago it was worth it. */
export class Unchanged extends Error {}

/**
 * Decides some groups anew together, the one that gains most first: each is decided as any order
 * is, with what all of them have given back. They move where that is worth it (`decideImproved`),
 * all in this transaction: their orders are locked, then the rows of stock; what is not free there
 * is not taken, so nothing is sold twice. Throws `Unchanged` where they stay. Answers what was
 * saved and how many moved.
 */
export async function redecide(
  tx: Tx,
  world: OrdersWorld,
  { groups, network }: { groups: readonly MovableGroup[]; network: Network },
  by: By,
): Promise<{ saved: number; groups: number }> {
  const orderIds = [...new Set(groups.map(({ orderId }) => orderId))]
  await lockOrders(tx, orderIds)
  const moving = await readMovable(tx, groups)
  const offering = await offeringOf(world, by.now)
  const redecided = await decideAnew(tx, world, { moving, network, offering }, by)
  const improved = decideImproved(redecided)
  const moved = redecided
    .filter(isMoved)
    .map((one) => ({ ...one, shift: shiftOf(one.before.parts, one.after.parts) }))
  if (!improved || moved.length === 0) throw new Unchanged('it costs no less')
  const ledger = await shift(tx, { moved, network, offering }, by)
  await writeLedger(tx, ledger, stockContextOf(world, by))
  await tellUncovered(tx, ledger, by)
  await tell(tx, moved, improved.saved, by)
  tx.onCommit(world.platform.wake.committed)
  return { saved: improved.saved, groups: moved.length }
}

/** Those that are still as they were seen; somebody may have worked on the others. */
async function readMovable(tx: Tx, groups: readonly MovableGroup[]): Promise<GroupToMove[]> {
  const moving: GroupToMove[] = []
  for (const { orderId, no, version } of groups) {
    const one = await findGroup(tx, orderId, no)
    if (!one || one.order.version !== version || one.order.held) continue
    const isThere = one.lines.every((line) => line.released === 0 && line.expected === 0)
    if (isThere && one.obstacle === null) moving.push(one)
  }
  return moving
}

async function decideAnew(
  tx: Tx,
  world: OrdersWorld,
  of: { moving: readonly GroupToMove[]; network: Network; offering: Offering },
  by: By,
): Promise<Redecided[]> {
  const { moving, network, offering } = of
  const skuIds = [...new Set(moving.flatMap(({ parts }) => parts.map(({ skuId }) => skuId)))]
  const orderIds = moving.map(({ order }) => order.id)
  await world.skus.loadIds(skuIds)
  const base = createBatchStock(
    world.index,
    offering,
    await readDays(tx, network, by.now, orderIds),
  )
  base.refresh(skuIds, await readFreshRows(tx, skuIds, by.now))
  const moves = await countImproved(tx, orderIds)
  const views: Views[] = []
  for (const one of moving) {
    views.push(await viewsOf(tx, world, one, { network, base, now: by.now }))
  }
  return moving.map((one, i): Redecided => {
    const { group, plan, network: seen, stock, kept } = views[i]!
    const decision = decideRouting(group, plan, seen, stock)
    for (const part of decision.parts) base.take(part.skuId, part.locationId, part.quantity)
    base.days?.take(one.order.id, workOf(decision.parts, decimalsOf(one)))
    const anew = {
      parts: one.parts,
      kept,
      decision,
      moves: moves.get(`${one.order.id} ${one.group.no}`) ?? 0,
    }
    return { moving: one, decision, ...consideredOf(views[i]!, anew) }
  })
}

function decimalsOf({ lines }: GroupToMove): (lineNo: number) => number {
  return (lineNo) => lines.find(({ no }) => no === lineNo)!.decimals
}

const onHand = ({ skuId, locationId }: Part) => ({ skuId, locationId, supplyNo: 0 })

/** On the locked rows and days, which alone decide. */
async function shift(
  tx: Tx,
  of: { moved: readonly Moved[]; network: Network; offering: Offering },
  by: By,
): Promise<Ledger> {
  const { moved, network, offering } = of
  const orderIds = moved.map(({ moving }) => moving.order.id)
  const open = (await listAllocations(tx, orderIds)).filter(({ supplyNo }) => supplyNo === 0)
  const shifts = moved.flatMap(({ shift: { from, to } }) => [...from, ...to])
  const ledger = await lockLedger(tx, shifts.map(onHand))
  await leave(tx, ledger, { moved, open }, by)
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  const locationIds = moved.flatMap((one) => one.shift.to.map(({ locationId }) => locationId))
  const days = await lockDays(tx, network, { locationIds, orderIds }, by.now)
  for (const {
    moving,
    shift: { to },
  } of moved) {
    const { order, group } = moving
    const offer = offering.to(order.channelId, group.method)
    for (const part of to) {
      const row = supplyOf(ledger, onHand(part))
      const keep = offer.keep(part.skuId, part.locationId, row.quantity, freeOf(row))
      const rest = { orderId: order.id, reference: null, expiresAt: null }
      const wanted = { ...part, ...rest, kind: 'allocation' as const, supplyNo: 0 }
      if (!addClaim(ledger, wanted, by, keep)) throw new Unchanged('others have taken it')
    }
    if (days?.takeFitting(order.id, workOf(to, decimalsOf(moving))) === false) {
      throw new Unchanged('there is no room left')
    }
  }
  return ledger
}

type Open = Awaited<ReturnType<typeof listAllocations>>

/** Each claim is changed once: a line has one or more at each place. */
async function leave(
  tx: Tx,
  ledger: Ledger,
  { moved, open }: { moved: readonly Moved[]; open: Open },
  by: By,
): Promise<void> {
  const left = new Map<string, number>()
  for (const {
    moving,
    shift: { from },
  } of moved) {
    for (const { lineNo, locationId, quantity } of from) {
      left.set(`${moving.order.id} ${lineNo} ${locationId}`, quantity)
    }
  }
  const keyOf = (claim: Open[number]) => `${claim.orderId} ${claim.lineNo} ${claim.locationId}`
  const mine = open.filter((claim) => left.has(keyOf(claim)))
  const claims = await lockClaims(
    tx,
    mine.map(({ id }) => id),
  )
  for (const claim of claims) {
    const quantity = Math.min(claim.quantity, left.get(keyOf(claim))!)
    if (quantity === 0) continue
    giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
    left.set(keyOf(claim), left.get(keyOf(claim))! - quantity)
  }
  if ([...left.values()].some((units) => units > 0)) throw new Unchanged('it is not there any more')
}

async function tell(tx: Tx, moved: readonly Moved[], saved: number, by: By): Promise<void> {
  const made = moved.map((one) => {
    const { before, decision, moving } = one
    const from = [...new Set(before.parts.map(({ locationId }) => locationId))]
    const improved = { from, before: before.cost, saved, groups: moved.length }
    return {
      one,
      id: newId(by.nowMs),
      orderId: moving.order.id,
      groupNo: moving.group.no,
      cause: 'improved',
      record: { ...cancellingNothing(decision.record), improved },
    }
  })
  await saveDecisions(tx, made, by.now)
  const rows = (parts: readonly Part[]) =>
    parts.map((p): [number, number, number, number] => [
      p.lineNo,
      p.skuId,
      p.locationId,
      p.quantity,
    ])
  const told = made.map(
    ({
      id,
      orderId,
      groupNo,
      one: {
        before,
        after,
        shift: { from, to },
      },
    }) => {
      const own = Math.round(before.cost - after.cost)
      const data = { group: groupNo, decisionId: id, saved: own, together: Math.round(saved) }
      return { orderId, data: { ...data, from: rows(from), to: rows(to) } }
    },
  )
  await moveUnits(tx, orderImproved, told, [], by)
}
