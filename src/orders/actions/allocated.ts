import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  keyOf,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type By,
  type ComingRow,
  type DayLoads,
  type Ledger,
  type Offer,
  type Work,
} from '../../inventory/index.ts'
import { saveDecisions, type Avoided, type Decision, type OrderFacts } from '../../routing/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { shortOf } from '../domain/counters.ts'
import { nothingPromised, workOf, type Promised } from '../domain/place.ts'
import { orderAllocated } from '../events.ts'
import type { Group, OrderHead, OrderLine } from '../store/read.ts'
import { expectedOf } from './answers.ts'
import { claimPromised, promisesFit, unitsOf } from './coming.ts'
import { closeKept } from './promises.ts'
import { saveChanges, type Told } from './save.ts'
import type { OrdersWorld } from './world.ts'

/** The lines of a delivery group that are short. */
export type Wanted = {
  orderId: string
  channelId: number
  order: OrderHead & { lines: OrderLine[] }
  group: Group
  lines: OrderLine[]
  avoid: readonly Avoided[] | undefined
  facts: OrderFacts
}

/** Where they could be served from, and what of the rest could be promised. */
export type Decided = { wanted: Wanted; decision: Decision; offer: Offer; promised: Promised }

/** What of it was still there. */
export type Kept = { wanted: Wanted; decisions: readonly Decision[]; promised: Promised }

/**
 * Claims what is decided as far as the locked rows allow; `rows` is what is to come, on them,
 * `days` are the locked days of the locations.
 */
export function claimFitting(
  ledger: Ledger,
  decided: readonly Decided[],
  on: { rows: readonly ComingRow[]; days: DayLoads | undefined },
  by: By,
): Kept[] {
  const { rows, days } = on
  const taken = new Map<string, number>()
  const kept = decided.map((one): Kept => {
    const { wanted, decision, promised } = one
    const claim = {
      orderId: wanted.orderId,
      decision,
      offer: one.offer,
      work: workIn(wanted, decision),
    }
    const isThere = decision.parts.length > 0 && claimAll(ledger, days, claim, by)
    const comes = promisesFit(ledger, promised.parts, { taken, rows }, by)
    return {
      wanted,
      decisions: isThere ? [decision] : [],
      promised: comes ? promised : nothingPromised,
    }
  })
  for (const { wanted, promised } of kept) {
    claimPromised(ledger, promised.parts, wanted.orderId, by)
  }
  return kept.filter(({ decisions, promised }) => decisions.length + promised.parts.length > 0)
}

/** What a decision gives to its places to do. */
export function workIn({ lines }: Wanted, { parts }: Decision): Work[] {
  return workOf(parts, (lineNo) => lines.find(({ no }) => no === lineNo)!.decimals)
}

/** A decision on units of an order, and what of the days of its places they are. */
export type ToClaim = { orderId: string; decision: Decision; offer: Offer; work: Work[] }

/**
 * Claims all parts of a decision, or none where the locked rows have less than was read, or the
 * locked days less room.
 */
export function claimAll(
  ledger: Ledger,
  days: DayLoads | undefined,
  { orderId, decision, offer, work }: ToClaim,
  by: By,
): boolean {
  const perRow = new Map<string, number>()
  for (const part of decision.parts) {
    const key = keyOf({ ...part, supplyNo: 0 })
    perRow.set(key, (perRow.get(key) ?? 0) + part.quantity)
  }
  const fits = [...perRow].every(([key, units]) => {
    const row = ledger.supplies.get(key)
    if (row === undefined) return false
    const { skuId, locationId, quantity } = row
    return freeOf(row) >= units + offer.keep(skuId, locationId, quantity, freeOf(row))
  })
  if (!fits || days?.takeFitting(orderId, work) === false) return false
  for (const { lineNo, skuId, locationId, quantity } of decision.parts) {
    const claim = {
      kind: 'allocation' as const,
      skuId,
      locationId,
      supplyNo: 0,
      quantity,
      orderId,
      lineNo,
      reference: null,
      expiresAt: null,
    }
    addClaim(ledger, claim, by)
  }
  return true
}

/** Why units were looked for. */
export type AllocationCause = 'stock_arrived' | 're_routed'

export async function writeAllocations(
  tx: Tx,
  world: OrdersWorld,
  done: {
    kept: readonly Kept[]
    orders: readonly { id: string; lines: OrderLine[] }[]
    ledger: Ledger
    cause: AllocationCause
  },
  by: By,
): Promise<void> {
  const { kept, ledger, orders, cause } = done
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  if (kept.length === 0) return
  const lines = kept.flatMap(linesOf)
  await saveChanges(tx, orderAllocated, changesOf(kept), lines, by)
  await saveDecisions(tx, recordsOf(kept, cause, by), by.now)
  await closeShortages(tx, orders, lines, by)
  await closeKept(tx, [...new Set(lines.map(({ orderId }) => orderId))], by)
}

/** The lines of a group with what they have got. */
function linesOf({ wanted, decisions, promised }: Kept): OrderLine[] {
  const parts = decisions.flatMap((decision) => decision.parts)
  return wanted.lines.map((line) => {
    const expected = unitsOf(promised.parts, line.no)
    const allocated = line.allocated + unitsOf(parts, line.no) + expected
    return { ...line, allocated, expected: line.expected + expected }
  })
}

/** One change per order, whatever number of its delivery groups got something. */
function changesOf(kept: readonly Kept[]): Told<typeof orderAllocated>[] {
  const byOrder = Map.groupBy(kept, ({ wanted }) => wanted.orderId)
  return [...byOrder].map(([orderId, groups]) => {
    const decisions = groups.flatMap((one) => one.decisions)
    type Part = [number, number, number, number]
    const parts = decisions
      .flatMap((decision) => decision.parts)
      .map((p): Part => [p.lineNo, p.skuId, p.locationId, p.quantity])
    const promised = groups.flatMap((one) => one.promised.parts)
    const data = { parts, ...(promised.length > 0 && { expected: expectedOf(promised) }) }
    return { orderId, data }
  })
}

function recordsOf(kept: readonly Kept[], cause: AllocationCause, by: By) {
  return kept.flatMap(({ wanted, decisions, promised }) => {
    const { orderId, group } = wanted
    const saved = (why: string) => (decision: Decision) => {
      const id = newId(by.nowMs)
      return { id, orderId, groupNo: group.no, cause: why, record: decision.record }
    }
    return [...decisions.map(saved(cause)), ...promised.decisions.map(saved('promised'))]
  })
}

/** Ends the tasks of orders that are not short any more, `lines` being as they are now. */
async function closeShortages(
  tx: Tx,
  orders: readonly { id: string; lines: OrderLine[] }[],
  lines: readonly OrderLine[],
  by: By,
): Promise<void> {
  const now = new Map(lines.map((line) => [`${line.orderId} ${line.no}`, line]))
  const after = orders.map(({ id, lines: before }) => {
    return { id, lines: before.map((line) => now.get(`${id} ${line.no}`) ?? line) }
  })
  const whole = after.filter((order) => order.lines.every((line) => shortOf(line) === 0))
  const outcomeOf = (order: (typeof after)[number]) =>
    order.lines.some(({ expected }) => expected > 0)
      ? 'nothing is short any more'
      : 'stock has come'
  for (const [outcome, some] of Map.groupBy(whole, outcomeOf)) {
    const subjects = some.map(({ id }) => {
      return { subjectKind: 'order', subjectId: id, cause: 'shortage' }
    })
    await closeTasksOf(tx, subjects, by, outcome)
  }
}
