import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideCase, decideCases, decidePriceGate, gateVerdicts, type Forecast } from './gate.ts'

describe('the gate of prices', () => {
  const cost = fc
    .record({ mean: fc.integer({ min: -100, max: 100 }), days: fc.integer({ min: 0, max: 9 }) })
    .map(({ mean, days }) => {
      const low = days < 5 ? null : mean - 1
      return { total: mean * 10, mean, low, high: low && mean + 1, batches: days }
    })
  const forecast = fc.constantFrom<Forecast>('base', 'low', 'high')
  const cases = fc.uniqueArray(
    fc.record({ forecast, cost, left: fc.integer({ min: -900, max: 900 }) }),
    { selector: (one) => one.forecast },
  )

  it('opens where prices are dearer in none of its three cases, and each says something', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const gate = decidePriceGate(all)
        const good = all.filter(({ cost: { total, low }, left }) => {
          return low !== null && total - left <= 0
        })
        assert.equal(gate.passed, good.length === 3)
        assert.deepEqual(
          gate.cases.filter(({ passed }) => passed).map((one) => one.forecast),
          good.map((one) => one.forecast),
        )
      }),
    )
  })

  it('says of each case what its number says, and of too few days neither', () => {
    fc.assert(
      fc.property(cases, (all) => {
        const gate = decidePriceGate(all)
        const verdicts = gate.cases.map(decideCase)
        gate.cases.forEach(({ cost: { total, low }, left = 0 }, n) => {
          const says = total <= left ? 'not_dearer' : 'dearer'
          assert.equal(verdicts[n], low === null ? 'too_few_days' : says)
        })
        const whole = decideCases(gate.passed, verdicts)
        assert.equal(whole === 'not_dearer', gate.passed)
        assert.ok(whole !== 'too_few_days' || !verdicts.includes('dearer'))
      }),
    )
    // As it was kept before.
    assert.deepEqual(
      [true, false].map((passed) => decideCases(passed, [])),
      gateVerdicts.slice(0, 2),
    )
  })
})
