import { randomOf } from '../../test/random.ts'
import {
  byCards,
  decideMadeUp,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
  north,
} from '../../test/routing/made-world.ts'

const PLACES = 500
const WEEK = [1, 2, 3, 4, 5, 6, 7]
const timeZone = 'Europe/Paris'
const now = Temporal.Instant.from('2026-11-30T11:00:00Z')
const rule = madeRule({
  choose: { by: 'ranking', ranking: ['soonest', 'nearest'], completeFirst: true },
})
const services = [1, 2, 3, 4].map((days) => {
  const collected = WEEK.map((day) => ({ day, at: `1${4 + days}:00` }))
  return madeService(`DAYS-${days}`, {
    price: 120_000 - 20_000 * days,
    transitDays: days,
    collected,
  })
})

/**
 * Whole decisions, with the record, of up to three lines, ranked by who is there soonest: when
 * parcels of four services would arrive is worked out for every place.
 */
export function soonestDecisions(count: number): (() => unknown)[] {
  const random = randomOf(1)
  const upTo = (most: number) => 1 + Math.floor(most * random())
  const weekly = WEEK.map((day) => ({ day, open: '09:00', close: '19:00' }))
  const hours = { weekly, exceptions: [] }
  // The same each time that they are asked for, as live: what is found of them is remembered.
  const days = Array.from({ length: PLACES }, () => {
    return { hours, timeZone, holidays: [], handlingMinutes: 60 * upTo(12) }
  })
  const daysOf = (id: number) => days[id - 1]
  const places = days.map((_, n) => {
    return [`P${n}`, { has: [upTo(9) - 2, upTo(9) - 2, upTo(9) - 2], point: north(upTo(900)) }]
  })
  const world = madeWorld(Object.fromEntries(places), { moment: { now, daysOf } })
  const tariff = byCards(...services)
  return Array.from({ length: count }, (_, n) => {
    const group = madeGroup(Array.from({ length: 1 + (n % 3) }, () => upTo(2)))
    return () => decideMadeUp(world, group, rule, tariff)
  })
}
