import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  expectedTexts,
  fieldsOf,
  missTexts,
  testFaults,
  typedOf,
  type Telling,
} from './expected.ts'
import type { Proposed, RuleTest } from './use-tests.ts'
import { words } from './words-tests.en.ts'

const of: Telling = {
  said: words,
  language: 'en',
  place: (code) => `Store ${code}`,
  ruleName: (id) => (id === 'r1' ? 'Metro' : undefined),
  money: (cost) => `€${cost / 10_000}`,
}
const code = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,5}$/)
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 3 })
const units = fc.integer({ min: 0, max: 5000 }).map((n) => n / 100)
const expected: fc.Arbitrary<RuleTest['expected']> = fc
  .record(
    {
      rule: fc.constantFrom('r1', null),
      exactly: fc.uniqueArray(code, { maxLength: 3 }),
      among: codes,
      never: codes,
      maxParcels: fc.integer({ min: 1, max: 9 }),
      maxCost: fc.nat(1_000_000),
      unfilled: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((parts) => Object.keys(parts).length > 0)
const tests: fc.Arbitrary<Proposed & { code: string; name: string }> = fc.record({
  code,
  name: fc.constant('Near'),
  invented: fc.constant({
    channel: 'WEB',
    method: 'standard' as const,
    shipTo: { country: 'FR' },
    lines: [{ sku: 'X', quantity: 1 }],
  }),
  at: fc.constantFrom(null, { weekday: 7, time: '09:30' }),
  stock: fc.array(fc.record({ sku: code, location: code, quantity: units }), { maxLength: 4 }),
  expected,
})

describe('a routing test on the screen', () => {
  it('is sent as it was, where nothing is typed', () => {
    fc.assert(
      fc.property(tests, (drawn) => {
        const test = structuredClone(drawn)
        const typed = typedOf(test)
        assert.equal(testFaults(typed).size, 0)
        const { name, at, stock, expected: wanted } = test
        assert.deepEqual(fieldsOf(typed), { name, at, stock, expected: { ...wanted } })
      }),
    )
  })

  it('says which fields cannot be sent', () => {
    const empty = typedOf({
      invented: { channel: 'W', method: 'standard', shipTo: { country: 'FR' }, lines: [] },
      at: null,
      stock: [],
      expected: {},
    })
    const typed = { ...empty, maxParcels: '1.5', weekday: '1', stock: 'X A 1\nX A', maxCost: '-1' }
    assert.deepEqual(
      [...testFaults(typed)],
      [
        ['name', 'name'],
        ['code', 'code'],
        ['maxParcels', 'number'],
        ['maxCost', 'number'],
        ['time', 'time'],
        ['stock', { line: 2 }],
      ],
    )
    assert.equal(testFaults(empty).get('rule'), 'nothing')
  })

  it('is told in words, and so is what it missed', () => {
    const all = { rule: 'r1', exactly: [], among: ['A', 'B'], maxParcels: 1, unfilled: false }
    assert.deepEqual(expectedTexts(all, of), [
      'by “Metro”',
      'from nowhere',
      'only from Store A and Store B',
      'at most 1 parcel',
      'nothing is short',
    ])
    assert.deepEqual(expectedTexts({ rule: 'r2' }, of), ['by a rule that is gone'])
    const got = { rule: null, places: ['C'], parcels: 2, cost: 84_000, unfilled: false }
    const misses = (['rule', 'among', 'maxParcels', 'maxCost'] as const).map((part) => {
      return { part, says: '' }
    })
    const result = { code: 'T', name: 'T', outcome: 'failed' as const, misses }
    const told = { ...all, maxCost: 70_000 }
    assert.deepEqual(missTexts({ ...result, got: { ...got, currency: 'EUR' } }, told, of), [
      'Expected: by “Metro”. Decided: by no rule.',
      'Expected: only from Store A and Store B. Decided: from Store C.',
      'Expected: at most 1 parcel. Decided: 2 parcels.',
      'Expected: for €7 at most. Decided: for €8.4.',
    ])
  })
})
