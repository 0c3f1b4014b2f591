import { Refusal } from '../../../lib/refusal.ts'
import { createBatcher, type again, type Batcher } from '../../../platform/batch.ts'
import type { Answer, RequestKey } from '../../../platform/idempotency.ts'
import type { By } from '../../../inventory/index.ts'
import type { Channel } from '../../../network/index.ts'
import type { NetworkView, Plan } from '../../../routing/index.ts'
import type { NewOrder } from '../../domain/capture.ts'
import type { Routed } from '../../domain/place.ts'
import { createBatchStock } from '../../domain/stock-view.ts'
import type { OrdersWorld } from '../world.ts'
import { settleKnown } from './known.ts'
import { guard, route } from './route.ts'
import { write } from './write.ts'

/** One order on its way into a batch: captured (checked and resolved), but not placed. */
export type Placement = {
  request: RequestKey
  order: NewOrder
  channel: Channel
  plan: Plan
  network: NetworkView
  bodyHash: Buffer
  actor: string
  /** When it came, to give up waiting for a lock held elsewhere (performance.now). */
  since: number
  /** How often the guard refused what the index had promised. */
  attempts: number
}

export type PlaceOutcome = Answer | Refusal

const BATCH_MAX = 256
const CONCURRENCY = 2

/** Gathers orders that arrive together and places them in one transaction. */
export function createPlacing(world: OrdersWorld): Batcher<Placement, PlaceOutcome> {
  return createBatcher<Placement, PlaceOutcome>({
    max: BATCH_MAX,
    concurrency: CONCURRENCY,
    run: (items) => placeBatch(world, items),
    isCommon: (error) => error instanceof Refusal,
  })
}

/** An order in its batch: how it would be served, and in the end what became of it. */
export type Slot = { item: Placement; outcome?: PlaceOutcome | typeof again; routed?: Routed }

async function placeBatch(
  world: OrdersWorld,
  items: readonly Placement[],
): Promise<(PlaceOutcome | typeof again)[]> {
  const now = world.platform.clock.now()
  const nowMs = world.platform.clock.nowMs()
  const numbers = await world.numbers.reserve(wantedNumbers(items))
  const outcomes = await world.platform.db.transaction(async (tx) => {
    const slots: Slot[] = items.map((item) => ({ item }))
    await settleKnown(tx, slots, now)
    const stock = createBatchStock(world.index)
    await route(tx, slots, stock, now)
    const by: By = { actor: 'orders', now, nowMs }
    const ledger = await guard(tx, slots, by)
    await write(tx, { world, numbers }, slots, ledger, by)
    return slots.map(({ outcome }) => outcome!)
  })
  numbers.giveBack()
  return outcomes
}

function wantedNumbers(items: readonly Placement[]): Map<number, number> {
  const perChannel = new Map<number, number>()
  for (const { channel } of items) {
    perChannel.set(channel.id, (perChannel.get(channel.id) ?? 0) + 1)
  }
  return perChannel
}
