import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideClosed, decideGroupHere } from './closed.ts'

const able = fc.record({
  archived: fc.boolean(),
  paused: fc.boolean(),
  keepsWork: fc.boolean(),
  ships: fc.boolean(),
  pickup: fc.boolean(),
})
const group = fc.record({ isCollected: fc.boolean(), units: fc.nat(9), inHand: fc.nat(3) })

describe('a location that is closed', () => {
  it('does nothing any more, or only what it is still able to', () => {
    fc.assert(
      fc.property(able, (location) => {
        const { archived, paused, keepsWork, ships, pickup } = location
        const closed = decideClosed(location)
        const goesOn = !archived && (!paused || keepsWork)
        assert.equal(closed === undefined, goesOn && ships && pickup)
        assert.equal(closed?.sends ?? true, goesOn && ships)
        assert.equal(closed?.hands ?? true, goesOn && pickup)
      }),
    )
  })

  it('keeps what is begun and what it still does; nobody who collects is sent elsewhere', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), group, (sends, hands, here) => {
        const what = decideGroupHere({ sends, hands }, here)
        const isBegun = here.units === 0 || here.inHand > 0
        if (isBegun) assert.equal(what, 'stays')
        else if (here.isCollected) assert.equal(what, hands ? 'stays' : 'asks')
        else assert.equal(what, sends ? 'stays' : 'goes')
      }),
    )
  })
})
