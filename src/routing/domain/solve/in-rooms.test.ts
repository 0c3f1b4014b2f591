import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bruteForce } from '../../../../test/routing/brute-force.ts'
import { littleRoom } from '../../../../test/routing/little-room.ts'
import { anyProblem } from '../../../../test/routing/problems.ts'
import { costsAlike, provenLate } from '../../../../test/routing/roomy.ts'
import { solve } from './index.ts'
import { allOrMost } from './leaving-out.ts'
import { costAlone, costOf, type Problem, type Solution } from './problem.ts'
import { givenBy, isWithin, roomsAsCaps, takenOf, type Rooms } from './rooms.ts'
import { solveUsing } from './using.ts'
import { newWork, type Work } from './work.ts'

const NODES = 3
const SKUS = 3
const left = fc.option(fc.nat(6), { freq: 2 })

/** Some nodes are parcels of one place; of a SKU only one of them has any. */
const roomy: fc.Arbitrary<Problem & { rooms: Rooms }> = fc
  .record({
    problem: anyProblem({ nodes: NODES, skus: SKUS, units: 3 }),
    unit: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: SKUS, maxLength: SKUS }),
    isAlike: fc.boolean(),
    lines: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: SKUS, maxLength: SKUS }),
    limits: fc.array(fc.record({ units: left, lines: left }), {
      minLength: NODES,
      maxLength: NODES,
    }),
    isShared: fc.boolean(),
    prices: fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), {
      minLength: NODES,
      maxLength: NODES,
    }),
    isBanded: fc.boolean(),
  })
  .map(({ problem, unit, isAlike, lines, limits, isShared, prices, isBanded }) => {
    const { nodes, demand, available } = problem
    const apart = isShared && nodes.length > 1
    const places = nodes.flatMap((_, n) =>
      apart && n === 1 ? [] : [apart && n === 0 ? [0, 1] : [n]],
    )
    const rooms: Rooms = {
      unit: demand.map((_, sku) => (isAlike ? 1 : unit[sku]!)),
      lines: demand.map((_, sku) => lines[sku]!),
      places: places.map((own, p) => ({
        nodes: own,
        units: limits[p]!.units ?? Infinity,
        lines: limits[p]!.lines ?? Infinity,
      })),
    }
    const bands = { bands: [1, 3, 6], weight: demand.map((_, sku) => unit[sku]! * 1e6) }
    const own = nodes.map((_, n) => ({ prices: prices[n]!, perKgBeyond: 1 }))
    return {
      ...problem,
      rooms,
      available: available.map((row, sku) =>
        row.map((units, n) => (apart && n < 2 && sku % 2 !== n ? 0 : units)),
      ),
      ...(isBanded && { banded: { ...bands, prices: own } }),
    }
  })

/** So much work that all these problems are solved to the end. */
const enough = (): Work => ({ left: 1e9 })

function keepsRooms({ rooms }: { rooms: Rooms }, { quantities }: Solution): boolean {
  return rooms.places.every((room) => isWithin(room, takenOf(rooms, givenBy(room, quantities))))
}

function timesAsDear(problem: Problem & { rooms: Rooms }, times: number): Problem {
  const { nodes, unit, banded } = problem
  const dear = (own: { prices: readonly number[]; perKgBeyond: number }) => ({
    prices: own.prices.map((price) => price * times),
    perKgBeyond: own.perKgBeyond * times,
  })
  return {
    ...problem,
    nodes: nodes.map((node) => ({ ...node, fixed: node.fixed * times })),
    unit: unit.map((row) => row.map((cost) => cost * times)),
    ...(banded && { banded: { ...banded, prices: banded.prices.map(dear) } }),
  }
}

