import type { Queryable, Tx } from '../../../platform/db/index.ts'
import { readNext } from '../../../platform/events/cursor.ts'
import type { Event } from '../../../platform/events/index.ts'
import type { Platform } from '../../../platform/module.ts'
import type { PlanBook } from '../../book/plans.ts'
import { figuresOf, sideOf, type OrderFigures, type Placed } from '../../domain/canary/figures.ts'
import { decideGuards } from '../../domain/canary/guards.ts'
import { addSums, addValue, canaryMeasures, noSums, type Sums } from '../../domain/canary/sums.ts'
import {
  findRunning,
  moveCanary,
  noteDeclined,
  readSums,
  saveSums,
  takeRunning,
  type StoredCanary,
} from '../../store/canaries.ts'
import { findPlan, listDecisionsOf, type StoredDecision } from '../../store.ts'
import { endCanary, type End } from './end.ts'
import { readLost, type ReadPaid } from './lost.ts'

export type CanaryWorld = {
  platform: Platform
  plans: PlanBook
  /** The channels of orders: `orders` stands above. */
  channelsOf: (db: Queryable, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readPaid: ReadPaid
}

/** Of orders and fulfilment, which stand above. */
const PLACED = 'order.placed'
const DECLINED = 'fulfilment.declined'
const AT_ONCE = 500

/** Whether there is more to count, and whether the cursor has moved. */
export type Watched = { more: boolean; moved: boolean }

const nothing: Watched = { more: false, moved: false }

/**
 * Counts what became of orders since the last time, and returns the canary where a guard is broken,
 * an error came up, or its time is over. One process does it at a time; each adds what it has
 * measured itself. `isDue`: the cursor is moved even past what did not concern it.
 */
export async function watchCanary(world: CanaryWorld, isDue: boolean): Promise<Watched> {
  const { db } = world.platform
  const running = await findRunning(db)
  if (!running) return nothing
  const { canary: book } = world.plans
  const seen = book.take(running.id)
  let isKept = false
  try {
    return await db.transaction(async (tx) => {
      const canary = await takeRunning(tx)
      if (canary?.id !== running.id) return nothing
      // What was seen is given back as it was where this does not come to its end.
      const sums = noSums()
      if (seen) addSums(sums, seen.sums)
      const watched = await countEvents(tx, world, { canary, isDue }, sums)
      await saveSums(tx, canary.id, sums)
      await endWhereDue(tx, world, canary, seen?.error)
      tx.onCommit(() => {
        isKept = true
      })
      return watched
    })
  } finally {
    if (seen && !isKept) book.giveBack(running.id, seen)
  }
}

async function countEvents(
  tx: Tx,
  world: CanaryWorld,
  of: { canary: NonNullable<Awaited<ReturnType<typeof takeRunning>>>; isDue: boolean },
  sums: Sums,
): Promise<Watched> {
  const { canary, isDue } = of
  const reading = { name: 'canary', types: [PLACED, DECLINED], limit: AT_ONCE }
  const { events, next } = await readNext(tx, canary.cursor, tx.epoch, reading)
  if (events.length > 0) addSums(sums, await measure(tx, world, canary, events))
  const more = events.length === AT_ONCE || next.epoch < tx.epoch
  const moved = events.length > 0 || more || isDue
  if (moved) await moveCanary(tx, canary.id, next)
  return { more, moved }
}

/** What these events say of both sides. */
async function measure(
  tx: Tx,
  { channelsOf, readPaid }: CanaryWorld,
  canary: StoredCanary,
  events: readonly Event[],
): Promise<Sums> {
  const ids = [...new Set(events.map(({ subject }) => subject!))]
  const channels = await channelsOf(tx, ids)
  const decisions = await listDecisionsOf(tx, ids)
  const placed = Map.groupBy(decisions.filter(isOfPlacing), ({ orderId }) => orderId)
  const counted = ids.filter((id) => {
    const own = placed.get(id) ?? []
    const isHere = canary.channelIds.includes(channels.get(id) ?? NaN)
    return isHere && own.every((one) => isSince(one, canary.startsAt))
  })
  const sums = noSums()
  const add = (id: string, figures: OrderFigures, sign: 1 | -1) => {
    const side = sideOf(placed.get(id) ?? [], canary)
    if (!side) return
    for (const name of canaryMeasures) {
      if (figures[name] !== undefined) addValue(sums[side][name], figures[name], sign)
    }
  }
  const of = (type: string) => {
    const subjects = new Set(events.filter((one) => one.type === type).map((one) => one.subject))
    return counted.filter((id) => subjects.has(id))
  }
  const lostIn = await readLost(tx, readPaid, placed)
  const noneOf = (id: string) => ({ declined: false, reroute: 0, lost: lostIn(id) })
  for (const id of of(PLACED)) add(id, figuresOf(placed.get(id) ?? [], noneOf(id)), 1)
  const declined = of(DECLINED)
  const fresh = declined.length > 0 ? await noteDeclined(tx, canary.id, declined) : new Set()
  for (const id of declined.filter((one) => fresh.has(one))) {
    const own = placed.get(id) ?? []
    const reroute = await rerouteOf(tx, own)
    add(id, figuresOf(own, noneOf(id)), -1)
    add(id, figuresOf(own, { declined: true, reroute, lost: lostIn(id) }), 1)
  }
  return sums
}

function isOfPlacing({ cause }: StoredDecision): boolean {
  return cause === 'placed' || cause === 'promised'
}

function isSince({ decidedAt }: StoredDecision, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(decidedAt, at) >= 0
}

/** What it costs by its plan to find another place. */
async function rerouteOf(tx: Tx, [first]: readonly Placed[]): Promise<number> {
  const id = first?.record.plan.id
  const plan = id ? await findPlan(tx, id) : undefined
  return plan?.objective.reroutePerParcel ?? 0
}

async function endWhereDue(
  tx: Tx,
  { platform, plans }: CanaryWorld,
  canary: StoredCanary,
  error: unknown,
): Promise<void> {
  const by = { actor: 'routing', now: platform.clock.now(), nowMs: platform.clock.nowMs() }
  const sums = (await readSums(tx, [canary.id])).get(canary.id)!
  const end = endOf(canary, { sums, error, now: by.now })
  if (!end) return
  await endCanary(tx, canary, { outcome: 'returned', note: null, ...end }, by)
  tx.onCommit(() => {
    plans.markStale()
    platform.wake.committed()
  })
}

function endOf(
  canary: StoredCanary,
  { sums, error, now }: { sums: Sums; error: unknown; now: Temporal.Instant },
): Pick<End, 'cause' | 'why'> | undefined {
  if (error !== undefined) {
    const says = error instanceof Error ? error.message : String(error)
    return { cause: 'error', why: { error: says.slice(0, 500) } }
  }
  const broken = decideGuards(sums, canary).find(({ state }) => state === 'broken')
  if (broken) {
    const { guard, canary: one, control, low, high } = broken
    const why = { guard, most: broken.most!, canary: one, control, low, high }
    return { cause: 'guard', why }
  }
  const isOver = Temporal.Instant.compare(now, canary.until) >= 0
  return isOver ? { cause: 'until', why: null } : undefined
}
