import { Refusal } from '../../../lib/refusal.ts'
import { again } from '../../../platform/batch.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { findKeys, lockNameOf, saveAnswers, tryLocks } from '../../../platform/idempotency.ts'
import { findKnownOrders } from '../../store/capture.ts'
import { existingAnswers } from '../answers.ts'
import type { Slot } from './index.ts'

const PATIENCE_MS = 2000

/** Answers what is known already: keys answered before, external ids that were placed before. */
export async function settleKnown(
  tx: Tx,
  slots: readonly Slot[],
  now: Temporal.Instant,
): Promise<void> {
  const repeated = await lookUp(tx, slots)
  if (repeated.length === 0) return
  const answers = await existingAnswers(
    tx,
    repeated.map(({ orderId }) => orderId),
  )
  const toSave = repeated.map(({ slot, orderId }) => {
    const answer = { status: 200, body: answers.get(orderId)! }
    slot.outcome = answer
    return { request: slot.item.request, answer }
  })
  await saveAnswers(tx, toSave, now)
}

/** An order that was placed before, with another key. */
type Repeated = { slot: Slot; orderId: string }

/** Locks keys and external ids; settles those that are not to be placed, but for the repeated. */
export async function lookUp(tx: Tx, slots: readonly Slot[]): Promise<Repeated[]> {
  const requests = slots.map(({ item }) => item.request)
  const orders = slots.map(({ item }) => item.order)
  // An external id that is locked elsewhere: the same order is being written there now.
  const names = orders.map((order) => ({ space: 'external id' as const, name: nameOf(order) }))
  const locking = tryLocks(tx, [...requests.map(lockNameOf), ...names])
  const [locked, keys, placed] = await Promise.all([
    locking,
    findKeys(tx, requests, locking),
    findKnownOrders(tx, orders),
  ])
  const known = new Map(placed.map((order) => [nameOf(order), order]))
  const first = new Map<string, Slot>()
  const repeated: Repeated[] = []
  slots.forEach((slot, i) => {
    const state = keys[i]!
    const { order, bodyHash, since } = slot.item
    const name = nameOf(order)
    const existing = known.get(name)
    if (state.is === 'answered') slot.outcome = state.answer
    else if (state.is === 'reused') slot.outcome = state.refusal
    else if (state.is === 'elsewhere' || !locked[slots.length + i] || first.has(name)) {
      slot.outcome = waitOrGiveUp(since)
    } else if (!existing) first.set(name, slot)
    else if (!existing.bodyHash.equals(bodyHash)) {
      slot.outcome = new Refusal('order_exists', {
        field: '/externalId',
        facts: { id: existing.id },
      })
    } else repeated.push({ slot, orderId: existing.id })
  })
  return repeated
}

function nameOf({ channelId, externalId }: { channelId: number; externalId: string }): string {
  return `${channelId} ${externalId}`
}

function waitOrGiveUp(since: number): Refusal | typeof again {
  if (performance.now() - since < PATIENCE_MS) return again
  return new Refusal('idempotency_key_in_use', { retryAfter: 1 })
}
