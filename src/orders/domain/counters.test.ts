import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  cancellableOf,
  canOf,
  decideCancellation,
  lineStates,
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
        // What waits for stock goes first, then what is not there yet.
        assert.equal(decided.next.expected, Math.max(0, line.expected - decided.giveBack))
        assert.equal(decided.giveBack, Math.max(0, quantity - shortOf(line)))
      }),
    )
  })

  it('give a state that says what is furthest behind', () => {
    const line = { ...zero, ordered: 5 }
    assert.equal(stateOfLine(line), 'waiting_for_stock')
    assert.equal(stateOfLine({ ...line, allocated: 5 }), 'allocated')
    assert.equal(stateOfLine({ ...line, allocated: 5, expected: 1 }), 'waiting_for_receipt')
    assert.equal(stateOfLine({ ...line, cancelled: 5 }), 'cancelled')
    assert.equal(stateOfLine({ ...line, cancelled: 2, allocated: 3, released: 3 }), 'released')
    const done = { ...line, allocated: 5, released: 5, picked: 5, packed: 5, fulfilled: 5 }
    assert.equal(stateOfLine(done), 'fulfilled')
    assert.equal(stateOfOrder([done, line], false), 'waiting_for_stock')
    assert.equal(stateOfOrder([done, line], true), 'on_hold')
    assert.equal(stateOfOrder([done], true), 'fulfilled')
  })

  it('are cancelled the same at once and bit by bit', () => {
    fc.assert(
      fc.property(lines(), fc.nat(30), fc.nat(30), (line, some, more) => {
        const first = decideCancellation(line, some)
        const both = decideCancellation(line, some + more)
        const second = first && decideCancellation(first.next, more)
        if (!first || !second) return
        assert.deepEqual(second.next, both?.next)
        assert.equal(first.giveBack + second.giveBack, both?.giveBack)
      }),
    )
  })
})

/** The counters from the outside in; each is also the state of a line that has come so far. */
const STEPS = ['allocated', 'released', 'picked', 'packed', 'fulfilled', 'returned'] as const

describe('the state of a line', () => {
  it('is the last step that all its units have taken', () => {
    fc.assert(
      fc.property(lines(), (line) => {
        const wanted = line.ordered - line.cancelled
        const done = STEPS.filter((step) => line[step] === wanted)
        const there =
          done.at(-1) === 'allocated' && line.expected > 0 ? 'waiting_for_receipt' : null
        const expected = wanted === 0 ? 'cancelled' : (there ?? done.at(-1) ?? 'waiting_for_stock')
        assert.equal(stateOfLine(line), expected)
        assert.equal(stateOfLine(line) === 'waiting_for_stock', shortOf(line) > 0)
      }),
    )
  })

  it('never falls back when a unit goes one step further', () => {
    fc.assert(
      fc.property(lines(), fc.constantFrom(...STEPS), (line, step) => {
        const next = { ...line, [step]: line[step] + 1 }
        const before = [line.ordered - line.cancelled, ...STEPS.map((one) => line[one])]
        if (next[step] > before[STEPS.indexOf(step)]!) return
        if (next.released + next.expected > next.allocated) return
        const rank = (one: Counters) => lineStates.indexOf(stateOfLine(one))
        assert.ok(rank(next) >= rank(line))
      }),
    )
  })
})

describe('an order', () => {
  const orders = fc.array(lines(), { minLength: 1, maxLength: 5 })

  it('is as far as the line that is furthest behind, or on hold until it has ended', () => {
    fc.assert(
      fc.property(orders, fc.boolean(), (all, held) => {
        const ranks = all.map((line) => lineStates.indexOf(stateOfLine(line)))
        const state = lineStates[Math.min(...ranks)]!
        const hasEnded = ['fulfilled', 'returned', 'cancelled'].includes(state)
        assert.equal(stateOfOrder(all, held), held && !hasEnded ? 'on_hold' : state)
        assert.equal(stateOfOrder(all.toReversed(), held), stateOfOrder(all, held))
        const gone = { ...zero, ordered: 3, cancelled: 3 }
        assert.equal(stateOfOrder([...all, gone], held), stateOfOrder(all, held))
      }),
    )
  })

  it('can be cancelled until all is packed, and held while nobody works on it', () => {
    fc.assert(
      fc.property(orders, fc.boolean(), (all, held) => {
        const isOpen = all.some((line) => cancellableOf(line) > 0)
        const inWork = all.some((line) => line.released > line.fulfilled)
        const notPacked = all.some((line) => line.released > line.packed)
        assert.deepEqual(canOf(all, held), [
          ...(isOpen || notPacked ? ['cancel'] : []),
          ...(isOpen && !inWork ? ['place_hold'] : []),
          ...(held ? ['release_hold'] : []),
        ])
        const rest = all.map((line) => decideCancellation(line, cancellableOf(line))?.next ?? line)
        assert.equal(canOf(rest, held).includes('cancel'), notPacked)
      }),
    )
  })
})

const zero: Counters = {
  ordered: 0,
  cancelled: 0,
  allocated: 0,
  expected: 0,
  released: 0,
  picked: 0,
  packed: 0,
  fulfilled: 0,
  returned: 0,
}

/** Lines whose counters are nested, drawn from the outside in. */
function lines(): fc.Arbitrary<Counters> {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const shares = fc.tuple(share, share, share, share, share, share, share, share)
  return fc.tuple(fc.integer({ min: 1, max: 50 }), shares).map(([ordered, parts]) => {
    let left = ordered
    const [waits, ...steps] = parts
    const [cancelled, ...inner] = steps.map((part, i) => {
      const units = Math.floor(left * part)
      left = i === 0 ? ordered - units : units
      return units
    })
    const [allocated, released, picked, packed, fulfilled, returned] = inner as number[]
    const expected = Math.floor((allocated! - released!) * Math.max(0, waits! - 0.3))
    return {
      ordered,
      cancelled: cancelled!,
      allocated: allocated!,
      expected,
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
  assert.ok(line.expected >= 0 && line.allocated - line.expected >= line.released)
  nested.forEach((units, i) => assert.ok(i === 0 || nested[i - 1]! >= units, nested.join()))
}
