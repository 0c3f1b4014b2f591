import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bruteForce } from '../../../../test/routing/brute-force.ts'
import { anyProblem } from '../../../../test/routing/problems.ts'
import { boundOf, CLOSED, OPEN, OPENED, TOLERANCE } from './bound.ts'
import { coreOf, PARCEL } from './core.ts'
import { solve } from './index.ts'
import { solveLinear } from './linear.ts'
import { costAlone, costOf, type Problem, type Solution } from './problem.ts'

const small = anyProblem({ nodes: 4, skus: 3, units: 3 })
/** Nothing fits into the table: all is left to branch and bound. */
const NO_TABLE = { cells: 1, steps: 1_000_000 }

describe('the exact optimum of a delivery group', () => {
  it('equals brute force over all splits of the units, under every limit', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const solution = solve(problem)
        assert.equal(solution?.cost, bruteForce(problem))
        if (!solution) return
        assert.equal(solution.gap, 0)
        assertPlan(problem, solution)
      }),
      { numRuns: 2000 },
    )
  })

  it('equals it where units are credited more than they cost', () => {
    const credits = fc.array(fc.nat(40), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(small, credits, (plain, less) => {
        const unit = plain.unit.map((row, s) => row.map((cost, n) => cost - less[s * 4 + n]!))
        const problem = { ...plain, unit }
        const solution = solve(problem)
        const best = bruteForce(problem)
        assert.equal(solution?.cost, best)
        if (!solution) return
        assert.equal(solution.gap, 0)
        assertPlan(problem, solution)
      }),
      { numRuns: 2000 },
    )
  })

  it('equals it by branch and bound too, but where caps bind: there the gap says how far', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const solution = solveLinear(problem, NO_TABLE)
        const best = bruteForce(problem)
        const isCapped = problem.nodes.some(({ capUnits }) => capUnits !== undefined)
        if (!solution) {
          assert.ok(best === undefined || isCapped)
          return
        }
        assertPlan(problem, solution)
        assert.ok(best !== undefined && solution.cost >= best)
        assert.ok(solution.cost - solution.gap <= best)
        if (!isCapped) assert.deepEqual([solution.cost, solution.gap], [best, 0])
      }),
      { numRuns: 2000 },
    )
  })

  it('says how far it may be from the best where it may not look at all', () => {
    const large = anyProblem({ nodes: 8, skus: 6, units: 4 })
    fc.assert(
      fc.property(large, (problem) => {
        const hurried = solveLinear(problem, { cells: 1, steps: 100 })
        const solution = solve(problem)
        if (!hurried) return
        assertPlan(problem, hurried)
        assert.ok(hurried.cost >= solution!.cost && hurried.cost - hurried.gap <= solution!.cost)
      }),
      { numRuns: 300 },
    )
  })

  it('takes the fewest parcels of equal plans, and the same plan for the same input', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const solution = solve(problem)
        assert.deepEqual(solve(structuredClone(problem)), solution)
        if (!solution || solution.opened.length === 0) return
        const fewer = { ...problem, maxPackages: solution.opened.length - 1 }
        assert.ok((solve(fewer)?.cost ?? Infinity) > solution.cost)
      }),
    )
  })

  it('never costs more where more is there', () => {
    fc.assert(
      fc.property(small, fc.nat(5), fc.nat(5), (problem, sku, node) => {
        const more = structuredClone(problem) as { available: number[][] } & Problem
        const row = more.available[sku % more.available.length]!
        row[node % row.length]! += 3
        assert.ok((solve(more)?.cost ?? Infinity) <= (solve(problem)?.cost ?? Infinity))
      }),
    )
  })

  it('is bounded from below, whichever nodes are decided already', () => {
    const sides = fc.array(fc.constantFrom(OPENED, OPEN, CLOSED), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(small, sides, (problem, side) => {
        const core = coreOf(problem)
        const decided = Uint8Array.from(core.nodes, (node) => side[node]!)
        const bound = boundOf(core, decided)
        // What is opened is paid for, whether it gives something or not.
        const isOpened = (node: number) => side[node] === OPENED
        const paid = problem.nodes.map(({ fixed, capUnits }, node) => ({
          fixed: isOpened(node) ? 0 : fixed,
          ...(side[node] === CLOSED ? { capUnits: 0 } : capUnits !== undefined && { capUnits }),
        }))
        const best = bruteForce({ ...problem, nodes: paid })
        if (best === undefined) return
        const before = core.nodes
          .filter(isOpened)
          .reduce((sum, node) => sum + problem.nodes[node]!.fixed, 0)
        const most = before + best + core.nodes.length * PARCEL
        assert.ok(bound!.cost <= most + TOLERANCE)
      }),
      { numRuns: 1000 },
    )
  })

  it('from one node costs what that plan costs', () => {
    fc.assert(
      fc.property(small, fc.nat(5), (problem, n) => {
        const node = n % problem.nodes.length
        const cost = costAlone(problem, node)
        const quantities = problem.demand.map((units) =>
          problem.nodes.map((_, other) => (other === node ? units : 0)),
        )
        const wanted = problem.demand.reduce((sum, units) => sum + units, 0)
        if (cost !== undefined && wanted > 0) assert.equal(cost, costOf(problem, quantities).cost)
      }),
    )
  })
})

function assertPlan(problem: Problem, { cost, quantities, opened }: Solution): void {
  const { nodes, demand, available, unfilled, maxPackages = Infinity, wholeLines } = problem
  demand.forEach((wanted, sku) => {
    const row = quantities[sku]!
    const served = sumOf(row)
    assert.ok(served === wanted || (served < wanted && unfilled![sku]! < Infinity))
    row.forEach((units, node) => assert.ok(units >= 0 && units <= available[sku]![node]!))
    if (wholeLines) assert.ok(row.filter((units) => units > 0).length <= 1)
  })
  nodes.forEach(({ capUnits = Infinity }, node) => {
    assert.ok(sumOf(quantities.map((row) => row[node]!)) <= capUnits)
  })
  assert.ok(opened.length <= maxPackages)
  assert.deepEqual({ cost, opened }, costOf(problem, quantities))
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0)
}
