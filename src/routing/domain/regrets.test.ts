import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases, leaving } from '../../../test/arbitrary/decided.ts'
import { weighAgain, type Inputs } from './again.ts'
import { decideRouting } from './decide.ts'
import { decideFlips } from './flips.ts'
import type { DecisionRecord } from './record.ts'
import { decideRegrets, regretsAtMost, type PlanWith, type Regrets } from './regrets.ts'
import { costOf, type Problem } from './solve/problem.ts'

const decide = ({ group, plan, network, stock }: Inputs) =>
  decideRouting(group, plan, network, stock).record

/** What a place that is not in the plan regrets, with what of it is known. */
function regretsOf(inputs: Inputs): { record: DecisionRecord; told: Regrets } {
  const record = decide(inputs)
  const told = decideRegrets(inputs, record)
  assert.ok(told)
  return { record, told }
}

const isWhole = ({ unit }: Problem) => unit.flat().every(Number.isInteger)
const plansIn = ({ regrets }: Regrets) =>
  regrets.flatMap(({ locationId, plan }) => (plan ? [{ locationId, ...plan }] : []))
const sumOf = (plan: PlanWith, of: 'amount' | 'more') =>
  plan.terms!.reduce((sum, term) => sum + term[of], 0)
/** Of places by the plan alone: no rule says from where, and no parcel holds goods alone. */
const byPlan = cases.map(({ plan, group, ...inputs }): Inputs => {
  const demand = group.demand.map((one) => ({ ...one, gramsPerUnit: 1000 * one.wholePerUnit }))
  return { ...inputs, plan: { ...plan, rules: undefined }, group: { ...group, demand } }
})

describe('what the places that were not chosen would have cost', () => {
  it('adds up by term, is told of each candidate, and is never less than the cheapest', () => {
    let told = 0
    fc.assert(
      fc.property(leaving, (inputs) => {
        const { record, told: all } = regretsOf(inputs)
        const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
        const others = record.candidates.flatMap(([id]) => (chosen.has(id) ? [] : [id]))
        const places = all.regrets.map(({ locationId }) => locationId)
        assert.deepEqual(places.toSorted(), record.chosen.length === 0 ? [] : others.toSorted())
        assert.deepEqual([all.left, all.ranOut], [0, false])
        const tierOf = (id: number) => {
          const { live } = weighAgain(inputs, record)
          return live.tierOf(inputs.network.location(id)!) ?? 0
        }
        for (const { locationId, isBeyond } of all.regrets) {
          assert.equal(isBeyond, tierOf(locationId) > (record.tier ?? 0))
        }
        for (const plan of plansIn(all)) {
          told += 1
          assert.deepEqual([sumOf(plan, 'amount'), sumOf(plan, 'more')], [plan.cost, plan.more])
          assert.equal(plan.cost - plan.more, record.cost)
          assert.ok(plan.gap! >= 0 && !plan.besides.includes(plan.locationId))
          // A later tier may be cheaper, and what serves less too.
          const isLater = tierOf(plan.locationId) > (record.tier ?? 0)
          const isCheapest = record.gap >= 0 && !isLater && plan.fewer.length === 0
          if (isCheapest) assert.ok(plan.more >= -record.gap, `${plan.more}`)
        }
      }),
      { numRuns: 1500 },
    )
    assert.ok(told > 100)
  })

  it('is at most what all of it would cost from there, and exactly what brute force finds', () => {
    fc.assert(
      fc.property(byPlan, (inputs) => {
        const { record, told } = regretsOf(inputs)
        const { weighed } = weighAgain(inputs, record)
        const { problem, candidates } = weighed
        const alone = new Map(record.candidates.map(([id, , cost]) => [id, cost]))
        for (const { locationId, cost, more, fewer } of plansIn(told)) {
          assert.deepEqual(fewer, [])
          assert.ok(more <= (alone.get(locationId) ?? Infinity) - record.cost)
          const node = candidates.list.findIndex(({ location }) => location.id === locationId)
          const least = leastUsing(problem, node)
          // Fractions of a unit are rounded as they are paid.
          assert.ok(
            isWhole(problem) ? cost === least : Math.abs(cost - least) <= 2,
            `${cost} ${least}`,
          )
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is what a parcel from there must cost less, where that alone brings it in', () => {
    let seen = 0
    fc.assert(
      fc.property(byPlan, (inputs) => {
        const { record, told } = regretsOf(inputs)
        const { flips } = decideFlips(inputs, record)
        if (!isWhole(weighAgain(inputs, record).weighed.problem)) return
        for (const { locationId, more } of plansIn(told)) {
          const flip = flips.find((one) => one.locationId === locationId)
          if (flip?.change.of !== 'parcel_less') continue
          seen += 1
          // Where both cost the same the one that is there may stay.
          assert.ok([more, more + 1].includes(flip.change.amount))
        }
      }),
      { numRuns: 1000 },
    )
    assert.ok(seen > 20)
  })

  it('is told as far as time goes, and of the record alone what is known without trying', () => {
    fc.assert(
      fc.property(cases, fc.nat(3), (inputs, most) => {
        const { record, told } = regretsOf(inputs)
        let tried = 0
        const some = decideRegrets(inputs, record, () => (tried += 1) <= most)!
        assert.equal(some.regrets.length + some.left, told.regrets.length)
        assert.equal(some.ranOut, told.regrets.length > most)
        const all = new Set(told.regrets.map((regret) => JSON.stringify(regret)))
        for (const regret of some.regrets) assert.ok(all.has(JSON.stringify(regret)))
        const atMost = regretsAtMost(record)
        const alone = new Map(record.candidates.map(([id, , cost]) => [id, cost]))
        assert.equal(atMost.regrets.length + atMost.left, told.regrets.length)
        for (const { locationId, plan } of atMost.regrets) {
          assert.equal(plan!.cost, alone.get(locationId))
          assert.deepEqual([plan!.more, plan!.terms], [plan!.cost - record.cost, null])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is not told where the customer chose, and by the record alone where a person did', () => {
    fc.assert(
      fc.property(cases, (inputs) => {
        const collected = { ...inputs, group: { ...inputs.group, pickupLocationId: 1 } }
        assert.deepEqual(decideRegrets(collected, decide(collected))?.regrets, [])
        const byHand = { from: [], cheapest: { cost: 0, locations: [] } }
        const record = { ...decide(inputs), byHand }
        assert.equal(decideRegrets(inputs, record), undefined)
      }),
      { numRuns: 50 },
    )
  })
})

/** The least of all plans that take a node and serve all that is to be served. */
function leastUsing(problem: Problem, node: number): number {
  const rows = problem.demand.map((wanted, s) => {
    const all = (left: number, there: readonly number[]): number[][] => {
      const [first, ...others] = there
      if (first === undefined) return left === 0 ? [[]] : []
      return Array.from({ length: Math.min(left, first) + 1 }, (_, units) => units).flatMap(
        (units) => all(left - units, others).map((rest) => [units, ...rest]),
      )
    }
    return all(wanted, problem.available[s]!)
  })
  let least = Infinity
  const pick = (plan: readonly number[][]): void => {
    if (plan.length < rows.length) {
      for (const row of rows[plan.length]!) pick([...plan, row])
      return
    }
    if (plan.some((row) => row[node]! > 0)) least = Math.min(least, costOf(problem, plan).cost)
  }
  pick([])
  return least
}
