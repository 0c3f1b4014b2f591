import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decidePast, type PastLevels } from './past.ts'
import { uncoveredOf } from './supply.ts'

const names = ['quantity', 'unavailable', 'held', 'allocated'] as const
const levels: fc.Arbitrary<PastLevels> = fc.record({
  quantity: fc.integer({ min: -9, max: 20 }),
  unavailable: fc.nat(5),
  held: fc.nat(5),
  allocated: fc.nat(5),
})
const maybe = <One>(of: fc.Arbitrary<One>) => fc.option(of, { nil: undefined })
const row = { skuId: 1, locationId: 2, conditions: {} }

describe('stock at a past moment', () => {
  it('is what was recorded then and what was learnt later, each once', () => {
    const recorded = fc.tuple(levels, fc.nat(9)).map(([of, version]) => ({ ...of, version }))
    fc.assert(
      fc.property(maybe(recorded), maybe(levels), (then, learnt) => {
        const past = decidePast({ ...row, recorded: then, learnt })
        assert.equal(past === undefined, !then && !learnt)
        if (!past) return
        for (const name of names) {
          assert.equal(past[name], (then?.[name] ?? 0) + (learnt?.[name] ?? 0))
        }
        assert.equal(past.uncovered, uncoveredOf(past))
        assert.deepEqual([past.supplyNo, past.version], [0, then?.version ?? 0])
      }),
    )
  })

  it('is as recorded where nothing was learnt later', () => {
    fc.assert(
      fc.property(levels, (then) => {
        const recorded = { ...then, version: 3 }
        const none = { quantity: 0, unavailable: 0, held: 0, allocated: 0 }
        assert.deepEqual(
          decidePast({ ...row, recorded, learnt: none }),
          decidePast({ ...row, recorded, learnt: undefined }),
        )
      }),
    )
  })
})
