import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseDecimal, timesRounded } from './decimal.ts'

const decimals = fc.record({
  units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  scale: fc.nat(9),
})

describe('a decimal', () => {
  it('is read exactly as it is written, and nothing else is read', () => {
    fc.assert(
      fc.property(decimals, ({ units, scale }) => {
        const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
        const point = digits.length - scale
        const fraction = scale === 0 ? '' : `.${digits.slice(point)}`
        const text = `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`
        if (point > 15) return
        assert.deepEqual(parseDecimal(text), { units, scale })
        for (const wrong of [`+${text}`, `${text}e2`, `${text}.`, ` ${text}`, `${text},5`, '']) {
          assert.equal(parseDecimal(wrong), undefined)
        }
      }),
    )
  })

  it('times a factor is the nearest whole number, halves away from zero', () => {
    fc.assert(
      fc.property(
        decimals,
        fc.nat(1e9),
        fc.integer({ min: -6, max: 4 }),
        (value, factor, shift) => {
          const rounded = timesRounded(value, factor, shift)
          // Both sides times 10^scale and 10^6, so that everything is whole.
          const scale = 10n ** BigInt(value.scale + 6)
          const exact = value.units * BigInt(factor) * 10n ** BigInt(shift + 6)
          const twice = 2n * (rounded * scale - exact)
          assert.ok(twice <= scale && twice >= -scale)
          if (twice === scale) assert.ok(rounded > 0n)
          if (twice === -scale) assert.ok(rounded < 0n)
          const turned = { ...value, units: -value.units }
          assert.equal(timesRounded(turned, factor, shift), -rounded)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('rounds every half away from zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), (whole) => {
        const half = { units: whole * 10n + 5n, scale: 1 }
        assert.equal(timesRounded(half, 1, 0), whole + 1n)
      }),
    )
  })
})
