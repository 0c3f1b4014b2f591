import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import {
  decideArrival,
  decideArrived,
  decideReceiptChanges,
  isDoubtful,
  isSameReceipt,
  numberReceipts,
  receiptKinds,
  type ExpectedReceipt,
  type ReceiptChange,
} from './receipt.ts'
import { emptySupply } from './supply.ts'

describe('the numbers of receipts', () => {
  it('follow each other per SKU and location, none twice, in the order they were told', () => {
    const place = fc.record({ skuId: fc.nat(3), locationId: fc.nat(2) })
    fc.assert(
      fc.property(fc.array(place), fc.nat(1000), (told, before) => {
        const last = told.map(({ skuId, locationId }) => {
          const here = told.filter((r) => r.skuId === skuId && r.locationId === locationId)
          return { skuId, locationId, supplyNo: before + here.length }
        })
        const seen = new Map<string, number>()
        for (const [i, numbered] of numberReceipts(told, last).entries()) {
          const { skuId, locationId, supplyNo } = numbered
          assert.deepEqual([skuId, locationId], [told[i]!.skuId, told[i]!.locationId])
          const key = `${skuId} ${locationId}`
          assert.equal(supplyNo, (seen.get(key) ?? before) + 1)
          seen.set(key, supplyNo)
        }
      }),
    )
  })
})

describe('changes of a receipt', () => {
  it('set what they name and nothing else; the last one counts', () => {
    fc.assert(
      fc.property(receipts(), fc.array(sets()), (receipt, changes) => {
        const next = decideReceiptChanges(receipt, changes)
        if (receipt.closed && changes.length > 0) {
          assert.ok(next instanceof Refusal)
          assert.deepEqual([next.code, next.field], ['receipt_closed', '/changes/0'])
          return
        }
        assert.ok(!(next instanceof Refusal))
        const said = changes.map((change) => {
          const fields = Object.entries(change).filter(([name]) => name !== 'action')
          return fields.filter(([, value]) => value !== undefined)
        })
        const expected = { ...receipt, ...Object.fromEntries(said.flat()) }
        assert.ok(isSameReceipt(next, expected))
      }),
    )
  })

  it('end with a cancellation: nothing is to come, and nothing can be changed after it', () => {
    fc.assert(
      fc.property(receipts(), sets(), (receipt, set) => {
        const cancelled = decideReceiptChanges({ ...receipt, closed: false }, [
          set,
          { action: 'cancel' },
        ])
        assert.ok(!(cancelled instanceof Refusal))
        assert.deepEqual([cancelled.quantity, cancelled.closed], [0, true])
        const after = decideReceiptChanges(cancelled, [set])
        assert.ok(after instanceof Refusal)
      }),
    )
  })
})

describe('arrivals', () => {
  it('take what was to come and no more, and close the receipt when nothing is left', () => {
    fc.assert(
      fc.property(receipts(), fc.array(fc.integer({ min: 1, max: 50 })), (receipt, arrivals) => {
        let { quantity, closed } = receipt
        for (const arrived of arrivals) {
          const decided = decideArrival({ quantity, closed }, arrived)
          assert.ok(decided.fulfils >= 0 && decided.fulfils <= arrived)
          quantity -= decided.fulfils
          closed = decided.closed
          assert.equal(closed, quantity === 0)
        }
        const all = arrivals.reduce((sum, arrived) => sum + arrived, 0)
        assert.equal(quantity, Math.max(0, receipt.quantity - all))
      }),
    )
  })
})

describe('goods that have arrived', () => {
  const claims = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      orderId: fc.constantFrom('a', 'b', 'c', 'unknown'),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  )
  const first = Temporal.Instant.from('2026-01-01T00:00:00Z')

  const priority = fc.integer({ min: -1, max: 1 })
  const orders = fc.tuple(fc.nat(5), priority, priority).map(([hours, b, c]) => {
    const placed = { a: [3, 0], b: [hours, b], c: [4, c] } as const
    return new Map(
      Object.entries(placed).map(([id, [after, rank]]) => {
        return [id, { placedAt: first.add({ hours: after }), priority: rank }]
      }),
    )
  })

  it('go to the highest priority, of it to the oldest: none while one before lacks some', () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: -3, max: 40 }), orders, (all, units, known) => {
        const given = decideArrived(all, units, known)
        const wanting = all.filter(({ orderId }) => known.has(orderId))
        const wanted = wanting.reduce((sum, { quantity }) => sum + quantity, 0)
        const sum = given.reduce((total, one) => total + one.units, 0)
        assert.equal(sum, Math.min(Math.max(0, units), wanted))
        const got = new Map(given.map((one) => [one.claim.id, one.units]))
        const lacks = wanting.filter(({ id, quantity }) => (got.get(id) ?? 0) < quantity)
        for (const { claim, units: some } of given) {
          assert.ok(some > 0 && some <= claim.quantity)
          for (const { orderId } of lacks) {
            const [lacking, served] = [known.get(orderId)!, known.get(claim.orderId)!]
            assert.ok(lacking.priority <= served.priority)
            if (lacking.priority < served.priority) continue
            assert.ok(Temporal.Instant.compare(lacking.placedAt, served.placedAt) >= 0)
          }
        }
      }),
    )
  })

  it('let down who was promised them where less, later or less surely comes', () => {
    fc.assert(
      fc.property(receipts(), sets(), fc.nat(40), (receipt, set, allocated) => {
        const before = { ...receipt, closed: false, allocated }
        const after = decideReceiptChanges(before, [set])
        assert.ok(!(after instanceof Refusal))
        const isLater = Temporal.PlainDate.compare(after.dueOn, before.dueOn) > 0
        const isLess = after.quantity < allocated || after.confidence < before.confidence
        assert.equal(isDoubtful(before, after), allocated > 0 && (isLater || isLess))
      }),
    )
  })
})

function days(): fc.Arbitrary<Temporal.PlainDate> {
  const first = Temporal.PlainDate.from('2026-01-01')
  return fc.nat(400).map((n) => first.add({ days: n }))
}

/** Closed exactly where nothing is to come, as the store keeps it. */
function receipts(): fc.Arbitrary<ExpectedReceipt> {
  const supply = emptySupply({ skuId: 1, locationId: 1, supplyNo: 1 })
  return fc
    .record({
      quantity: fc.nat(100),
      dueOn: days(),
      reference: fc.constantFrom(null, 'PO 1'),
      kind: fc.constantFrom(...receiptKinds),
      confidence: fc.nat(100),
    })
    .map((of) => ({ ...supply, ...of, closed: of.quantity === 0, late: false }))
}

function sets(): fc.Arbitrary<ReceiptChange & { action: 'set' }> {
  return fc.record({
    action: fc.constant('set' as const),
    dueOn: fc.option(days(), { nil: undefined }),
    quantity: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    kind: fc.option(fc.constantFrom(...receiptKinds), { nil: undefined }),
    confidence: fc.option(fc.nat(100), { nil: undefined }),
  })
}
