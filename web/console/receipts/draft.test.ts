import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  arrivalOf,
  bodyOf,
  draftOf,
  emptyDraft,
  faultsOf,
  fieldsOf,
  rebased,
  worseOf,
  type Receipt,
} from './draft.ts'

const receipt: Receipt = {
  sku: 'CHAIR',
  location: 'LYON',
  no: 3,
  quantity: 40,
  promised: 10,
  dueOn: '2026-12-10',
  late: false,
  kind: 'transfer',
  confidence: 90,
  reference: 'PO 7',
  closed: false,
  version: 2,
  can: ['set', 'cancel', 'arrive'],
}
const draft = draftOf(receipt)

describe('an announcement that is typed', () => {
  it('lacks at first all that is not known', () => {
    assert.deepEqual(faultsOf(emptyDraft('CHAIR', ''), 0), {
      place: true,
      quantity: true,
      dueOn: true,
    })
    assert.deepEqual(faultsOf(emptyDraft('', 'LYON'), 0).item, true)
    assert.deepEqual(faultsOf(draft, 0), {})
  })

  it('is refused numbers that cannot be', () => {
    for (const quantity of ['0', '-1', 'x', '1.5', '1e13']) {
      assert.deepEqual(faultsOf({ ...draft, quantity }, 0), { quantity: true })
    }
    assert.deepEqual(faultsOf({ ...draft, quantity: '1,25' }, 2), {})
    // How exactly it is counted is not known before the item is: the server says it then.
    assert.deepEqual(faultsOf({ ...draft, quantity: '1.125' }, undefined), {})
    for (const confidence of ['', '-1', '101', '50.5']) {
      assert.deepEqual(faultsOf({ ...draft, confidence }, 0), { confidence: true })
    }
  })

  it('is sent without a reference where there is none', () => {
    const body = bodyOf({ ...draft, sku: ' CHAIR ', reference: ' ' })
    assert.deepEqual([body.sku, body.reference], ['CHAIR', undefined])
    assert.equal(bodyOf(draft).reference, 'PO 7')
  })

  it('sends only what was changed; a reference can be taken away', () => {
    assert.deepEqual(fieldsOf(draft, { ...draft, quantity: '40.0', reference: 'PO 7 ' }), {})
    const after = { ...draft, quantity: '30', reference: '' }
    assert.deepEqual(fieldsOf(draft, after), { quantity: 30, reference: null })
  })

  it('keeps what was typed on top of what somebody else saved', () => {
    const now = { ...draft, quantity: '35', dueOn: '2026-12-12' }
    const typed = { ...draft, dueOn: '2026-12-20' }
    assert.deepEqual(rebased(typed, draft, now), { ...now, dueOn: '2026-12-20' })
  })
})

describe('a change that may let somebody down', () => {
  it('is a later day, fewer than are promised, or less sure', () => {
    const worse = (changed: object) => worseOf(receipt, { ...draft, ...changed })
    assert.deepEqual(worse({ dueOn: '2026-12-11' }), { dueOn: '2026-12-11' })
    assert.deepEqual(worse({ quantity: '9' }), { quantity: 9 })
    assert.deepEqual(worse({ confidence: '80' }), { confidence: 80 })
    assert.deepEqual(worse({ quantity: '9', dueOn: '2026-12-01' }), {
      quantity: 9,
      dueOn: '2026-12-01',
    })
    for (const better of [{}, { dueOn: '2026-12-09' }, { quantity: '10' }, { reference: 'X' }]) {
      assert.equal(worse(better), undefined)
    }
    assert.equal(worseOf({ ...receipt, promised: 0 }, { ...draft, quantity: '1' }), undefined)
  })
})

describe('goods that are booked in', () => {
  it('go to orders first; the rest is still to come, or more than was announced', () => {
    assert.deepEqual(arrivalOf(receipt, 4), { rest: 36, beyond: 0, forOrders: 4, waiting: 6 })
    assert.deepEqual(arrivalOf(receipt, 40), { rest: 0, beyond: 0, forOrders: 10, waiting: 0 })
    assert.deepEqual(arrivalOf(receipt, 43), { rest: 0, beyond: 3, forOrders: 10, waiting: 0 })
  })

  it('add up, whatever arrives', () => {
    const many = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(many, many, many, (quantity, promised, arrived) => {
        const of = { ...receipt, quantity, promised }
        const { rest, beyond, forOrders, waiting } = arrivalOf(of, arrived)
        assert.equal(quantity - rest + beyond, arrived)
        assert.equal(forOrders + waiting, promised)
        assert.ok(rest === 0 || beyond === 0)
      }),
    )
  })
})
