import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Cancelled } from '../../routing/index.ts'
import { beyondWaiting, decideCancellable, decideUnserved, type Line } from './unserved.ts'

/** Two plain lines, and three bundles of two components: one of the first, four of the second. */
const lines: Line[] = [
  { no: 1 },
  { no: 2 },
  { no: 11, bundle: { no: 3, ratio: 1 } },
  { no: 12, bundle: { no: 3, ratio: 4 } },
]
const ordered = new Map([
  [1, 5],
  [2, 7],
  [11, 3],
  [12, 12],
])
const whys = fc.constantFrom('no_stock' as const, 'too_dear' as const, 'not_collected' as const)
const shorts = fc.tuple(...lines.map(({ no }) => fc.tuple(fc.nat(ordered.get(no)!), whys)))

/** What is short of each line. */
function lostOf(short: readonly (readonly [number, Cancelled[2]])[]): Cancelled[] {
  return lines.flatMap(({ no }, i): Cancelled[] => {
    const [units, why] = short[i]!
    return units > 0 ? [[no, units, why]] : []
  })
}

describe('what no place can serve', () => {
  it('is cancelled, and of bundles whole ones: as few as leave nothing that is short', () => {
    fc.assert(
      fc.property(shorts, (short) => {
        const lost = lostOf(short)
        const { units: cancelled, causes } = decideUnserved(lines, lost)
        const of = (no: number) => cancelled.get(no) ?? 0
        const lacking = new Map(lines.map(({ no }, i) => [no, short[i]![0]]))
        for (const { no } of lines) {
          const told = causes.filter(([line]) => line === no)
          assert.equal(
            told.reduce((sum, [, , units]) => sum + units, 0),
            of(no),
          )
        }
        for (const no of [1, 2]) assert.equal(of(no), lacking.get(no))
        assert.equal(of(12), 4 * of(11))
        for (const { no } of lines) {
          assert.ok(of(no) >= lacking.get(no)! && of(no) <= ordered.get(no)!)
        }
        const one = of(11) - 1
        const isLeast = one < 0 || one < lacking.get(11)! || 4 * one < lacking.get(12)!
        assert.ok(isLeast)
      }),
    )
  })

  it('is what has lost its place, not what waited before', () => {
    const lost: Cancelled[] = [
      [1, 3, 'no_stock'],
      [2, 1, 'no_stock'],
    ]
    const waiting = new Map([
      [1, 2],
      [2, 1],
    ])
    assert.deepEqual(
      beyondWaiting(lost, (no) => waiting.get(no)!),
      [[1, 1, 'no_stock']],
    )
    assert.deepEqual(
      beyondWaiting(lost, () => 0),
      lost,
    )
  })

  it('is left where a part of a bundle that would go has been given to a place', () => {
    const opens = fc.tuple(...lines.map(({ no }) => fc.nat(ordered.get(no)!)))
    fc.assert(
      fc.property(shorts, opens, (short, open) => {
        const all = lines.map((line, i) => ({ ...line, open: Math.max(open[i]!, short[i]![0]) }))
        const lost = lostOf(short)
        const kept = decideCancellable(all, lost)
        const { units } = decideUnserved(lines, kept)
        for (const { no, open: left } of all) assert.ok((units.get(no) ?? 0) <= left)
        const plain = (one: Cancelled) => one[0] <= 2
        assert.deepEqual(kept.filter(plain), lost.filter(plain))
        const ofBundle = lost.filter((one) => !plain(one))
        const whole = decideUnserved(lines, ofBundle).units
        const fits = all.every(({ no, open: left }) => (whole.get(no) ?? 0) <= left)
        assert.deepEqual(
          kept.filter((one) => !plain(one)),
          fits ? ofBundle : [],
        )
      }),
    )
  })
})
