import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ENDLESS } from '../domain/endless.ts'
import { createAvailabilityIndex, type AvailabilityIndex, type IndexRow } from './availability.ts'
import { createShelf, STRIDE } from './shelf.ts'

const locations = 12
/** Versions of 60 in a row, at which the last 32 bits begin anew. */
const firstVersion = 2 ** 32 - 30

const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -50, max: 5000 }) },
  { weight: 1, arbitrary: fc.constantFrom(ENDLESS, 2 ** 31, -(2 ** 31), 2 ** 31 - 1) },
)
const row: fc.Arbitrary<IndexRow> = fc.record({
  skuId: fc.integer({ min: 1, max: 8 }),
  locationId: fc.integer({ min: 1, max: locations }),
  available: amount,
  onHand: amount,
  version: fc.integer({ min: firstVersion, max: firstVersion + 60 }),
})
const step = fc.oneof(
  fc.record({ apply: fc.array(row, { maxLength: 8 }) }),
  fc.record({ load: fc.uniqueArray(row, { selector: (one) => one.locationId, minLength: 1 }) }),
)

describe('the availability index', () => {
  it('answers as a plain map of rows does, however they come', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = createAvailabilityIndex()
        const model = new Map<string, IndexRow>()
        for (const one of steps) {
          const rows = 'apply' in one ? one.apply : ofOneSku(one.load)
          if ('apply' in one) index.apply(rows)
          else index.load(rows[0]!.skuId, cellsOf(rows))
          for (const given of rows) {
            const name = `${given.skuId} ${given.locationId}`
            if ((model.get(name)?.version ?? 0) < given.version) model.set(name, given)
          }
        }
        assert.deepEqual(rowsIn(index), sorted([...model.values()]))
        assert.equal(index.size(), model.size)
        for (const { skuId, locationId, available } of model.values()) {
          assert.equal(index.available(skuId, locationId), available)
        }
        assert.equal(index.available(1, locations + 1), 0)
      }),
    )
  })
})

describe('the stamp of a SKU', () => {
  it('is another after each change of it or of how fresh locations are, and only then', () => {
    const index = createAvailabilityIndex()
    const one = { skuId: 1, locationId: 1, available: 5, onHand: 5, version: 1 }
    const stamps = [index.stampOf(1)]
    const after = (change: () => void) => {
      change()
      stamps.push(index.stampOf(1))
    }
    after(() => index.load(1, Float64Array.of(2, 5, 5, 1)))
    after(() => index.apply([one]))
    after(() => index.apply([{ ...one, version: 2, available: ENDLESS }]))
    after(() => index.setFreshness(new Map()))
    assert.equal(new Set(stamps).size, stamps.length)
    after(() => index.apply([{ ...one, version: 1, available: 9 }]))
    after(() => index.apply([{ ...one, skuId: 2 }]))
    assert.equal(new Set(stamps).size, stamps.length - 2)
  })
})

describe('blocks in segments', () => {
  it('stay as they are while others grow, move and leave, and use their room again', () => {
    const grow = fc.record({ which: fc.nat(30), by: fc.integer({ min: 1, max: 30_000 }) })
    fc.assert(
      fc.property(fc.array(grow, { minLength: 20, maxLength: 60 }), (grows) => {
        const shelf = createShelf((length) => new Int32Array(length))
        const blocks = new Map<number, ReturnType<typeof shelf.add>>()
        for (const { which, by } of grows) {
          const block = blocks.get(which) ?? shelf.add(1)
          blocks.set(which, block)
          // The largest are taken away and begin again, so that gaps are left.
          if (block.room + by > 60_000) {
            shelf.remove(block)
            blocks.delete(which)
            continue
          }
          shelf.enlarge(block, block.room + by)
          block.count = block.room
          const from = block.start * STRIDE
          block.segment.cells.fill(which, from, from + block.count * STRIDE)
        }
        for (const [which, { segment, start, count }] of blocks) {
          const cells = segment.cells.subarray(start * STRIDE, (start + count) * STRIDE)
          assert.ok(cells.every((value) => value === which))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('takes no more memory when a block moves again and again', () => {
    const shelf = createShelf((length) => new Int32Array(length))
    const blocks = Array.from({ length: 500 }, () => shelf.add(100))
    for (let round = 1; round <= 200; round += 1) {
      for (const [i, block] of blocks.entries()) {
        shelf.remove(block)
        blocks[i] = shelf.add(100)
      }
    }
    assert.ok(shelf.rows() <= 3 * 65_536, `${shelf.rows()} rows for 50,000`)
  })
})

/** Rows as a load gives them: all of one SKU, in order of location. */
function ofOneSku(rows: readonly IndexRow[]): IndexRow[] {
  const { skuId } = rows[0]!
  return rows.map((one) => ({ ...one, skuId })).toSorted((a, b) => a.locationId - b.locationId)
}

function cellsOf(rows: readonly IndexRow[]): Float64Array {
  return Float64Array.from(
    rows.flatMap(({ locationId, available, onHand, version }) => {
      return [locationId, available, onHand, version]
    }),
  )
}

function rowsIn(index: AvailabilityIndex): Omit<IndexRow, 'version'>[] {
  const found: Omit<IndexRow, 'version'>[] = []
  index.forEachSku((skuId) => {
    index.forEach(skuId, (locationId, available, onHand) => {
      found.push({ skuId, locationId, available, onHand })
    })
  })
  return sorted(found)
}

function sorted(rows: readonly Omit<IndexRow, 'version'>[]): Omit<IndexRow, 'version'>[] {
  return rows
    .map(({ skuId, locationId, available, onHand }) => ({ skuId, locationId, available, onHand }))
    .toSorted((a, b) => a.skuId - b.skuId || a.locationId - b.locationId)
}