describe('the optimum where days have little room', () => {
  it('equals brute force over all plans that have room, whatever a day counts', () => {
    let binds = 0
    fc.assert(
      fc.property(roomy, (problem) => {
        const solution = solve(problem, enough())
        const best = bruteForce(problem)
        assert.equal(solution?.cost, best)
        if (!solution) return
        assert.equal(solution.gap, 0)
        assert.ok(keepsRooms(problem, solution))
        const { quantities, cost, opened } = solution
        assert.deepEqual({ cost, opened }, costOf(problem, quantities))
        const { rooms: _, ...free } = problem
        if (solve(free)!.cost < solution.cost) binds += 1
      }),
      { numRuns: 4000, examples: [[provenLate]] },
    )
    assert.ok(binds > 100, `it is often dearer than without (${binds})`)
  })

  it('is so too in a currency in which all costs a thousand million times as much', () => {
    fc.assert(
      fc.property(roomy, (problem) => {
        const { unfilled: _, ...whole } = problem
        const solution = solve(timesAsDear(whole, 1e9), enough())
        const best = bruteForce(whole)
        assert.equal(solution?.cost, best === undefined ? undefined : best * 1e9)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves nothing short that is there, however little the currency is worth', () => {
    const problem: Problem = {
      nodes: [{ fixed: 1.5e9 }, { fixed: 1.5e9 }],
      demand: [1, 1],
      available: [
        [1, 0],
        [1, 1],
      ],
      unit: [
        [0, 0],
        [0, 0],
      ],
      rooms: {
        unit: [1, 1],
        lines: [1, 1],
        places: [{ nodes: [0], units: 1, lines: Infinity }],
      },
    }
    const served = allOrMost(problem, solve, newWork())!
    assert.deepEqual(
      [served.quantities, served.cost, served.gap],
      [
        [
          [1, 0],
          [0, 1],
        ],
        3e9,
        0,
      ],
    )
    const { rooms: _, ...free } = { ...problem, unit: problem.unit.map(() => [2e9, 2e9]) }
    const most = allOrMost({ ...free, demand: [2, 2] }, solve)!
    assert.deepEqual(
      most.quantities.map((row) => row[0]! + row[1]!),
      [1, 2],
    )
  })

  it('may be less than that with less work, but then says how far it may be from the best', () => {
    let unproven = 0
    fc.assert(
      fc.property(roomy, fc.integer({ min: 0, max: 5000 }), (problem, some) => {
        const solution = solve(problem, { left: some })
        const best = bruteForce(problem)
        if (!solution) return
        assert.ok(keepsRooms(problem, solution))
        assert.ok(solution.cost >= best! && solution.cost - solution.gap <= best!)
        if (solution.gap > 0) unproven += 1
        const { unfilled: _, ...whole } = problem
        const most = allOrMost(whole, solve, { left: some })!
        assert.ok(keepsRooms(problem, most))
        assert.equal(most.cost, costOf(whole, most.quantities).cost)
      }),
      { numRuns: 1000, examples: [[costsAlike, 0]] },
    )
    assert.ok(unproven > 10, `less work often proves nothing (${unproven})`)
  })

  it('takes no more work than there is where a whole range of days has little room', () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const problem = littleRoom({ skus: 10, nodes: 8, seed })
      const work = newWork()
      const all = work.left
      const solution = allOrMost(problem, solve, work)!
      // What was begun is ended.
      assert.ok(work.left > -all / 4, `${work.left}`)
      assert.ok(keepsRooms(problem, solution))
      assert.deepEqual(allOrMost(problem, solve, newWork()), solution)
    }
  })

  it('is the same with caps of nodes, where these say all', () => {
    fc.assert(
      fc.property(roomy, (problem) => {
        const capped = roomsAsCaps(problem)
        if (capped) assert.equal(solve(capped)?.cost, solve(problem, enough())?.cost)
      }),
      { numRuns: 300 },
    )
  })

  it('with one place is never cheaper, and alone costs what that plan costs', () => {
    fc.assert(
      fc.property(roomy, (problem) => {
        const best = solve(problem, enough())
        for (const node of problem.nodes.keys()) {
          const using = solveUsing(problem, node)
          if (using) assert.ok(using.cost >= best!.cost && keepsRooms(problem, using))
          if (using && best!.opened.includes(node) && using.gap === 0) {
            assert.equal(using.cost, best!.cost)
          }
          const alone = costAlone(problem, node)
          if (alone !== undefined) assert.ok(alone >= best!.cost)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is found among a hundred stores that are all alike and all nearly full', () => {
    const nodes = Array.from({ length: 100 }, () => ({ fixed: 50 }))
    const row = <Cell>(cell: Cell) => nodes.map(() => cell)
    const rooms = (lines: number, units: number): Rooms => ({
      unit: [1, 2, 1],
      lines: [1, 1, 1],
      places: nodes.map((_, n) => ({ nodes: [n], lines, units })),
    })
    const demand = [1, 1, 1]
    const problem = {
      nodes,
      demand,
      available: demand.map(() => row(5)),
      unit: demand.map(() => row(7)),
    }
    // Of goods that take room unequally it need not be proven: then the gap says so.
    const each = [
      [rooms(1, Infinity), 3, 0],
      [rooms(2, Infinity), 2, 0],
      [rooms(Infinity, 2), 2, 1],
      [rooms(Infinity, 3), 2, 1],
    ] as const
    for (const [limits, parcels, less] of each) {
      const { cost, gap } = solve({ ...problem, rooms: limits })!
      assert.equal(cost, 50 * parcels + 21)
      assert.ok(gap <= 50 * less)
    }
  })

  it('is found where goods are measured finely', () => {
    const rooms: Rooms = {
      unit: [10_000, 10_000, 1_000_000],
      lines: [1, 1, 1],
      places: [{ nodes: [0], lines: Infinity, units: 5_000_000 }],
    }
    const problem: Problem = {
      nodes: [{ fixed: 10 }, { fixed: 2000 }],
      demand: [300, 400, 2],
      available: [
        [300, 300],
        [400, 400],
        [2, 2],
      ],
      unit: [
        [1, 3],
        [1, 2],
        [1, 150],
      ],
      rooms,
    }
    const { quantities, gap } = solve(problem)!
    assert.equal(gap, 0)
    // For each unit of room the first saves most, then the last.
    assert.deepEqual(quantities, [
      [300, 0],
      [0, 400],
      [2, 0],
    ])
  })
})
