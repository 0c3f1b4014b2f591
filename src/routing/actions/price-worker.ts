import { parentPort, workerData } from 'node:worker_threads'
import { pricePerSku } from '../domain/prices/index.ts'
import type { PoolData, PoolWork } from './price-pool.ts'

/** SKUs that are taken up at once: few enough that threads end together. */
const CHUNK = 32

const { network, demand, units, prices, taken } = workerData as PoolData

parentPort!.on('message', ({ skus, days, draws }: PoolWork) => {
  for (;;) {
    const from = Atomics.add(taken, 0, CHUNK)
    if (from >= skus.length) break
    const some = skus.subarray(from, from + CHUNK)
    pricePerSku(network, demand, { units, days }, some, draws, prices)
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort!.postMessage('done')
})
