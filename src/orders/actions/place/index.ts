import { Refusal } from '../../../lib/refusal.ts'
import { createBatcher, type again, type Batcher } from '../../../platform/batch.ts'
import type { Answer, RequestKey } from '../../../platform/idempotency.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  offeringOf,
  readDays,
  type By,
  type HeldUnits,
  type Ledger,
  type Offering,
  type Wish,
} from '../../../inventory/index.ts'
import type { NewOrder } from '../../domain/capture.ts'
import type { Routed } from '../../domain/place.ts'
import { createComingStock } from '../../domain/coming.ts'
import { createBatchStock, type BatchStock } from '../../domain/stock-view.ts'
import type { Numbers } from '../numbers.ts'
import type { OrdersWorld } from '../world.ts'
import type { Coming, Promising } from '../coming.ts'
import { takeHolds } from './against.ts'
import { countOrders, isCounted } from './limits.ts'
import { settleKnown } from './known.ts'
import { createNextOn, todayOf } from './next-on.ts'
import { guard, lockChosen, lookAgain, routeAll, summedIn } from './route.ts'
import { write } from './write.ts'
import { isCrowded, tooEarly, writeBeforeLock, writeBesideLock } from './early.ts'

/** One order on its way into a batch: captured (checked and resolved), but not placed. */
export type Placement = Promising & {
  request: RequestKey
  order: NewOrder
  bodyHash: Buffer
  actor: string
  /** When its plan was chosen: what is decided again later goes by the same moment. */
  capturedAt: Temporal.Instant
  /** The hold whose units are for this order. */
  hold?: string
  /** What it is counted against; left out where nothing limits it. */
  wishes?: readonly Wish[]
  /** Why a limit lets no such order through, unless it was placed before. */
  limited?: Refusal
  /** When it came, to give up waiting for a lock held elsewhere (performance.now). */
  since: number
  /** How often the guard refused what the index had promised. */
  attempts: number
}

export type PlaceOutcome = Answer | Refusal

const BATCH_MAX = 256
const CONCURRENCY = 2

/**
 * Gathers orders that arrive together and places them in one transaction. A refusal for shortage
 * is told with when there will be more.
 */
export function createPlacing(world: OrdersWorld): Batcher<Placement, PlaceOutcome> {
  const { clock, db } = world.platform
  const batches = createBatcher<Placement, PlaceOutcome>({
    max: BATCH_MAX,
    concurrency: CONCURRENCY,
    run: (items) => placeBatch(world, items),
    isCommon: (error) => error instanceof Refusal,
  })
  const nextOn = createNextOn(db)
  return {
    async submit(item) {
      const outcome = await batches.submit(item)
      if (!(outcome instanceof Refusal) || outcome.code !== 'shortage') return outcome
      item.plan.rules?.watch?.refused(item.order.externalId)
      return nextOn.submit({ item, refusal: outcome, today: todayOf(item, clock.now()) })
    },
    async idle() {
      await batches.idle()
      await nextOn.idle()
    },
    depth: batches.depth,
  }
}

/** An order in its batch: how it would be served, and in the end what became of it. */
export type Slot = {
  item: Placement
  outcome?: PlaceOutcome | typeof again
  routed?: Routed
  /** What its hold keeps for it. */
  held?: HeldUnits
  /** The counter that left too little for it. */
  refusedBy?: string
}

async function placeBatch(
  world: OrdersWorld,
  items: readonly Placement[],
): Promise<(PlaceOutcome | typeof again)[]> {
  const { clock, db } = world.platform
  const by: By = { actor: 'orders', now: clock.now(), nowMs: clock.nowMs() }
  const offering = await offeringOf(world, by.now)
  const numbers = await world.numbers.reserve(wantedNumbers(items))
  const place = (writeFirst: boolean) =>
    db.transaction((tx) => placeIn(tx, world, { items, numbers, offering, writeFirst }, by))
  const outcomes = await place(true).catch((error: unknown) => {
    if (error !== tooEarly) throw error
    return place(false)
  })
  numbers.giveBack()
  return outcomes
}

/** Orders that are placed together, with numbers for them and what is for sale. */
export type Batch = {
  items: readonly Placement[]
  numbers: Numbers
  offering: Offering
  /** Whether orders may be written before it is sure that they may, and the transaction be lost. */
  writeFirst?: boolean
}

/** Places orders in the transaction that is given, the first that came first; answers each. */
export async function placeIn(
  tx: Tx,
  world: OrdersWorld,
  { items, numbers, offering, writeFirst = false }: Batch,
  by: By,
): Promise<(PlaceOutcome | typeof again)[]> {
  // A transaction that is done again has written none of those that it took.
  numbers.restart()
  const slots: Slot[] = items.map((item) => ({ item }))
  const network = await world.network.current()
  const stock = createBatchStock(world.index, offering, await readDays(tx, network, by.now))
  const coming = { stock: createComingStock(), now: by.now, isRead: false }
  routeAll(slots, stock, coming)
  const summed = summedIn(slots, offering)
  const isSure = slots.every((slot) => !slot.routed!.short && !isCounted(slot))
  const isPlain = isSure && summed.length === 0
  const of = { slots, network, offering }
  if (isPlain && writeFirst && slots.length === 1) {
    await writeBesideLock(tx, { world, numbers, coming }, of, by)
  } else if (isPlain && writeFirst && isCrowded(slots)) {
    await writeBeforeLock(tx, { world, numbers, coming }, of, by)
  } else {
    const ledger = await lockFor(tx, { slots, offering, summed, isPlain }, stock, coming)
    await guard(tx, { ...of, ledger }, by)
    await write(tx, { world, numbers }, slots, ledger, by)
  }
  return slots.map(({ outcome }) => outcome!)
}

/**
 * Locks keys, external ids, holds, counters, sums and the chosen supply rows, in this order. Where
 * the index had enough for everyone, the rows are locked in the same breath; that some order turns
 * out to be placed already only frees more.
 */
async function lockFor(
  tx: Tx,
  of: { slots: readonly Slot[]; offering: Offering; summed: number[]; isPlain: boolean },
  stock: BatchStock,
  coming: Coming,
): Promise<Ledger> {
  const { slots, offering, summed, isPlain } = of
  const known = settleKnown(tx, slots, coming.now)
  if (isPlain) {
    const [, ledger] = await Promise.all([known, lockChosen(tx, slots, coming)])
    return ledger
  }
  await known
  await takeHolds(tx, slots, coming.now)
  await countOrders(tx, slots, coming.now)
  await lookAgain(tx, { slots, summed, offering }, stock, coming)
  return lockChosen(tx, slots, coming)
}

/** How many order numbers of each channel these orders want. */
export function wantedNumbers(items: readonly Placement[]): Map<number, number> {
  const perChannel = new Map<number, number>()
  for (const { channel } of items) {
    perChannel.set(channel.id, (perChannel.get(channel.id) ?? 0) + 1)
  }
  return perChannel
}
