import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { flipTexts, triedText, type Flips } from './flips.ts'
import type { Names } from './why.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const names: Names = {
  place: (id) => ['Lille', 'Lyon', 'Paris'][id]!,
  sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}
const flips: Flips['flips'] = [
  // A tenth of a cent more than 0.83: less than that would not do.
  { locationId: 1, change: { of: 'parcel_less', amount: 8301 }, to: [1], cost: 1 },
  { locationId: 0, change: { of: 'parcel_more', amount: 9000 }, to: [1], cost: 1 },
  { locationId: 2, change: { of: 'unit_less', amount: 10_000 }, to: [0, 2], cost: 1 },
  { locationId: 2, change: { of: 'stock_more', skuId: 1, units: 2 }, to: [2], cost: 1 },
  { locationId: 2, change: { of: 'distance', km: 311 }, to: [2], cost: 1 },
  { locationId: 1, change: { of: 'open', on: '2026-12-24' }, to: [1], cost: 1 },
]

describe('what would have changed a decision', () => {
  it('is told in sentences, amounts rounded up', () => {
    const told = flipTexts(flips, names, { words: english, formats: formatsOf('en', 'UTC') })
    assert.deepEqual(
      told.map((text) => text.replaceAll('\u00A0', ' ')),
      [
        'Lyon would have been chosen if a parcel from Lyon cost €0.84 less.',
        'Lyon would have been chosen if a parcel from Lille cost €0.90 more.',
        'Paris and Lille would have been chosen if each unit from Paris cost €1.00 less.',
        'Paris would have been chosen if Paris had 2 × Chair more.',
        'Paris would have been chosen if the rule reached 311 km.',
        'Lyon would have been chosen if the rule had not closed Lyon on Thu, Dec 24.',
      ],
    )
  })

  it('is told in every language, of all places and amounts', () => {
    for (const [language, words] of Object.entries({ de: german, ar: arabic })) {
      const told = flipTexts(flips, names, { words, formats: formatsOf(language, 'UTC') })
      assert.equal(told.length, flips.length)
      for (const [i, text] of told.entries()) {
        for (const place of flips[i]!.to) assert.ok(text.includes(names.place(place)), text)
        assert.ok(!/undefined|NaN/.test(text), text)
      }
    }
  })

  it('says why it was not tried: for want of time, or since not all is known any more', () => {
    for (const words of [english, german, arabic]) {
      const { exact, noTime, atMost } = words.flips
      const said = (isExact: boolean, outOfTime: boolean) =>
        triedText({ isExact, outOfTime }, words)
      assert.deepEqual([said(true, false), said(true, true)], [exact, exact])
      assert.deepEqual([said(false, true), said(false, false)], [noTime, atMost])
      assert.equal(new Set([exact, noTime, atMost]).size, 3)
    }
  })
})
