import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Field, Open } from '../domain/improving/propose.ts'

/** What the thread is given. */
export type ProposeData = { open: readonly Open[]; field: Field }

/** As `decideProposals`, beside the thread that serves: of many deliveries it takes a second. */
export async function proposeInThread(open: readonly Open[], field: Field): Promise<number[][]> {
  if (open.length === 0) return []
  const workerData: ProposeData = { open, field }
  const worker = new Worker(new URL('propose-worker.ts', import.meta.url), { workerData })
  try {
    const [sets] = (await once(worker, 'message')) as [number[][]]
    return sets
  } finally {
    await worker.terminate()
  }
}
