import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomOf } from '../../../../test/random.ts'
import { decidePaired, studentOf } from './paired.ts'

describe('a paired difference', () => {
  const days = fc.array(
    fc.record({ base: fc.nat(10_000), other: fc.nat(10_000), orders: fc.nat(50) }),
    { minLength: 1, maxLength: 40 },
  )

  it('is the sum over the orders, within its interval, which turns with its sides', () => {
    fc.assert(
      fc.property(days, (rows) => {
        const [base, other, orders] = [rows.map(baseOf), rows.map(otherOf), rows.map(ordersOf)]
        const one = decidePaired(base, other, orders)
        const turned = decidePaired(other, base, orders)
        const sum = (of: number[]) => of.reduce((all, each) => all + each, 0)
        assert.equal(one.total, sum(other) - sum(base))
        const count = sum(orders)
        assert.ok(Math.abs(one.mean * count - (count === 0 ? 0 : one.total)) < 1e-6 * 1e6)
        assert.ok(turned.mean === -one.mean)
        if (one.low === null) return assert.ok(one.batches < 5)
        assert.ok(one.low <= one.mean && one.mean <= one.high!)
        assert.ok(Math.abs(turned.low! + one.high!) <= 1e-6 * (1 + Math.abs(one.high!)))
      }),
    )
  })

  it('spreads as a ratio does, over all days on which something was ordered or differs', () => {
    const often = fc.oneof(fc.constant(0), fc.nat(50))
    const row = fc.record({ base: fc.nat(9), other: fc.nat(9), orders: often })
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 30 }), (rows) => {
        const paired = decidePaired(rows.map(baseOf), rows.map(otherOf), rows.map(ordersOf))
        const said = rows.filter(({ base, other, orders }) => orders > 0 || base !== other)
        const [m, n] = [said.length, said.reduce((sum, { orders }) => sum + orders, 0)]
        assert.equal(paired.batches, m)
        if (m < 5 || n === 0) return assert.equal(paired.low, null)
        const r = said.reduce((sum, { base, other }) => sum + other - base, 0) / n
        const off = said.map(({ base, other, orders }) => (other - base - r * orders) ** 2)
        const spread = off.reduce((sum, one) => sum + one, 0) / (m * (m - 1) * (n / m) ** 2)
        const half = studentOf(m - 1) * Math.sqrt(spread)
        assert.ok(Math.abs(paired.mean - r) < 1e-9)
        assert.ok(Math.abs(paired.high! - paired.low! - 2 * half) < 1e-9 * (1 + half))
      }),
    )
  })

  it('covers the true difference in nearly 95 of 100 drawn samples', () => {
    let covered = 0
    for (let seed = 1; seed <= 1000; seed += 1) {
      const random = randomOf(seed)
      const orders = Array.from({ length: 14 }, () => 20 + Math.floor(20 * random()))
      const base = orders.map(() => 0)
      const other = orders.map((count) => {
        let sum = 0
        for (let order = 0; order < count; order += 1) sum += 10 * random()
        return sum
      })
      const { low, high } = decidePaired(base, other, orders)
      if (low! <= 5 && high! >= 5) covered += 1
    }
    assert.ok(covered >= 925 && covered <= 970, `${covered} of 1000`)
  })

  it('goes by the quantiles of Student, which come down to the normal one', () => {
    assert.deepEqual([1, 4, 10].map(studentOf), [12.706, 2.776, 2.228])
    for (const [freedom, expected] of [
      [11, 2.201],
      [20, 2.086],
      [30, 2.042],
      [120, 1.98],
    ] as const) {
      assert.ok(Math.abs(studentOf(freedom) - expected) < 0.001, `${freedom}`)
    }
  })
})

type Row = { base: number; other: number; orders: number }
const baseOf = ({ base }: Row) => base
const otherOf = ({ other }: Row) => other
const ordersOf = ({ orders }: Row) => orders
