import { sumOf } from '../prices/shrink.ts'

/** Counts of something by SKU and by key: a channel, a zone. Few of all pairs have any. */
export type Pair<Key> = { skuId: number; key: Key; count: number }

/** A SKU's rate for each key that it was ever counted with; what is left is of all other keys. */
export type Split<Key> = Map<number, [key: Key, rate: number][]>

/**
 * How a SKU's rate spreads over keys. A pair is expected as often as the SKU's rate times the key's
 * share of all says; its count is drawn towards that (`shrunk`: the gamma number's shape by
 * moments), and the sum over keys is the SKU's rate again. `expected` is of the time in which was
 * counted; so are the rates that it answers.
 */
export function decideSplit<Key>(
  pairs: readonly Pair<Key>[],
  expected: ReadonlyMap<number, number>,
): Split<Key> {
  const keys = new Map<Key, number>()
  for (const { key, count } of pairs) keys.set(key, (keys.get(key) ?? 0) + count)
  const all = [...keys.values()].reduce((sum, count) => sum + count, 0)
  const shares = Float64Array.from(keys.values(), (count) => count / all)
  const shareOf = new Map([...keys.keys()].map((key, i) => [key, shares[i]!]))
  const shape = shapeOf(pairs, expected, { shares, shareOf })
  const drawn = (mean: number, count: number) =>
    mean === 0 || shape === Infinity ? mean : (mean * (shape + count)) / (shape + mean)
  const split: Split<Key> = new Map()
  for (const [skuId, own] of Map.groupBy(pairs, (pair) => pair.skuId)) {
    const rate = expected.get(skuId) ?? 0
    const seen = own.map(({ key, count }) => ({ key, count, mean: rate * shareOf.get(key)! }))
    const unseen = shares.map((share) => drawn(rate * share, 0))
    let sum = sumOf(unseen)
    for (const { mean, count } of seen) sum += drawn(mean, count) - drawn(mean, 0)
    const scale = sum > 0 ? rate / sum : 0
    split.set(
      skuId,
      seen.map(({ key, count, mean }) => [key, drawn(mean, count) * scale]),
    )
  }
  return split
}

/** As `shrink.ts` finds it, over all pairs, without touching those that have no count. */
function shapeOf<Key>(
  pairs: readonly Pair<Key>[],
  expected: ReadonlyMap<number, number>,
  { shares, shareOf }: { shares: Float64Array; shareOf: ReadonlyMap<Key, number> },
): number {
  const ofShares = sumOf(shares.map((share) => share ** 2))
  let squares = 0
  let excess = 0
  for (const rate of expected.values()) {
    squares += rate ** 2 * ofShares
    excess -= rate
  }
  excess += squares
  for (const { skuId, key, count } of pairs) {
    const mean = (expected.get(skuId) ?? 0) * shareOf.get(key)!
    excess += count ** 2 - 2 * count * mean
  }
  return excess > 0 ? squares / excess : Infinity
}
