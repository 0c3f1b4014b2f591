import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideBefore, type Moved } from './recent.ts'

describe('a row before something was recorded', () => {
  const changes = fc.array(fc.record({ units: fc.integer({ min: -5, max: 9 }), tx: fc.nat(3) }), {
    maxLength: 30,
  })

  it('is what all that came before had made of it, but for what was not heard of', () => {
    fc.assert(
      fc.property(changes, fc.nat(30), fc.option(fc.nat(3)), (all, at, deaf) => {
        let free = 7
        const moves = all.map(({ units, tx }, n) => {
          free += units
          return movedTo(free, { id: idOf(n), version: n + 2, by: units, tx: `${tx}` })
        })
        const row = { quantity: free + 1, free, moves }
        const unheard = new Set(deaf === null ? [] : [`${deaf}`])
        const heard = all.slice(0, at).filter(({ tx }) => tx !== deaf || moves.length === 0)
        const expected = heard.reduce((sum, { units }) => sum + units, 7)
        const found = decideBefore(row, idOf(Math.min(at, all.length)), unheard)
        assert.deepEqual(found, { free: expected, quantity: expected + 1 })
      }),
    )
  })

  it('goes by versions where ids were made out of turn', () => {
    const moves = [
      movedTo(4, { id: idOf(2), version: 5, by: -1 }),
      movedTo(3, { id: idOf(1), version: 6, by: -1 }),
    ]
    const row = { quantity: 4, free: 3, moves }
    assert.equal(decideBefore(row, idOf(2))!.free, 3)
    assert.equal(decideBefore(row, idOf(0))!.free, 5)
    assert.equal(decideBefore({ ...row, moves: [] }, idOf(0))!.free, 3)
    const first = movedTo(2, { id: idOf(1), version: 1, by: 2 })
    assert.equal(decideBefore({ ...row, moves: [first] }, idOf(0)), undefined)
  })
})

function movedTo(
  free: number,
  { id, version, by, tx = '1' }: { id: string; version: number; by: number; tx?: string },
): Moved {
  return { id, tx, version, quantity: free + 1, free, change: by, freeChange: by }
}

function idOf(n: number): string {
  return `0198c000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}
