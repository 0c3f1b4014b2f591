import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideEndless, ENDLESS } from './endless.ts'

const places = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 20 }),
    ships: fc.boolean(),
    pickup: fc.boolean(),
    archived: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
)
const skuIds = fc.uniqueArray(fc.integer({ min: 1, max: 5 }))

describe('what is not stocked', () => {
  it('is made enough of wherever goods leave from, in several goes, and nowhere else', () => {
    fc.assert(
      fc.property(skuIds, places, fc.integer({ min: 1, max: 5 }), (skus, all, most) => {
        const free = new Map<string, number>()
        const freeOf = (sku: number, place: number) => free.get(`${sku}/${place}`) ?? 0
        for (;;) {
          const missing = decideEndless(skus, all, freeOf, most)
          if (missing.length === 0) break
          assert.ok(missing.length <= most)
          for (const { skuId, locationId } of missing) {
            assert.equal(free.has(`${skuId}/${locationId}`), false)
            free.set(`${skuId}/${locationId}`, ENDLESS)
          }
        }
        const open = all.filter((place) => (place.ships || place.pickup) && !place.archived)
        assert.equal(free.size, skus.length * open.length)
        for (const { id } of open) for (const sku of skus) assert.ok(free.has(`${sku}/${id}`))
      }),
    )
  })
})
