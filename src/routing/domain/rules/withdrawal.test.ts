import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { beforeEach, decideWithdrawal, type Coming } from './withdrawal.ts'

const epoch = Temporal.Instant.fromEpochMilliseconds(0)
const at = (seconds: number) => epoch.add({ seconds })

/** Versions to come, in the order in which they begin. */
const versions = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 6 })
  .map((all): Coming[] =>
    all.toSorted((a, b) => a - b).map((version) => ({ version, validFrom: at(version * 10) })),
  )

describe('withdrawing a version of the rules', () => {
  it('takes back the last to come, as long as it has not begun for anybody', () => {
    fc.assert(
      fc.property(versions, fc.integer({ min: 1, max: 100 }), (coming, seconds) => {
        const last = coming.at(-1)
        for (const { version, validFrom } of coming) {
          const isLate = Temporal.Instant.compare(validFrom, at(seconds)) <= 0
          const code = decideWithdrawal(version, coming, at(seconds))?.code
          const expected = version === last?.version ? undefined : 'rules_made_from'
          assert.equal(code, isLate ? 'rules_not_coming' : expected)
        }
      }),
    )
  })

  it('is refused for what is not to come', () => {
    fc.assert(
      fc.property(versions, (coming) => {
        assert.equal(decideWithdrawal(101, coming, at(0))?.code, 'rules_not_coming')
      }),
    )
  })

  it('knows what is in force before each', () => {
    const coming = [5, 7].map((version) => ({ version, validFrom: at(version) }))
    const befores = (inForce: number | null) =>
      beforeEach(coming, inForce).map(({ before }) => before)
    assert.deepEqual(befores(3), [3, 5])
    assert.deepEqual(befores(null), [null, 5])
  })
})
