import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { areasOf, placesIn, totalsOf } from './areas.ts'
import type { Place } from './places.ts'

const place = (country: string, region: string | null, units: number | null): Place => {
  return { location: { country, region }, units } as Place
}
const some = fc.array(
  fc
    .tuple(
      fc.constantFrom('FR', 'DE', 'AT'),
      fc.constantFrom('North', 'South', null),
      fc.nat({ max: 99 }),
    )
    .map((of) => place(...of)),
)

describe('what the network is added up by', () => {
  it('is its countries, or the regions of the only one, or nothing', () => {
    assert.equal(areasOf([place('FR', 'North', 1), place('DE', 'North', 1)])?.kind, 'country')
    assert.equal(areasOf([place('FR', 'North', 1), place('FR', null, 1)])?.kind, 'region')
    assert.equal(areasOf([place('FR', 'North', 1), place('FR', 'North', 1)]), undefined)
    assert.equal(areasOf([]), undefined)
  })

  it('adds up to the whole, most first', () => {
    fc.assert(
      fc.property(some, (places) => {
        const areas = areasOf(places)
        if (!areas) return
        const totals = totalsOf(places, areas)
        const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
        const units = totals.map((one) => one.units!)
        assert.equal(sum(units), sum(places.map((one) => one.units!)))
        assert.equal(sum(totals.map((one) => one.places)), places.length)
        assert.deepEqual(
          units,
          units.toSorted((a, b) => b - a),
        )
        for (const { area, places: count } of totals) {
          assert.equal(placesIn(places, areas, area).length, count)
        }
      }),
    )
  })

  it('is no number of units where they are not counted', () => {
    const places = [place('FR', null, null), place('DE', null, null)]
    const totals = totalsOf(places, areasOf(places)!)
    assert.deepEqual(
      totals.map(({ units }) => units),
      [null, null],
    )
  })

  it('shows all where an area is not there', () => {
    const places = [place('FR', null, 1), place('DE', null, 1)]
    assert.equal(placesIn(places, areasOf(places), 'XX').length, 2)
    assert.equal(placesIn(places, areasOf(places), undefined).length, 2)
    assert.equal(placesIn(places, undefined, 'FR').length, 2)
  })
})
