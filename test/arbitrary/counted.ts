import fc from 'fast-check'
import type { OrderPlaced } from '../../src/routing/domain/simulation/course.ts'
import type { Plan } from '../../src/routing/index.ts'
import { byCards, madeService } from '../routing/made-world.ts'
import { courses, type Played } from './courses.ts'
import { moments, objectives } from './objectives.ts'
import { plans } from './routing.ts'

const DAY_MS = 86_400_000
const WEEK = [1, 2, 3, 4, 5, 6, 7]

/**
 * By services that collect on some days at one price each, whatever the weight: so no two parcels
 * from a place cost less than one with all of it.
 */
export const plansByCards: fc.Arbitrary<Plan> = fc
  .record({
    plan: plans(),
    services: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 90_000 }),
        transitDays: fc.nat(6),
        days: fc.subarray(WEEK, { minLength: 1 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    objective: objectives,
    dayPerParcel: fc.integer({ min: 1, max: 30_000 }),
  })
  .map(({ plan, services, objective, dayPerParcel }) => {
    const all = services.map(({ days, ...of }, n) => {
      const collected = days.map((day) => ({ day, at: '18:00' }))
      return { ...madeService(`S${n}`, { ...of, collected }), maxG: 1_000_000 }
    })
    return { ...plan, tariff: byCards(...all), objective: { ...objective, dayPerParcel } }
  })

/**
 * Courses at places that open on some days; of some nothing is known. Some orders name a day. What
 * is first of an order is sent.
 */
export const timedCourses: fc.Arbitrary<Played> = fc
  .record({
    played: courses(),
    moment: moments,
    wantedIn: fc.array(fc.option(fc.nat(9), { freq: 1 }), { minLength: 1, maxLength: 7 }),
  })
  .map(({ played, moment: { daysOf }, wantedIn }) => {
    const { course, surroundings, world } = played
    let no = 0
    const happenings = course.happenings.map((one) => {
      return one.kind === 'order' ? timed(one, wantedIn[no++ % wantedIn.length] ?? undefined) : one
    })
    const networkOf = (_: number, now: Temporal.Instant) => {
      return { ...world.network, moment: { now, daysOf } }
    }
    return {
      world,
      course: { ...course, happenings },
      surroundings: { ...surroundings, networkOf },
    }
  })

/** With what is known of its order, and the day on which it is wanted. */
function timed({ order, ...placed }: OrderPlaced, wantedIn: number | undefined): OrderPlaced {
  const at = Temporal.Instant.fromEpochMilliseconds(placed.at)
  const facts = { channel: 'WEB', timeZone: 'Europe/Paris', value: 9000, at }
  const wantedBy =
    wantedIn === undefined
      ? undefined
      : new Date(placed.at + wantedIn * DAY_MS).toISOString().slice(0, 10)
  const sent = { method: 'standard', pickupLocationId: undefined }
  const groups = order.groups.map((group, g) => {
    const by = { ...(g === 0 && sent), ...(wantedBy !== undefined && { wantedBy }) }
    return { ...group, ...by, order: facts }
  })
  return { ...placed, order: { ...order, groups } }
}
