import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { randomOf } from '../../../../test/random.ts'
import { pricePerSku } from './per-sku.ts'
import { byCost, transport, type Transport } from './transport.ts'

describe('the price of a unit, of one SKU for itself', () => {
  it('is what one unit less would lose: the finite difference, with and without tills', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const problem = drawnTransport(seed)
        const { price } = transport(problem)
        const value = leastCost(problem)
        problem.units.forEach((units, at) => {
          if (units === 0) return
          const loses = leastCost(withoutOne(problem, at)) - value
          assert.ok(Math.abs(loses - price[at]!) < 1e-3, `${price[at]} at ${at}, not ${loses}`)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('gives no more than there is, and nobody more than is wanted', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const problem = drawnTransport(seed)
        const { taken, served } = transport(problem)
        taken.forEach((units, at) => {
          const given = served.reduce((sum, row) => sum + row[at]!, 0)
          assert.ok(units <= problem.units[at]! && given === units)
        })
        served.forEach((row, to) => {
          assert.ok(row.reduce((sum, units) => sum + units, 0) <= problem.wanted[to]!)
        })
      }),
    )
  })

  it('is at least 0 and at most what a unit is worth; the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, { nodes: 6, regions: 5, skus: 8 })
        const demand = drawnDemand(seed, network, 6)
        const now = { units, days: 5 }
        const draws = { scenarios: 4, seed }
        const prices = pricePerSku(network, demand, now, network.kg.keys(), draws)
        network.kg.forEach((_, sku) => {
          const most = Math.max(network.unfilled[sku]!, network.margin[sku]!)
          for (let cell = network.first[sku]!; cell < network.first[sku + 1]!; cell += 1) {
            assert.ok(prices[cell]! >= 0 && prices[cell]! <= most + 1e-6)
          }
        })
        // A SKU is priced alone as among others.
        const again = pricePerSku(network, demand, now, [3, 5], draws, prices.slice().fill(7, 0))
        for (let cell = network.first[3]!; cell < network.first[4]!; cell += 1) {
          assert.equal(again[cell], prices[cell])
        }
      }),
      { numRuns: 50 },
    )
  })
})

function drawnTransport(seed: number): Transport {
  const random = randomOf(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const count = 1 + upTo(3)
  const units = Float64Array.from({ length: count }, () => upTo(2))
  const wanted = Float64Array.from({ length: 1 + upTo(2) }, () => 1 + upTo(1))
  const margin = 20_000 + upTo(60_000)
  const first = new Int32Array(count + 1)
  const worth: number[] = []
  units.forEach((there, at) => {
    // Some have a till: the more is taken, the more it loses with the next.
    const chances = Array.from({ length: random() < 0.5 ? there : 0 }, () => random())
    chances.sort((a, b) => a - b)
    worth.push(...chances.map((chance) => margin * chance))
    first[at + 1] = worth.length
  })
  const cost = Array.from(wanted, () => Float64Array.from(units, () => 50_000 + upTo(60_000)))
  return {
    units,
    tills: { first, worth: Float64Array.from(worth) },
    wanted,
    cost,
    near: cost.map(byCost),
    unfilled: 60_000 + upTo(80_000),
  }
}

/** Without the unit that its till misses least. */
function withoutOne(problem: Transport, at: number): Transport {
  const units = problem.units.slice()
  units[at]! -= 1
  const { first, worth } = problem.tills
  const hasTill = first[at + 1]! > first[at]!
  if (!hasTill) return { ...problem, units }
  const rest = [...worth.subarray(0, first[at]), ...worth.subarray(first[at]! + 1)]
  const tills = {
    first: first.map((place, cell) => (cell > at ? place - 1 : place)),
    worth: Float64Array.from(rest),
  }
  return { ...problem, units, tills, lost: worth[first[at]!]! } as Transport
}

/** The least cost of all ways to serve each wanted unit, or not; what the tills lose included. */
function leastCost(problem: Transport): number {
  const { units, tills, wanted, cost, unfilled } = problem
  const orders = [...wanted].flatMap((count, to) => Array.from({ length: count }, () => to))
  const taken = units.map(() => 0)
  const lost = (problem as { lost?: number }).lost ?? 0
  const from = (next: number): number => {
    if (next === orders.length) return lost
    let best = unfilled + from(next + 1)
    units.forEach((there, at) => {
      if (taken[at]! >= there) return
      const hasTill = tills.first[at + 1]! > tills.first[at]!
      const loses = hasTill ? tills.worth[tills.first[at]! + taken[at]!]! : 0
      taken[at]! += 1
      best = Math.min(best, cost[orders[next]!]![at]! + loses + from(next + 1))
      taken[at]! -= 1
    })
    return best
  }
  return from(0)
}
