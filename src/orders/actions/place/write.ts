import { newId, orderNumber } from '../../../lib/ids.ts'
import { gather } from '../../../platform/db/gather.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { NewEvent } from '../../../platform/events/define.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { saveAnswers, type Answer } from '../../../platform/idempotency.ts'
import {
  addClaim,
  convertHolds,
  giveBackForOrder,
  keepCount,
  nameWork,
  sendLedger,
  stockContextOf,
  type By,
  type Ledger,
  type StockContext,
} from '../../../inventory/index.ts'
import { saveDecisions, type Decision } from '../../../routing/index.ts'
import { raiseTasks } from '../../../tasks/index.ts'
import { policyOf, unservedOf, type Routed } from '../../domain/place.ts'
import { cancelledIn, waitsToPass } from '../../domain/unserved.ts'
import { orderPlaced } from '../../events.ts'
import { saveOrders, type OrderToSave } from '../../store/capture.ts'
import { saveWaitsToPass } from '../../store/passing.ts'
import { existingAnswers, expectedOf, placedAnswerOf } from '../answers.ts'
import { cancelUnserved, type UnservedOf } from '../cancel-unserved.ts'
import type { Numbers } from '../numbers.ts'
import type { OrdersWorld } from '../world.ts'
import { claimPromised, unitsOf } from '../coming.ts'
import type { Slot } from './index.ts'

/** An order on its way to the tables, and what is answered once it is there. */
export type Placed = { slot: Slot; order: OrderToSave; answer: Answer }

/**
 * Writes the orders that are left, and the answers to their keys, in few statements. Of which no
 * place can serve all, though a rule lets nothing wait, the rest is cancelled in the same breath.
 */
export async function write(
  tx: Tx,
  { world, numbers }: { world: OrdersWorld; numbers: Numbers },
  slots: readonly Slot[],
  ledger: Ledger,
  by: By,
): Promise<void> {
  const placed = placedOf(slots, numbers, by)
  const context = stockContextOf(world, by)
  await claimAll(placed, ledger, context)
  const ledgerWritten = sendLedger(tx, ledger, context)
  const lacking = placed.flatMap(({ slot, order }) => {
    const unserved = unservedOf(order, slot.routed!)
    return unserved.units.size > 0 ? [{ slot, orderId: order.id, ...unserved }] : []
  })
  const late = new Set(lacking.map(({ slot }) => slot))
  const known = lacking.length === 0 ? placed : placed.filter(({ slot }) => !late.has(slot))
  sendOrders(tx, placed, by, known)
  answerAll(known)
  tx.leave(keepCount(tx, countedOf(placed), by.now))
  const converted = convertHolds(tx, convertedOf(placed), by)
  const waiting = saveWaitsToPass(tx, waitingIn(placed))
  await Promise.all([ledgerWritten, converted, waiting, raiseTasks(tx, tasksOf(placed), by)])
  if (lacking.length > 0) await cancelLacking(tx, world, lacking, by)
}

/** The orders that are left, with ids and numbers. */
export function placedOf(slots: readonly Slot[], numbers: Numbers, by: By): Placed[] {
  return slots
    .filter(({ outcome }) => outcome === undefined)
    .map((slot) => {
      const order = toSave(slot, numbers, by)
      const body = placedAnswerOf(order, slot.routed!.promised.parts)
      return { slot, order, answer: { status: 201, body } }
    })
}

/** Takes what the orders get of the locked rows; `sendLedger` writes it. */
export async function claimAll(
  placed: readonly Placed[],
  ledger: Ledger,
  context: StockContext,
): Promise<void> {
  const { by } = context
  for (const { slot, order } of placed) {
    if (slot.held) giveBackForOrder(ledger, slot.held.claims, by)
    claim(ledger, slot.routed!, order, by)
    claimPromised(ledger, slot.routed!.promised.parts, order.id, by)
  }
  await nameWork(ledger, context)
}

/**
 * Sends orders, why they are where they are, and the answers to the keys of those of which it is
 * known (`answered`); COMMIT waits.
 */
export function sendOrders(
  tx: Tx,
  placed: readonly Placed[],
  by: By,
  answered: readonly Placed[] = placed,
): void {
  const orders = placed.map(({ order }) => order)
  const events = placed.map((one) => eventOf(one, by))
  const answers = answered.map(({ slot, answer }) => ({ request: slot.item.request, answer }))
  const inserts = gather(tx)
  tx.leave(saveOrders(inserts, orders, by.now))
  tx.leave(saveDecisions(inserts, decisionsOf(placed, by), by.now))
  tx.leave(saveEvents(inserts, orderPlaced, events))
  tx.leave(saveAnswers(inserts, answers, by.now))
  inserts.send()
}

/** What is answered then is known only once it is done. */
async function cancelLacking(
  tx: Tx,
  world: OrdersWorld,
  lacking: readonly (UnservedOf & { slot: Slot })[],
  by: By,
): Promise<void> {
  await cancelUnserved(tx, world, lacking, by)
  const ids = lacking.map(({ orderId }) => orderId)
  const known = await existingAnswers(tx, ids)
  const answers = lacking.map(({ slot, orderId }) => {
    const body = { ...known.get(orderId)!, outcome: 'placed' as const }
    const answer = { status: 201, body }
    slot.outcome = answer
    return { request: slot.item.request, answer }
  })
  await saveAnswers(tx, answers, by.now)
}

