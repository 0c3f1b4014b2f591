import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  draftOf,
  endsWaiting,
  isOther,
  isSound,
  rebased,
  saidBy,
  unsaid,
  whos,
  type Authority,
  type Draft,
} from './authority.ts'

const nobody = unsaid('PARIS')
const wms: Authority = { ...nobody, owner: 'WMS', tuttiDecrements: false, version: 3 }

const drafts: fc.Arbitrary<Draft> = fc.record(
  {
    who: fc.constantFrom(...whos),
    system: fc.constantFrom('WMS', 'ERP', 'tutti', ' POS '),
    takesOff: fc.constantFrom('tutti', 'owner'),
  },
  { noNullPrototype: true },
)

describe('who is in charge of the stock of a location', () => {
  it('is whoever may write where nothing was said', () => {
    assert.deepEqual(draftOf(nobody), { who: 'anybody', system: '', takesOff: 'tutti' })
    assert.deepEqual(saidBy(draftOf(nobody)), { owner: null, tuttiDecrements: true })
    assert.deepEqual(draftOf({ ...nobody, owner: 'tutti' }).who, 'tutti')
    assert.deepEqual(draftOf(wms), { who: 'other', system: 'WMS', takesOff: 'owner' })
  })

  it('waits for another system only, which has a name', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { owner, tuttiDecrements } = saidBy(draft)
        if (owner === null || owner === 'tutti') assert.ok(tuttiDecrements)
        else assert.equal(tuttiDecrements, draft.takesOff === 'tutti')
      }),
    )
    for (const system of ['', ' ', '-WMS', 'W M S', 'x'.repeat(65)]) {
      assert.equal(isSound({ who: 'other', system, takesOff: 'tutti' }), false)
      assert.ok(isSound({ who: 'anybody', system, takesOff: 'tutti' }))
    }
    assert.ok(isSound({ who: 'other', system: ' WMS-7 ', takesOff: 'tutti' }))
  })

  it('is as it was where nothing is changed, and is told where it is', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const said: Authority = { ...nobody, ...saidBy(draft), version: 1 }
        assert.deepEqual(saidBy(draftOf(said)), saidBy(draft))
        assert.equal(isOther(said, draftOf(said)), false)
        assert.equal(endsWaiting(said, draftOf(said)), false)
      }),
    )
    assert.ok(isOther(wms, { ...draftOf(wms), system: 'ERP' }))
    assert.equal(endsWaiting(wms, { ...draftOf(wms), system: 'ERP' }), false)
    assert.ok(endsWaiting(wms, { ...draftOf(wms), who: 'anybody' }))
    assert.ok(endsWaiting(wms, { ...draftOf(wms), takesOff: 'tutti' }))
  })

  it('keeps what was chosen where somebody else was first', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, now) => {
        assert.deepEqual(rebased(before, before, now), now)
      }),
    )
    const before = draftOf(nobody)
    const mine: Draft = { ...before, who: 'other', system: 'ERP' }
    assert.deepEqual(rebased(mine, before, draftOf(wms)), { ...mine, takesOff: 'owner' })
    const taking: Draft = { ...draftOf(wms), takesOff: 'tutti' }
    const theirs = draftOf({ ...wms, owner: 'ERP' })
    assert.deepEqual(rebased(taking, draftOf(wms), theirs), { ...theirs, takesOff: 'tutti' })
  })
})
