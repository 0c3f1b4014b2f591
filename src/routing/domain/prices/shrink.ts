/**
 * The means of Poisson counts that vary about what is expected of them: rates are `expected`
 * times a gamma number of mean 1, whose spread is estimated from the counts themselves by
 * moments. A count of much is believed, one of little hardly (empirical Bayes; Robbins 1956,
 * Clayton and Kaldor 1987).
 */
export function shrunk(counts: Float64Array, expected: Float64Array): Float64Array {
  const shape = shapeOf(counts, expected)
  if (shape === Infinity) return expected.slice()
  return counts.map((count, i) => (expected[i]! * (shape + count)) / (shape + expected[i]!))
}

/** The gamma number's shape: how well counts are foretold; Infinity where only chance is left. */
function shapeOf(counts: Float64Array, expected: Float64Array): number {
  let squares = 0
  let excess = 0
  for (let i = 0; i < counts.length; i += 1) {
    squares += expected[i]! ** 2
    excess += (counts[i]! - expected[i]!) ** 2 - expected[i]!
  }
  return excess > 0 ? squares / excess : Infinity
}

/** Drawn towards whichever of two expectations foretells the counts better. */
export function shrunkToBetter(
  counts: Float64Array,
  one: Float64Array,
  other: Float64Array,
): Float64Array {
  return shrunk(counts, shapeOf(counts, other) > shapeOf(counts, one) ? other : one)
}

export function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

export function sumsBy(of: Int32Array, count: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(count)
  for (let i = 0; i < values.length; i += 1) sums[of[i]!]! += values[i]!
  return sums
}

/**
 * How far counts are from what was expected of them: the mean Poisson deviance. For comparing
 * methods on weeks that none of them saw; Infinity where what happened was thought impossible.
 */
export function devianceOf(counts: Float64Array, expected: Float64Array): number {
  let sum = 0
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i]!
    const mean = expected[i]!
    sum += 2 * (mean - count + (count > 0 ? count * Math.log(count / mean) : 0))
  }
  return sum / counts.length
}
