import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAvailabilityIndex } from '../index/availability.ts'
import { addUp, onceForAll } from './health.ts'

const counted = { divisible: new Map<number, number>(), notStocked: [], skuIds: undefined }

function indexOf(skus: number, locations: number) {
  const index = createAvailabilityIndex()
  for (let skuId = 1; skuId <= skus; skuId += 1) {
    const cells = Array.from({ length: locations }, (_, i) => [i + 1, 1, 2, 1])
    index.load(skuId, Float64Array.from(cells.flat()))
  }
  return index
}

describe('the stock of all locations', () => {
  it('is added up once for all who ask at the same time, others having their turn', async () => {
    const stock = indexOf(5000, 40)
    const healthOf = onceForAll(() => addUp(stock, counted))
    let turns = 0
    let isOver = false
    const next = () => {
      turns += 1
      if (!isOver) setImmediate(next)
    }
    setImmediate(next)
    const first = healthOf()
    assert.equal(healthOf(), first)
    assert.notEqual(healthOf('kitchen'), first)
    const { byLocation } = await first
    isOver = true
    assert.deepEqual([byLocation.size, byLocation.get(40)], [40, health(5000)])
    assert.ok(turns >= 4, `${turns} turns`)
    // 200,000 rows are remembered for a tenth of a second.
    assert.equal(healthOf(), first)
  })

  it('is as it is now where there is little', async () => {
    const index = indexOf(3, 1)
    const healthOf = onceForAll(() => addUp(index, counted))
    assert.deepEqual((await healthOf()).byLocation.get(1), health(3))
    index.load(4, Float64Array.from([1, 1, 2, 1]))
    assert.deepEqual((await healthOf()).byLocation.get(1), health(4))
  })

  it('is in the smallest unit there is, of some SKUs, without what is not stocked', async () => {
    const index = indexOf(4, 1)
    const divisible = new Map([[2, 1]])
    const found = await addUp(index, { divisible, notStocked: [3], skuIds: [1, 2, 3] })
    const here = { ...health(1), skus: 2, onHand: 22, available: 11 }
    assert.deepEqual(found, { decimals: 1, byLocation: new Map([[1, here]]) })
  })
})

function health(skus: number) {
  return { skus, soldOut: 0, onHand: 2 * skus, available: skus, uncovered: 0 }
}
