import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { walks } from '../../../test/arbitrary/work.ts'
import { decideTakeBack } from './take-back.ts'
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
