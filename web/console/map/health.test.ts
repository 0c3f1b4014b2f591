import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { busyFrom, countHealths, healthOf, HEALTHS, pressHealth, shownHealths } from './health.ts'

const quiet = { paused: false, kind: 'store', open: 0, inWork: 0, late: 0 }
const someHealth = fc.constantFrom(...HEALTHS)

describe('the health of a location', () => {
  it('is late as soon as one piece of work is, whatever else', () => {
    assert.equal(healthOf({ ...quiet, late: 1 }), 'late')
    assert.equal(healthOf({ ...quiet, late: 1, paused: true, open: 500 }), 'late')
  })

  it('is busy from the limit of its kind on, open and in work together', () => {
    assert.equal(healthOf({ ...quiet, open: busyFrom('store') - 1 }), 'healthy')
    assert.equal(healthOf({ ...quiet, open: busyFrom('store') - 1, inWork: 1 }), 'busy')
    assert.equal(healthOf({ ...quiet, kind: 'warehouse', open: busyFrom('store') }), 'healthy')
    assert.equal(healthOf({ ...quiet, kind: 'warehouse', open: busyFrom('warehouse') }), 'busy')
  })

  it('is paused however much lies there, as long as nothing is late', () => {
    assert.equal(healthOf({ ...quiet, paused: true, open: 500 }), 'paused')
  })

  it('is counted, each place once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ health: someHealth })), (places) => {
        const counts = countHealths(places)
        const sum = HEALTHS.reduce((all, health) => all + counts[health], 0)
        assert.equal(sum, places.length)
      }),
    )
  })
})

describe('the legend as a filter', () => {
  it('shows all where nothing that is known is named', () => {
    for (const text of [undefined, '', 'nothing,of,it']) {
      assert.equal(shownHealths(text).size, HEALTHS.length)
    }
    assert.deepEqual([...shownHealths('busy,late,x')], ['late', 'busy'])
  })

  it('leaves the first pressed, adds and takes away others', () => {
    assert.equal(pressHealth(undefined, 'busy'), 'busy')
    assert.equal(pressHealth('busy', 'late'), 'late,busy')
    assert.equal(pressHealth('late,busy', 'busy'), 'late')
    assert.equal(pressHealth('late', 'late'), undefined)
    assert.equal(pressHealth('late,busy,paused', 'healthy'), undefined)
  })

  it('never leaves nothing to see', () => {
    fc.assert(
      fc.property(fc.array(someHealth), (presses) => {
        const text = presses.reduce<string | undefined>(pressHealth, undefined)
        assert.ok(shownHealths(text).size > 0)
      }),
    )
  })
})
