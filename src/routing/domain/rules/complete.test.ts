import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases } from '../../../../test/arbitrary/decided.ts'
import { rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { stockOf, tables, tariffs } from '../../../../test/arbitrary/routing.ts'
import { bruteForce } from '../../../../test/routing/brute-force.ts'
import { madeGroup, madeRule, madeWorld, PARIS } from '../../../../test/routing/made-world.ts'
import { cheapestWithin } from '../../../../test/routing/within-limits.ts'
import type { Inputs } from '../again.ts'
import { findCandidates } from '../candidates.ts'
import { decideRouting, type Plan } from '../decide.ts'
import { exportDecision } from '../exchange.ts'
import { decideRegrets } from '../regrets.ts'
import { partCost, type Problem } from '../solve/problem.ts'
import { weigh } from '../weigh.ts'
import { fenceOf } from './fence.ts'
import type { Limits, RoutingRule } from './rule.ts'
import { liveRuleOf, ruleSetOf } from './set.ts'

/** All or nothing, and what the plan counts for a unit that is left out, at least cost. */
const objectives = fc.record(
  {
    unfilledPerUnit: fc.oneof(fc.integer({ min: 20_000, max: 90_000 }), fc.constant(400_000)),
    unfilledPercent: fc.nat(60),
  },
  { requiredKeys: ['unfilledPerUnit'] },
)
const stocked = fc.constantFrom(0, 0, 1, 2, 3, 5)
const ruled = fc
  .record({
    one: cases,
    rule: rules(),
    objective: objectives,
    isFenced: fc.nat(3).map((n) => n === 0),
    there: fc.array(stocked, { minLength: 15, maxLength: 15 }),
  })
  .map(({ one: { plan, ...inputs }, rule, objective, isFenced, there }) => {
    const use = rule.use.map(({ opensToSave: ____, ...tier }) => tier)
    const { maxKm: _, sameCountry: __, closed: ___, ...counted } = rule.never
    const own: RoutingRule = {
      ...rule,
      use: isFenced ? use : [...use, { places: {} }],
      never: { ...(isFenced ? rule.never : counted), shipComplete: true },
      choose: { by: 'least_cost' },
    }
    const rows = there.map((available, i) => {
      return { skuId: (i % 3) + 1, locationId: Math.floor(i / 3) + 1, available }
    })
    return { ...inputs, stock: stockOf(rows), plan: { ...plan, objective }, rule: own }
  })
const wholeUnits = (group: Inputs['group']): Inputs['group'] => {
  return { ...group, demand: group.demand.map((line) => ({ ...line, wholePerUnit: 1 })) }
}
/** Mostly of whole units: what is cut to length is seldom worth a parcel. */
const linear = fc
  .tuple(ruled, tariffs, fc.nat(3))
  .map(([{ plan, group, ...one }, tariff, whole]): Case => {
    return { ...one, group: whole ? wholeUnits(group) : group, plan: { ...plan, tariff } }
  })
/** Of whole units, by limits that brute force knows. */
const byBands = fc.tuple(ruled, tables).map(([{ plan, rule, group, ...one }, table]): Case => {
  const { together: _, alone: __, maxParcelsPerLine: ___, ...never } = rule.never
  return {
    ...one,
    group: wholeUnits(group),
    rule: { ...rule, never },
    plan: { ...plan, tariff: { ...table, packaging: plan.tariff.packaging } },
  }
})

type Case = Inputs & { rule: RoutingRule }
type Least = (problem: Problem, limits: Limits, categories: readonly string[]) => number

function inputsOf({ rule, plan, ...inputs }: Case): Inputs {
  return { ...inputs, plan: { ...plan, rules: ruleSetOf(1, [rule]) } }
}

/**
 * The cheaper of all, from the first tiers from which that is cheaper, and of nothing, which it is
 * where all costs as much.
 */
function leastOf({ group, plan, rule, network, stock }: Case, least: Least) {
  const live = liveRuleOf(rule)
  const fence = fenceOf(live, group, plan, network.moment)
  const { skus, ...found } = findCandidates(group, network, stock, plan.tariff, fence)
  const { problem } = weigh(group, plan, { skus, ...found }, { network, stock })
  const { unfilled, ...must } = problem
  const nothing = problem.demand.reduce((sum, n, s) => sum + partCost(unfilled![s]!, n), 0)
  const isThere = skus.every(({ quantity }, s) => quantity === problem.demand[s])
  const { noSplitBelow: small } = rule.never
  const units = group.demand.reduce((sum, one) => sum + one.quantity * one.wholePerUnit, 0)
  const isSmall =
    group.order!.value < (small?.value ?? -Infinity) || units < (small?.units ?? -Infinity)
  const limits = { ...rule.never, ...(isSmall && { maxParcels: 1 }) }
  const categories = skus.map(({ skuId }) => skuOf(skuId).category)
  for (let tier = 0; isThere && tier < rule.use.length; tier += 1) {
    const isOpen = found.list.map(({ location }) => live.tierOf(location)! <= tier)
    const available = must.available.map((row) => row.map((there, n) => (isOpen[n] ? there : 0)))
    const all = least({ ...must, available }, limits, categories)
    if (all < nothing) return { cost: all, isAll: true, problem }
  }
  return { cost: nothing, isAll: false, problem }
}

const isWhole = ({ unit, unfilled }: Problem) =>
  [...unit, unfilled!].every((row) => row.every(Number.isInteger))

/** Decides, and looks at all that is told of it. */
function check(one: Case, least: Least): 'all' | 'nothing' {
  const inputs = inputsOf(one)
  const { parts, short, record } = decideRouting(
    inputs.group,
    inputs.plan,
    inputs.network,
    inputs.stock,
  )
  const { cost, isAll, problem } = leastOf(one, least)
  assert.deepEqual([record.cost, record.gap, short.length === 0], [cost, 0, isAll])
  assert.equal(parts.length > 0, isAll)
  const sums = [
    ...record.chosen.map((parcel) => parcel.cost.total),
    ...(record.unfilled ?? []).map(([, , amount]) => amount),
  ]
  assert.equal(
    sums.reduce((sum, amount) => sum + amount, 0),
    cost,
  )
  const { instance, expected } = exportDecision(inputs, record, skuCode)
  const isSaid = one.rule.never.maxParcelsPerLine === undefined
  assert.equal(expected !== null, isSaid)
  if (expected) {
    assert.equal(expected.plan.length > 0, isAll)
    if (isWhole(problem)) assert.equal((expected.cost * 10_000) / instance.meta!.scale!, cost)
  }
  const { regrets } = decideRegrets(inputs, record)!
  for (const { plan, isBeyond } of regrets) {
    assert.deepEqual(plan?.fewer ?? [], [])
    if (plan && !isBeyond) assert.ok(plan.more >= 0)
  }
  return isAll ? 'all' : 'nothing'
}

const skuCode = (id: number) => `SKU-${id}`

describe('all or nothing, where leaving out has a price', () => {
  it('costs the least of both under every other limit, and all that is told adds up', () => {
    const seen = { all: 0, nothing: 0 }
    fc.assert(
      fc.property(linear, (one) => {
        seen[check(one, cheapestWithin)] += 1
      }),
      { numRuns: 1500 },
    )
    assert.ok(seen.all > 100 && seen.nothing > 100, JSON.stringify(seen))
  })

  it('does so where parcels pay by weight band', () => {
    const seen = { all: 0, nothing: 0 }
    const least: Least = (problem, { maxParcels, wholeLines = false }) => {
      const limited = maxParcels === undefined ? problem : { ...problem, maxPackages: maxParcels }
      return bruteForce({ ...limited, wholeLines }) ?? Infinity
    }
    fc.assert(
      fc.property(byBands, (one) => {
        seen[check(one, least)] += 1
      }),
      { numRuns: 500 },
    )
    assert.ok(seen.all > 20 && seen.nothing > 20, JSON.stringify(seen))
  })

  it('takes by ranking the same, whatever leaving out costs', () => {
    const choose = { by: 'ranking' as const, ranking: ['nearest' as const], completeFirst: false }
    fc.assert(
      fc.property(linear, ({ rule, plan, ...one }) => {
        const [priced, free] = [plan, { ...plan, objective: {} }].map((by) => {
          const inputs = inputsOf({ ...one, plan: by, rule: { ...rule, choose } })
          return decideRouting(inputs.group, inputs.plan, inputs.network, inputs.stock)
        })
        assert.deepEqual(priced!.parts, free!.parts)
      }),
      { numRuns: 500 },
    )
  })

  it('takes all where that is dearer than a part and cheaper than nothing', () => {
    const costs = { parcelCost: 70_000, handlingCost: 9000 }
    const { network, stock } = madeWorld({
      NICE: { has: [1, 0], ...costs, point: { lat: 43.7, lon: 7.27 } },
      PARIS: { has: [0, 2], ...costs, point: PARIS },
    })
    const decide = (unfilledPerUnit: number, never: Limits) => {
      const plan: Plan = {
        id: null,
        version: 1,
        strategy: 'least_cost',
        tariff: { otherwise: { base: 0, perKg: 0 } },
        objective: { unfilledPerUnit },
        rules: ruleSetOf(1, [madeRule({ never })]),
      }
      const { short, record } = decideRouting(madeGroup([1, 2]), plan, network, stock)
      return [record.cost, record.chosen.length, short.length]
    }
    assert.deepEqual(decide(60_000, {}), [148_000, 1, 1])
    assert.deepEqual(decide(60_000, { shipComplete: true }), [167_000, 2, 0])
    assert.deepEqual(decide(55_000, { shipComplete: true }), [165_000, 0, 2])
  })
})
