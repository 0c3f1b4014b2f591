import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { walks } from '../../../test/arbitrary/work.ts'
import { decideTakeBack, decideUnitsBack } from './take-back.ts'
import type { Work } from './work.ts'

/** Some way through the work, at three locations, of two groups. */
const works = fc.array(walks, { maxLength: 5 }).map((all) =>
  all.flatMap((walk, i): Work[] => {
    const { before } = walk.at(-1) ?? {}
    return before
      ? [{ ...before, id: `${i}`, locationId: 1 + (i % 3), groupNo: i < 4 ? 1 : 2 }]
      : []
  }),
)

describe('a delivery group that is taken back', () => {
  it('comes back whole from everywhere else, or not at all where somebody has begun', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 3 }), (all, to) => {
        const { inHand, done } = decideTakeBack(all, 1, to)
        const own = all.filter(({ groupNo }) => groupNo === 1)
        const picked = own.flatMap(({ lines }) => lines).reduce((sum, l) => sum + l.picked, 0)
        assert.equal(
          inHand.reduce((sum, { quantity }) => sum + quantity, 0),
          picked,
        )
        if (picked > 0) assert.deepEqual(done, [])
        else {
          const open = own.filter((w) => w.locationId !== to && w.state !== 'cancelled')
          assert.deepEqual(
            done.map(({ work }) => work),
            open,
          )
        }
        for (const { work, change } of done) {
          assert.equal(change.after.state, 'cancelled')
          assert.ok(change.after.lines.every(({ quantity }) => quantity === 0))
          const units = work.lines.filter(({ quantity }) => quantity > 0)
          assert.deepEqual(
            change.lines.map(({ lineNo, withdrawn }) => [lineNo, withdrawn]),
            units.map(({ lineNo, quantity }) => [lineNo, quantity]),
          )
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('units that leave a location', () => {
  it('are those that nobody was given, then what is not picked, and never more than leave', () => {
    fc.assert(
      fc.property(
        works,
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 0, max: 4 }),
        (all, wanted, free) => {
          const here = all.filter(({ locationId }) => locationId === 1)
          const linesOf = (no: number) =>
            here.flatMap(({ lines }) => lines.filter(({ lineNo }) => lineNo === no))
          const leaving = wanted.map((quantity, i) => {
            const given = linesOf(i + 1).reduce((sum, l) => sum + l.quantity - l.fulfilled, 0)
            return { lineNo: i + 1, quantity, promised: given + free }
          })
          const done = decideUnitsBack(all, 1, leaving)
          assert.equal(new Set(done.map(({ work }) => work)).size, done.length)
          for (const { lineNo, quantity } of leaving) {
            const open = linesOf(lineNo).reduce((sum, l) => sum + l.quantity - l.picked, 0)
            const taken = done
              .flatMap(({ change }) => change.lines)
              .filter((line) => line.lineNo === lineNo)
            const sum = taken.reduce((units, { withdrawn }) => units + withdrawn, 0)
            assert.equal(sum, Math.min(open, Math.max(0, quantity - free)))
            assert.ok(taken.every(({ picked }) => picked === 0))
          }
          for (const { work } of done) assert.equal(work.locationId, 1)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
