import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { randomOf } from '../../../../test/random.ts'
import { solve } from '../solve/index.ts'
import { cheapest, type Terms } from './cheapest.ts'
import { drawFuture } from './future.ts'
import { ordersOf, unitCost, type Network, type Orders } from './network.ts'
import { offersOf } from './offers.ts'
import { openSearch } from './search.ts'

const size = { nodes: 7, regions: 4, skus: 16, units: 2 }

describe('the cheapest plan of an order at prices', () => {
  it('costs what the exact optimiser finds, first and again at other prices', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, size)
        const search = openSearch(network)
        const orders = drawFuture(drawnDemand(seed, network, 5), 0, 1, seed)
        const offers = offersOf(network, orders)
        for (let round = 0; round < 3; round += 1) {
          const terms = drawnTerms(seed + round, network, units)
          for (let order = 0; order < orders.count; order += 1) {
            const cost = cheapest(search, offers, order, terms)
            const best = bySolver(network, orders, order, terms)
            assert.ok(Math.abs(cost - best) < 10, `${cost}, not ${best}`)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('leaves long orders to the optimiser, and finds as much', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, size)
        const lines = Array.from({ length: 10 }, (_, sku) => ({ sku, quantity: 1 + (sku % 2) }))
        const orders = ordersOf([{ day: 0, region: seed % 4, service: 0, lines }])
        const terms = drawnTerms(seed, network, units)
        const cost = cheapest(openSearch(network), offersOf(network, orders), 0, terms)
        const best = bySolver(network, orders, 0, terms)
        assert.ok(Math.abs(cost - best) < 20, `${cost}, not ${best}`)
      }),
      { numRuns: 50 },
    )
  })
})

function drawnTerms(seed: number, network: Network, free: Float64Array): Terms {
  const random = randomOf(seed)
  const some = (most: number) => (random() < 0.5 ? 0 : Math.round(most * random()))
  const slot = Float64Array.from({ length: network.nodes }, () =>
    random() < 0.1 ? Infinity : some(30_000),
  )
  return { free, prices: { stock: free.map(() => some(40_000)), slot, slotsFrom: 0 } }
}

/** Each line is one thing: whole from one node, or unfilled. */
function bySolver(
  network: Network,
  orders: Orders,
  order: number,
  { free, prices }: Terms,
): number {
  const { nodes, regions, parcel, first, node: nodeOf, unfilled } = network
  const region = orders.region[order]!
  const places = Array.from({ length: nodes }, (_, node) => node)
  const from = orders.first[order]!
  const lines = [...orders.sku.subarray(from, orders.first[order + 1])]
  const cellAt = (sku: number, node: number) =>
    nodeOf.findIndex((at, cell) => at === node && cell >= first[sku]! && cell < first[sku + 1]!)
  const quantityOf = (line: number) => orders.quantity[from + line]!
  return solve({
    nodes: places.map((node) => {
      const slot = prices.slot[node]!
      const fixed = parcel[(orders.service[order]! * regions + region) * nodes + node]!
      return slot === Infinity ? { fixed, capUnits: 0 } : { fixed: fixed + slot }
    }),
    demand: lines.map(() => 1),
    available: lines.map((sku, line) =>
      places.map((node) => {
        const cell = cellAt(sku, node)
        return cell >= 0 && free[cell]! >= quantityOf(line) ? 1 : 0
      }),
    ),
    unit: lines.map((sku, line) =>
      places.map((node) => {
        const cell = cellAt(sku, node)
        const price = cell < 0 ? 0 : prices.stock[cell]!
        return (unitCost(network, sku, node, region) + price) * quantityOf(line)
      }),
    ),
    unfilled: lines.map((sku, line) => unfilled[sku]! * quantityOf(line)),
  })!.cost
}
