import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plansByCards, timedCourses } from '../../../../test/arbitrary/counted.ts'
import { courses, type Played } from '../../../../test/arbitrary/courses.ts'
import { plans } from '../../../../test/arbitrary/routing.ts'
import type { Plan } from '../decide.ts'
import type { Course, SimulatedOrder } from './course.ts'
import type { Figures } from './figures.ts'
import { openHindsight } from './hindsight.ts'
import { totalOf } from './report.ts'
import { openSimulation } from './simulate.ts'

describe('the bound of hindsight', () => {
  it('is above no policy, whatever happens', () => {
    const linear = plans().filter(({ tariff }) => !tariff.table)
    fc.assert(
      fc.property(courses(), linear, fc.nat(), (played, plan, seed) => {
        const bound = boundOf(played, plan)
        assert.ok(bound <= costOf(played, plan, seed) + 1e-6)
      }),
      { numRuns: 300 },
    )
  })

  it('is above no policy that pays for days, by whatever services these are', () => {
    let paid = 0
    fc.assert(
      fc.property(timedCourses, plansByCards, fc.nat(), (whole, plan, seed) => {
        const played = { ...whole, course: shortened(whole.course) }
        const figures = figuresOf(played, plan, seed)
        assert.ok(boundOf(played, plan) <= totalOf(figures) + 1e-6)
        paid += figures.cost.speed > 0 ? 1 : 0
      }),
      { numRuns: 60 },
    )
    assert.ok(paid > 0)
  })

  it('counts an order that no service may carry as unserved', () => {
    fc.assert(
      fc.property(timedCourses, plansByCards, fc.nat(), (whole, plan, seed) => {
        const [first, ...others] = whole.course.happenings.filter(({ kind }) => kind === 'order')
        fc.pre(first?.kind === 'order')
        const uncarried = { ...first, order: sameDay(first.order) }
        const withAll = (happenings: Course['happenings']) => {
          return { ...whole, course: { ...whole.course, happenings } }
        }
        const lost = lostOf(uncarried.order)
        assert.equal(boundOf(withAll([uncarried]), plan), lost)
        const all = withAll([uncarried, ...others.slice(0, 4)])
        const bound = boundOf(all, plan)
        assert.ok(bound <= costOf(all, plan, seed) + 1e-6)
        assert.ok(bound >= lost - 1e-6)
      }),
      { numRuns: 60 },
    )
  })

  it('is what one order costs that is alone, and is served', () => {
    fc.assert(
      fc.property(courses(), plans(['least_cost']), (whole, plan) => {
        const first = whole.course.happenings.find(({ kind }) => kind === 'order')
        fc.pre(first?.kind === 'order' && first.order.groups.length === 1)
        const course = { ...whole.course, happenings: [first] }
        const never = { at: '', all: { given: 1e9, declined: 0 }, byLocation: new Map() }
        const surroundings = { ...whole.surroundings, declines: never }
        const played = { ...whole, course, surroundings }
        // All that is there is served, whatever that costs; so it must be worth that.
        const dear = new Map([...first.order.worth.keys()].map((no) => [no, 1e9]))
        first.order.worth = dear
        first.order.onShortage = 'accept'
        const cost = costOf(played, plan, 1)
        assert.ok(Math.abs(boundOf(played, plan) - cost) <= 1e-6 * cost + 1e-6)
      }),
    )
  })
})

/** By a method that no service of `plansByCards` has. */
function sameDay(order: SimulatedOrder): SimulatedOrder {
  const sent = { method: 'same_day', pickupLocationId: undefined }
  return { ...order, groups: order.groups.map((group) => ({ ...group, ...sent })) }
}

/** What not serving any of it costs: of two lines of a SKU the bound takes the lesser. */
function lostOf({ groups, worth }: SimulatedOrder): number {
  return groups.reduce((sum, { demand }) => {
    const skus = Map.groupBy(demand, ({ skuId }) => skuId)
    return [...skus.values()].reduce((all, lines) => {
      const units = lines.reduce((count, { quantity }) => count + quantity, 0)
      const least = Math.min(...lines.map(({ lineNo }) => worth.get(lineNo)!))
      return all + Math.round(units * least)
    }, sum)
  }, 0)
}

/** What carriage by weight band costs at least takes a while to find. */
function shortened(course: Course): Course {
  return { ...course, happenings: course.happenings.slice(0, 12) }
}

function boundOf({ course, surroundings }: Played, plan: Plan): number {
  const hindsight = openHindsight(course, surroundings, () => plan)
  while (hindsight.advance());
  assert.equal(hindsight.share(), 1)
  return hindsight.bound()
}

function costOf(played: Played, plan: Plan, seed: number): number {
  return totalOf(figuresOf(played, plan, seed))
}

function figuresOf({ course, surroundings }: Played, plan: Plan, seed: number): Figures {
  const policy = { name: 'live', planOf: () => plan }
  const simulation = openSimulation(course, surroundings, [policy], { seed })
  simulation.advance(Infinity)
  return simulation.outcomes()[0]!.figures
}
