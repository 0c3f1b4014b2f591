import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomOf } from '../../../../test/random.ts'
import { decideMeans } from './ratios.ts'

describe('the difference of two means of parcels', () => {
  const sides = fc.array(
    fc.record({
      base: fc.tuple(fc.nat(1000), fc.nat(20)),
      other: fc.tuple(fc.nat(1000), fc.nat(20)),
    }),
    { maxLength: 30 },
  )

  it('is that of the means, within its interval, which turns with its sides', () => {
    fc.assert(
      fc.property(sides, (days) => {
        const [base, other] = (['base', 'other'] as const).map((side) => ({
          sums: days.map((day) => (day[side][1] === 0 ? 0 : day[side][0])),
          counts: days.map((day) => day[side][1]),
        }))
        const one = decideMeans(base!, other!)
        const turned = decideMeans(other!, base!)
        const [first, second] = [meanOf(base!), meanOf(other!)]
        if (!one) return assert.ok(Number.isNaN(first) || Number.isNaN(second))
        assert.ok(Math.abs(one.mean - (second - first)) < 1e-9)
        assert.equal(turned!.mean, 0 - one.mean)
        if (one.low === null) return assert.ok(one.batches < 5 && one.high === null)
        assert.ok(one.low <= one.mean && one.mean <= one.high!)
        assert.ok(Math.abs(turned!.low! + one.high!) < 1e-6)
        const same = decideMeans(base!, base!)!
        for (const each of [same.mean, same.low, same.high]) assert.ok((each ?? 0) === 0)
      }),
    )
  })

  it('covers the true difference in nearly 95 of 100 drawn samples', () => {
    let covered = 0
    for (let seed = 1; seed <= 1000; seed += 1) {
      const random = randomOf(seed)
      const [base, other] = [newSide(), newSide()]
      for (let day = 0; day < 14; day += 1) {
        // The kilometres of a day are alike for both; the second has a parcel more for some orders.
        const far = 100 * random()
        for (let order = 0; order < 30; order += 1) {
          add(base, day, far + 50 * random())
          add(other, day, far + 10 + 50 * random())
          if (random() < 0.3) add(other, day, far + 10 + 50 * random())
        }
      }
      const { low, high } = decideMeans(base, other)!
      if (low! <= 10 && high! >= 10) covered += 1
    }
    assert.ok(covered >= 920 && covered <= 970, `${covered} of 1000`)
  })
})

const newSide = () => ({ sums: Array<number>(14).fill(0), counts: Array<number>(14).fill(0) })

function add({ sums, counts }: ReturnType<typeof newSide>, day: number, km: number): void {
  sums[day]! += km
  counts[day]! += 1
}

function meanOf({ sums, counts }: { sums: number[]; counts: number[] }): number {
  const all = (of: number[]) => of.reduce((sum, each) => sum + each, 0)
  return all(sums) / all(counts)
}
