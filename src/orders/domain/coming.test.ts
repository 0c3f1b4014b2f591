import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BACKORDER, type ComingRow, type ComingTerms } from '../../inventory/index.ts'
import type { Decision, GroupToRoute, StockView } from '../../routing/index.ts'
import { createComingStock, decideComing, type ComingPart } from './coming.ts'

const today = Temporal.PlainDate.from('2026-03-01')
const SKU = 1
const PLACES = [1, 2, 3]
const WITHIN = 60

const rows = fc.array(
  fc.record({
    locationId: fc.constantFrom(...PLACES),
    free: fc.integer({ min: -1, max: 6 }),
    claimed: fc.nat(3),
    inDays: fc.integer({ min: -2, max: 70 }),
    confidence: fc.constantFrom(50, 100),
    late: fc.boolean(),
  }),
  { maxLength: 8 },
)
const asked = fc.record({
  rows,
  lines: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
  limit: fc.option(fc.nat(12)),
  /** Of the rule about the last place. */
  other: fc.option(fc.nat(12)),
  backorder: fc.option(fc.nat(8)),
  namesPlaces: fc.boolean(),
  shut: fc.subarray(PLACES),
})

type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never

/** Takes what there is in order of places: what matters here is which rows may be taken from. */
function route(group: GroupToRoute, stock: StockView): Decision {
  const places: [number, number][] = []
  stock.forEach(SKU, (id, free) => places.push([id, free]))
  const parts: Decision['parts'] = []
  const short: Decision['short'] = []
  for (const { lineNo, quantity: wanted } of group.demand) {
    let open = wanted
    for (const place of places) {
      const quantity = Math.min(open, Math.max(0, place[1]))
      place[1] -= quantity
      open -= quantity
      if (quantity > 0) parts.push({ lineNo, skuId: SKU, locationId: place[0], quantity })
    }
    if (open > 0) short.push({ lineNo, skuId: SKU, wanted, available: wanted - open })
  }
  return { parts, short, record: {} as Decision['record'] }
}

/** One rule is about the last place, another about the others. */
function ruleAt({ limit, other }: Pick<Asked, 'limit' | 'other'>, locationId: number) {
  return locationId === PLACES.at(-1)
    ? { rule: { id: 'last', name: 'Last' }, limit: other }
    : { rule: { id: 'rest', name: 'Rest' }, limit }
}

const rule = { id: 'backorders', name: 'Backorders' }
const why = { why: 'not_eligible' as const, rule: { id: 'r', name: 'Shut' } }

function decide({ rows: drawn, lines, limit, other, backorder, namesPlaces, shut }: Asked) {
  const known = drawn.map(({ inDays, ...row }, i): ComingRow => {
    return { ...row, skuId: SKU, supplyNo: i + 1, dueOn: today.add({ days: inDays }) }
  })
  const terms: ComingTerms = {
    preOrderAt: ({ id }) => ({
      ...ruleAt({ limit, other }, id),
      withinDays: WITHIN,
      minConfidence: 80,
    }),
    backorderAt: () => (backorder === null ? undefined : { rule, limit: backorder, days: 14 }),
    namesPlaces,
  }
  const demand = lines.map((quantity, i) => {
    return { lineNo: i + 1, skuId: SKU, quantity, gramsPerUnit: 0, wholePerUnit: 1 }
  })
  const destination = { country: 'FR', region: undefined, point: undefined }
  const group = { no: 1, method: 'standard', destination, pickupLocationId: undefined, demand }
  const placeOf = (id: number) => ({ id, groups: [], tags: [], kind: 'store' })
  const barred = (_: number, id: number) => (shut.includes(id) ? why : undefined)
  const lacking = { group, rows: known, terms, today, placeOf, pool: PLACES, barred }
  return { known, demand, parts: decideComing(lacking, route).parts }
}

const sum = (list: readonly { quantity: number }[]) =>
  list.reduce((total, { quantity }) => total + quantity, 0)
const rowOf = (known: readonly ComingRow[], { supplyNo }: ComingPart) =>
  known.find((row) => row.supplyNo === supplyNo)!

