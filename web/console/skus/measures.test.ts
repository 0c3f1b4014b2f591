import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { measuresOf } from './measures.ts'

const en = measuresOf('en-GB')
const de = measuresOf('de')

describe('measures', () => {
  it('are grams until they are kilograms', () => {
    assert.equal(en.weight(850), '850 g')
    assert.equal(en.weight(1250), '1.25 kg')
    assert.equal(de.weight(1250), '1,25 kg')
  })

  it('are centimetres, of the sides that are known', () => {
    assert.equal(en.size({ lengthMm: 350, widthMm: 355, heightMm: 300 }), '35 × 35.5 × 30 cm')
    assert.equal(de.size({ lengthMm: 5, widthMm: null, heightMm: null }), '0,5 cm')
    assert.equal(en.size({ lengthMm: null, widthMm: null, heightMm: null }), undefined)
  })
})
