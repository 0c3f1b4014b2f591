import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideBelonging, decidePast, type PastLevels } from './past.ts'
import { always, anything } from './rules/rule.ts'
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

describe('what a rule of then was about', () => {
  const now = Temporal.Instant.from('2026-06-01T12:00:00Z')
  const asking = { channelId: 1, method: 'ship', now }
  const sku = { id: 1, category: 'shirts', tags: ['new'], version: 1 }
  const decide = (scope: object, of: object = {}, times: object = {}) => {
    const rule = { scope: { ...anything, ...scope }, times: { ...always, ...times } }
    return decideBelonging([rule], { ...sku, ...of }, asking)
  }

  it('is known where it names codes only, or what the SKU has had from the start', () => {
    assert.equal(decide({ skuId: 1, locationId: 2, channelId: 1, method: 'ship' }), false)
    assert.equal(decide({ category: 'shirts', skuTag: 'new' }), false)
    assert.equal(decide({ category: 'shoes', group: 'NORTH' }), false)
  })

  it('is not known where it names places otherwise, or a SKU has been changed', () => {
    assert.equal(decide({ category: 'shirts', group: 'NORTH' }), true)
    assert.equal(decide({ category: 'shoes' }, { version: 2 }), true)
    assert.equal(decide({ skuTag: 'old', skuId: 2 }, { version: 2 }), false)
  })

  it('does not matter for another channel, method or time; one rule that does is enough', () => {
    const named = fc.constantFrom({ group: 'NORTH' }, { locationTag: 'sea' }, { locationKind: 'x' })
    const id = fc.constantFrom(null, 1, 2)
    const method = fc.constantFrom(null, 'ship', 'collect')
    const hours = fc.option(fc.integer({ min: -2, max: 2 }))
    const rule = fc.record({ named, id, method, from: hours, until: hours })
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), (rules) => {
        const at = (some: number | null) => (some === null ? null : now.add({ hours: some }))
        const given = rules.map((one) => ({
          scope: { ...anything, ...one.named, channelId: one.id, method: one.method },
          times: { ...always, from: at(one.from), until: at(one.until) },
        }))
        const matters = rules.some(
          (one) =>
            one.id !== 2 &&
            one.method !== 'collect' &&
            (one.from ?? 0) <= 0 &&
            (one.until ?? 1) > 0,
        )
        assert.equal(decideBelonging(given, sku, asking), matters)
      }),
    )
  })
})
