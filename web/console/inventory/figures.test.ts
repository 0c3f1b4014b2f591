import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ladderOf, stateOf, sumOf, type Figures } from './figures.ts'

/** A place, worked out as the server does. */
function place(onHand: number, unavailable = 0, held = 0, allocated = 0): Figures {
  const free = onHand - unavailable - held - allocated
  return { onHand, unavailable, held, allocated, uncovered: Math.max(0, -free), available: free }
}

describe('stock over places', () => {
  it('does not let a place that lacks some take away what another has', () => {
    const { available, uncovered } = sumOf([place(1, 0, 0, 3), place(4)])
    assert.deepEqual([available, uncovered], [4, 2])
  })

  it('adds decimals as people do', () => {
    assert.equal(sumOf([place(0.1), place(0.2)]).onHand, 0.3)
  })

  it('is told by the worst of it', () => {
    assert.equal(stateOf({ ...place(1, 0, 0, 3), locations: 1 }), 'uncovered')
    assert.equal(stateOf({ ...place(0), locations: 1 }), 'soldOut')
    assert.equal(stateOf({ ...place(4), locations: 2 }), 'low')
    assert.equal(stateOf({ ...place(5), locations: 2 }), 'plain')
  })
})

describe('the ladder', () => {
  it('names only what there is', () => {
    const kinds = ladderOf([place(12, 2, 0, 6)]).map(({ kind, amount }) => `${kind} ${amount}`)
    assert.deepEqual(kinds, ['onHand 12', 'unavailable 2', 'allocated 6', 'available 4'])
  })

  it('leads to what is available, whatever the places', () => {
    const few = fc.integer({ min: 0, max: 9 })
    const places = fc.array(fc.tuple(few, few, few, few).map((four) => place(...four)))
    fc.assert(
      fc.property(places, (rows) => {
        const of = new Map(ladderOf(rows).map(({ kind, amount }) => [kind, amount]))
        const amount = (kind: Parameters<typeof of.get>[0]) => of.get(kind) ?? 0
        const less = amount('unavailable') + amount('held') + amount('allocated')
        assert.equal(amount('onHand') - less + amount('uncovered'), amount('available'))
      }),
    )
  })
})
