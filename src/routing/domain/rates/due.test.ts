import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideLearning } from './due.ts'

const DUE = Temporal.Instant.from('2026-03-01T12:00:00Z')
const after = (minutes: number) => DUE.add({ minutes })

describe('when rates are learnt', () => {
  it('is once they are due, and some hours later where many orders come', () => {
    assert.equal(decideLearning(DUE, after(-1), 0), false)
    assert.equal(decideLearning(DUE, DUE, 7), true)
    assert.equal(decideLearning(DUE, after(359), 8), false)
    assert.equal(decideLearning(DUE, after(360), 500), true)
  })

  it('is no later for fewer commands or more time', () => {
    const minutes = fc.integer({ min: -600, max: 600 })
    fc.assert(
      fc.property(minutes, fc.nat(600), fc.nat(300), fc.nat(300), (at, more, one, other) => {
        const [few, many] = [Math.min(one, other), Math.max(one, other)]
        if (!decideLearning(DUE, after(at), many)) return
        assert.ok(decideLearning(DUE, after(at), few))
        assert.ok(decideLearning(DUE, after(at + more), many))
      }),
    )
  })
})
