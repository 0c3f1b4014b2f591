import { startLoop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import { expireHolds } from './actions/holds.ts'
import { feedIndex } from './index/feed.ts'
import { factRoutes } from './routes/facts.ts'
import { keepRoutes } from './routes/keep.ts'
import { overviewRoutes } from './routes/overview.ts'
import { pastRoutes } from './routes/past.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { stockRoutes, type InventoryWorld } from './routes/stock.ts'

const SWEEP_MS = 1000

export function inventoryModule(world: InventoryWorld): Module {
  const { platform, index } = world
  const expire = () => {
    const { clock, wake } = platform
    const by = { actor: 'hold expiry', now: clock.now(), nowMs: clock.nowMs() }
    return expireHolds(platform.db, { by, index, committed: wake.committed })
  }
  return {
    name: 'inventory',
    routes: [
      ...factRoutes(world),
      ...stockRoutes(world),
      ...overviewRoutes(world),
      ...pastRoutes(world),
      ...receiptRoutes(world),
      ...keepRoutes(world),
    ],
    start: async () => [
      await feedIndex(platform, index),
      startLoop({ name: 'hold expiry', everyMs: SWEEP_MS, log: platform.log, run: expire }),
    ],
  }
}
