import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keptOf, KEPT, ladderOf, stateOf, sumOf, type Conditions } from './figures.ts'

/** A place, worked out as the server does. */
function place(onHand: number, conditions: Conditions = {}, held = 0, allocated = 0) {
  const unavailable = KEPT.reduce((sum, kept) => sum + (conditions[kept] ?? 0), 0)
  const free = onHand - unavailable - held - allocated
  const uncovered = Math.max(0, -free)
  return {
    onHand,
    unavailable,
    conditions,
    held,
    allocated,
    uncovered,
    available: Math.max(0, free),
  }
}

describe('stock over places', () => {
  it('does not let a place that lacks some take away what another has', () => {
    const { available, uncovered } = sumOf([place(1, {}, 0, 3), place(4)])
    assert.deepEqual([available, uncovered], [4, 2])
  })

  it('adds decimals as people do', () => {
    assert.equal(sumOf([place(0.1), place(0.2)]).onHand, 0.3)
  })

  it('is told by the worst of it', () => {
    assert.equal(stateOf({ ...place(1, {}, 0, 3), locations: 1 }), 'uncovered')
    assert.equal(stateOf({ ...place(0), locations: 1 }), 'soldOut')
    assert.equal(stateOf({ ...place(4), locations: 2 }), 'low')
    assert.equal(stateOf({ ...place(5), locations: 2 }), 'plain')
  })
})

describe('the ladder', () => {
  it('names only what there is', () => {
    const rows = [place(8, { damaged: 2 }, 0, 2), place(4, { damaged: 1, other: 1 })]
    const rungs = ladderOf(rows).map(({ kind, kept = kind, amount, places }) => {
      return `${kept} ${amount} at ${places}`
    })
    assert.deepEqual(rungs, [
      'onHand 12 at 2',
      'damaged 3 at 2',
      'other 1 at 1',
      'allocated 2 at 1',
      'available 6 at 2',
    ])
    assert.deepEqual(keptOf(rows), [
      ['damaged', 3],
      ['other', 1],
    ])
  })

  it('leads to what is available, whatever the places', () => {
    const few = fc.integer({ min: 0, max: 9 })
    const kept = fc.record({ damaged: few, other: few, awaiting_owner: few })
    const places = fc.array(fc.tuple(few, kept, few, few).map((four) => place(...four)))
    fc.assert(
      fc.property(places, (rows) => {
        const rungs = ladderOf(rows)
        const amount = (kind: (typeof rungs)[0]['kind']) =>
          rungs.reduce((sum, rung) => (rung.kind === kind ? sum + rung.amount : sum), 0)
        const less = amount('unavailable') + amount('held') + amount('allocated')
        assert.equal(amount('onHand') - less + amount('uncovered'), amount('available'))
      }),
    )
  })
})
