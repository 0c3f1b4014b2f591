import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideShares, fencesOf, type Share } from './fences.ts'

const locationId = fc.integer({ min: 1, max: 4 })
const rows = fc.uniqueArray(fc.record({ locationId, free: fc.integer({ min: -3, max: 9 }) }), {
  selector: (row) => row.locationId,
})
const before = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.nat(9)).map((shares) => {
  return new Map(Object.entries(shares).map(([id, units]) => [Number(id), units]))
})
const share: fc.Arbitrary<Share> = fc.record({
  ruleId: fc.constantFrom('a', 'b'),
  skuId: fc.integer({ min: 1, max: 2 }),
  locationId,
  channelId: fc.integer({ min: 1, max: 3 }),
  quantity: fc.integer({ min: 1, max: 9 }),
})

describe('the shares of a ring-fence', () => {
  it('are as many as wanted where so many are free, never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 20 }), rows, before, (wanted, there, was) => {
        const shares = decideShares(wanted, there, was)
        const free = new Map(there.map((row) => [row.locationId, Math.max(0, row.free)]))
        const all = (of: Iterable<number>) => [...of].reduce((sum, units) => sum + units, 0)
        assert.equal(all(shares.values()), Math.min(Math.max(0, wanted), all(free.values())))
        for (const [at, units] of shares) assert.ok(units > 0 && units <= free.get(at)!)
      }),
    )
  })

  it('stay where they are as long as nothing moves', () => {
    fc.assert(
      fc.property(fc.nat(20), rows, before, (wanted, there, was) => {
        const shares = decideShares(wanted, there, was)
        assert.deepEqual(new Map(decideShares(wanted, there, shares)), new Map(shares))
      }),
    )
  })
})

describe('what is set aside', () => {
  it('is out of reach for all channels but the one it is for', () => {
    fc.assert(
      fc.property(fc.array(share), fc.nat(4), (shares, channelId) => {
        const fences = fencesOf(Map.groupBy(shares, ({ skuId }) => skuId))
        for (const skuId of [1, 2]) {
          for (const at of [1, 2, 3, 4]) {
            const kept = shares.filter(
              (one) => one.skuId === skuId && one.locationId === at && one.channelId !== channelId,
            )
            const units = kept.reduce((sum, { quantity }) => sum + quantity, 0)
            assert.equal(fences.aside(channelId, skuId, at), units)
            assert.equal(fences.asideBy(channelId, skuId, at) !== undefined, units > 0)
          }
        }
        fences.refresh([1], [])
        assert.equal(fences.aside(channelId, 1, 1), 0)
      }),
    )
  })
})
