/** By how much one policy differs from another, for each order: the mean, and how sure that is. */
export type Paired = {
  /** Of all orders. */
  total: number
  /** For each order. */
  mean: number
  /** The bounds of the 95 % interval of the mean; null where there are too few days to say. */
  low: number | null
  high: number | null
  /** Days, which are the batches. */
  batches: number
}

/** With fewer days nothing is said of how sure a difference is. */
export const FEWEST = 5

/**
 * The difference for each order with its interval, by batch means. The orders are the same under
 * both policies, and so is the luck of their places (common random numbers), so differences are
 * taken order by order; those of one day share what is left of the stock and are not independent,
 * so a day is a batch. Days differ in how many orders they have: the mean is the ratio
 * `r = sum(d) / sum(n)` of the differences `d` and orders `n` of `m` days, and its variance that of
 * a ratio estimator, `sum((d - r n)^2) / (m (m - 1) mean(n)^2)` (Cochran 1977, Sampling Techniques,
 * section 6.3; batch means and common random numbers: Law 2015, Simulation Modeling and Analysis,
 * sections 9.5.3 and 11.2). The interval is the mean and the quantile of Student's t with `m - 1`
 * degrees of freedom times the root of that. A day without orders counts where something differs on
 * it, as what tills lose does; others say nothing, as days that were not played yet.
 */
export function decidePaired(
  base: ArrayLike<number>,
  other: ArrayLike<number>,
  orders: ArrayLike<number>,
): Paired {
  const days: { difference: number; count: number }[] = []
  let total = 0
  let count = 0
  for (let day = 0; day < orders.length; day += 1) {
    const difference = other[day]! - base[day]!
    total += difference
    count += orders[day]!
    if (orders[day]! > 0 || difference !== 0) days.push({ difference, count: orders[day]! })
  }
  const batches = days.length
  const mean = count === 0 ? 0 : total / count
  if (batches < FEWEST || count === 0) return { total, mean, low: null, high: null, batches }
  const squares = days.reduce((sum, day) => sum + (day.difference - mean * day.count) ** 2, 0)
  const variance = squares / (batches * (batches - 1) * (count / batches) ** 2)
  const half = studentOf(batches - 1) * Math.sqrt(variance)
  return { total, mean, low: mean - half, high: mean + half, batches }
}

/** Of the normal distribution, two-sided 95 %. */
const Z = 1.959963985
/** Of Student's t, two-sided 95 %, for one degree of freedom up to ten. */
const FIRST = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]

/** The 97.5 % quantile of Student's t (beyond the table: Abramowitz and Stegun 26.7.5). */
export function studentOf(freedom: number): number {
  const known = FIRST[freedom - 1]
  if (known !== undefined) return known
  const first = (Z ** 3 + Z) / 4
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384
  return Z + first / freedom + second / freedom ** 2 + third / freedom ** 3
}
