import type { Scale } from './network.ts'
import { randomOf } from './random.ts'

/** Orders that came within less than an hour, and go through their life together. */
export type Cohort = { no: number; from: Temporal.Instant; to: Temporal.Instant; orders: number }

/** When shoppers come, UTC, and how much of a day's orders they bring then. */
const WAVES: readonly [hour: number, share: number][] = [
  [7, 0.18],
  [11, 0.28],
  [15, 0.22],
  [18, 0.32],
]
const WAVE_MINUTES = 55
/** The last hours come in small steps, so that the newest orders look like now. */
const LAST_STEPS = 48
const LAST_MINUTES = 5

/** The whole history up to `end`, the oldest first. */
export function cohortsOf(seed: number, scale: Scale, end: Temporal.Instant): Cohort[] {
  const lastFrom = end.subtract({ minutes: LAST_STEPS * LAST_MINUTES })
  const random = randomOf(seed, 'days')
  const waves = Array.from({ length: scale.days + 1 }, (_, n) => scale.days - n).flatMap((ago) => {
    const day = end.toZonedDateTimeISO('UTC').subtract({ days: ago }).startOfDay()
    // Fridays and Saturdays are busier.
    const busy = day.dayOfWeek === 5 || day.dayOfWeek === 6 ? 1.25 : 0.9
    return WAVES.map(([hour, share]) => {
      const from = day.add({ hours: hour, minutes: random.between(0, 100) }).toInstant()
      const orders = Math.max(1, Math.round(scale.ordersPerDay * share * busy))
      return { from, to: from.add({ minutes: WAVE_MINUTES }), orders }
    })
  })
  const steps = Array.from({ length: LAST_STEPS }, (_, n) => {
    const from = lastFrom.add({ minutes: n * LAST_MINUTES })
    const orders = random.isOne(0.4) ? 1 : Math.max(1, Math.round(scale.ordersPerDay / 35))
    return { from, to: from.add({ minutes: LAST_MINUTES }), orders }
  })
  const kept = waves.filter(({ to }) => Temporal.Instant.compare(to, lastFrom) <= 0)
  return [...kept, ...steps].map((cohort, no) => ({ no, ...cohort }))
}
