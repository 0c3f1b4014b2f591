import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  lockDays,
  type DayLoads,
  giveBack,
  giveBackExpired,
  lockClaims,
  lockLedger,
  markLateClaims,
  readAside,
  stockContextOf,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type Offering,
  type OpenClaim,
  type PromisedRow,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { cancellingNothing, saveDecisions } from '../../routing/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { workOf } from '../domain/place.ts'
import { isBefore, isLetDown, type PromisedClaim } from '../domain/promises.ts'
import { decideUncovered } from '../domain/uncovered.ts'
import { orderExpectedChanged } from '../events.ts'
import type { Moving, Order } from './instead.ts'
import { closeKept, promiseBroken } from './promises.ts'
import { moveUnits, type Told, type UnitMove } from './save.ts'
import type { OrdersWorld } from './world.ts'

/** A row that lets orders down, who was promised units of it, and where those could come from. */
export type Keeping = {
  row: PromisedRow
  claims: readonly PromisedClaim[]
  open: readonly OpenClaim[]
  orders: readonly Order[]
  moving: readonly Moving[]
  today: Temporal.PlainDate
  offering: Offering
  network: Network
}

/** What becomes of units that were promised, and do not stay as they were. */
export type Cause = 'moved' | 'late' | 'short'

/** What becomes of units of one claim; `on` is null where they are there, or nothing is. */
export type Outcome = {
  cause: Cause
  claim: PromisedClaim
  locationId: number
  units: number
  on: Temporal.PlainDate | null
  isThere: boolean
}

/**
 * Moves claims to other goods as the locked rows allow, shortens what nothing comes for, and tells
 * the orders; those that do not come as the customer was told are tasks.
 */
export async function writeKept(
  tx: Tx,
  world: OrdersWorld,
  keeping: Keeping,
  by: By,
): Promise<void> {
  const { row, moving, offering } = keeping
  const targets = moving.flatMap(({ parts }) => parts)
  const ledger = await lockLedger(tx, [row, ...targets])
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  const days = await lockDays(
    tx,
    keeping.network,
    {
      locationIds: targets.map(({ locationId }) => locationId),
      orderIds: moving.map(({ order }) => order.id),
    },
    by.now,
  )
  const moved = claimInstead(ledger, days, moving, by)
  const short = shortened(missingOn(ledger, row, moved), keeping, moved)
  await giveUp(tx, ledger, { open: keeping.open, outcomes: [...moved, ...short] }, by)
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  const late = lateOf(keeping, [...moved, ...short])
  const outcomes = [...moved, ...short, ...late]
  await tellKept(tx, keeping, outcomes, by)
  if (row.dueOn === null) {
    const ids = late.map(({ claim }) => claim.claimId)
    await markLateClaims(tx, ids, by.now)
  }
  if (outcomes.length > 0) tx.onCommit(world.platform.wake.committed)
}

/**
 * Claims other goods, where they are still free and not kept from the channel, and where there is
 * room for those that are there.
 */
function claimInstead(
  ledger: Ledger,
  days: DayLoads | undefined,
  moving: readonly Moving[],
  by: By,
): Outcome[] {
  return moving.flatMap(({ wish: { claim }, order, parts, offer }) =>
    parts.flatMap((part): Outcome[] => {
      const { skuId, locationId, supplyNo, quantity, expectedOn } = part
      const { orderId, lineNo, promisedOn } = claim
      const owner = { orderId, lineNo, reference: null, expiresAt: null, promisedOn }
      const place = { skuId, locationId, supplyNo, quantity }
      const isThere = supplyNo === 0
      const there = supplyOf(ledger, place)
      const keep = isThere ? offer.keep(skuId, locationId, there.quantity, freeOf(there)) : 0
      if (freeOf(there) < quantity + keep) return []
      const { decimals } = order.lines.find(({ no }) => no === lineNo)!
      const work = isThere ? workOf([part], () => decimals) : []
      if (days?.takeFitting(orderId, work) === false) return []
      addClaim(ledger, { kind: 'allocation', ...place, ...owner }, by, keep)
      const on = isThere ? null : expectedOn
      return [{ cause: 'moved', claim, locationId, units: quantity, on, isThere }]
    }),
  )
}

/** Units that nothing comes for on the locked row once some have moved. */
function missingOn(ledger: Ledger, row: PromisedRow, moved: readonly Outcome[]): number {
  const { quantity, unavailable, held, allocated } = supplyOf(ledger, row)
  return unavailable + held + allocated - sumOf(moved) - quantity
}

