import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideDeclining, type Declines, type Given } from './declines.ts'

const counts = fc.nat(5000).chain((given) => {
  return fc.record({ given: fc.constant(given), declined: fc.nat(given) })
})

function seen(all: Given, here?: Given): Declines {
  return { at: '2026-03-01T00:00:00Z', all, byLocation: new Map(here && [[1, here]]) }
}

describe('how probable it is that a location declines', () => {
  it('is usual where nothing is known, and its own share where much is', () => {
    const nothing = { given: 0, declined: 0 }
    assert.equal(decideDeclining(seen(nothing), 1), 20_000)
    // A network that declines one of ten; a location that was given nothing yet declines so, too.
    const all = { given: 950, declined: 99 }
    assert.equal(decideDeclining(seen(all), 1), 100_000)
    // Of five orders two: (2 + 0.1 × 20) / (5 + 20).
    assert.equal(decideDeclining(seen(all, { given: 5, declined: 2 }), 1), 160_000)
  })

  it('lies between its own share and that of the network, and grows with what it declines', () => {
    fc.assert(
      fc.property(counts, counts, (all, here) => {
        const declining = decideDeclining(seen(all, here), 1)
        const usual = decideDeclining(seen(all), 1)
        assert.ok(Number.isInteger(declining) && declining > 0 && declining < 1_000_000)
        const own = here.given === 0 ? usual : (here.declined / here.given) * 1_000_000
        assert.ok(declining >= Math.floor(Math.min(own, usual)))
        assert.ok(declining <= Math.ceil(Math.max(own, usual)))
        const more = { given: here.given + 1, declined: here.declined + 1 }
        assert.ok(decideDeclining(seen(all, more), 1) >= declining)
      }),
    )
  })
})
