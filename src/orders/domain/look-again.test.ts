import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideLookAgain, LOOK_MS } from './look-again.ts'

const start = Temporal.Instant.from('2026-06-01T08:00:00Z')
const after = (ms: number) => start.add({ milliseconds: ms })
const decided = (...ms: number[]) => decideLookAgain(start, ms.map(after))

describe('when to look again at what may move', () => {
  it('is within a minute before every moment, seldom else', () => {
    const moments = fc.array(fc.integer({ min: 1, max: 20 * 60_000 }), { maxLength: 30 })
    fc.assert(
      fc.property(moments, (all) => {
        const looks = [0]
        while (looks.at(-1)! < 21 * 60_000) {
          const nextMs = decideLookAgain(after(looks.at(-1)!), all.map(after))
          assert.ok(nextMs >= 40_000 && nextMs <= LOOK_MS)
          looks.push(looks.at(-1)! + nextMs)
        }
        for (const moment of all) {
          assert.ok(looks.some((look) => look < moment && look >= moment - 60_000))
        }
      }),
    )
  })

  it('goes by the first of them that is not looked at already', () => {
    assert.equal(decided(), LOOK_MS)
    assert.equal(decided(30_000), LOOK_MS)
    assert.equal(decided(30_000, 500_000, 100_000), 80_000)
    assert.equal(decided(-5000), LOOK_MS)
  })
})
