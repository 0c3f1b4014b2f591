import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { walks } from '../../../test/arbitrary/work.ts'
import { decideCancel } from './cancel.ts'
import { decideFact, factKinds, patienceHours, retryAfterHours } from './fact.ts'
import { decideRelease } from './release.ts'
import { notPacked } from './work.ts'

const place = fc.record({
  lineNo: fc.integer({ min: 1, max: 3 }),
  locationId: fc.integer({ min: 1, max: 3 }),
  quantity: fc.integer({ min: 1, max: 5 }),
})

describe('a release', () => {
  it('gives each location what is claimed there and not in work, once a group', () => {
    fc.assert(
      fc.property(fc.array(place), fc.nat(100), (claims, share) => {
        const inWork = claims.map((claim) => {
          return { ...claim, quantity: Math.floor((claim.quantity * share) / 100) }
        })
        const lines = [1, 2, 3].map((no) => ({ no, groupNo: no === 3 ? 2 : 1, skuId: no }))
        const works = decideRelease({ id: 'order', lines, claims, inWork })
        const open = (list: typeof claims, no: number, at: number) =>
          list
            .filter(({ lineNo, locationId }) => lineNo === no && locationId === at)
            .reduce((sum, { quantity }) => sum + quantity, 0)
        for (const { no, groupNo } of lines) {
          for (const at of [1, 2, 3]) {
            const mine = works.filter((w) => w.groupNo === groupNo && w.locationId === at)
            assert.ok(mine.length <= 1)
            const given = mine[0]?.lines.filter((line) => line.lineNo === no) ?? []
            const units = given.reduce((sum, { quantity }) => sum + quantity, 0)
            assert.equal(units, open(claims, no, at) - open(inWork, no, at))
          }
        }
        assert.ok(works.every((work) => work.lines.every(({ quantity }) => quantity > 0)))
      }),
    )
  })
})

describe('a cancellation', () => {
  it('takes what waits first, then what nobody works on; never more, never what is packed', () => {
    const unreleased = fc.array(
      fc.record({
        locationId: fc.integer({ min: 1, max: 3 }),
        supplyNo: fc.integer({ min: -1, max: 1 }),
        quantity: fc.nat(4),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(walks, fc.nat(4), unreleased, fc.nat(20), (walk, short, free, quantity) => {
        const works = walk.slice(0, 2).map(({ before }, i) => ({ ...before, id: `${i}` }))
        const line = { lineNo: 1, skuId: 1, short, unreleased: free, works }
        const done = decideCancel(line, quantity)
        const sum = (list: readonly { quantity: number }[]) =>
          list.reduce((total, one) => total + one.quantity, 0)
        const recallable = works.map((work) => notPacked(work.lines[0]!))
        const there = short + sum(free) + recallable.reduce((a, b) => a + b, 0)
        assert.equal(done.total, Math.min(quantity, there))
        assert.equal(done.short + sum(done.unreleased) + sum(done.withdrawn), done.total)
        assert.equal(done.short, Math.min(quantity, short))
        for (const { work, quantity: units } of done.withdrawn) {
          assert.ok(units > 0 && units <= notPacked(work.lines[0]!))
          assert.equal(sum(done.unreleased), sum(free), 'before a location is asked')
        }
      }),
    )
  })
})

describe('a fact', () => {
  const standing = fc
    .tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(2), fc.nat(2))
    .map(([a, b, c, d, meant, others]) => {
      const [fulfilled, packed, allocated, wanted] = [a, b, c, d].toSorted((x, y) => x - y)
      return {
        wanted: wanted!,
        allocated: allocated!,
        packed: packed!,
        fulfilled: fulfilled!,
        meant,
        underWay: meant + others,
      }
    })

  it('is applied only where it can have its effect, and is so already only where it had it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...factKinds), standing, (kind, order) => {
        const { wanted, allocated, packed, fulfilled, meant, underWay } = order
        const decided = decideFact(kind, order)
        const applies = {
          delivery: meant > 0,
          shipment: wanted > fulfilled && allocated === wanted,
          cancellation: wanted > packed,
        }
        assert.equal(decided === 'apply', applies[kind])
        if (decided !== 'already') return
        if (kind === 'cancellation') assert.equal(wanted, 0)
        else assert.ok(wanted > 0 && fulfilled === wanted)
        if (kind === 'delivery') assert.equal(underWay, 0)
      }),
    )
    for (const kind of factKinds) assert.equal(decideFact(kind, undefined), 'order_unknown')
  })

  it('is tried again later and later, at most a day apart, until patience ends', () => {
    fc.assert(
      fc.property(fc.nat(100), (tries) => {
        const wait = retryAfterHours(tries)
        assert.ok(wait >= 1 && wait <= 24)
        assert.ok(retryAfterHours(tries + 1) >= wait)
      }),
    )
    assert.ok(Object.values(patienceHours).every((hours) => hours >= 24))
  })
})
