import { parentPort, workerData } from 'node:worker_threads'
import {
  priceTogether,
  type Demand,
  type Draws,
  type Found,
  type Network,
  type Now,
} from '../domain/prices/index.ts'

/** What a thread that finds prices of all SKUs together is given. */
export type TogetherData = {
  network: Network
  demand: Demand
  now: Now
  draws: Draws
  before: Found | undefined
}

const { network, demand, now, draws, before } = workerData as TogetherData
const found = priceTogether(network, demand, now, draws, before)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort!.postMessage(found)
