import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { decideComponents, takenBy } from './bundle.ts'

const plain = { kind: 'stocked' as const, archived: false }
const skuByCode = new Map(
  [
    { id: 1, code: 'A', decimals: 0, ...plain },
    { id: 2, code: 'B', decimals: 2, ...plain },
    { id: 3, code: 'C', decimals: 0, ...plain, kind: 'not_stocked' as const },
    { id: 4, code: 'SET', decimals: 0, ...plain, kind: 'bundle' as const },
    { id: 5, code: 'OLD', decimals: 0, ...plain, archived: true },
  ].map((sku) => [sku.code, sku]),
)
const at = { at: '/skus/0', skuByCode }
const given = fc.array(
  fc.record({
    sku: fc.constantFrom('A', 'B', 'C', 'SET', 'OLD', 'NOPE'),
    quantity: fc.constantFrom(1, 3, 0.25, 0.001),
  }),
  { maxLength: 4 },
)

describe('what a bundle is made of', () => {
  it('is kept in base units, each SKU once and no bundle among them, or refused', () => {
    fc.assert(
      fc.property(given, (components) => {
        const decided = decideComponents({ kind: 'bundle', decimals: 0, components }, at)
        const codes = components.map(({ sku }) => sku)
        const isGood =
          codes.length > 0 &&
          new Set(codes).size === codes.length &&
          components.every(({ sku, quantity }) => {
            const known = skuByCode.get(sku)
            if (!known || known.kind === 'bundle' || known.archived) return false
            return known.decimals === 2 ? quantity !== 0.001 : Number.isInteger(quantity)
          })
        assert.equal(!(decided instanceof Refusal), isGood)
        if (decided instanceof Refusal) return
        assert.deepEqual(
          decided.map(({ code, quantity }) => [code, quantity]),
          components.map(({ sku, quantity }) => [sku, sku === 'B' ? quantity * 100 : quantity]),
        )
      }),
    )
  })

  it('says what is wrong, and where', () => {
    const told = (sku: Parameters<typeof decideComponents>[0]) => {
      const decided = decideComponents(sku, at)
      return decided instanceof Refusal ? [decided.code, decided.field] : decided
    }
    const bundle = { kind: 'bundle' as const, decimals: 0 }
    const one = (sku: string, quantity = 1) => ({ sku, quantity })
    assert.deepEqual(told({ kind: 'stocked', decimals: 2, components: undefined }), [])
    const field = '/skus/0/components'
    assert.deepEqual(told({ kind: 'not_stocked', decimals: 0, components: [one('A')] }), [
      'bundle_invalid',
      field,
    ])
    assert.deepEqual(told({ ...bundle, components: undefined }), ['bundle_invalid', field])
    assert.deepEqual(told({ ...bundle, decimals: 1, components: [one('A')] }), [
      'bundle_invalid',
      '/skus/0/decimals',
    ])
    assert.deepEqual(told({ ...bundle, components: [one('A'), one('SET')] }), [
      'bundle_invalid',
      `${field}/1/sku`,
    ])
    assert.deepEqual(told({ ...bundle, components: [one('A'), one('A')] }), [
      'bundle_invalid',
      `${field}/1/sku`,
    ])
    assert.deepEqual(told({ ...bundle, components: [one('OLD')] }), [
      'sku_unknown',
      `${field}/0/sku`,
    ])
    assert.deepEqual(told({ ...bundle, components: [one('A', 0.5)] }), [
      'quantity_invalid',
      `${field}/0/quantity`,
    ])
  })

  it('is what so many of it take from stock', () => {
    const components = [{ skuId: 1, code: 'A', quantity: 3 }]
    assert.deepEqual(takenBy({ id: 4, components }, 2), [{ skuId: 1, quantity: 6 }])
    assert.deepEqual(takenBy({ id: 1, components: [] }, 2), [{ skuId: 1, quantity: 2 }])
  })
})
