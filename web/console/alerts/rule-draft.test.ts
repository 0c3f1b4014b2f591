import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  bodyOf,
  draftOf,
  begunIn,
  emptyDraft,
  faultsOf,
  fieldsOf,
  NOT_BEGUN,
  rebased,
  wayToAlertRule,
  type Known,
} from './rule-draft.ts'
import { stateOf } from './rule-said.ts'

const rule: Known = {
  name: 'Low in stores',
  kind: 'low',
  threshold: 2.5,
  sku: null,
  category: 'Chairs',
  skuTag: null,
  location: null,
  group: null,
  locationTag: null,
  locationKind: 'store',
  validFrom: '2026-11-01T10:30:00Z',
  validUntil: null,
  raisesTask: false,
}
const before = draftOf(rule)

describe('the form of an alert rule', () => {
  it('says nothing of SKUs where it is about feeds, whatever was typed before', () => {
    const draft = { ...before, kind: 'overdue_feed' as const, sku: 'CHAIR', skuTag: 'new' }
    const { name, kind, locationKind, raisesTask } = draft
    const { validFrom: _from, ...body } = bodyOf(draft)
    assert.deepEqual(body, { name, kind, locationKind, raisesTask })
  })

  it('sends nothing that was not changed, and moments only with another day', () => {
    assert.deepEqual(fieldsOf(before, { ...before }), {})
    const changed = { ...before, threshold: '4', category: '', until: '2026-12-24' }
    assert.deepEqual(fieldsOf(before, changed), {
      threshold: 4,
      category: null,
      validUntil: new Date('2026-12-24T23:59:59').toISOString(),
    })
    assert.deepEqual(fieldsOf(before, { ...before, from: '2026-12-01' }), {
      validFrom: new Date('2026-12-01T00:00:00').toISOString(),
    })
  })

  it('leaves out what is any in a new one', () => {
    const draft = { ...emptyDraft, name: ' Sold out ', kind: 'out' as const, threshold: '7' }
    assert.deepEqual(bodyOf(draft), { name: 'Sold out', kind: 'out', raisesTask: false })
    const wide = { ...draft, skuTag: ' summer', group: 'NORTH', locationTag: 'outlet' }
    const { skuTag, group, locationTag } = bodyOf(wide)
    assert.deepEqual([skuTag, group, locationTag], ['summer', 'NORTH', 'outlet'])
    const low = { ...draft, kind: 'low' as const, sku: 'RUG', threshold: '2,5' }
    assert.deepEqual(bodyOf(low), {
      name: 'Sold out',
      kind: 'low',
      threshold: 2.5,
      sku: 'RUG',
      raisesTask: false,
    })
  })

  it('finds what cannot be sent', () => {
    assert.deepEqual(faultsOf(emptyDraft), { name: true, threshold: true })
    assert.deepEqual(faultsOf({ ...emptyDraft, name: 'X', kind: 'negative' }), {})
    const turned = { ...before, from: '2026-12-24', until: '2026-12-01', threshold: '-1' }
    assert.deepEqual(faultsOf(turned), { threshold: true, until: true })
  })

  it('goes on top of what others saved meanwhile', () => {
    const now = draftOf({ ...rule, name: 'Few', threshold: 9 })
    const rebasedOne = rebased({ ...before, threshold: '4' }, before, now)
    assert.deepEqual(rebasedOne, { ...now, threshold: '4' })
  })
})

describe('an alert rule', () => {
  it('is in force between its moments', () => {
    const at = (moment: string) => Date.parse(moment)
    const season = { ...rule, validUntil: '2026-12-01T00:00:00Z' }
    assert.equal(stateOf(season, at('2026-10-31T00:00:00Z')), 'later')
    assert.equal(stateOf(season, at('2026-11-02T00:00:00Z')), 'now')
    assert.equal(stateOf(season, at('2026-12-01T00:00:00Z')), 'over')
    assert.equal(stateOf(rule, at('2036-12-01T00:00:00Z')), 'now')
  })
})

describe('a rule that another screen leads to', () => {
  const kinds = { low: 'Low' } as never

  it('is about what it was begun with; its limit is still to be said', () => {
    const { to, search } = wayToAlertRule('low', { sku: 'TEE' })
    assert.equal(to, '/alerts/rules')
    const draft = begunIn(search, kinds)!
    assert.deepEqual([draft.name, draft.sku, draft.location], ['Low · TEE', 'TEE', ''])
    assert.deepEqual(faultsOf(draft), { threshold: true })
  })

  it('is none where nothing, or no known kind, is begun', () => {
    assert.equal(begunIn({ sku: 'TEE' }, kinds), undefined)
    assert.equal(begunIn({ add: 'magic' }, kinds), undefined)
    assert.equal(begunIn({ ...wayToAlertRule('low', {}).search, ...NOT_BEGUN }, kinds), undefined)
  })
})
