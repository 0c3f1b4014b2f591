import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amountIn, distanceIn, lengthIn, percentIn, unitOf, weightIn } from './units.ts'

const POUND = 453.59237

describe('weights of a list', () => {
  it('are in the unit that the list was made in', () => {
    assert.equal(unitOf([POUND, 2 * POUND, 907.18474]), 'lb')
    assert.equal(unitOf([POUND / 2]), 'lb')
    assert.equal(unitOf([500, 1000, 2000]), 'kg')
  })

  it('are written as the list writes them', () => {
    assert.equal(weightIn('en-GB', 150 * POUND, 'lb'), '150 lb')
    assert.equal(weightIn('en-GB', POUND / 4, 'lb'), '4 oz')
    assert.equal(weightIn('en-GB', 500, 'kg'), '500 g')
    assert.equal(weightIn('en-GB', 31_500, 'kg'), '31.5 kg')
    assert.equal(lengthIn('en-GB', 1200, 'kg'), '120 cm')
    assert.equal(lengthIn('en-GB', 1219.2, 'lb'), '48 in')
    assert.equal(distanceIn('en-GB', 241.4016, 'lb'), '150 mi')
    assert.equal(distanceIn('en-GB', 300, 'kg'), '300 km')
    assert.equal(amountIn('en-GB', 125_000, 'EUR'), '12.50')
    assert.equal(amountIn('en-GB', 12_345, 'EUR'), '1.2345')
    assert.equal(amountIn('en-GB', 120_000, 'JPY'), '12')
    assert.equal(percentIn('en-GB', 7.25), '7.25%')
    assert.equal(percentIn('en-GB', 3.14, true), '+3.1%')
  })
})