describe('what is promised of what is to come', () => {
  it('rests on rows that have it, are sure, in time and not late; no line gets too much', () => {
    fc.assert(
      fc.property(asked, (of) => {
        const { known, demand, parts } = decide(of)
        for (const { lineNo, quantity } of demand) {
          assert.ok(sum(parts.filter((part) => part.lineNo === lineNo)) <= quantity)
        }
        const receipts = parts.filter(({ supplyNo }) => supplyNo !== BACKORDER)
        for (const part of receipts) {
          const row = rowOf(known, part)
          assert.ok(part.quantity > 0 && part.expectedOn.equals(row.dueOn!))
          assert.ok(sum(receipts.filter((p) => p.supplyNo === part.supplyNo)) <= row.free)
          assert.ok(!of.shut.includes(part.locationId))
          assert.ok(row.confidence >= 80 && !row.late && row.locationId === part.locationId)
          const days = today.until(row.dueOn!).days
          assert.ok(days >= 0 && days <= WITHIN)
        }
        for (const place of PLACES.slice(1)) {
          const { rule: by, limit } = ruleAt(of, place)
          const isOf = (row: { locationId: number }) => ruleAt(of, row.locationId).rule.id === by.id
          const promised = sum(receipts.filter(isOf))
          if (promised === 0 || limit === null) continue
          const claimed = known.filter(isOf).reduce((total, row) => total + row.claimed, 0)
          assert.ok(promised + claimed <= limit)
        }
      }),
    )
  })

  it('is of the earliest day by which there is enough', () => {
    fc.assert(
      fc.property(asked, (of) => {
        const { known, demand, parts } = decide({
          ...of,
          limit: null,
          other: null,
          backorder: null,
        })
        if (sum(parts) < sum(demand)) return
        const last = parts
          .map((p) => p.expectedOn)
          .toSorted(Temporal.PlainDate.compare)
          .at(-1)!
        const earlier = known.filter(({ locationId, dueOn, confidence, late, free }) => {
          const isBefore = Temporal.PlainDate.compare(dueOn!, last) < 0
          const isNow = Temporal.PlainDate.compare(dueOn!, today) >= 0
          const isOpen = isBefore && isNow && confidence >= 80 && !late
          return isOpen && free > 0 && !of.shut.includes(locationId)
        })
        assert.ok(earlier.reduce((total, { free }) => total + free, 0) < sum(demand))
      }),
    )
  })

  it('is a backorder only where receipts have no more, and never above its limit', () => {
    fc.assert(
      fc.property(asked, (of) => {
        const { demand, parts } = decide(of)
        const backorders = parts.filter(({ supplyNo }) => supplyNo === BACKORDER)
        const others = decide({ ...of, backorder: null }).parts
        assert.equal(sum(parts) - sum(backorders), sum(others))
        const open = PLACES.length - of.shut.length
        const places = of.namesPlaces ? open : Math.min(1, open)
        const most = (of.backorder ?? 0) * places
        assert.equal(sum(backorders), Math.min(most, sum(demand) - sum(others)))
        for (const part of backorders) {
          assert.ok(part.expectedOn.equals(today.add({ days: 14 })))
          assert.ok(!of.shut.includes(part.locationId))
        }
      }),
    )
  })

  it('is gone for the next order of the batch, and there again when it is given back', () => {
    fc.assert(
      fc.property(asked, (of) => {
        const { known, parts } = decide(of)
        const stock = createComingStock()
        stock.refresh(known)
        const before = stock.rowsOf(SKU)
        stock.take(parts)
        for (const row of stock.rowsOf(SKU)) {
          const taken = sum(parts.filter((p) => p.supplyNo === row.supplyNo))
          if (row.supplyNo === BACKORDER) continue
          const was = before.find(({ supplyNo }) => supplyNo === row.supplyNo)!
          assert.deepEqual([row.free, row.claimed], [was.free - taken, was.claimed + taken])
        }
        stock.giveBack(parts)
        const after = stock.rowsOf(SKU).filter(({ supplyNo }) => supplyNo !== BACKORDER)
        assert.deepEqual(after, before)
      }),
    )
  })
})
