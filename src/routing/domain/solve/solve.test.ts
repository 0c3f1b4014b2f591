import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { solve } from './index.ts'
import { boundOf, costAlone, fill, type Problem } from './problem.ts'

describe('the exact optimum of a delivery group', () => {
  it('equals brute force over all sets of nodes', () => {
    fc.assert(
      fc.property(problems(), (problem) => {
        const solution = solve(problem)
        assert.equal(solution.gap, 0)
        assert.equal(solution.cost, bruteForce(problem))
        assertPlan(problem, solution.quantities)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same plan for the same input', () => {
    fc.assert(
      fc.property(problems(), (problem) => {
        assert.deepEqual(solve(structuredClone(problem)), solve(problem))
      }),
    )
  })

  it('never costs more where more is there', () => {
    fc.assert(
      fc.property(problems(), fc.nat(5), fc.nat(5), (problem, sku, node) => {
        const more = structuredClone(problem) as { available: number[][] } & Problem
        const row = more.available[sku % more.available.length]!
        row[node % row.length]! += 3
        assert.ok(solve(more).cost <= solve(problem).cost)
      }),
    )
  })

  it('is bounded from below by the relaxation, whichever nodes are decided already', () => {
    const sides = fc.array(fc.constantFrom('opened', 'open', 'closed'), {
      minLength: 6,
      maxLength: 6,
    })
    fc.assert(
      fc.property(problems(), sides, fc.nat(63), (problem, side, set) => {
        const nodes = problem.nodes.map((_, node) => node)
        const opened = nodes.filter((node) => side[node] === 'opened')
        const undecided = nodes.filter((node) => side[node] === 'open')
        const bound = boundOf(problem, opened, undecided)
        const chosen = undecided.filter((node) => set & (1 << node))
        const plan = fill(problem, [...opened, ...chosen])
        assert.equal(bound === undefined, fill(problem, [...opened, ...undecided]) === undefined)
        if (plan) assert.ok(bound!.cost <= plan.cost)
        if (bound?.mostUsed !== undefined) assert.ok(undecided.includes(bound.mostUsed))
      }),
      { numRuns: 1000 },
    )
  })

  it('from one node costs what filling it alone costs', () => {
    fc.assert(
      fc.property(problems(), fc.nat(5), (problem, n) => {
        const node = n % problem.nodes.length
        assert.equal(costAlone(problem, node), fill(problem, [node])?.cost)
      }),
    )
  })

  it('equals the known optimum of the published orders', () => {
    const instances = published()
    for (const { problem, cost } of instances) assert.equal(solve(problem).cost, cost)
    assert.ok(instances.length > 0)
  })
})

/** Small groups whose demand is covered: up to 4 SKUs, 6 nodes, quantities above one. */
function problems(): fc.Arbitrary<Problem> {
  return fc
    .record({ skus: fc.integer({ min: 1, max: 4 }), nodes: fc.integer({ min: 1, max: 6 }) })
    .chain(({ skus, nodes }) => {
      const matrix = (cell: fc.Arbitrary<number>) =>
        fc.array(fc.array(cell, { minLength: nodes, maxLength: nodes }), {
          minLength: skus,
          maxLength: skus,
        })
      return fc.record({
        fixed: fc.array(fc.nat(60), { minLength: nodes, maxLength: nodes }),
        wanted: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: skus, maxLength: skus }),
        available: matrix(fc.nat(5)),
        unit: matrix(fc.nat(30)),
      })
    })
    .map(({ fixed, wanted, available, unit }) => ({
      nodes: fixed.map((cost) => ({ fixed: cost })),
      demand: wanted.map((units, sku) =>
        Math.min(
          units,
          available[sku]!.reduce((sum, there) => sum + there, 0),
        ),
      ),
      available,
      unit,
    }))
}

/** The cheapest of all sets of nodes, each filled with the cheapest units first. */
function bruteForce(problem: Problem): number {
  let best = Infinity
  for (let set = 0; set < 1 << problem.nodes.length; set += 1) {
    const opened = problem.nodes.flatMap((_, node) => (set & (1 << node) ? [node] : []))
    best = Math.min(best, fill(problem, opened)?.cost ?? Infinity)
  }
  return best
}

function assertPlan(problem: Problem, quantities: readonly (readonly number[])[]): void {
  problem.demand.forEach((wanted, sku) => {
    const row = quantities[sku]!
    assert.equal(
      row.reduce((sum, units) => sum + units, 0),
      wanted,
    )
    row.forEach((units, node) => assert.ok(units >= 0 && units <= problem.available[sku]![node]!))
  })
}

type Published = {
  instance: {
    nodes: { fixed: number; shadow?: number; capUnits?: number | null }[]
    lines: { qty: number; unfilled: number }[]
    offers: { line: number; node: number; avail: number; unit: number; shadow?: number }[]
    options: object
  }
  expected: { cost: number }
}

/**
 * The published instances (../shared/routing/orders.json), or the one below where they are not
 * there. What is not served costs `unfilled`: a node of its own without a fixed cost.
 */
function published(): { problem: Problem; cost: number }[] {
  const file = new URL('../../../../../shared/routing/orders.json', import.meta.url)
  const all = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Published[])
    : [twoLines]
  // Limits on parcels, on units of a node and on whole lines come with the rules of routing plans.
  const plain = all.filter(
    ({ instance }) =>
      Object.keys(instance.options).length === 0 && !instance.nodes.some((n) => n.capUnits),
  )
  return plain.map(({ instance, expected }) => ({
    problem: problemOf(instance),
    cost: expected.cost,
  }))
}

const twoLines: Published = {
  instance: {
    nodes: [{ fixed: 64_294 }, { fixed: 66_085 }],
    lines: [
      { qty: 1, unfilled: 375_312 },
      { qty: 1, unfilled: 258_531 },
    ],
    offers: [
      { line: 0, node: 0, avail: 1, unit: 25_498 },
      { line: 1, node: 1, avail: 2, unit: 11_895 },
    ],
    options: {},
  },
  expected: { cost: 64_294 + 66_085 + 25_498 + 11_895 },
}

function problemOf({ nodes, lines, offers }: Published['instance']): Problem {
  const served = nodes.map(({ fixed, shadow }) => ({ fixed: fixed + (shadow ?? 0) }))
  const available = lines.map(({ qty }) => [...nodes.map(() => 0), qty])
  const unit = lines.map(({ unfilled }) => [...nodes.map(() => 0), unfilled])
  for (const { line, node, avail, unit: price, shadow } of offers) {
    available[line]![node] = avail
    unit[line]![node] = price + (shadow ?? 0)
  }
  const demand = lines.map(({ qty }) => qty)
  return { nodes: [...served, { fixed: 0 }], demand, available, unit }
}
