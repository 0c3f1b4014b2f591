import { startLoop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import { watchFeeds } from './actions/feed-watches.ts'
import { expireHolds } from './actions/holds.ts'
import { feedIndex } from './index/feed.ts'
import { feedWatchRoutes } from './routes/feed-watches.ts'
import { feedRoutes } from './routes/feeds.ts'
import { keepRoutes } from './routes/keep.ts'
import { overviewRoutes } from './routes/overview.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { stockRoutes, type InventoryWorld } from './routes/stock.ts'

const SWEEP_MS = 1000
const FEEDS_MS = 5000

export function inventoryModule(world: InventoryWorld): Module {
  const { platform, index } = world
  const expire = () => {
    const { clock, wake } = platform
    const by = { actor: 'hold expiry', now: clock.now(), nowMs: clock.nowMs() }
    return expireHolds(platform.db, { by, index, committed: wake.committed })
  }
  const watch = () => {
    const { clock } = platform
    const by = { actor: 'feed watch', now: clock.now(), nowMs: clock.nowMs() }
    return watchFeeds(platform.db, { by, index })
  }
  return {
    name: 'inventory',
    routes: [
      ...stockRoutes(world),
      ...overviewRoutes(world),
      ...receiptRoutes(world),
      ...keepRoutes(world),
      ...feedRoutes(world),
      ...feedWatchRoutes(world),
    ],
    start: async () => [
      await feedIndex(platform, index),
      startLoop({ name: 'hold expiry', everyMs: SWEEP_MS, log: platform.log, run: expire }),
      startLoop({ name: 'stock feeds', everyMs: FEEDS_MS, log: platform.log, run: watch }),
    ],
  }
}
