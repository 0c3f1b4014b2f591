import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideLearning } from './due.ts'

const DUE = Temporal.Instant.from('2026-03-01T12:00:00Z')
const after = (minutes: number) => DUE.add({ minutes })

describe('when rates are learnt', () => {
  it('is once they are due, and some hours later where many orders come', () => {
    assert.equal(decideLearning(DUE, after(-1), false), false)
    assert.equal(decideLearning(DUE, DUE, false), true)
    assert.equal(decideLearning(DUE, after(359), true), false)
    assert.equal(decideLearning(DUE, after(360), true), true)
  })

  it('is no later where fewer orders come, or more time has passed', () => {
    const minutes = fc.integer({ min: -600, max: 600 })
    fc.assert(
      fc.property(minutes, fc.nat(600), fc.boolean(), (at, more, isBusy) => {
        if (!decideLearning(DUE, after(at), isBusy)) return
        assert.ok(decideLearning(DUE, after(at), false))
        assert.ok(decideLearning(DUE, after(at + more), isBusy))
      }),
    )
  })
})
