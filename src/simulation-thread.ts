import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Config } from './platform/config.ts'
import type { ConnectionConfig } from './platform/db/index.ts'
import type { Platform } from './platform/module.ts'

/** What the thread is given. */
export type ThreadData = { id: string; config: Config; connection: ConnectionConfig }

/** Plays a simulation in a thread with connections of its own, so that requests are served. */
export function playInThread({ config, connection }: Platform, id: string) {
  const workerData: ThreadData = { id, config, connection }
  const worker = new Worker(new URL('simulation-worker.ts', import.meta.url), { workerData })
  return {
    ended: endOf(worker),
    stop: () => worker.terminate(),
  }
}

/** Undefined where it ended as it should. */
async function endOf(worker: Worker): Promise<string | undefined> {
  try {
    const [code] = (await once(worker, 'exit')) as [number]
    return code === 0 ? undefined : `The thread that played it ended with ${code}.`
  } catch (error) {
    return (error as Error).message
  }
}
