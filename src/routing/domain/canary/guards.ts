import { halfWidth } from './sequence.ts'
import type { CanaryMeasure, Sum, Sums } from './sums.ts'

/**
 * By how much a canary may be worse at most: by so many percent of the control, percentage points
 * of a share, or milliseconds.
 */
export const guardKinds = {
  costPercent: { measure: 'cost', by: 'percent' },
  parcelsPercent: { measure: 'parcels', by: 'percent' },
  unfilledPoints: { measure: 'unfilled', by: 'points' },
  refusedPoints: { measure: 'refused', by: 'points' },
  latePoints: { measure: 'late', by: 'points' },
  declinedPoints: { measure: 'declined', by: 'points' },
  timeMs: { measure: 'time', by: 'ms' },
} as const satisfies Record<string, { measure: CanaryMeasure; by: 'percent' | 'points' | 'ms' }>

export type GuardName = keyof typeof guardKinds
export const guardNames = Object.keys(guardKinds) as GuardName[]

/** Null: it may be as much worse as it likes. */
export type Guards = Record<GuardName, number | null>

export const usualGuards: Guards = {
  costPercent: 3,
  parcelsPercent: 5,
  unfilledPoints: 1,
  refusedPoints: 1,
  latePoints: 2,
  declinedPoints: 3,
  timeMs: 50,
}

/**
 * `off`: nothing is asked of it. `waiting`: too few orders yet. `open`: it may be kept or broken.
 * `kept`: it is sure that it is. `broken`: it is sure that it is not.
 */
export const guardStates = ['off', 'waiting', 'open', 'kept', 'broken'] as const
export type GuardState = (typeof guardStates)[number]

export type GuardOutcome = {
  guard: GuardName
  measure: CanaryMeasure
  most: number | null
  state: GuardState
  /** Of each side: of how many, and the mean; null where there are none. */
  canary: SideMean
  control: SideMean
  /** Canary less control, with the bounds within which it is; null where too few were seen. */
  difference: number | null
  low: number | null
  high: number | null
}

export type SideMean = { n: number; mean: number | null }

/** How probable it is at most that a canary which is no worse than it may be returns by a guard. */
export const FALSE_ALARMS = 0.05

type Judging = { guards: Guards; minimumOrders: number; sharePermille: number }

/**
 * What each guard says of the two sides. It is broken where even the lower bound of what the canary
 * is worse by is more than it may be: `m1 - (1 + p) m0 - a > half width`. The bounds hold at all
 * times at once (`halfWidth`), since who looks every second would otherwise find a false alarm
 * sooner or later; what may be wrong is divided among the guards (Bonferroni).
 */
export function decideGuards(
  { canary, control }: Sums,
  { guards, minimumOrders, sharePermille }: Judging,
): GuardOutcome[] {
  const on = guardNames.filter((guard) => guards[guard] !== null)
  const alpha = FALSE_ALARMS / Math.max(1, on.length)
  const earliest = minimumOrders * (1 - sharePermille / 1000)
  return guardNames.map((guard): GuardOutcome => {
    const { measure, by } = guardKinds[guard]
    const most = guards[guard]
    const [one, other] = [canary[measure], control[measure]].map((sum) =>
      momentsOf(sum, by === 'points'),
    ) as [Moments, Moments]
    const means = { canary: meanOf(one), control: meanOf(other) }
    const enough = Math.min(one.n, other.n) >= minimumOrders
    const told = { guard, measure, most, ...means }
    if (!enough) {
      const state = most === null ? 'off' : 'waiting'
      return { ...told, state, difference: differenceOf(one, other), low: null, high: null }
    }
    const halfOf = (times: number) => {
      const variance = one.variance / one.n + (times * times * other.variance) / other.n
      return halfWidth(variance, (one.n * other.n) / (one.n + other.n), { alpha, earliest })
    }
    const difference = one.mean - other.mean
    const bounds = { difference, low: difference - halfOf(1), high: difference + halfOf(1) }
    if (most === null) return { ...told, state: 'off', ...bounds }
    const times = by === 'percent' ? 1 + most / 100 : 1
    const beyond = one.mean - times * other.mean - (by === 'points' ? most / 100 : 0)
    const over = by === 'ms' ? beyond - most : beyond
    return { ...told, state: stateOf(over, halfOf(times), other.mean), ...bounds }
  })
}

/** What differs only in how it was added up is no difference. */
const NOISE = 1e-9

function stateOf(over: number, half: number, scale: number): GuardState {
  const noise = NOISE * Math.max(1, Math.abs(scale))
  if (over - half > noise) return 'broken'
  return over + half < noise ? 'kept' : 'open'
}

type Moments = { n: number; mean: number; variance: number }

/**
 * Where nothing has happened yet a share does not vary, and that says little: of 200 orders without
 * an event 3 in 200 may be the rate. So it varies at least as with one more order that has it and
 * one that has not (Agresti and Caffo, Simple and effective confidence intervals for proportions
 * and differences of proportions, The American Statistician 54 (2000), for two samples). The same
 * holds where all orders were of one parcel, or cost the same: there the one more has twice as
 * much, and the other as much as all.
 */
function momentsOf({ n, sum, squares }: Sum, isShare: boolean): Moments {
  if (n === 0) return { n, mean: 0, variance: 0 }
  const mean = sum / n
  const [plain, event] = isShare ? [0, 1] : [mean, 2 * mean]
  const least = varianceOf(n + 2, sum + plain + event, squares + plain ** 2 + event ** 2)
  return { n, mean, variance: Math.max(varianceOf(n, sum, squares), least) }
}

function varianceOf(n: number, sum: number, squares: number): number {
  return n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1))
}

function meanOf({ n, mean }: Moments): SideMean {
  return { n, mean: n === 0 ? null : mean }
}

function differenceOf(one: Moments, other: Moments): number | null {
  return one.n === 0 || other.n === 0 ? null : one.mean - other.mean
}
