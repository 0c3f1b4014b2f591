import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { codesChanged, daysIn, daysText, faultsOf, rebased } from './draft.ts'

describe('the forms of partners, groups and calendars', () => {
  it('find what cannot be sent, of what they have', () => {
    assert.deepEqual(faultsOf({ code: 'FR', name: 'France' }), {})
    assert.deepEqual(faultsOf({ code: '', name: ' ', email: 'grace', leadDays: '-1' }), {
      code: 'code',
      name: 'name',
      email: 'email',
      leadDays: 'leadDays',
    })
    const empty = { code: 'ACME', name: 'Acme', email: '', leadDays: '', days: '' }
    assert.deepEqual(faultsOf(empty), {})
    const owned = { code: 'EX', name: 'Example', country: '', legalEntity: '' }
    assert.deepEqual(faultsOf(owned), { country: 'country', legalEntity: 'legalEntity' })
    assert.deepEqual(faultsOf({ ...owned, country: 'FR', legalEntity: 'FR' }), {})
    assert.deepEqual(faultsOf({ ...empty, leadDays: '3651' }), { leadDays: 'leadDays' })
  })

  it('take days as they are pasted, and name the line that is none', () => {
    const pasted = '2026-12-25\tChristmas Day\n2027-01-01; New Year’s Day\n'
    assert.deepEqual(daysIn(pasted), [
      { on: '2026-12-25', name: 'Christmas Day' },
      { on: '2027-01-01', name: 'New Year’s Day' },
    ])
    const wrong = { code: 'FR', name: 'France', days: `${pasted}2026-02-30 Nothing` }
    assert.deepEqual(faultsOf(wrong), { days: { line: 3 } })
  })

  it('say days as they take them', () => {
    const shape = {
      on: fc
        .date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      name: fc.stringMatching(/^[a-z]+( [a-z]+)*$/),
    }
    const day = fc.record(shape, { noNullPrototype: true })
    fc.assert(
      fc.property(fc.array(day), (days) => {
        assert.deepEqual(daysIn(daysText(days)), days)
      }),
    )
  })

  it('go on top of what others saved meanwhile, location by location', () => {
    const before = { code: 'SEA', name: 'By the sea', locations: 'lyon,nice' }
    const draft = { ...before, locations: 'cannes,nice' }
    const now = { ...before, name: 'Coast', locations: 'lyon,metz,nice' }
    assert.deepEqual(codesChanged(before, draft), { added: ['cannes'], removed: ['lyon'] })
    assert.deepEqual(rebased(draft, before, now), { ...now, locations: 'cannes,metz,nice' })
    const partner = { code: 'ACME', name: 'Acme', phone: '' }
    const typed = { ...partner, phone: '1' }
    assert.deepEqual(rebased(typed, partner, { ...partner, name: 'B' }), { ...typed, name: 'B' })
  })
})
