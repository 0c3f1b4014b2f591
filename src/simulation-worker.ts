import { workerData } from 'node:worker_threads'
import { createOrdersWorld, playingWorldOf } from './modules.ts'
import { createLog } from './platform/log.ts'
import { openWorld } from './platform/process.ts'
import { runSimulation } from './routing/index.ts'
import type { ThreadData } from './simulation-thread.ts'

/** One that reads, and one for what is told meanwhile. */
const POOL = 2

const { id, config, connection } = workerData as ThreadData
const log = createLog(config.TUTTI_LOG_LEVEL)
const world = await openWorld({ ...config, TUTTI_DB_POOL: POOL }, connection, log)
try {
  await runSimulation(world.platform, playingWorldOf(createOrdersWorld(world.platform)), id)
} finally {
  await world.close()
}
// What books listen to would keep the thread.
process.exit(0)
