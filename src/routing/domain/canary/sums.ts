import { sides, type Side } from './side.ts'

/** What the sides are compared by. */
export const canaryMeasures = [
  'cost',
  'parcels',
  'unfilled',
  'refused',
  'late',
  'declined',
  'time',
] as const
export type CanaryMeasure = (typeof canaryMeasures)[number]

/** How many there were, their sum, and that of their squares: mean and variance need no more. */
export type Sum = { n: number; sum: number; squares: number }
export type Sums = Record<Side, Record<CanaryMeasure, Sum>>

export function noSums(): Sums {
  const none = () =>
    Object.fromEntries(canaryMeasures.map((measure) => [measure, { n: 0, sum: 0, squares: 0 }]))
  return Object.fromEntries(sides.map((side) => [side, none()])) as Sums
}

/** Counts a value; with `sign` -1 it takes one out again. */
export function addValue(to: Sum, value: number, sign: 1 | -1 = 1): void {
  to.n += sign
  to.sum += sign * value
  to.squares += sign * value * value
}

export function addSums(to: Sums, more: Sums): void {
  for (const side of sides) {
    for (const measure of canaryMeasures) {
      const [own, other] = [to[side][measure], more[side][measure]]
      own.n += other.n
      own.sum += other.sum
      own.squares += other.squares
    }
  }
}