export function answerAll(placed: readonly Placed[]): void {
  for (const { slot, answer } of placed) slot.outcome = answer
}

/** One instant for all orders of a batch that wait equally long. */
let lastRelease: { minutes: number; now: Temporal.Instant; at: Temporal.Instant } | undefined

function releaseAtOf(minutes: number, now: Temporal.Instant): Temporal.Instant {
  if (minutes === 0) return now
  if (lastRelease?.now === now && lastRelease.minutes === minutes) return lastRelease.at
  lastRelease = { minutes, now, at: now.add({ minutes }) }
  return lastRelease.at
}

const noneExpected: ReadonlyMap<number, number> = new Map()

function toSave({ item, routed }: Slot, numbers: Numbers, by: By): OrderToSave {
  const allocated = new Map<number, number>()
  for (const { lineNo, quantity } of routed!.decisions.flatMap(({ parts }) => parts)) {
    allocated.set(lineNo, (allocated.get(lineNo) ?? 0) + quantity)
  }
  let expected = noneExpected
  const { parts } = routed!.promised
  if (parts.length > 0) {
    expected = new Map(parts.map(({ lineNo }) => [lineNo, unitsOf(parts, lineNo)]))
    for (const [no, units] of expected) allocated.set(no, (allocated.get(no) ?? 0) + units)
  }
  return {
    ...item.order,
    id: newId(by.nowMs),
    number: orderNumber(item.channel.orderPrefix, numbers.take(item.channel.id)),
    bodyHash: item.bodyHash,
    placedAt: item.order.placedAt ?? by.now,
    capturedAt: item.capturedAt,
    releaseAt: releaseAtOf(item.channel.releaseMinutes, by.now),
    allocated,
    expected,
  }
}

function claim(ledger: Ledger, routed: Routed, order: OrderToSave, by: By): void {
  for (const part of routed.decisions.flatMap(({ parts }) => parts)) {
    const { lineNo, skuId, locationId, quantity } = part
    const claimed = addClaim(
      ledger,
      {
        kind: 'allocation',
        skuId,
        locationId,
        supplyNo: 0,
        quantity,
        orderId: order.id,
        lineNo,
        reference: null,
        expiresAt: null,
      },
      by,
    )
    if (!claimed) throw new Error('the guard let an order through that does not fit')
  }
}

function decisionsOf(placed: readonly Placed[], by: By) {
  return placed.flatMap(({ slot, order }) => {
    const { decisions, promised } = slot.routed!
    const saved = (cause: string) => (decision: Decision) => ({
      id: newId(by.nowMs),
      orderId: order.id,
      groupNo: decision.record.group.no,
      cause,
      record: decision.record,
    })
    const { parts } = promised
    const found = decisions.map((one) => withoutPromised(one, parts)).map(saved('placed'))
    return [...found, ...promised.decisions.map(saved('promised'))]
  })
}

/** What of it comes is not cancelled. */
function withoutPromised(decision: Decision, promised: Routed['promised']['parts']): Decision {
  const { record } = decision
  if (!record.cancelled || promised.length === 0) return decision
  return { ...decision, record: { ...record, cancelled: cancelledIn(decision, promised) } }
}

/** Delivery groups of which something waits that a rule would cancel, had no place any of it. */
function waitingIn(placed: readonly Placed[]) {
  return placed.flatMap(({ slot, order }) => {
    const { decisions, promised } = slot.routed!
    const kinds = new Map(order.lines.map(({ sku }) => [sku.id, sku.kind]))
    const follows = (skuId: number) => kinds.get(skuId) === 'not_stocked'
    return decisions
      .filter((decision) => waitsToPass(decision, promised.parts, follows))
      .map(({ record }) => ({ orderId: order.id, groupNo: record.group.no }))
  })
}

function countedOf(placed: readonly Placed[]) {
  return placed.map(({ slot, order }) => ({ id: order.id, wishes: slot.item.wishes ?? [] }))
}

function convertedOf(placed: readonly Placed[]) {
  return placed.flatMap(({ slot, order }) =>
    slot.held ? [{ ...slot.held, orderId: order.id }] : [],
  )
}

function eventOf({ slot, order }: Placed, by: By): NewEvent<typeof orderPlaced> {
  return {
    id: newId(by.nowMs),
    subject: order.id,
    actor: slot.item.actor,
    data: {
      version: 1,
      number: order.number,
      channelId: order.channelId,
      lines: order.lines.map(({ no, sku, ordered }) => {
        return [no, sku.id, ordered, order.allocated.get(no) ?? 0]
      }),
      ...(order.expected.size > 0 && { expected: expectedOf(slot.routed!.promised.parts) }),
    },
    occurredAt: order.placedAt,
  }
}

/** A channel that asks gets a task for each order that waits for stock. */
function tasksOf(placed: readonly Placed[]) {
  return placed
    .filter(({ slot: { routed, item } }) => {
      return routed!.short && policyOf(routed!, item.channel) === 'ask'
    })
    .map(({ order }) => ({
      cause: 'shortage',
      subjectKind: 'order',
      subjectId: order.id,
      orderId: order.id,
      summary: `Order ${order.number} waits for stock`,
      nextStep: 'Ask the customer to wait, or cancel what is short.',
    }))
}
