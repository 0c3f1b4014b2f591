/** Numbers in [0, 1), the same for the same seed on every machine (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A Poisson number, by the product of uniforms (Knuth), in slices where the mean is large. */
export function poissonOf(random: () => number, mean: number): number {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const floor = Math.exp(-Math.min(left, 30))
    for (let product = random(); product > floor; product *= random()) count += 1
  }
  return count
}

/** Draws a place with a chance in proportion to its weight. */
export function drawerOf(weights: ArrayLike<number>): (random: () => number) => number {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i += 1) sums[i] = sum += weights[i]!
  return (random) => {
    const wanted = random() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}
