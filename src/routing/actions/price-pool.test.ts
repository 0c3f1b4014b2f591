import assert from 'node:assert/strict'
import { it } from 'node:test'
import { drawnDemand, drawnNetwork } from '../../../test/routing/networks.ts'
import { pricePerSku } from '../domain/prices/index.ts'
import { openPricePool } from './price-pool.ts'

it('several threads find the prices that one finds, then those of what changed', async () => {
  const { network, units } = drawnNetwork(4, { nodes: 8, regions: 6, skus: 200 })
  const demand = drawnDemand(4, network, 60)
  const draws = { scenarios: 4, seed: 1 }
  const now = { units, days: 5 }
  const alone = pricePerSku(network, demand, now, network.kg.keys(), draws)
  await using pool = openPricePool(network, demand, 2)
  assert.deepEqual(await pool.price(now, Int32Array.from(network.kg.keys()), draws), alone)

  const fewer = units.slice()
  const from = network.first[7]!
  fewer.fill(0, from, network.first[8])
  const changed = await pool.price({ units: fewer, days: 5 }, Int32Array.of(7), draws)
  const most = Math.max(network.unfilled[7]!, network.margin[7]!)
  changed.forEach((price, cell) => {
    const isChanged = cell >= from && cell < network.first[8]!
    assert.equal(price, isChanged ? most : alone[cell])
  })
})
