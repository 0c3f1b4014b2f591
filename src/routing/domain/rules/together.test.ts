import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CATEGORIES, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { tables, tariffs } from '../../../../test/arbitrary/routing.ts'
import { bruteForce } from '../../../../test/routing/brute-force.ts'
import { madeGroup, madeRule, madeWorld } from '../../../../test/routing/made-world.ts'
import { weighAgain, type Inputs } from '../again.ts'
import { decideRouting, type Plan } from '../decide.ts'
import { costOf, type Problem } from '../solve/problem.ts'
import type { Limits } from './rule.ts'
import { ruleSetOf } from './set.ts'

/** Shoes are the SKUs 1 and 3, hats 2 and 4. */
const categoryOf = (sku: number) => CATEGORIES[sku % 2]!
const cost = fc.nat(30_000)
const place = fc.record({
  has: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
  parcelCost: cost,
  handlingCost: cost,
})
const limits: fc.Arbitrary<Limits> = fc.record(
  {
    together: fc.constantFrom(['shoes'], ['hats'], ['shoes', 'hats']),
    maxParcels: fc.integer({ min: 1, max: 2 }),
    wholeLines: fc.boolean(),
  },
  { requiredKeys: ['together', 'maxParcels'] },
)
const cases = fc
  .record({
    places: fc.array(place, { minLength: 2, maxLength: 3 }),
    wanted: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    never: limits,
    tariff: fc.oneof(tariffs, tables),
  })
  .map(({ places, wanted, never, tariff }) => ({
    ...inputsOf(places, wanted, tariff, never),
    never,
  }))

function inputsOf(
  places: readonly { has: readonly number[] }[],
  wanted: readonly number[],
  tariff: Plan['tariff'],
  never: Limits,
): Inputs {
  const named = places.map((one, n) => [`P${n}`, one] as const)
  const { network, stock } = madeWorld(Object.fromEntries(named))
  const group = madeGroup(wanted)
  const demand = group.demand.map((line, s) => {
    return { ...line, gramsPerUnit: 1000, sku: { ...skuOf(line.skuId), category: categoryOf(s) } }
  })
  const rules = ruleSetOf(1, [madeRule({ never })])
  const plan: Plan = { id: null, version: 1, strategy: 'least_cost', tariff, rules }
  return { group: { ...group, demand }, plan, network, stock }
}

/** More than any plan costs; a line of 1, 2 or 3 units has whole parts of it. */
const LINE = 6e9

/** As brute force sees it: a line that is left out is dearer than all that any plan costs. */
function leaving(problem: Problem): Problem {
  return { ...problem, unfilled: problem.demand.map((units) => (units > 0 ? LINE / units : 0)) }
}

/** The least of all ways to send each set whole from one place, or not at all. */
function leastOf(problem: Problem, [kind, ...others]: readonly string[]): number {
  if (kind === undefined) return bruteForce(problem) ?? Infinity
  const ofKind = problem.demand.map((_, sku) => categoryOf(sku) === kind)
  const only = (at: number | undefined): Problem => ({
    ...problem,
    available: problem.available.map((row, sku) => {
      return ofKind[sku] ? row.map((units, n) => (n === at ? units : 0)) : row
    }),
    unfilled: problem.unfilled!.map((one, sku) => {
      return ofKind[sku] && at !== undefined ? Infinity : one
    }),
  })
  const hasAll = (at: number) =>
    problem.demand.every((units, sku) => !ofKind[sku] || problem.available[sku]![at]! >= units)
  const ways = [undefined, ...problem.nodes.keys().filter(hasAll)]
  return Math.min(...ways.map((at) => leastOf(only(at), others)))
}

function decide({ group, plan, network, stock }: Inputs) {
  return decideRouting(group, plan, network, stock)
}

describe('categories that stay together', () => {
  it('go as far as most lines can, at least cost: what brute force finds', () => {
    let partial = 0
    fc.assert(
      fc.property(cases, ({ never, ...inputs }) => {
        const { parts, short, record } = decide(inputs)
        const { weighed } = weighAgain(inputs, record)
        const { demand } = weighed.problem
        const { maxParcels, wholeLines = false, together } = never
        const whole = leaving(weighed.problem)
        const least = leastOf({ ...whole, maxPackages: maxParcels!, wholeLines }, together!)
        const quantities = demand.map((_, s) =>
          weighed.candidates.list.map(({ location: { id } }) => {
            const own = parts.filter((part) => part.skuId === s + 1 && part.locationId === id)
            return own.reduce((sum, { quantity }) => sum + quantity, 0)
          }),
        )
        // Of plans that leave out as much, weights of units are rounded up.
        const rounded = demand.reduce((sum, units) => sum + units, 0)
        const { cost: found } = costOf(whole, quantities)
        assert.ok(found >= least && found <= least + rounded, `${found} ${least}`)
        assert.equal(record.gap, 0)
        if (short.length > 0 && parts.length > 0) partial += 1
      }),
      { numRuns: 1000 },
    )
    assert.ok(partial > 100, `${partial}`)
  })

  it('weigh as many lines as they are where one parcel may go', () => {
    const lille = { has: [3, 0, 3], parcelCost: 10_000 }
    const lyon = { has: [0, 1, 0] }
    const tariff = { otherwise: { base: 90_000, perKg: 0 } }
    const sent = (never: Limits) => {
      const inputs = inputsOf([lille, lyon], [3, 1, 3], tariff, { maxParcels: 1, ...never })
      const { parts, record } = decide(inputs)
      return [parts.reduce((sum, { quantity }) => sum + quantity, 0), record.gap]
    }
    assert.deepEqual(sent({}), [6, 0])
    assert.deepEqual(sent({ together: ['shoes'] }), [6, 0])
  })
})
