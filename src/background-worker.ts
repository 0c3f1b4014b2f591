import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { workerData } from 'node:worker_threads'
import type { ThreadData } from './background-thread.ts'

/** One that reads, and one for what is told meanwhile. */
const POOL = 2

const { work, config, connection, commands } = workerData as ThreadData
// A thread compiles all of the server anew: from the second on in a third of the time.
enableCompileCache(path.join(config.TUTTI_DATA_DIR, 'compiled'))
const { createOrdersWorld, demandSource, playingWorldOf } = await import('./modules.ts')
const { createLog } = await import('./platform/log.ts')
const { openWorld } = await import('./platform/process.ts')
const { learnDemandRates, runSimulation } = await import('./routing/index.ts')
const log = createLog(config.TUTTI_LOG_LEVEL)
const settings = { ...config, TUTTI_DB_POOL: POOL }
const world = await openWorld(settings, connection, log, { commands })
try {
  const orders = createOrdersWorld(world.platform)
  if ('simulate' in work) {
    await runSimulation(world.platform, playingWorldOf(orders), work.simulate)
  } else {
    await learnDemandRates({ ...orders, demand: demandSource }, Temporal.Instant.from(work.learnAt))
  }
} finally {
  await world.close()
}
// What books listen to would keep the thread.
process.exit(0)
