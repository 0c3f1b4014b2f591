import { listNotStocked } from '../../catalog/index.ts'
import type { Location, NetworkBook } from '../../network/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import { decideEndless, ENDLESS, isTooFew } from '../domain/endless.ts'
import { addFact, type By } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { lockLedger } from '../store/ledger.ts'
import {
  coverFacts,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type StockContext,
} from './settle.ts'

type World = { platform: Platform; network: NetworkBook; index: AvailabilityIndex }

/** Pairs of SKU and location in one transaction; the background step does the rest. */
const AT_ONCE = 2000

/**
 * Keeps more than anybody orders of what is not stocked at every location that goods leave from, so
 * that claims, picks and parcels need not know of it. New SKUs and locations have it from the
 * transaction that makes them, the rest a moment later.
 */
export function createEndless(world: World) {
  const { platform, index, network } = world
  const contextOf = (by: By) => stockContextOf(world, by)
  const none = () => 0
  return {
    async ofSkus(tx: Tx, skuIds: readonly number[], by: By): Promise<void> {
      if (skuIds.length === 0) return
      const { locationById } = await network.current()
      const keys = decideEndless(skuIds, [...locationById.values()], none, AT_ONCE)
      await fill(tx, keys, contextOf(by))
    },
    async ofLocations(tx: Tx, locations: readonly Location[], by: By): Promise<void> {
      const keys = decideEndless(await listNotStocked(tx), locations, none, AT_ONCE)
      await fill(tx, keys, contextOf(by))
    },
    /** True where there may be more to do. */
    async keep(): Promise<boolean> {
      const skuIds = await listNotStocked(platform.db)
      if (skuIds.length === 0) return false
      const { locationById } = await network.current()
      const keys = decideEndless(skuIds, [...locationById.values()], index.available, AT_ONCE)
      if (keys.length === 0) return false
      const by = { actor: 'not stocked', now: platform.clock.now(), nowMs: platform.clock.nowMs() }
      await platform.db.transaction((tx) => fill(tx, keys, contextOf(by)))
      return keys.length === AT_ONCE
    },
  }
}

export type Endless = ReturnType<typeof createEndless>

/** Fills up the rows that have too few; another process may have done it already. */
async function fill(
  tx: Tx,
  pairs: readonly { skuId: number; locationId: number }[],
  context: StockContext,
): Promise<void> {
  if (pairs.length === 0) return
  const keys = pairs.map((pair) => ({ ...pair, supplyNo: 0 }))
  const ledger = await lockLedger(tx, keys, { create: true })
  for (const row of ledger.locked.values()) {
    if (!isTooFew(freeOf(row))) continue
    const quantity = ENDLESS - freeOf(row)
    addFact(ledger, row, { quantity, reason: 'not_stocked', reference: null }, context.by)
  }
  await coverFacts(tx, ledger, context.by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, context.by)
}
