import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideLeftAlone, decideUncovered, losingFirst, type ClaimHere } from './uncovered.ts'

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000)

const claims: fc.Arbitrary<ClaimHere[]> = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 5 }),
      priority: fc.integer({ min: 0, max: 2 }),
      quantity: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ second, ...rest }, i) => {
      return { ...rest, orderId: `order ${i}`, lineNo: 1, placedAt: at(second) }
    }),
  )
const missing = fc.integer({ min: -2, max: 20 })

const sumOf = (rows: readonly { units: number }[]) => rows.reduce((sum, r) => sum + r.units, 0)

describe('units that are missing', () => {
  it('are taken as far as there are claims, never more, and from nobody twice', () => {
    fc.assert(
      fc.property(claims, missing, (all, wanted) => {
        const losing = decideUncovered(all, wanted)
        const there = all.reduce((sum, { quantity }) => sum + quantity, 0)
        assert.equal(sumOf(losing), Math.max(0, Math.min(wanted, there)))
        assert.equal(new Set(losing.map(({ claim }) => claim)).size, losing.length)
        for (const { claim, units } of losing) assert.ok(units > 0 && units <= claim.quantity)
      }),
    )
  })

  it('are taken from the lowest priority, of those from the newest: the others keep all', () => {
    fc.assert(
      fc.property(claims, missing, (all, wanted) => {
        const losing = decideUncovered(all, wanted)
        const lost = new Map(losing.map(({ claim, units }) => [claim, units]))
        const kept = all.filter((claim) => (lost.get(claim) ?? 0) < claim.quantity)
        for (const { claim } of losing) {
          for (const other of kept) {
            if (other === claim) continue
            assert.ok(other.priority >= claim.priority)
            if (other.priority > claim.priority) continue
            assert.ok(Temporal.Instant.compare(other.placedAt, claim.placedAt) <= 0)
          }
        }
      }),
    )
  })

  it('are asked of the next ones where one cannot do without', () => {
    fc.assert(
      fc.property(claims, missing, fc.integer(), (all, wanted, seed) => {
        const bound = (claim: ClaimHere) => all.indexOf(claim) * 7 + Math.abs(seed % 3)
        const can = (claim: ClaimHere, units: number) => Math.min(units, bound(claim) % 4)
        const losing = decideUncovered(all, wanted, can)
        const most = all.reduce((sum, claim) => sum + can(claim, claim.quantity), 0)
        assert.equal(sumOf(losing), Math.max(0, Math.min(wanted, most)))
      }),
    )
  })

  it('are asked for in an order that does not depend on how the claims were read', () => {
    fc.assert(
      fc.property(claims, (all) => {
        assert.deepEqual(losingFirst(all.toReversed()), losingFirst(all))
      }),
    )
  })
})

describe('what would be left alone', () => {
  const lineHere = fc.record({
    line: fc.nat(99),
    follows: fc.boolean(),
    promised: fc.nat(5),
    inHand: fc.nat(5),
  })

  it('is what only goes along and nobody has picked, once all of the rest goes', () => {
    fc.assert(
      fc.property(fc.array(lineHere), fc.nat(12), (lines, going) => {
        const alone = decideLeftAlone(lines, going)
        const rest = lines.filter((one) => !one.follows)
        const isRestLeft = rest.reduce((sum, { promised }) => sum + promised, 0) > going
        const along = lines.filter((one) => one.follows && one.promised > one.inHand)
        assert.equal(alone.length, isRestLeft ? 0 : along.length)
        alone.forEach(({ line, quantity }, i) => {
          assert.equal(line, along[i]!.line)
          assert.equal(quantity + along[i]!.inHand, along[i]!.promised)
        })
      }),
    )
  })
})
