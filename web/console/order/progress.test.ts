import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { batchesOf, lateOf, isLate } from './progress.ts'
import type { Line, Work } from './types.ts'

type Counts = { quantity: number; picked: number; packed: number; fulfilled: number }

function workOf(location: string, counts: Counts, delivered: number): Work {
  const parcel = (quantity: number, deliveredAt: string | null): Work['parcels'][number] => ({
    id: 'p',
    kind: 'shipment',
    carrier: null,
    trackingNumber: null,
    shippedAt: '2026-03-01T10:00:00Z',
    deliveredAt,
    lines: [{ no: 1, quantity }],
  })
  return {
    id: location,
    order: { id: 'o', number: 'TU-1' },
    group: 1,
    method: 'standard',
    location,
    state: 'open',
    request: 'submitted',
    dueAt: null,
    version: 1,
    createdAt: '2026-03-01T09:00:00Z',
    can: [],
    lines: [{ no: 1, sku: 'A', name: 'A', withdrawn: 0, ...counts }],
    parcels: [
      parcel(delivered, '2026-03-02T10:00:00Z'),
      parcel(counts.fulfilled - delivered, null),
    ],
  }
}

function lineOf(of: Partial<Line>): Line {
  return {
    no: 1,
    group: 1,
    sku: 'A',
    name: 'A',
    unit: 'piece',
    stocked: true,
    state: 'allocated',
    ordered: 0,
    cancelled: 0,
    allocated: 0,
    expected: 0,
    released: 0,
    picked: 0,
    packed: 0,
    fulfilled: 0,
    returned: 0,
    unitPrice: '1.00',
    total: 0,
    bundle: null,
    allocations: [],
    ...of,
  }
}

function at(location: string, quantity: number, expectedOn?: string) {
  return { location, quantity, ...(expectedOn && { expectedOn, promisedOn: expectedOn }) }
}

const EXPECTED = { step: 'expected' as const, quantity: 2, location: 'LYON' }

describe('where the units of a line stand', () => {
  it('is told for each place, what waits first', () => {
    const line = lineOf({
      ordered: 9,
      cancelled: 1,
      allocated: 7,
      allocations: [at('LYON', 2), at('LILLE', 2)],
    })
    const lille = workOf('LILLE', { quantity: 5, picked: 4, packed: 3, fulfilled: 3 }, 1)
    assert.deepEqual(batchesOf(line, [lille]), [
      { step: 'ordered', quantity: 1, location: null },
      { step: 'allocated', quantity: 2, location: 'LYON' },
      { step: 'with_store', quantity: 1, location: 'LILLE' },
      { step: 'picked', quantity: 1, location: 'LILLE' },
      { step: 'sent', quantity: 2, location: 'LILLE' },
      { step: 'delivered', quantity: 1, location: 'LILLE' },
    ])
  })

  it('is told without the works, too', () => {
    const line = lineOf({
      ordered: 3,
      allocated: 3,
      released: 2,
      picked: 2,
      packed: 1,
      allocations: [at('LYON', 3)],
    })
    assert.deepEqual(
      batchesOf(line, undefined).map(({ step, quantity }) => [step, quantity]),
      [
        ['allocated', 1],
        ['picked', 1],
        ['packed', 1],
      ],
    )
  })

  it('says on which day what is not there yet is expected', () => {
    const allocations = [at('LYON', 1), at('LYON', 2, '2026-03-09')]
    const line = lineOf({ ordered: 3, allocated: 3, expected: 2, allocations })
    const batches = [
      { ...EXPECTED, on: '2026-03-09', promised: '2026-03-09' },
      { step: 'allocated', quantity: 1, location: 'LYON' },
    ]
    assert.deepEqual(batchesOf(line, []), batches)
    const known = batchesOf(line, undefined).map(({ step, quantity }) => [step, quantity])
    assert.deepEqual(known, [
      ['expected', 2],
      ['allocated', 1],
    ])
  })

  it('is late where it comes after the day that was told, or has not come by then', () => {
    const late = (on: string, promised: string) =>
      lateOf({ ...EXPECTED, on, promised }, '2026-03-05')
    assert.equal(late('2026-03-05', '2026-03-05'), undefined)
    assert.equal(late('2026-03-09', '2026-03-12'), undefined)
    assert.equal(late('2026-03-09', '2026-03-08'), 'later')
    assert.equal(late('2026-03-04', '2026-03-04'), 'overdue')
    assert.equal(lateOf({ step: 'ordered', quantity: 1, location: null }, '2026-03-05'), undefined)
  })

  it('adds up to what is wanted, in whatever parts', () => {
    const nested = fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }).map(([a, b, c, d, e]) => {
      const fulfilled = a! + b!
      const packed = fulfilled + c!
      const picked = packed + d!
      return { counts: { fulfilled, packed, picked, quantity: picked + e! }, delivered: a! }
    })
    const cases = fc.record({
      parts: fc.array(nested, { maxLength: 4 }),
      reserved: fc.nat(4),
      short: fc.nat(4),
    })
    fc.assert(
      fc.property(cases, ({ parts, reserved, short }) => {
        const works = parts.map(({ counts, delivered }, i) => workOf(`L${i}`, counts, delivered))
        const open = parts.map(({ counts }, i) => {
          return at(`L${i}`, counts.quantity - counts.fulfilled)
        })
        const given = parts.reduce((sum, { counts }) => sum + counts.quantity, 0) + reserved
        const line = lineOf({
          ordered: given + short,
          allocated: given,
          allocations: [...open, at('ELSE', reserved)],
        })
        const batches = batchesOf(line, works)
        assert.ok(batches.every(({ quantity }) => quantity > 0))
        assert.equal(
          batches.reduce((sum, { quantity }) => sum + quantity, 0),
          given + short,
        )
      }),
    )
  })

  it('is late when its time is over and it has not left', () => {
    const dueAt = '2026-03-01T10:00:00Z'
    const after = Date.parse(dueAt) + 1
    assert.equal(isLate({ state: 'open', dueAt }, after), true)
    assert.equal(isLate({ state: 'open', dueAt }, after - 2), false)
    assert.equal(isLate({ state: 'shipped', dueAt }, after), false)
    assert.equal(isLate({ state: 'open', dueAt: null }, after), false)
  })
})
