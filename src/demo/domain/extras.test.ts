import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { skusOf } from './catalog.ts'
import { extrasOf, flawsOf } from './extras.ts'
import { levelsOf } from './levels.ts'
import { fullScale, locationsOf } from './network.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const locations = locationsOf(fullScale)

describe('what the demo sells besides', () => {
  it('is sets of what there is, cheaper than apart, and gift wrap', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(1, 240, 1000), (seed, count) => {
        const skus = skusOf(seed, count)
        const extras = extrasOf(skus)
        assert.deepEqual(extrasOf(skus), extras)
        assert.equal(extras.length, count === 1 ? 1 : 4)
        assert.equal(extras.at(-1)!.kind, 'not_stocked')
        for (const { parts, price } of extras.slice(0, -1)) {
          const found = parts.map(({ sku, quantity }) => {
            return skus.find(({ code }) => code === sku)!.price * quantity
          })
          assert.ok(price > 0 && price < found.reduce((a, b) => a + b, 0))
        }
      }),
      { numRuns: 10 },
    )
  })
})

describe('what is not to be sold in the demo', () => {
  it('is a little of what lies there, of several conditions, the same by the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const levels = levelsOf(seed, skusOf(seed, 1000), locations)
        const flaws = flawsOf(seed, levels)
        assert.deepEqual(flawsOf(seed, levels), flaws)
        assert.ok(flaws.length > 0 && flaws.length < levels.length / 50)
        assert.ok(new Set(flaws.map(({ condition }) => condition)).size > 1)
        const there = new Map(levels.map((l) => [`${l.sku} ${l.location}`, l.onHand]))
        for (const { sku, location, units } of flaws) {
          assert.ok(units > 0 && units < there.get(`${sku} ${location}`)!)
        }
      }),
      { numRuns: 5 },
    )
  })
})
