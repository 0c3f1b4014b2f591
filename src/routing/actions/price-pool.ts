import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Demand, Draws, Network, Now } from '../domain/prices/index.ts'

/** What a thread is given at its start: arrays that all threads see. */
export type PoolData = {
  network: Network
  demand: Demand
  units: Float64Array
  prices: Float64Array
  /** How many SKUs of the work at hand have been taken up. */
  taken: Int32Array
}

/** Work for all threads: they take SKUs from the list until it is empty. */
export type PoolWork = { skus: Int32Array; days: number; draws: Draws }

export type PricePool = {
  /**
   * Prices of the cells of these SKUs, in 1e-4 of the major unit, each SKU for itself
   * (`pricePerSku`); those of others are as they were found last, at first 0. One call at a time;
   * after `signal` has ended one there is no other.
   */
  price(now: Now, skus: Int32Array, draws: Draws, signal?: AbortSignal): Promise<Float64Array>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Prices of a whole range, found by several threads beside the one that serves requests. They share
 * the network, so that it is copied once. The result does not depend on their number. A thread that
 * fails makes `price` fail; prices found before are still there.
 */
export function openPricePool(network: Network, demand: Demand, threads: number): PricePool {
  const data: PoolData = {
    network: shared(network),
    demand: shared(demand),
    units: sharedArray(new Float64Array(network.node.length)),
    prices: sharedArray(new Float64Array(network.node.length)),
    taken: sharedArray(new Int32Array(1)),
  }
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL('price-worker.ts', import.meta.url), { workerData: data })
  })
  return {
    async price(now, skus, draws, signal) {
      data.units.set(now.units)
      Atomics.store(data.taken, 0, 0)
      const work: PoolWork = { skus: sharedArray(skus), days: now.days, draws }
      const done = workers.map((worker) => once(worker, 'message', signal && { signal }))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      for (const worker of workers) worker.postMessage(work)
      await Promise.all(done)
      return data.prices.slice()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** The same, with its arrays where all threads see them. */
function shared<T extends object>(value: T): T {
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    isArray(item) ? sharedArray(item) : item,
  ])
  return Object.fromEntries(entries) as T
}

type Numbers = Float64Array | Int32Array | Uint8Array

function isArray(item: unknown): item is Numbers {
  return item instanceof Float64Array || item instanceof Int32Array || item instanceof Uint8Array
}

function sharedArray<T extends Numbers>(values: T): T {
  const buffer = new SharedArrayBuffer(values.byteLength)
  const copy = new (values.constructor as new (buffer: SharedArrayBuffer) => T)(buffer)
  copy.set(values)
  return copy
}