/** What nothing comes for: who loses first loses it. */
export function shortened(
  missing: number,
  { row, claims, moving }: Pick<Keeping, 'row' | 'claims' | 'moving'>,
  moved: readonly Outcome[],
): Outcome[] {
  const losing = new Set(moving.flatMap(({ wish }) => (wish.isLost ? wish.claim.claimId : [])))
  const left = claims
    .filter(({ claimId }) => losing.has(claimId))
    .map((claim) => ({ ...claim, quantity: claim.quantity - unitsOf(moved, claim) }))
  return decideUncovered(left, missing).map(({ claim, units }) => {
    const { locationId } = row
    return { cause: 'short' as const, claim, locationId, units, on: null, isThere: false }
  })
}

/** Each claim is changed once, whatever becomes of its units. */
async function giveUp(
  tx: Tx,
  ledger: Ledger,
  { open, outcomes }: { open: readonly OpenClaim[]; outcomes: readonly Outcome[] },
  by: By,
): Promise<void> {
  const ids = new Set(outcomes.map(({ claim }) => claim.claimId))
  const locked = await lockClaims(
    tx,
    open.filter(({ id }) => ids.has(id)).map(({ id }) => id),
  )
  for (const claim of locked) {
    const units = unitsOf(outcomes, { claimId: claim.id })
    giveBack(ledger, claim, units, { as: 'released', reason: 'release' }, by)
  }
}

/** What stays on a row that comes later than the customer was told, or is overdue. */
export function lateOf(
  { row, claims, today }: Pick<Keeping, 'row' | 'claims' | 'today'>,
  gone: readonly Outcome[],
): Outcome[] {
  const { dueOn, late, locationId } = row
  return claims.flatMap((claim): Outcome[] => {
    const units = claim.quantity - unitsOf(gone, claim)
    if (units === 0 || !isLetDown(claim, row, today)) return []
    // When it comes that did not come on its day, nobody knows.
    const on = late ? null : dueOn
    return [{ cause: 'late', claim, locationId, units, on, isThere: false }]
  })
}

async function tellKept(
  tx: Tx,
  { row, orders, moving }: Keeping,
  outcomes: readonly Outcome[],
  by: By,
): Promise<void> {
  if (outcomes.length === 0) return
  const byOrder = Map.groupBy(outcomes, ({ claim }) => claim.orderId)
  const told = [...byOrder].flatMap(([orderId, own]) =>
    [...Map.groupBy(own, ({ cause }) => cause)].map(
      ([cause, some]): Told<typeof orderExpectedChanged> => {
        const parts = some.map((o): [number, number, number, number, string | null] => {
          return [o.claim.lineNo, row.skuId, o.locationId, o.units, o.on?.toString() ?? null]
        })
        return { orderId, data: { cause, parts } }
      },
    ),
  )
  await moveUnits(tx, orderExpectedChanged, told, outcomes.flatMap(moveOf), by)
  const decisions = moving.flatMap(({ order, decision, parts }) => {
    if (!decision || parts.length === 0) return []
    const record = cancellingNothing(decision.record)
    const groupNo = record.group.no
    return [{ id: newId(by.nowMs), orderId: order.id, groupNo, cause: 'expected_changed', record }]
  })
  await saveDecisions(tx, decisions, by.now)
  const broken = orders.filter(({ id }) => byOrder.get(id)?.some(isBroken))
  await raiseTasks(
    tx,
    broken.map(({ id, number }) => ({
      cause: promiseBroken,
      subjectKind: 'order',
      subjectId: id,
      orderId: id,
      summary: `Order ${number} does not come as the customer was told`,
      nextStep: 'Tell the customer the new day, or cancel what they will not wait for.',
    })),
    by,
  )
  await closeKept(tx, [...byOrder.keys()], by)
}

function moveOf({ claim, units, cause, isThere }: Outcome): UnitMove[] {
  const { orderId, lineNo } = claim
  if (cause === 'short') return [{ orderId, lineNo, allocated: -units, expected: -units }]
  return isThere ? [{ orderId, lineNo, expected: -units }] : []
}

function isBroken({ cause, claim, on }: Outcome): boolean {
  return cause !== 'moved' || (on !== null && isBefore(claim.promisedOn, on))
}

export function sumOf(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { units }) => sum + units, 0)
}

export function unitsOf(outcomes: readonly Outcome[], { claimId }: { claimId: string }): number {
  return sumOf(outcomes.filter(({ claim }) => claim.claimId === claimId))
}
