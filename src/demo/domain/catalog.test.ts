import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decidePicture } from '../../catalog/index.ts'
import { Refusal } from '../../lib/refusal.ts'
import { pictureOf, skusOf } from './catalog.ts'
import { cohortsOf } from './days.ts'
import { isGone, levelsOf } from './levels.ts'
import { channelsOf, fullScale, locationsOf } from './network.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

describe('the retailer of the demo', () => {
  it('has as many SKUs as asked, each once, with a price and a weight', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 3, max: 3000 }), (seed, count) => {
        const skus = skusOf(seed, count)
        assert.equal(new Set(skus.map(({ code }) => code)).size, count)
        assert.ok(skus.every(({ price, weightG }) => price > 0 && weightG > 0))
        assert.deepEqual(skusOf(seed, count), skus)
      }),
      { numRuns: 20 },
    )
  })

  it('draws every kind in every colour and style: small, and as any picture must be', () => {
    const skus = skusOf(1, 3000)
    const drawings = new Set(skus.map(pictureOf))
    const kinds = new Set(skus.map(({ look }) => look.kind))
    assert.equal(kinds.size, 22)
    for (const kind of kinds) {
      const own = new Set(skus.filter(({ look }) => look.kind === kind).map(pictureOf))
      assert.ok(own.size > 10, kind)
    }
    for (const svg of drawings) {
      assert.ok(!(decidePicture(svg) instanceof Refusal), svg)
      assert.ok(svg.length < 1100 && !/undefined|NaN/.test(svg), svg)
    }
  })

  it('sells products in four colours, each size of a colour with the same picture', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const products = Map.groupBy(skusOf(seed, 600), ({ product }) => product)
        // The last of each range may have been cut.
        const colours = [...products.values()].map((skus) => {
          const looks = Map.groupBy(skus, ({ options }) => options.colour)
          for (const same of looks.values()) assert.equal(new Set(same.map(pictureOf)).size, 1)
          assert.equal(
            new Set(skus.map(({ options }) => JSON.stringify(options))).size,
            skus.length,
          )
          return looks.size
        })
        assert.ok(colours.filter((count) => count !== 4).length <= 2)
      }),
      { numRuns: 10 },
    )
  })

  it('has 3 depots and 60 stores, and pools of them only', () => {
    const locations = locationsOf(fullScale)
    const codes = new Set(locations.map(({ code }) => code))
    assert.equal(codes.size, 63)
    for (const { pool } of channelsOf(locations)) {
      assert.ok(pool.length >= 3 && pool.every(({ location }) => codes.has(location)))
    }
  })

  it('has nothing of what is sold out everywhere', () => {
    const skus = skusOf(1, 600)
    const levels = levelsOf(1, skus, locationsOf(fullScale))
    const there = new Set(levels.filter(({ onHand }) => onHand > 0).map(({ sku }) => sku))
    const gone = skus.filter(({ code }) => isGone(1, code))
    assert.ok(gone.length > 0 && gone.every(({ code }) => !there.has(code)))
  })

  it('has a history in the order of time that ends at its end', () => {
    const end = Temporal.Instant.from('2026-06-12T16:20:00Z')
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 100_000 }), (seed, minutes) => {
        const at = end.add({ minutes })
        const cohorts = cohortsOf(seed, fullScale, at)
        assert.ok(cohorts.at(-1)!.to.equals(at))
        const ends = cohorts.map(({ to }) => to.epochMilliseconds)
        assert.deepEqual(
          ends,
          ends.toSorted((a, b) => a - b),
        )
      }),
      { numRuns: 20 },
    )
  })
})
