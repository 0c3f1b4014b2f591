import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { MICROGRAMS } from '../../../lib/weight.ts'
import { solveSets } from './banded.ts'
import { solve } from './index.ts'
import { costAlone, costOf, type Problem, type Solution } from './problem.ts'
import { bestSingle } from './single.ts'
import { withoutSpare, withSpare } from './spare.ts'

describe('the optimum where parcels pay by weight band', () => {
  it('equals brute force over all splits of the units', () => {
    fc.assert(
      fc.property(problems({ nodes: 4, skus: 3, units: 3 }), (problem) => {
        const best = bruteForce(problem)
        for (const solution of [solve(problem)!, bySets(problem)!]) {
          assert.deepEqual([solution.cost, solution.gap], [best, 0])
          assertPlan(problem, solution)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('equals it under caps, limits and penalties', () => {
    const limited = problems({ nodes: 3, skus: 3, units: 3 }).chain(limit)
    fc.assert(
      fc.property(limited, (problem) => {
        const best = bruteForce(problem)
        for (const solution of [solve(problem), bySets(problem)]) {
          if (best === Infinity) assert.equal(solution, undefined)
          else {
            assert.deepEqual([solution?.cost, solution?.gap], [best, 0])
            assertPlan(problem, solution!)
          }
        }
      }),
      { numRuns: 700 },
    )
  })

  it('equals it where units are credited more than they cost', () => {
    const limited = problems({ nodes: 3, skus: 3, units: 3 }).chain(limit)
    const credits = fc.array(fc.nat(60), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(limited, credits, (plain, less) => {
        const unit = plain.unit.map((row, s) => row.map((cost, n) => cost - less[s * 3 + n]!))
        const problem = { ...plain, unit }
        const best = bruteForce(problem)
        const solution = solve(problem)
        if (best === Infinity) assert.equal(solution, undefined)
        else {
          assert.deepEqual([solution?.cost, solution?.gap], [best, 0])
          assertPlan(problem, solution!)
        }
      }),
      { numRuns: 700 },
    )
  })

  it('equals it too where a unit costs a fraction, and between two nodes with many units', () => {
    const few = problems({ nodes: 3, skus: 2, units: 4, fraction: 10 })
    const many = problems({ nodes: 2, skus: 1, units: 900 })
    const both = problems({ nodes: 2, skus: 2, units: 30 })
    fc.assert(
      fc.property(fc.oneof(few, many, both), (problem) => {
        const best = bruteForce(problem)
        const either = solve(problem)!
        assert.ok(either.cost - either.gap <= best && best <= either.cost)
        const solution = bySets(problem)!
        assertPlan(problem, solution)
        assert.ok(solution.cost - solution.gap <= best && best <= solution.cost)
        const isWhole = problem.unit.flat().every(Number.isInteger)
        if (problem.demand.length === 1 && isWhole) assert.equal(solution.cost, best)
      }),
      { numRuns: 300 },
    )
  })

  it('is proven where more is wanted than is there', () => {
    const flat = { prices: [5], perKgBeyond: 0 }
    const solution = solve({
      nodes: [{ fixed: 0 }, { fixed: 0 }],
      demand: [10, 15, 4],
      available: [
        [6, 6],
        [1, 0],
        [1, 3],
      ],
      unit: [0, 0, 0].map(() => [0, 0]),
      unfilled: [1000, 1000, 1000],
      banded: { bands: [1], weight: [0, 0, 0], prices: [flat, flat] },
    })
    assert.equal(solution?.cost, 14_010)
    assert.equal(solution.gap, 0)
  })

  it('says how far it may be from the best where there is too much to try', () => {
    const large = problems({ nodes: 8, skus: 6, units: 10_000_000 })
    fc.assert(
      fc.property(
        large,
        fc.array(fc.nat(99), { minLength: 60, maxLength: 60 }),
        (problem, dice) => {
          const solution = solve(problem)!
          assertPlan(problem, solution)
          assert.ok(solution.gap >= 0)
          const other = costOf(problem, anyPlan(problem, dice)).cost
          assert.ok(solution.cost - solution.gap <= other)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is never dearer than the cheapest node alone, and the same for the same input', () => {
    fc.assert(
      fc.property(problems({ nodes: 6, skus: 3, units: 6 }), (problem) => {
        const solution = solve(problem)!
        for (let node = 0; node < problem.nodes.length; node += 1) {
          assert.ok(solution.cost <= (costAlone(problem, node) ?? Infinity))
        }
        assert.deepEqual(solve(structuredClone(problem)), solution)
      }),
    )
  })
})

/** As groups are solved that are too large for the other way. */
function bySets(whole: Problem): Solution | undefined {
  const { problem, rules } = withSpare(whole, whole.banded!)
  const found = solveSets(problem, rules, bestSingle(problem))
  return found && withoutSpare(whole, found)
}

/** The same with some limits, under which it may not be served at all. */
function limit(problem: Problem): fc.Arbitrary<Problem> {
  const { nodes, demand } = problem
  return fc
    .record({
      caps: fc.array(fc.option(fc.nat(6)), { minLength: nodes.length, maxLength: nodes.length }),
      unfilled: fc.option(
        fc.array(fc.oneof(fc.nat(60), fc.constant(Infinity)), {
          minLength: demand.length,
          maxLength: demand.length,
        }),
      ),
      maxPackages: fc.option(fc.integer({ min: 1, max: 2 })),
      wholeLines: fc.boolean(),
    })
    .map(({ caps, unfilled, maxPackages, wholeLines }) => ({
      ...problem,
      nodes: nodes.map((node, n) => (caps[n] === null ? node : { ...node, capUnits: caps[n]! })),
      ...(unfilled && { unfilled }),
      ...(maxPackages !== null && { maxPackages }),
      ...(wholeLines && { wholeLines }),
    }))
}

/** Covered groups; prices go up and down from band to band as they like. */
function problems(most: {
  nodes: number
  skus: number
  units: number
  fraction?: number
}): fc.Arbitrary<Problem> {
  const size = fc.record({
    nodes: fc.integer({ min: 1, max: most.nodes }),
    skus: fc.integer({ min: 1, max: most.skus }),
    bands: fc.integer({ min: 1, max: 4 }),
  })
  return size
    .chain(({ nodes, skus, bands }) => {
      const row = <Cell>(cell: fc.Arbitrary<Cell>, length: number) =>
        fc.array(cell, { minLength: length, maxLength: length })
      return fc.record({
        fixed: row(fc.nat(20), nodes),
        wanted: row(fc.integer({ min: 1, max: most.units }), skus),
        available: row(row(fc.nat(most.units), nodes), skus),
        unit: row(row(fc.nat(9), nodes), skus),
        grams: row(fc.nat(1500), skus),
        steps: row(fc.integer({ min: 1, max: 1500 }), bands),
        prices: row(fc.record({ prices: row(fc.nat(60), bands), perKgBeyond: fc.nat(30) }), nodes),
      })
    })
    .map(({ fixed, wanted, available, unit, grams, steps, prices }) => ({
      nodes: fixed.map((cost) => ({ fixed: cost })),
      demand: wanted.map((units, sku) => Math.min(units, sumOf(available[sku]!))),
      available,
      unit: unit.map((row) => row.map((cost) => cost / (most.fraction ?? 1))),
      banded: {
        bands: steps.map((_, band) => sumOf(steps.slice(0, band + 1))),
        weight: grams.map((each) => each * MICROGRAMS),
        prices,
      },
    }))
    .filter(({ demand }) => sumOf(demand) > 0)
}

/** The cheapest of all splits of all units that keep the limits. */
function bruteForce(problem: Problem): number {
  let best = Infinity
  const rows = problem.demand.map((_, sku) => splits(problem, sku))
  const pick = (sku: number, chosen: number[][]): void => {
    if (sku < rows.length) for (const row of rows[sku]!) pick(sku + 1, [...chosen, row])
    else if (isAllowed(problem, chosen)) best = Math.min(best, costOf(problem, chosen).cost)
  }
  pick(0, [])
  return best
}

function isAllowed({ nodes, maxPackages = Infinity }: Problem, chosen: number[][]): boolean {
  const given = nodes.map((_, node) => sumOf(chosen.map((row) => row[node]!)))
  if (given.filter((units) => units > 0).length > maxPackages) return false
  return given.every((units, node) => units <= (nodes[node]!.capUnits ?? Infinity))
}

function splits({ demand, available, unfilled, wholeLines }: Problem, sku: number): number[][] {
  const mayLack = (unfilled?.[sku] ?? Infinity) < Infinity
  const all = (wanted: number, [there, ...others]: readonly number[]): number[][] => {
    if (there === undefined) return wanted === 0 || mayLack ? [[]] : []
    const most = Math.min(wanted, there)
    return Array.from({ length: most + 1 }, (_, units) => units).flatMap((units) =>
      all(wanted - units, others).map((rest) => [units, ...rest]),
    )
  }
  const rows = all(demand[sku]!, available[sku]!)
  return wholeLines ? rows.filter((row) => row.filter((units) => units > 0).length <= 1) : rows
}

/** Some plan: each node gives a share of what is still wanted, as the dice say, then the rest. */
function anyPlan(problem: Problem, dice: readonly number[]): number[][] {
  return problem.demand.map((wanted, sku) => {
    const row = problem.nodes.map(() => 0)
    let left = wanted
    const given = [1, 2].flatMap((round) => problem.nodes.map((_, node) => ({ round, node })))
    for (const { round, node } of given) {
      const there = problem.available[sku]![node]! - row[node]!
      const share = round === 1 ? dice[(sku * 8 + node) % dice.length]! / 99 : 1
      const take = Math.min(left, Math.floor(there * share))
      row[node]! += take
      left -= take
    }
    return row
  })
}

function assertPlan(problem: Problem, solution: Solution): void {
  const { quantities } = solution
  problem.demand.forEach((wanted, sku) => {
    const served = sumOf(quantities[sku]!)
    assert.ok(served === wanted || (served < wanted && problem.unfilled![sku]! < Infinity))
    quantities[sku]!.forEach((units, node) => {
      assert.ok(units >= 0 && units <= problem.available[sku]![node]!)
    })
  })
  const { cost, opened } = costOf(problem, quantities)
  assert.deepEqual([solution.cost, solution.opened], [cost, opened])
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0)
}
