import { FEWEST, studentOf, type Paired } from './paired.ts'

/** By how much a mean of parcels differs under two policies, and how sure that is. */
export type MeanDifference = Omit<Paired, 'total'>

/** What was summed on each day, over so many parcels. */
type Side = { sums: ArrayLike<number>; counts: ArrayLike<number> }

/**
 * The difference of the means of two policies, such as kilometres of a parcel. Both have the same
 * orders, but not as many parcels, so it is no mean of the orders. Each side is a ratio of sums
 * over days, `R = sum(y) / sum(x)`; with days for batches, as in `decidePaired`, the variance of
 * `R2 - R1` is `sum(e^2) / (m (m - 1))`, where of each of `m` days
 * `e = (y2 - R2 x2) / mean(x2) - (y1 - R1 x1) / mean(x1)`: what both sides share on a day is in it,
 * so it is paired (two ratios are compared so in Cochran 1977, Sampling Techniques, chapter 6).
 * Days on which neither has such a parcel are left out. Undefined where one has none at all.
 */
export function decideMeans(base: Side, other: Side): MeanDifference | undefined {
  const days = Array.from(base.counts, (_, day) => day).filter((day) => {
    return base.counts[day]! > 0 || other.counts[day]! > 0
  })
  const [one, two] = [base, other].map((side) => residualsOf(side, days))
  if (!one || !two) return undefined
  const batches = days.length
  const mean = two.mean - one.mean
  if (batches < FEWEST) return { mean, low: null, high: null, batches }
  const squares = days.reduce((sum, _, d) => sum + (two.off[d]! - one.off[d]!) ** 2, 0)
  const half = studentOf(batches - 1) * Math.sqrt(squares / (batches * (batches - 1)))
  return { mean, low: mean - half, high: mean + half, batches }
}

/** The mean of a side, and by how much each day is off it, in parcels of a mean day. */
function residualsOf({ sums, counts }: Side, days: readonly number[]) {
  const count = days.reduce((all, day) => all + counts[day]!, 0)
  if (count === 0) return undefined
  const mean = days.reduce((all, day) => all + sums[day]!, 0) / count
  const perDay = count / days.length
  return { mean, off: days.map((day) => (sums[day]! - mean * counts[day]!) / perDay) }
}
