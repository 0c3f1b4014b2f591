import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  byCards,
  madeGroup,
  madeService,
  madeWorld,
  north,
} from '../../../test/routing/made-world.ts'
import { decideRouting, type Plan } from './decide.ts'
import type { Days } from './departure.ts'
import type { Objective } from './objective.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const timeZone = 'Europe/Paris'
const weekly = WEEK.map((day) => ({ day, open: '08:00', close: '20:00' }))
const open: Days = {
  hours: { weekly, exceptions: [] },
  timeZone,
  holidays: [],
  handlingMinutes: 60,
}
const at = (...times: string[]) => times.flatMap((time) => WEEK.map((day) => ({ day, at: time })))

/** Services that collect at other times of the day, of which each is cheapest now and then. */
const services = () => [
  madeService('SLOW', { price: 40_000, transitDays: 4, collected: at('10:30', '17:00') }),
  madeService('EVEN', { price: 52_000, transitDays: 2, collected: at('12:00') }),
  madeService('FAST', { price: 70_000, transitDays: 1, collected: at('14:20', '18:00') }),
]
const objectives = [
  { latePerParcel: 60_000 },
  { latePerParcel: 60_000, onTimePercent: 50 },
  { dayPerParcel: 9000 },
  {},
]
const plan = (objective: Objective, tariff: Plan['tariff']): Plan => {
  return { id: null, version: 1, strategy: 'least_cost', tariff, objective }
}

const asked = fc.record({
  minute: fc.nat(1500),
  wantedIn: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  objective: fc.constantFrom(...objectives),
})

describe('what services cost by their days', () => {
  it('is the same whatever was asked before: what is remembered shows nowhere', () => {
    const monday = Temporal.PlainDate.from('2026-11-30')
    let isDearer = false
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 25 }), (all) => {
        const shared = byCards(...services())
        const lasting = new Map([1, 2].map((id) => [id, { ...open, handlingMinutes: 60 * id }]))
        for (const { minute, wantedIn, objective } of all) {
          const now = monday
            .toZonedDateTime({ timeZone, plainTime: '07:00' })
            .add({ minutes: minute })
            .toInstant()
          const wantedBy = wantedIn === undefined ? undefined : monday.add({ days: wantedIn })
          const group = madeGroup([1], wantedBy && { wantedBy: wantedBy.toString() })
          const decided = (tariff: Plan['tariff'], daysOf: (id: number) => Days) => {
            const places = { A: { has: [9] }, B: { has: [9], point: north(30) } }
            const { network, stock } = madeWorld(places, { moment: { now, daysOf } })
            return decideRouting(group, plan(objective, tariff), network, stock).record
          }
          const record = decided(shared, (id) => lasting.get(id)!)
          assert.deepEqual(
            record,
            decided(byCards(...services()), (id) => ({ ...lasting.get(id)! })),
          )
          const { late, speed } = record.chosen[0]!.cost
          isDearer ||= late !== undefined && late > 0 && speed === undefined
        }
      }),
      { numRuns: 60 },
    )
    assert.ok(isDearer)
  })

  it('goes by the times of each place, where places have the same days', () => {
    const own = madeService('OWN', { price: 40_000, transitDays: 1, collected: [] })
    const timesAt = (id: number) => (id === 1 ? at('18:00') : at('07:00'))
    const tariff = byCards({ ...own, timesAt, collectsAt: () => true })
    const now = Temporal.Instant.from('2026-11-30T11:00:00Z')
    const places = { A: { has: [9] }, B: { has: [9] } }
    const { network, stock } = madeWorld(places, { moment: { now, daysOf: () => open } })
    const group = madeGroup([1], { wantedBy: '2026-12-01' })
    const { record } = decideRouting(group, plan({ latePerParcel: 60_000 }, tariff), network, stock)
    const costs = record.candidates.map(([, , cost]) => cost!)
    // What leaves on the next morning arrives a day after it is wanted.
    assert.equal(costs[1]! - costs[0]!, 60_000 - record.chosen[0]!.cost.late!)
  })
})
