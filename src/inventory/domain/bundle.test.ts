import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { makesOf } from './bundle.ts'

const parts = fc.uniqueArray(
  fc.record({ skuId: fc.integer({ min: 1, max: 9 }), quantity: fc.integer({ min: 1, max: 20 }) }),
  { selector: ({ skuId }) => skuId, minLength: 1, maxLength: 6 },
)

describe('how many bundles can be made', () => {
  it('is as many as every component allows, and one more is too many for one of them', () => {
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.integer({ min: -5, max: 99 }), { minLength: 10 }),
        (of, there) => {
          const availableOf = (skuId: number) => there[skuId]!
          const { units, limitedBy } = makesOf(of, availableOf)!
          const enoughFor = (bundles: number) => (part: (typeof of)[number]) =>
            part.quantity * bundles <= Math.max(0, availableOf(part.skuId))
          assert.ok(of.every(enoughFor(units)))
          assert.ok(!of.filter(({ skuId }) => skuId === limitedBy).every(enoughFor(units + 1)))
        },
      ),
    )
  })

  it('is not known of what has no component that is counted', () => {
    assert.equal(
      makesOf([], () => 0),
      undefined,
    )
  })
})
