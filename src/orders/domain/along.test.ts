import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { leftAlone } from './along.ts'

/** Lines of two groups; SKUs above 2 only go along. */
const follows = (skuId: number) => skuId > 2
const lineOf = fc
  .record({
    groupNo: fc.integer({ min: 1, max: 2 }),
    skuId: fc.integer({ min: 1, max: 3 }),
    units: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ groupNo, skuId, units: [cancelled, fulfilled, packed, open] }) => ({
    groupNo,
    skuId,
    ordered: cancelled! + fulfilled! + packed! + open!,
    cancelled: cancelled!,
    allocated: fulfilled! + packed!,
    expected: 0,
    released: fulfilled! + packed!,
    picked: fulfilled! + packed!,
    packed: fulfilled! + packed!,
    fulfilled: fulfilled!,
    returned: 0,
  }))
const linesOf = fc
  .array(lineOf, { maxLength: 6 })
  .map((lines) => lines.map((line, i) => ({ ...line, no: i + 1 })))

describe('what goes along with goods that were cancelled', () => {
  it('is left alone exactly where its group has lost goods and has none left to send', () => {
    fc.assert(
      fc.property(linesOf, fc.uniqueArray(fc.integer({ min: 1, max: 6 })), (lines, nos) => {
        const alone = new Set(leftAlone(lines, new Set(nos), follows))
        for (const line of lines) {
          const goods = lines.filter((one) => one.groupNo === line.groupNo && !follows(one.skuId))
          const lost = goods.some(({ no }) => nos.includes(no))
          const toSend = goods.reduce((sum, g) => sum + g.ordered - g.cancelled - g.fulfilled, 0)
          const open = line.ordered - line.cancelled - line.packed
          const is = follows(line.skuId) && lost && toSend === 0 && open > 0
          assert.equal(alone.has(line), is)
        }
      }),
    )
  })
})
