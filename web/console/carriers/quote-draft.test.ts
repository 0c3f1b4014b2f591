import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressOf, queryOf, quoteDraftOf, quoteFaults, sidesIn } from './quote-draft.ts'

const address = { from: 'A', to: 'FR', kg: '2,5', size: '60 x 40×20,5', point: '48.8, 2.3' }

describe('what a price is asked for', () => {
  it('comes from the address, goes back to it, and is asked in grams and millimetres', () => {
    const draft = quoteDraftOf(address)
    assert.deepEqual(quoteFaults(draft), {})
    const back = addressOf(draft)
    assert.deepEqual(quoteDraftOf(back), draft)
    assert.deepEqual(
      [back['method'], back['home'], back['postal']],
      [undefined, undefined, undefined],
    )
    assert.deepEqual(queryOf(draft), {
      location: 'A',
      country: 'FR',
      grams: 2500,
      method: 'standard',
      toHome: true,
      lat: 48.8,
      lon: 2.3,
      lengthMm: 600,
      widthMm: 400,
      heightMm: 205,
    })
    const other = { ...draft, home: false, method: 'express' as const }
    assert.deepEqual(quoteDraftOf(addressOf(other)), other)
  })

  it('is told where it is none', () => {
    const wrong = quoteDraftOf({ kg: '0', size: '60 x 40', point: 'Paris' })
    assert.deepEqual(quoteFaults(wrong), {
      from: 'place',
      kg: 'weight',
      size: 'size',
      point: 'point',
    })
    assert.equal(sidesIn('1 2 0'), undefined)
  })
})
