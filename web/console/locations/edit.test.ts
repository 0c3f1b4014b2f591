import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  changedFields,
  coordinatesIn,
  durationOf,
  durationWords,
  faultsOf,
  fieldAt,
  fieldsOf,
  minutesOf,
  plainCost,
  rebased,
  type Draft,
} from './edit.ts'
import { textOf } from './capacity.ts'

const before: Draft = {
  name: 'Lyon store',
  city: 'Lyon',
  region: '',
  postalCode: '',
  lat: '',
  lon: '',
  ships: true,
  pickup: true,
  receivesReturns: true,
  sameDay: false,
  curbside: false,
  holdsParcels: false,
  legalEntity: 'LE',
  partner: '',
  holidayCalendar: '',
  tags: 'big, old',
  groups: 'A,B',
  channels: 'WEB',
  handlingCost: '0.80',
  parcelCost: '0.50',
  acceptMinutes: '180',
  shipMinutes: '2880',
  handlingMinutes: '',
  capacity: textOf(null),
}

describe('changing a location', () => {
  it('sends what was changed and nothing else', () => {
    assert.deepEqual(fieldsOf(before, before), {})
    const draft = {
      ...before,
      name: ' Lyon ',
      handlingCost: '1,25',
      pickup: false,
      legalEntity: 'BE',
    }
    assert.deepEqual(fieldsOf(draft, before), {
      name: 'Lyon',
      handlingCost: '1.25',
      pickup: false,
      legalEntity: 'BE',
    })
  })

  it('sends both coordinates where one was changed', () => {
    const known = { ...before, lat: '45.75', lon: '4.85' }
    assert.deepEqual(fieldsOf({ ...known, lon: '4,9' }, known), { lat: 45.75, lon: 4.9 })
  })

  it('empties what was taken away', () => {
    const known = { ...before, lat: '45.75', lon: '4.85', partner: 'ACME' }
    const draft = { ...known, city: ' ', lat: '', lon: '', partner: '', tags: '', groups: '' }
    assert.deepEqual(fieldsOf(draft, known), {
      city: null,
      lat: null,
      lon: null,
      partner: null,
      tags: [],
      groups: [],
    })
  })

  it('sends lists in order, each word once', () => {
    const draft = { ...before, tags: 'old  big,new, big', groups: 'C,A', channels: 'TILL,WEB' }
    assert.deepEqual(fieldsOf(draft, before), {
      tags: ['big', 'new', 'old'],
      groups: ['A', 'C'],
      channels: ['TILL', 'WEB'],
    })
  })

  it('says what cannot be sent', () => {
    assert.deepEqual(faultsOf(before), {})
    assert.deepEqual(faultsOf({ ...before, name: ' ', tags: 'big, Old' }), {
      name: 'needed',
      tags: 'tag',
    })
    assert.deepEqual(faultsOf({ ...before, lat: '45' }), { lon: 'pair' })
    assert.deepEqual(faultsOf({ ...before, lat: '95', lon: 'x' }), {
      lat: 'latitude',
      lon: 'longitude',
    })
    const wrong = { ...before, handlingCost: '-1', acceptMinutes: '0', shipMinutes: '1.5' }
    assert.deepEqual(faultsOf(wrong), {
      handlingCost: 'cost',
      acceptMinutes: 'minutes',
      shipMinutes: 'minutes',
    })
  })

  it('keeps what was typed when somebody else saved first, and takes the rest over', () => {
    const text = fc.constantFrom('a', 'b', 'c')
    const someDraft = fc
      .record({ name: text, city: text, region: text, postalCode: text })
      .map((given) => ({ ...before, ...given }))
    fc.assert(
      fc.property(someDraft, someDraft, someDraft, (first, mine, theirs) => {
        const result = rebased(mine, first, theirs)
        const typed = changedFields(first, mine)
        for (const field of ['name', 'city', 'region', 'postalCode'] as const) {
          assert.equal(result[field], (typed.includes(field) ? mine : theirs)[field])
        }
      }),
    )
  })

  it('finds the field in the pointer of the server', () => {
    assert.equal(fieldAt('/changes/0/fields/lat'), 'lat')
    assert.equal(fieldAt('/locations/0/code'), 'code')
    assert.equal(fieldAt(undefined), undefined)
  })
})

describe('values of a location', () => {
  it('reads coordinates as maps give them', () => {
    assert.deepEqual(coordinatesIn('48.8566, 2.3522'), { lat: '48.8566', lon: '2.3522' })
    assert.deepEqual(coordinatesIn('-33.9 18.4'), { lat: '-33.9', lon: '18.4' })
    assert.equal(coordinatesIn('48.8566'), undefined)
    assert.equal(coordinatesIn('Paris, 2'), undefined)
  })

  it('says times in the largest whole unit', () => {
    assert.deepEqual(durationOf(2880), { value: 2, unit: 'day' })
    assert.deepEqual(durationOf(180), { value: 3, unit: 'hour' })
    assert.deepEqual(durationOf(90), { value: 90, unit: 'minute' })
    assert.equal(durationWords('en', 1440), '1 day')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 527_040 }), (minutes) => {
        const { value, unit } = durationOf(minutes)
        assert.equal(minutesOf(value, unit), minutes)
      }),
    )
  })

  it('writes costs with two digits or as many as they have', () => {
    assert.equal(plainCost('0.8000'), '0.80')
    assert.equal(plainCost('1.2345'), '1.2345')
    assert.equal(plainCost('3'), '3.00')
  })
})
