import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decidePriceGate, type Forecast } from './gate.ts'

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
})
