import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Config } from './platform/config.ts'
import type { ConnectionConfig } from './platform/db/index.ts'
import type { Platform } from './platform/module.ts'
import type { Thread, Turn } from './routing/index.ts'

/** One piece of work: to play a simulation, or to learn demand rates as of a moment. */
export type BackgroundWork = { simulate: Turn } | { learnAt: string }

/** What the thread is given. */
export type ThreadData = {
  work: BackgroundWork
  config: Config
  connection: ConnectionConfig
  /** What the process counts: work gives way to it. */
  commands: SharedArrayBuffer
}

/** Works in a thread with connections of its own, so that requests are served. */
export function workInThread(
  { config, connection, commands: { shared: commands } }: Platform,
  work: BackgroundWork,
): Thread {
  const workerData: ThreadData = { work, config, connection, commands }
  const worker = new Worker(new URL('background-worker.ts', import.meta.url), { workerData })
  return {
    ended: endOf(worker),
    stop: () => worker.terminate(),
  }
}

/** Undefined where it ended as it should. */
async function endOf(worker: Worker): Promise<string | undefined> {
  try {
    const [code] = (await once(worker, 'exit')) as [number]
    return code === 0 ? undefined : `The thread ended with ${code}.`
  } catch (error) {
    return (error as Error).message
  }
}
