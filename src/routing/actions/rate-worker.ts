import { parentPort, workerData } from 'node:worker_threads'
import { decideError, type HeldBack } from '../domain/rates/error.ts'
import { learnRates, type Rates } from '../domain/rates/learn.ts'
import type { Goods, Past } from '../domain/rates/past.ts'

/** What rates are learnt from, without functions. */
export type RateWork = {
  past: Past
  skuIds: readonly number[]
  categories: ReadonlyMap<number, string | null>
  currencies: ReadonlyMap<number, string>
  places: ReadonlyMap<number, readonly number[]>
}

export type Learnt = Rates & { error: HeldBack | null }

const { past, skuIds, categories, currencies, places } = workerData as RateWork
const goods: Goods = {
  skuIds,
  categoryOf: (skuId) => categories.get(skuId) ?? null,
  currencyOf: (channelId) => currencies.get(channelId)!,
  placesOf: (skuId) => places.get(skuId) ?? [],
}
const learnt: Learnt = { ...learnRates(past, goods), error: decideError(past, goods) }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort!.postMessage(learnt)
