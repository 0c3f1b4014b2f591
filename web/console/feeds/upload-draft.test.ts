import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { headOf, uploadDraftOf, uploadFaults, withFile } from './upload-draft.ts'

const ZONE = 'Europe/Paris'
const WRITTEN = Date.parse('2026-11-29T10:05:42.500Z')
const file = new File(['sku,quantity\nA,1\n'], 'stock.csv', { lastModified: WRITTEN })
const chosen = (draft = uploadDraftOf({ location: 'LYON', source: ' WMS ' })) => {
  return { ...draft, ...withFile(draft, file, ZONE) }
}

describe('the form of a stock file', () => {
  it('proposes that its numbers are as old as the file, to the very moment', () => {
    const draft = chosen()
    assert.equal(draft.asOf, '2026-11-29T11:05')
    assert.deepEqual(headOf(draft, ZONE), {
      source: 'WMS',
      kind: 'delta',
      number: 'on_hand',
      asOf: '2026-11-29T10:05:42.500Z',
      location: 'LYON',
    })
  })

  it('keeps a time that somebody typed, whatever file is chosen after', () => {
    const typed = { ...chosen(), asOf: '2026-11-29T08:00' }
    const later = new File(['x'], 'later.csv', { lastModified: WRITTEN + 3_600_000 })
    assert.deepEqual(withFile(typed, later, ZONE), { file: later })
    assert.equal(headOf(typed, ZONE).asOf, '2026-11-29T07:00:00.000Z')
    assert.equal(withFile(chosen(), later, ZONE).asOf, '2026-11-29T12:05')
  })

  it('says no place where each line names its own, and since when bookings are missing', () => {
    const draft = { ...chosen(), location: '', contains: '2026-11-28T23:00' }
    const { location, containsUpTo } = headOf(draft, ZONE)
    assert.deepEqual([location, containsUpTo], [undefined, '2026-11-28T22:00:00.000Z'])
  })

  it('is sent only with a file, a system and a time', () => {
    assert.deepEqual(uploadFaults(uploadDraftOf({}), ZONE), {
      file: 'fileNeeded',
      source: 'source',
      asOf: 'asOf',
    })
    const empty = { ...chosen(), file: new File([], 'empty.csv'), contains: 'once' }
    assert.deepEqual(uploadFaults(empty, ZONE), { file: 'fileEmpty', contains: 'contains' })
    assert.deepEqual(uploadFaults(chosen(), ZONE), {})
  })
})
