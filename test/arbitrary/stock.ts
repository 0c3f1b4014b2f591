import fc from 'fast-check'
import { uncoveredOf, type Supply } from '../../src/inventory/domain/supply.ts'

/** A supply row as it may stand: facts may have left claims without cover, or less than nothing. */
export function supplies(key: Partial<Supply> = {}): fc.Arbitrary<Supply> {
  return fc
    .record({
      skuId: fc.integer({ min: 1, max: 3 }),
      locationId: fc.integer({ min: 1, max: 4 }),
      supplyNo: fc.constant(0),
      quantity: fc.integer({ min: -3, max: 20 }),
      unavailable: fc.nat(4),
      held: fc.nat(8),
      allocated: fc.nat(8),
      version: fc.nat(100),
    })
    .map((row) => ({ ...row, ...key }))
    .map((row) => ({ ...row, uncovered: uncoveredOf(row) }))
}
