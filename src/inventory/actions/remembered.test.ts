import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createMemory } from './remembered.ts'

describe('answers that are remembered', () => {
  it('are never those of another basis, SKU, or of what has changed since', () => {
    const asked = fc.record({ basis: fc.nat(2), skuId: fc.nat(3), stamp: fc.nat(2) })
    fc.assert(
      fc.property(fc.array(asked), fc.integer({ min: 1, max: 4 }), (all, most) => {
        const memory = createMemory<string>(most)
        const bases = [{}, {}, {}]
        for (const { basis, skuId, stamp } of all) {
          const answer = `${basis} ${skuId} ${stamp}`
          assert.equal(
            memory.recall(bases[basis]!, skuId, [stamp], () => answer),
            answer,
          )
        }
      }),
    )
  })

  it('are no more than so many, of all bases together', () => {
    const memory = createMemory<number>(10)
    const bases = Array.from({ length: 20 }, () => ({}))
    let made = 0
    const ask = (basis: object) => memory.recall(basis, 1, [7], () => (made += 1))
    bases.forEach(ask)
    assert.equal(made, 20)
    // Of the first ten nothing is left, the last ten are known.
    bases.slice(10).forEach(ask)
    assert.equal(made, 20)
    bases.slice(0, 1).forEach(ask)
    assert.equal(made, 21)
  })

  it('are made once while nothing has changed', () => {
    const memory = createMemory<number>(10)
    const basis = {}
    let made = 0
    const make = () => (made += 1)
    for (let n = 0; n < 3; n += 1) memory.recall(basis, 1, [7], make)
    assert.equal(made, 1)
  })
})
