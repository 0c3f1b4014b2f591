import { startLoop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import type { Endless } from './actions/endless.ts'
import { expireHolds } from './actions/holds.ts'
import { feedIndex } from './index/feed.ts'
import { availableRoutes } from './routes/available.ts'
import { keepRoutes } from './routes/keep.ts'
import { overviewRoutes } from './routes/overview.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { stockRoutes, type InventoryWorld } from './routes/stock.ts'

const SWEEP_MS = 1000
const ENDLESS_MS = 2000

export function inventoryModule(world: InventoryWorld, endless: Endless): Module {
  const { platform, index } = world
  const expire = () => {
    const { clock, wake } = platform
    const by = { actor: 'hold expiry', now: clock.now(), nowMs: clock.nowMs() }
    return expireHolds(platform.db, { by, index, committed: wake.committed })
  }
  return {
    name: 'inventory',
    routes: [
      ...stockRoutes(world),
      ...availableRoutes(world),
      ...overviewRoutes(world),
      ...receiptRoutes(world),
      ...keepRoutes(world),
    ],
    start: async () => [
      await feedIndex(platform, index),
      startLoop({ name: 'hold expiry', everyMs: SWEEP_MS, log: platform.log, run: expire }),
      startLoop({
        name: 'what is not stocked',
        everyMs: ENDLESS_MS,
        log: platform.log,
        run: endless.keep,
      }),
    ],
  }
}
