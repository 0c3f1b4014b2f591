import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countriesIn, countryName } from './countries.ts'

describe('countries', () => {
  it('are listed once each, by name, without codes that were given up', () => {
    const all = countriesIn('en')
    const nameOf = new Map(all.map(({ code, name }) => [code, name]))
    assert.equal(nameOf.get('FR'), 'France')
    assert.equal(nameOf.get('GB'), 'United Kingdom')
    for (const gone of ['UK', 'DD', 'SU', 'BU', 'EU', 'ZZ']) assert.equal(nameOf.has(gone), false)
    assert.equal(new Set(nameOf.values()).size, all.length)
    assert.ok(all.length > 240 && all.length < 270)
  })

  it('have names in each language', () => {
    assert.equal(countryName('de', 'FR'), 'Frankreich')
  })
})
