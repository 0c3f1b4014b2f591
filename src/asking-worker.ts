import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answered, AskingData, Question } from './asking-thread.ts'

/** One for the question that is answered, and one for what is heard meanwhile. */
const POOL = 2
/** What is found by then is answered. */
const THINK_MS = 3000

const { config, connection } = workerData as AskingData
enableCompileCache(path.join(config.TUTTI_DATA_DIR, 'compiled'))
const { createOrdersWorld } = await import('./modules.ts')
const { answering: find } = await import('./orders/index.ts')
const { Refusal } = await import('./lib/refusal.ts')
const { createLog } = await import('./platform/log.ts')
const { keepClock, openWorld } = await import('./platform/process.ts')
const log = createLog(config.TUTTI_LOG_LEVEL)
const world = await openWorld({ ...config, TUTTI_DB_POOL: POOL }, connection, log)
const orders = createOrdersWorld(world.platform)
// What is kept in memory hears of changes, as in every process.
await world.platform.events.start()
const keeping = keepClock(world.platform)

async function answerTo({ no, about, ...asked }: Question): Promise<Answered> {
  try {
    const of = { ...asked, ms: THINK_MS }
    return { no, answer: await find[about](world.platform.db, orders, of) }
  } catch (err) {
    if (!(err instanceof Refusal)) log.error({ err }, 'a long question was not answered')
    return { no, answer: undefined }
  }
}

async function hear(said: Question | 'end', before: Promise<void>): Promise<void> {
  await before
  if (said === 'end') {
    await keeping.stop()
    await world.close()
    process.exit(0)
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort!.postMessage(await answerTo(said))
}

let answering = Promise.resolve()
parentPort!.on('message', (said: Question | 'end') => {
  answering = hear(said, answering)
})
