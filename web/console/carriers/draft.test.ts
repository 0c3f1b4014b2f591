import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draftOf, emptyDraft, faultsOf, fieldsOf, numberOf, rebased, valuesOf } from './draft.ts'

const good = { ...emptyDraft, code: 'P', name: 'Parcel', maxKg: '31,5', maxLongestCm: '120.5' }

describe('what is typed about a service', () => {
  it('is sent in grams and millimetres', () => {
    const { maxG, maxLongestMm, maxGirthMm, countries } = valuesOf({
      ...good,
      countries: 'fr, DE fr',
    })
    assert.deepEqual(
      [maxG, maxLongestMm, maxGirthMm, countries],
      [31_500, 1205, null, ['FR', 'DE']],
    )
    assert.deepEqual(faultsOf(good), {})
  })

  it('is told where it is none', () => {
    const wrong = { ...good, code: '', name: ' ', methods: [], maxKg: '0', maxGirthCm: 'x' }
    assert.deepEqual(faultsOf({ ...wrong, countries: 'France' }), {
      name: 'name',
      code: 'code',
      methods: 'methods',
      countries: { country: 'FRANCE' },
      maxKg: 'maxKg',
      maxGirthCm: 'size',
    })
    assert.ok(Number.isNaN(numberOf('1.2.3')))
    assert.ok(Number.isNaN(numberOf('')))
  })

  it('comes back as it was, and only what differs is sent', () => {
    const service = { ...valuesOf(good), code: 'P', carrier: 'C', version: 1, collections: [] }
    const rest = { id: 1, archived: false, can: [] }
    const draft = draftOf({ ...service, ...rest })
    assert.deepEqual(draft, { ...good, maxKg: '31.5' })
    assert.deepEqual(fieldsOf({ ...draft, maxKg: '30' }, draft), { maxG: 30_000 })
    const theirs = { ...draft, name: 'Theirs', maxKg: '20' }
    const mine = { ...draft, maxKg: '30' }
    assert.deepEqual(rebased(mine, draft, theirs), { ...theirs, maxKg: '30' })
  })
})
