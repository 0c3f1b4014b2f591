import { startLoop, type Loop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import { followMoved, sweepNext } from './actions/alerts.ts'
import { sweepCounters } from './actions/counted.ts'
import type { Endless } from './actions/endless.ts'
import { followFeeds } from './actions/feed-alerts.ts'
import { watchFeeds } from './actions/feed-watches.ts'
import { cutFences, type FencesSeen } from './actions/fences.ts'
import { expireHolds } from './actions/holds.ts'
import { tellLateReceipts } from './actions/late-receipts.ts'
import { startLookingAgain } from './actions/looking-again.ts'
import { createOwnerWatch } from './actions/owners.ts'
import { stockContextOf } from './actions/settle.ts'
import { rulesPublished } from './events.ts'
import { feedIndex } from './index/feed.ts'
import { alertRoutes } from './routes/alerts.ts'
import { availableRoutes } from './routes/available.ts'
import { capacityRoutes } from './routes/capacity.ts'
import { factRoutes } from './routes/facts.ts'
import { feedWatchRoutes } from './routes/feed-watches.ts'
import { feedRoutes } from './routes/feeds.ts'
import { holdRoutes } from './routes/holds.ts'
import { keepRoutes } from './routes/keep.ts'
import { overviewRoutes } from './routes/overview.ts'
import { pastRoutes } from './routes/past.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { ruleRoutes } from './routes/rules.ts'
import type { InventoryWorld } from './routes/stock.ts'

const SWEEP_MS = 1000
/** Alerts come so late at most; looking more often costs more than it is worth. */
const LOOK_MS = 1000
const ENDLESS_MS = 2000
const FEEDS_MS = 5000
const FENCES_MS = 500
const OWNERS_MS = 2000
const LATE_MS = 30_000

export function inventoryModule(world: InventoryWorld, endless: Endless): Module {
  const { platform, index } = world
  const { clock, db, wake } = platform
  const byOf = (actor: string) => ({ actor, now: clock.now(), nowMs: clock.nowMs() })
  const expire = async () => {
    const by = byOf('hold expiry')
    const more = await expireHolds(db, stockContextOf(world, by))
    return (await sweepCounters(db, by.now)) || more
  }
  const look = async () => {
    const by = byOf('stock alerts')
    const [moved, swept] = [await followMoved(world, by), await sweepNext(world, by)]
    return moved || swept
  }
  const watch = async () => {
    const by = byOf('feed watch')
    await watchFeeds(db, { by, index })
    await followFeeds(world, by)
    return false
  }
  const seen: FencesSeen = { looks: new Map(), turn: 0 }
  const cut = async () => {
    await cutFences(world, seen, byOf('ring-fences'))
    return false
  }
  let cutting: Loop | undefined
  // Others sell what a new one is to keep until it is cut.
  platform.events.on([rulesPublished.type], () => cutting?.wake())
  const tellLate = async () => {
    const network = await world.network.current()
    return tellLateReceipts(db, network, { by: byOf('late receipts'), ...wake })
  }
  return {
    name: 'inventory',
    routes: [
      ...factRoutes(world),
      ...availableRoutes(world),
      ...overviewRoutes(world),
      ...pastRoutes(world),
      ...receiptRoutes(world),
      ...keepRoutes(world),
      ...capacityRoutes(world),
      ...holdRoutes(world),
      ...alertRoutes(world),
      ...feedRoutes(world),
      ...feedWatchRoutes(world),
      ...ruleRoutes(world),
    ],
    start: async () => [
      await feedAll(world),
      startLoop({ name: 'hold expiry', everyMs: SWEEP_MS, log: platform.log, run: expire }),
      startLoop({ name: 'stock alerts', everyMs: LOOK_MS, log: platform.log, run: look }),
      startLookingAgain(world, () => byOf('stock alerts')),
      startLoop({
        name: 'what is not stocked',
        everyMs: ENDLESS_MS,
        log: platform.log,
        run: endless.keep,
      }),
      (cutting = startLoop({
        name: 'ring-fences',
        everyMs: FENCES_MS,
        log: platform.log,
        run: cut,
      })),
      startLoop({ name: 'late receipts', everyMs: LATE_MS, log: platform.log, run: tellLate }),
      startLoop({ name: 'stock feeds', everyMs: FEEDS_MS, log: platform.log, run: watch }),
      startLoop({
        name: 'stock owners',
        everyMs: OWNERS_MS,
        log: platform.log,
        run: createOwnerWatch(world),
      }),
    ],
  }
}

/** Everything that is asked of memory, before the first request asks. */
async function feedAll({ platform, index, rules }: InventoryWorld) {
  const tail = await feedIndex(platform, index)
  await Promise.all([rules.current(), rules.fences()])
  return tail
}
