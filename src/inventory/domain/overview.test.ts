import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addRow, isInState, noLevels, stockStates } from './overview.ts'

const rows = fc.array(
  fc.record({ onHand: fc.integer({ min: -50, max: 50 }), claimed: fc.nat(50) }),
  { maxLength: 8 },
)
const decimals = fc.nat(2)
const levelsOf = (of: readonly { onHand: number; claimed: number }[]) => {
  const levels = noLevels()
  for (const { onHand, claimed } of of) addRow(levels, onHand - claimed, onHand)
  return levels
}

describe('stock over locations', () => {
  it('is on hand, less what is claimed: what is free, less what claims lack', () => {
    fc.assert(
      fc.property(rows, (of) => {
        const levels = levelsOf(of)
        const claimed = of.reduce((sum, row) => sum + row.claimed, 0)
        assert.equal(levels.available - levels.uncovered, levels.onHand - claimed)
        assert.ok(levels.available >= 0 && levels.uncovered >= 0)
        assert.equal(levels.locations, of.length)
        assert.equal(levels.soldOutAt === levels.locations, levels.available === 0)
      }),
    )
  })

  it('is either in stock or sold out, and low only while in stock', () => {
    fc.assert(
      fc.property(rows, decimals, (of, digits) => {
        const levels = levelsOf(of)
        const states = new Set(stockStates.filter((one) => isInState(levels, one, digits)))
        assert.notEqual(states.has('in_stock'), states.has('sold_out'))
        assert.ok(!states.has('low') || states.has('in_stock'))
        const isLow = levels.available > 0 && levels.available / 10 ** digits <= 2 * of.length
        assert.equal(states.has('low'), isLow)
        assert.equal(states.has('uncovered'), levels.uncovered > 0)
      }),
    )
  })
})
