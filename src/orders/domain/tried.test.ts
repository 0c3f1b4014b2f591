import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideTried, wantedAsNew } from './tried.ts'

const line = fc
  .record({ ordered: fc.nat(9), fulfilled: fc.nat(9), cancelled: fc.nat(9) })
  .filter(({ ordered, fulfilled, cancelled }) => ordered > 0 && fulfilled + cancelled <= ordered)
const lines = fc.array(line, { minLength: 1, maxLength: 4 })

describe('what of an order is tried', () => {
  it('is always something: what is left while nothing has left, or all of it', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const { asIfNew, units } = decideTried(all)
        const tried = all.map(units)
        assert.ok(tried.some((quantity) => quantity > 0))
        const isWhole = tried.every((quantity, i) => quantity === all[i]!.ordered)
        if (asIfNew) assert.ok(isWhole)
        else {
          assert.ok(all.every(({ fulfilled }) => fulfilled === 0))
          tried.forEach((quantity, i) => {
            assert.equal(quantity, all[i]!.ordered - all[i]!.cancelled)
          })
        }
      }),
    )
  })

  it('is wanted as long from today as it was from the day on which it was placed', () => {
    const day = (text: string) => Temporal.PlainDate.from(text)
    const asNew = (wantedBy: string | null) =>
      wantedAsNew(wantedBy, day('2026-02-27'), day('2026-12-30'))
    assert.equal(asNew('2026-03-02'), '2027-01-02')
    assert.equal(asNew('2026-02-20'), '2026-12-30')
    assert.equal(asNew(null), null)
  })
})
