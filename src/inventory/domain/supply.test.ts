import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { supplies } from '../../../test/arbitrary/stock.ts'
import {
  changed,
  claimed,
  decideLosingHolds,
  emptySupply,
  freeOf,
  uncoveredOf,
  type Supply,
} from './supply.ts'

const change = fc.integer({ min: -30, max: 30 })

describe('a supply row', () => {
  it('lacks exactly what it has less than nothing free', () => {
    fc.assert(
      fc.property(supplies(), (row) => {
        assert.equal(uncoveredOf(row), Math.max(0, -freeOf(row)))
      }),
    )
  })

  it('gives a claim exactly where wanted and keep are free, and stays covered (I1, I3)', () => {
    const kinds = fc.constantFrom('hold' as const, 'allocation' as const)
    // About as many as are free, since that is where it is decided.
    const near = fc.integer({ min: -4, max: 4 })
    fc.assert(
      fc.property(supplies(), kinds, near, fc.nat(3), (row, kind, beside, keep) => {
        const units = Math.max(1, freeOf(row) + beside)
        const before = structuredClone(row)
        const after = claimed(row, kind, units, keep)
        assert.deepEqual(row, before, 'a row is a value')
        assert.equal(after !== undefined, freeOf(row) >= units + keep)
        if (!after) return
        const column = kind === 'hold' ? 'held' : 'allocated'
        const next = { ...row, [column]: row[column] + units, version: row.version + 1 }
        assert.deepEqual(after, next)
        assert.ok(freeOf(after) >= keep)
        assert.equal(after.uncovered, uncoveredOf(after))
      }),
    )
  })

  it('takes every fact as it is, and says what it leaves without cover (I3)', () => {
    const facts = fc.record(
      { quantity: change, unavailable: change, held: change, allocated: change },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(supplies(), facts, (row, fact) => {
        const after = changed(row, fact)
        for (const column of ['quantity', 'unavailable', 'held', 'allocated'] as const) {
          assert.equal(after[column], row[column] + (fact[column] ?? 0))
        }
        const promised = after.unavailable + after.held + after.allocated
        assert.equal(after.uncovered, Math.max(0, promised - after.quantity))
        assert.deepEqual(keyIn(after), keyIn(row))
        assert.equal(after.version, row.version + 1)
        const parts = Object.entries(fact).reduce(
          (now, [column, units]) => changed(now, { [column]: units }),
          row,
        )
        assert.deepEqual({ ...parts, version: 0 }, { ...changed(row, fact), version: 0 })
      }),
    )
  })

  it('begins with nothing', () => {
    fc.assert(
      fc.property(supplies(), (row) => {
        const { quantity, unavailable, held, allocated } = row
        const first = emptySupply(row)
        assert.deepEqual(keyIn(first), keyIn(row))
        assert.equal(freeOf(first), 0)
        const filled = changed(first, { quantity, unavailable, held, allocated })
        assert.deepEqual(filled, { ...row, version: 1 })
      }),
    )
  })
})

describe('holds that lose their units', () => {
  const holds = fc
    .uniqueArray(fc.record({ id: fc.uuid(), quantity: fc.integer({ min: 1, max: 5 }) }), {
      selector: ({ id }) => id,
      maxLength: 8,
    })
    .chain((all) =>
      fc
        .array(fc.nat(3), { minLength: all.length, maxLength: all.length })
        .map((days) => all.map((hold, i) => ({ ...hold, createdAt: `2026-03-0${days[i]! + 1}` }))),
    )

  it('cover what is missing as far as they can, the youngest first', () => {
    fc.assert(
      fc.property(holds, fc.integer({ min: -2, max: 30 }), (all, missing) => {
        const losing = decideLosingHolds(all, missing)
        const there = all.reduce((sum, { quantity }) => sum + quantity, 0)
        const lost = losing.reduce((sum, { quantity }) => sum + quantity, 0)
        assert.equal(lost, Math.max(0, Math.min(missing, there)))
        const left = new Map(all.map(({ id, quantity }) => [id, quantity]))
        for (const { hold, quantity } of losing) {
          assert.ok(quantity > 0)
          left.set(hold.id, left.get(hold.id)! - quantity)
        }
        for (const older of all) {
          assert.ok(left.get(older.id)! >= 0)
          const isTouched = left.get(older.id)! < older.quantity
          const younger = all.filter(({ createdAt }) => createdAt > older.createdAt)
          if (isTouched) for (const { id } of younger) assert.equal(left.get(id), 0)
        }
      }),
    )
  })

  it('are the same in whatever order they are read', () => {
    fc.assert(
      fc.property(holds, fc.nat(30), (all, missing) => {
        assert.deepEqual(
          decideLosingHolds(all.toReversed(), missing),
          decideLosingHolds(all, missing),
        )
      }),
    )
  })
})

function keyIn({ skuId, locationId, supplyNo }: Supply) {
  return { skuId, locationId, supplyNo }
}
