import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refusals as codes } from '../../../src/lib/refusals.ts'
import { refusals as arabic } from './refusals.ar.ts'
import { refusals as german } from './refusals.de.ts'

describe('the refusals that a console tells in other languages', () => {
  it('are those of the server', () => {
    const known = new Set(Object.keys(codes))
    assert.deepEqual(
      Object.keys(german).filter((code) => !known.has(code)),
      [],
    )
  })

  it('are the same in all of them', () => {
    assert.deepEqual(Object.keys(arabic), Object.keys(german))
  })
})
