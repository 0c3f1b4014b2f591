import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { offeringBy, said } from '../../../test/arbitrary/offering.ts'
import { supplies } from '../../../test/arbitrary/stock.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideHold } from './hold.ts'
import { freeOf, type Supply } from './supply.ts'

type Part = { skuId: number; locationId: number; quantity: number }

const lines = fc.array(
  fc.record({ skuId: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 8 }) }),
  { minLength: 1, maxLength: 5 },
)
const rows = fc.uniqueArray(supplies(), {
  selector: ({ skuId, locationId }) => `${skuId}/${locationId}`,
  maxLength: 10,
})
/** Locations in order of preference; some have no row, and some with a row are not among them. */
const pools = fc.shuffledSubarray([1, 2, 3, 5])

describe('the units of a hold', () => {
  it('are all there and from the pool in its order, or nothing is kept', () => {
    fc.assert(
      fc.property(lines, rows, pools, (wanted, there, pool) => {
        const units = sumBySku(wanted)
        const free = (skuId: number, at: number) => freeAt(there, skuId, at)
        const short = [...units]
          .map(([skuId, quantity]) => ({
            skuId,
            wanted: quantity,
            available: pool.reduce((sum, at) => sum + free(skuId, at), 0),
          }))
          .filter((one) => one.available < one.wanted)
        const decided = decideHold(wanted, there, { pool })
        if (decided instanceof Refusal) {
          assert.equal(decided.code, 'stock_insufficient')
          assert.deepEqual(decided.facts, { short })
          assert.ok(short.length > 0)
          return
        }
        assert.deepEqual(short, [])
        assert.deepEqual(sumBySku(decided), units)
        for (const [skuId] of units) {
          const parts: Part[] = decided.filter((part) => part.skuId === skuId)
          // Each gives all it has before the next one is asked.
          const asked = pool.filter((at) => free(skuId, at) > 0).slice(0, parts.length)
          assert.deepEqual(
            parts.map(({ locationId }) => locationId),
            asked,
          )
          parts.forEach(({ locationId, quantity }, i) => {
            const most = free(skuId, locationId)
            assert.ok(quantity > 0 && quantity <= most)
            if (i < parts.length - 1) assert.equal(quantity, most)
          })
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('the units of a hold by rules of availability', () => {
  it('leave safety stock, what is barred, and the last units of the channel where they are', () => {
    fc.assert(
      fc.property(lines, rows, pools, said, (wanted, there, pool, rules) => {
        const units = sumBySku(wanted)
        const offered = (skuId: number, at: number) => {
          if (rules.barred.includes(`${skuId} ${at}`)) return 0
          return Math.max(0, freeAt(there, skuId, at) - (rules.safety[`${skuId} ${at}`] ?? 0))
        }
        const short = [...units]
          .map(([skuId, quantity]) => {
            const sum = pool.reduce((all, at) => all + offered(skuId, at), 0)
            const most = Math.max(0, sum - (rules.threshold[skuId] ?? 0))
            return { skuId, wanted: quantity, available: Math.min(quantity, most) }
          })
          .filter((one) => one.available < one.wanted)
        const decided = decideHold(wanted, there, { pool }, offeringBy(rules).to(1, null))
        if (decided instanceof Refusal) assert.deepEqual(decided.facts, { short })
        else {
          assert.deepEqual(short, [])
          for (const one of decided) assert.ok(one.quantity <= offered(one.skuId, one.locationId))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('the units of a hold for collection', () => {
  it('are all at the one place; what a channel keeps of all may lie at any', () => {
    const anywhere = fc.constantFrom(1, 2, 3, 5, 9)
    fc.assert(
      fc.property(lines, rows, pools, said, anywhere, (wanted, there, pool, rules, only) => {
        const units = sumBySku(wanted)
        const offered = (skuId: number, at: number) => {
          if (!pool.includes(at) || rules.barred.includes(`${skuId} ${at}`)) return 0
          return Math.max(0, freeAt(there, skuId, at) - (rules.safety[`${skuId} ${at}`] ?? 0))
        }
        const short = [...units]
          .map(([skuId, quantity]) => {
            const sum = pool.reduce((all, at) => all + offered(skuId, at), 0)
            const most = Math.max(0, sum - (rules.threshold[skuId] ?? 0))
            const available = Math.min(quantity, offered(skuId, only), most)
            return { skuId, wanted: quantity, available }
          })
          .filter((one) => one.available < one.wanted)
        const offer = offeringBy(rules).to(1, null)
        const decided = decideHold(wanted, there, { pool, only }, offer)
        if (decided instanceof Refusal) assert.deepEqual(decided.facts, { short })
        else {
          assert.deepEqual(short, [])
          assert.deepEqual(sumBySku(decided), units)
          for (const { locationId } of decided) assert.equal(locationId, only)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function freeAt(there: readonly Supply[], skuId: number, at: number): number {
  const row = there.find((supply) => supply.skuId === skuId && supply.locationId === at)
  return row ? Math.max(0, freeOf(row)) : 0
}

function sumBySku(all: readonly { skuId: number; quantity: number }[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { skuId, quantity } of all) sums.set(skuId, (sums.get(skuId) ?? 0) + quantity)
  return sums
}
