import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  cancellableOf,
  canOf,
  decideCancellation,
  shortOf,
  stateOfLine,
  stateOfOrder,
  type Counters,
} from './counters.ts'

describe('the counters of a line', () => {
  it('stay nested through every cancellation that is allowed, and only those are', () => {
    fc.assert(
      fc.property(lines(), fc.integer({ min: -1, max: 60 }), (line, quantity) => {
        const decided = decideCancellation(line, quantity)
        const allowed = quantity > 0 && quantity <= cancellableOf(line)
        assert.equal(decided !== undefined, allowed)
        if (!decided) return
        assertNested(decided.next)
        assert.equal(decided.next.cancelled, line.cancelled + quantity)
        assert.equal(decided.next.allocated, line.allocated - decided.giveBack)
        // What waits for stock goes first.
        assert.equal(decided.giveBack, Math.max(0, quantity - shortOf(line)))
      }),
    )
  })

  it('give a state that says what is furthest behind', () => {
    const line = { ...zero, ordered: 5 }
    assert.equal(stateOfLine(line), 'waiting_for_stock')
    assert.equal(stateOfLine({ ...line, allocated: 5 }), 'allocated')
    assert.equal(stateOfLine({ ...line, cancelled: 5 }), 'cancelled')
    assert.equal(stateOfLine({ ...line, cancelled: 2, allocated: 3, released: 3 }), 'released')
    const done = { ...line, allocated: 5, released: 5, picked: 5, packed: 5, fulfilled: 5 }
    assert.equal(stateOfLine(done), 'fulfilled')
    assert.equal(stateOfOrder([done, line], false), 'waiting_for_stock')
    assert.equal(stateOfOrder([done, line], true), 'on_hold')
    assert.equal(stateOfOrder([done], true), 'fulfilled')
  })

  it('allow a cancellation exactly while something is not released', () => {
    fc.assert(
      fc.property(lines(), fc.boolean(), (line, held) => {
        assert.equal(canOf([line], held).includes('cancel'), cancellableOf(line) > 0)
      }),
    )
  })
})

const zero: Counters = {
  ordered: 0,
  cancelled: 0,
  allocated: 0,
  released: 0,
  picked: 0,
  packed: 0,
  fulfilled: 0,
  returned: 0,
}

/** Lines whose counters are nested, drawn from the outside in. */
function lines(): fc.Arbitrary<Counters> {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const shares = fc.tuple(share, share, share, share, share, share, share)
  return fc.tuple(fc.integer({ min: 1, max: 50 }), shares).map(([ordered, parts]) => {
    let left = ordered
    const [cancelled, ...inner] = parts.map((part, i) => {
      const units = Math.floor(left * part)
      left = i === 0 ? ordered - units : units
      return units
    })
    const [allocated, released, picked, packed, fulfilled, returned] = inner as number[]
    return {
      ordered,
      cancelled: cancelled!,
      allocated: allocated!,
      released: released!,
      picked: picked!,
      packed: packed!,
      fulfilled: fulfilled!,
      returned: returned!,
    }
  })
}

function assertNested(line: Counters): void {
  const nested = [
    line.ordered - line.cancelled,
    line.allocated,
    line.released,
    line.picked,
    line.packed,
    line.fulfilled,
    line.returned,
    0,
  ]
  nested.forEach((units, i) => assert.ok(i === 0 || nested[i - 1]! >= units, nested.join()))
}
