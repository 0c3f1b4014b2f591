import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  backorderTerms,
  preOrderTerms,
  unitsOfTerms,
  withoutUnseen,
  type ComingTerm,
} from './coming-terms.ts'
import {
  BACKORDER,
  leftByRule,
  promisableOf,
  withinLimits,
  type ComingPlace,
  type ComingRow,
  type ComingTerms,
} from './coming.ts'

const today = Temporal.PlainDate.from('2026-03-01')
const place = (id: number): ComingPlace => ({ id, kind: 'store', groups: [], tags: [] })
const near = { id: 'near', name: 'New goods' }
const far = { id: 'far', name: 'Far away' }
const more = { id: 'more', name: 'Beyond' }

type Ruled = { limit: number | null; other: number | null; most: number; namesPlaces: boolean }

/** One rule is about the third place, none about the fourth, another about the rest. */
function termsBy({ limit, other, most, namesPlaces }: Ruled): ComingTerms {
  const asks = { withinDays: 60, minConfidence: 80 }
  return {
    preOrderAt({ id }) {
      if (id === 4) return undefined
      return id === 3 ? { rule: far, limit: other, ...asks } : { rule: near, limit, ...asks }
    },
    backorderAt: () => ({ rule: more, limit: most, days: 14 }),
    namesPlaces,
  }
}

const toldOf = ({ term, units, locationId, limit, promised }: ComingTerm) => {
  return [term, units, locationId, limit, promised].filter((value) => value !== undefined)
}

const receipt = (locationId: number, supplyNo: number, of: Partial<ComingRow>): ComingRow => ({
  skuId: 1,
  locationId,
  supplyNo,
  free: 0,
  claimed: 0,
  dueOn: today.add({ days: 10 }),
  confidence: 100,
  late: false,
  ...of,
})

const rowsDrawn = fc
  .array(
    fc.record({
      locationId: fc.constantFrom(1, 2, 3, 4),
      free: fc.integer({ min: -3, max: 9 }),
      claimed: fc.nat(5),
      inDays: fc.option(fc.integer({ min: -3, max: 70 })),
      confidence: fc.constantFrom(50, 80, 100),
      late: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((drawn) =>
    drawn.map(({ inDays, ...row }, i): ComingRow => {
      const dueOn = inDays === null ? null : today.add({ days: inDays })
      return { ...row, skuId: 1, supplyNo: inDays === null ? BACKORDER : i + 1, dueOn }
    }),
  )
const ruled = fc.record({
  limit: fc.option(fc.nat(12)),
  other: fc.option(fc.nat(12)),
  most: fc.nat(9),
  namesPlaces: fc.boolean(),
})
const shutDrawn = fc.subarray([1, 2, 3, 4])

describe('the terms of what may be sold before it is there', () => {
  it('tell of each receipt what of it is promised, or why nothing is', () => {
    const rows = [
      receipt(1, 1, { free: 6, claimed: 4 }),
      receipt(1, 2, { free: 5, confidence: 79 }),
      receipt(1, 3, { free: 3, dueOn: today.add({ days: 61 }) }),
      receipt(2, 1, { free: 2, late: true }),
      receipt(2, 2, { free: -1, claimed: 3 }),
      receipt(4, 1, { free: 8 }),
      receipt(3, 1, { free: 7 }),
    ]
    const terms = termsBy({ limit: 9, other: null, most: 0, namesPlaces: false })
    const closedAt = (id: number) => (id === 3 ? { why: 'location_paused' as const } : undefined)
    const all = preOrderTerms(rows, terms, { placeOf: place, closedAt }, today)
    assert.deepEqual(all.map(toldOf), [
      ['receipt', 10, 1],
      ['promised', -4, 1],
      ['receipt', 2, 2],
      ['overdue', -2, 2],
      ['receipt', 8, 4],
      ['no_rule', -8, 4],
      ['receipt', 7, 3],
      ['location_paused', -7, 3],
      ['receipt', 5, 1],
      ['unsure', -5, 1],
      ['receipt', 2, 2],
      ['promised', -3, 2],
      ['uncovered', 1, 2],
      ['receipt', 3, 1],
      ['too_far', -3, 1],
      ['limit', -4, 9, 7],
    ])
    assert.equal(unitsOfTerms(all), 2)
    const unsure = all.find(({ term }) => term === 'unsure')!
    assert.deepEqual([unsure.rule, unsure.minConfidence], [near, 80])
  })

  it('add up to what is promised', () => {
    fc.assert(
      fc.property(rowsDrawn, ruled, shutDrawn, (rows, by, shut) => {
        const terms = termsBy(by)
        const closedAt = (id: number) =>
          shut.includes(id) ? { why: 'sku_paused' as const } : undefined
        const openAt = (id: number) => (shut.includes(id) ? undefined : place(id))
        const found = promisableOf(rows, terms, openAt, today)
        const may = withinLimits(found, leftByRule(rows, terms, place))
        const units = may.reduce((sum, { free }) => sum + free, 0)
        const all = preOrderTerms(rows, terms, { placeOf: place, closedAt }, today)
        assert.equal(unitsOfTerms(all), units)
        assert.ok(all.every((term) => term.units !== 0))
      }),
    )
  })

  it('tell of backorders once over all, or at each place that a rule names', () => {
    const rows = [
      receipt(1, BACKORDER, { claimed: 2, dueOn: null }),
      receipt(2, BACKORDER, { claimed: 5, dueOn: null }),
    ]
    const of = (namesPlaces: boolean) => {
      const terms = termsBy({ limit: null, other: null, most: 4, namesPlaces })
      return backorderTerms(rows, terms, [place(1), place(2)])!.map(toldOf)
    }
    assert.deepEqual(of(true), [
      ['limit', 4, 1, 4],
      ['promised', -2, 1],
      ['limit', 4, 2, 4],
      ['promised', -5, 2],
      ['beyond_limit', 1, 2],
    ])
    assert.deepEqual(of(false), [
      ['limit', 4, 1, 4],
      ['promised', -7, 1],
      ['beyond_limit', 3, 1],
    ])
    const terms = termsBy({ limit: null, other: null, most: 4, namesPlaces: true })
    assert.equal(backorderTerms(rows, terms, []), undefined)
  })

  it('keep their sum for who sees some places only, and name no other', () => {
    fc.assert(
      fc.property(rowsDrawn, ruled, shutDrawn, (rows, by, seen) => {
        const at = { placeOf: place, closedAt: () => undefined }
        const all = preOrderTerms(rows, termsBy(by), at, today)
        const told = withoutUnseen(all, (id) => seen.includes(id))
        assert.equal(unitsOfTerms(told), unitsOfTerms(all))
        assert.ok(told.every(({ locationId: id }) => id === undefined || seen.includes(id)))
      }),
    )
  })
})
