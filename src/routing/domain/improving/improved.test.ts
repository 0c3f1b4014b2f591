import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideImproved, isMoved, shiftOf, type Considered, type Standing } from './improved.ts'

const part = fc.record({
  lineNo: fc.integer({ min: 1, max: 3 }),
  skuId: fc.constant(1),
  locationId: fc.integer({ min: 1, max: 3 }),
  quantity: fc.integer({ min: 1, max: 4 }),
})
const days = ['2026-05-01', '2026-05-02', '2026-05-03', undefined]
const standing: fc.Arbitrary<Standing> = fc.record({
  parts: fc.array(part, { maxLength: 3 }),
  cost: fc.nat(100_000),
  arrivals: fc.array(fc.constantFrom(...days), { minLength: 1, maxLength: 2 }),
})
const considered: fc.Arbitrary<Considered> = fc
  .record({
    before: standing,
    after: standing,
    isSame: fc.boolean(),
    wantedBy: fc.constantFrom(...days),
    moves: fc.nat(3),
    guards: fc.record({ leastSaving: fc.nat(30_000), mostMoves: fc.integer({ min: 1, max: 3 }) }),
  })
  .map(({ isSame, before, after, ...rest }) => {
    // The same units elsewhere, or whatever.
    const parts = before.parts.map((one) => ({ ...one, locationId: 1 + (one.locationId % 3) }))
    return { ...rest, before, after: isSame ? { ...after, parts } : after }
  })

const unitsOf = (parts: Standing['parts'], key: (one: Standing['parts'][number]) => string) => {
  const units = new Map<string, number>()
  for (const one of parts) units.set(key(one), (units.get(key(one)) ?? 0) + one.quantity)
  return [...units].filter(([, n]) => n > 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

describe('whether deliveries go from elsewhere', () => {
  it('serves the same, never later, not too often, and saves what every move must', () => {
    fc.assert(
      fc.property(fc.array(considered, { maxLength: 3 }), (all) => {
        const improved = decideImproved(all)
        if (!improved) return
        const moved = all.filter(isMoved)
        // What stays goes as before, so nothing of it is saved.
        const sum = moved.reduce((total, { before, after }) => total + before.cost - after.cost, 0)
        assert.equal(improved.saved, sum)
        const least = moved.reduce((total, { guards }) => total + guards.leastSaving, 0)
        assert.ok(sum > 0 && sum >= least)
        for (const { before, after, moves, guards, wantedBy } of moved) {
          assert.ok(moves < guards.mostMoves)
          const byLine = ({ lineNo }: { lineNo: number }) => `${lineNo}`
          assert.deepEqual(unitsOf(after.parts, byLine), unitsOf(before.parts, byLine))
          // Where nobody knew when it came, or wants it by a day, nothing can be later.
          const wasKnown = !before.arrivals.includes(undefined)
          if (!wasKnown && wantedBy === undefined) continue
          const known = [...before.arrivals, wantedBy].filter((day) => day !== undefined)
          const last = known.toSorted().at(-1)!
          for (const day of after.arrivals) {
            assert.ok(day === undefined ? !wasKnown : day <= last)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('is never after the day on which it is wanted, where nobody knew when it came', () => {
    const at = (locationId: number) => [{ lineNo: 1, skuId: 1, locationId, quantity: 1 }]
    const movedTo = (day: string | undefined, wantedBy: string | undefined) => {
      const before = { parts: at(1), cost: 1000, arrivals: [undefined] }
      const after = { parts: at(2), cost: 0, arrivals: [day] }
      const guards = { leastSaving: 1, mostMoves: 1 }
      return decideImproved([{ before, after, wantedBy, moves: 0, guards }])?.saved
    }
    const [first, second, third] = days
    assert.equal(movedTo(third, second), undefined)
    assert.deepEqual([movedTo(second, second), movedTo(first, second)], [1000, 1000])
    assert.deepEqual([movedTo(undefined, second), movedTo(third, undefined)], [1000, 1000])
  })

  it('moves just what does not stay', () => {
    fc.assert(
      fc.property(considered, ({ before, after }) => {
        const { from, to } = shiftOf(before.parts, after.parts)
        const place = (one: { lineNo: number; locationId: number }) =>
          `${one.lineNo} ${one.locationId}`
        const less = from.map((one) => ({ ...one, quantity: -one.quantity }))
        const left = unitsOf([...before.parts, ...less, ...to], place)
        assert.deepEqual(left, unitsOf(after.parts, place))
        const gone = new Set(from.map(place))
        assert.ok(to.every((one) => !gone.has(place(one))))
      }),
    )
  })
})
