import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plansByCards, timedCourses } from '../../../../test/arbitrary/counted.ts'
import { courses } from '../../../../test/arbitrary/courses.ts'
import { plans } from '../../../../test/arbitrary/routing.ts'
import { decideRouting, type Plan } from '../decide.ts'
import { measures, spent, type SimulatedOrder } from '../simulation/index.ts'
import { UNKNOWN_DAYS } from '../speed.ts'
import { reportOf } from './report.ts'
import { addOrder, newSums, openSums, storedSums, type BothDecided } from './sums.ts'

const placedAt = Temporal.Instant.from('2026-03-02T10:00:00Z')

describe('sums of a shadow', () => {
  it('are those of its blocks, and of its orders, however they are kept meanwhile', () => {
    fc.assert(
      fc.property(
        courses(),
        plans(),
        plans(),
        fc.integer({ min: 1, max: 300 }),
        (played, ...of) => {
          const [live, shadow, times] = of
          const orders = decidedIn(played, live, shadow)
          let sums = newSums()
          let difference = 0
          for (let n = 0; n < times && orders.length > 0; n += 1) {
            const { order, both } = orders[n % orders.length]!
            difference += addOrder(sums, told(order, n), both)?.difference ?? 0
            if (n % 7 === 0) sums = openSums(JSON.parse(JSON.stringify(storedSums(sums))))
          }
          const { blocks } = sums
          assert.ok(blocks.orders.length <= 64)
          const all = (of64: ArrayLike<number>) =>
            Array.from(of64).reduce((sum, each) => sum + each, 0)
          assert.equal(all(blocks.orders), sums.compared)
          assert.ok(blocks.orders.slice(0, -1).every((count) => count === blocks.size))
          for (const side of [blocks.live, blocks.shadow]) {
            const cost = spent.reduce((sum, term) => sum + side.cost[term], 0)
            assert.equal(all(side.daily.cost), cost)
            for (const term of spent) assert.equal(all(side.dailyCost[term]), side.cost[term])
            assert.equal(all(side.daily.kmParcels), side.kmParcels)
            assert.equal(all(side.daily.parcels), side.parcels)
            assert.equal(all(side.daily.splits), side.splits)
            const loads = [...side.load.values()].reduce((sum, { parcels }) => sum + parcels, 0)
            assert.equal(loads, side.parcels)
          }
          assert.equal(all(blocks.shadow.daily.cost) - all(blocks.live.daily.cost), difference)
          const { by, terms } = reportOf(sums).shadow.against!
          assert.equal(by.cost.total, difference)
          assert.equal(all(terms!.map(({ total }) => total)), difference)
          const deliveries = sums.rules.reduce((sum, pair) => sum + pair.deliveries, 0)
          assert.equal(deliveries, all(sums.versions.map(([, count]) => count)))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('count the days until a parcel arrives at the price that decided, and who is sooner', () => {
    let sooner = 0
    fc.assert(
      fc.property(timedCourses, plansByCards, fc.nat(9), (played, plan, times) => {
        const dayPerParcel = plan.objective!.dayPerParcel! * (times + 1)
        const shadow = { ...plan, objective: { ...plan.objective, dayPerParcel } }
        const sums = newSums()
        let [live, other] = [0, 0]
        for (const { order, both } of decidedIn(played, plan, shadow)) {
          addOrder(sums, told(order, 0), both)
          for (const one of both) {
            live += plan.objective!.dayPerParcel! * pricedDaysOf(one.live)
            other += dayPerParcel * pricedDaysOf(one.shadow)
          }
        }
        const { live: before, shadow: after } = reportOf(sums)
        assert.deepEqual([speedOf(before.cost), speedOf(after.cost)], [live, other])
        const speed = after.against!.terms!.find(({ term }) => term === 'speed')
        assert.equal(speed?.total ?? 0, other - live)
        if (other !== live) sooner += 1
      }),
    )
    assert.ok(sooner > 0)
  })

  it('do not compare by term what was not counted by term from the first order on', () => {
    const stored = storedSums(newSums())
    const { isDetailed: _, live, shadow, ...blocks } = stored.blocks
    const before = ({ dailyCost: _none, ...figures }: typeof live) => figures
    const sides = { live: before(live), shadow: before(shadow) }
    const { against } = reportOf(openSums({ ...stored, blocks: { ...blocks, ...sides } })).shadow
    assert.deepEqual(Object.keys(against!), ['changed', 'by'])
  })

  it('never tell a difference where both decide by the same', () => {
    fc.assert(
      fc.property(courses(), plans(), (played, plan) => {
        const sums = newSums()
        for (const { order, both } of decidedIn(played, plan, { ...plan })) {
          assert.equal(addOrder(sums, told(order, 0), both), undefined)
        }
        const { live, shadow } = reportOf(sums)
        assert.equal(sums.changed, 0)
        assert.ok(sums.rules.every(({ changed }) => changed === 0))
        assert.deepEqual({ ...shadow, against: null }, live)
        for (const measure of measures) {
          const { total, low, high } = shadow.against!.by[measure]
          assert.ok(total === 0 && (low ?? 0) === 0 && (high ?? 0) === 0)
        }
      }),
    )
  })
})

/** Of parcels of which nobody named the day on which they are wanted. */
function pricedDaysOf({ record }: BothDecided['live']): number {
  const priced = record.chosen.filter(({ cost }) => cost.speed !== undefined)
  return priced.reduce((sum, { time }) => sum + (time?.days ?? UNKNOWN_DAYS), 0)
}

function speedOf({ terms }: { terms: readonly { term: string; amount: number }[] }): number {
  return terms.find(({ term }) => term === 'speed')?.amount ?? 0
}

function told({ id, number }: SimulatedOrder, n: number) {
  return { id, number: `${number}-${n}`, currency: 'EUR', placedAt }
}

/** The orders of a course, each decided by both on the stock at its start. */
function decidedIn(
  { course, surroundings }: ReturnType<typeof courses> extends fc.Arbitrary<infer Of> ? Of : never,
  live: Plan,
  shadow: Plan,
): { order: SimulatedOrder; both: BothDecided[] }[] {
  const shelves = {
    forEach(skuId: number, visit: (at: number, free: number, onHand: number) => void) {
      for (const row of course.stock) {
        if (row.skuId === skuId) visit(row.locationId, row.units, row.units)
      }
    },
  }
  return course.happenings.flatMap((one) => {
    if (one.kind !== 'order') return []
    const { order } = one
    const network = surroundings.networkOf(order.channelId, placedAt)
    const both = order.groups.map((group) => {
      const buyer = { channelId: order.channelId, method: group.method, order }
      const stock = surroundings.offeredTo(buyer, shelves, placedAt)
      return {
        group,
        objective: live.objective,
        live: decideRouting(group, live, network, stock),
        shadow: decideRouting(group, shadow, network, stock),
      }
    })
    return [{ order, both }]
  })
}
