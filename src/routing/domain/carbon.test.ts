import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { carbonCost, carbonOf, gramsOf } from './carbon.ts'

const given = (grams: number) => [{ sku: { gramsPerUnit: grams }, quantity: 1 }]

describe('the CO2e of a parcel', () => {
  it('is its mass times the road times the intensity, and a share of its own', () => {
    // 2 kg over 500 km as the crow flies: 2/1000 t × 650 km × 100 g, and 250 g.
    assert.equal(gramsOf(carbonOf({}, 500)!, given(2000)), 380)
    const own = { carbonGramsPerTonneKm: 60, carbonGramsPerParcel: 400 }
    assert.equal(gramsOf(carbonOf(own, 500)!, given(2000)), 478)
    // At 90.00 a tonne: 380 g are 0.0342.
    assert.equal(carbonCost({ carbonPerTonne: 900_000 }, 380), 342)
    assert.equal(carbonCost({}, 380), 0)
    // Where the distance is not known nothing is guessed.
    assert.equal(carbonOf({}, null), undefined)
  })

  it('never falls with distance or weight', () => {
    const some = fc.nat(20_000)
    fc.assert(
      fc.property(some, some, some, some, (km, further, grams, more) => {
        const of = (far: number, weight: number) => gramsOf(carbonOf({}, far)!, given(weight))
        const least = of(km, grams)
        assert.ok(Number.isInteger(least) && least >= 250)
        assert.ok(of(km + further, grams) >= least)
        assert.ok(of(km, grams + more) >= least)
      }),
    )
  })
})
