import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rulesOf, said } from '../../../test/arbitrary/offering.ts'
import { createOffering } from './rules/offering.ts'
import { sumOf, termsAt } from './selling.ts'
import {
  cutOf,
  decideAllShares,
  decideCut,
  decideShares,
  fencesOf,
  sharesWith,
  type FenceHere,
  type FenceTerms,
  type Share,
} from './fences.ts'

const locationId = fc.integer({ min: 1, max: 4 })
const rows = fc.uniqueArray(fc.record({ locationId, free: fc.integer({ min: -3, max: 9 }) }), {
  selector: (row) => row.locationId,
})
const before = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), fc.nat(9)).map((shares) => {
  return new Map(Object.entries(shares).map(([id, units]) => [Number(id), units]))
})
const share: fc.Arbitrary<Share> = fc.record({
  ruleId: fc.constantFrom('a', 'b'),
  skuId: fc.integer({ min: 1, max: 2 }),
  locationId,
  channelId: fc.integer({ min: 1, max: 3 }),
  quantity: fc.integer({ min: 1, max: 9 }),
})

describe('the shares of a ring-fence', () => {
  it('are as many as wanted where so many are free, never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 20 }), rows, before, (wanted, there, was) => {
        const shares = decideShares(wanted, there, was)
        const free = new Map(there.map((row) => [row.locationId, Math.max(0, row.free)]))
        const all = (of: Iterable<number>) => [...of].reduce((sum, units) => sum + units, 0)
        assert.equal(all(shares.values()), Math.min(Math.max(0, wanted), all(free.values())))
        for (const [at, units] of shares) assert.ok(units > 0 && units <= free.get(at)!)
      }),
    )
  })

  it('stay where they are as long as nothing moves', () => {
    fc.assert(
      fc.property(fc.nat(20), rows, before, (wanted, there, was) => {
        const shares = decideShares(wanted, there, was)
        assert.deepEqual(new Map(decideShares(wanted, there, shares)), new Map(shares))
      }),
    )
  })
})

const terms: fc.Arbitrary<FenceTerms> = fc.oneof(
  fc.nat(9).map((quantity) => ({ kind: 'ring_fence' as const, quantity, percent: null })),
  fc.constantFrom(10, 50).map((percent) => {
    return { kind: 'ring_fence' as const, quantity: null, percent }
  }),
)
const level = fc.record({
  used: fc.nat(5),
  fenced: fc.option(fc.nat(9)),
  percent: fc.option(fc.constantFrom(10, 50)),
})
const stock = rows.map((some) => some.map((row) => ({ ...row, onHand: Math.max(0, row.free) })))

describe('a ring-fence that is cut', () => {
  it('is about what its rule says; a percentage is taken once, and only of something', () => {
    fc.assert(
      fc.property(terms, level, stock, before, (says, known, there, was) => {
        const cut = decideCut({ terms: says, decimals: 0 }, known, there, was)
        const onHand = there.reduce((sum, row) => sum + row.onHand, 0)
        if (says.quantity !== null)
          assert.deepEqual([cut.fenced, cut.percent], [says.quantity, null])
        else if (known.fenced !== null && known.percent === says.percent) {
          assert.equal(cut.fenced, known.fenced)
        } else if (onHand === 0) assert.deepEqual([cut.fenced, cut.percent], [0, null])
        else {
          const begins = Math.floor((onHand * says.percent!) / 100)
          assert.equal(cut.fenced, begins + (known.fenced ? known.used : 0))
          assert.equal(cut.percent, says.percent)
        }
        assert.deepEqual(cut.shares, decideShares(cut.fenced! - known.used, there, was))
        const again = decideCut(
          { terms: says, decimals: 0 },
          { ...known, ...cut },
          there,
          cut.shares,
        )
        assert.deepEqual([again.fenced, again.percent], [cut.fenced, cut.percent])
      }),
    )
  })
})

const here: fc.Arbitrary<FenceHere> = fc
  .record({ terms, level, places: fc.subarray([1, 2, 3, 4]), channelId: fc.nat(3) })
  .map(({ terms: says, places, ...rest }) => {
    return { ...rest, rule: { id: '', terms: says }, isPlace: (at) => places.includes(at) }
  })
const sku = fc.record({
  fences: fc
    .array(here, { maxLength: 4 })
    .map((all) => all.map((one, i) => ({ ...one, rule: { ...one.rule, id: 'abcd'[i]! } }))),
  rows: stock,
  shares: fc
    .uniqueArray(fc.record({ id: fc.constantFrom(...'abcde'), locationId, units: fc.nat(5) }), {
      selector: ({ id, locationId: at }) => `${id} ${at}`,
    })
    .map((all) =>
      all
        .filter(({ units }) => units > 0)
        .map(({ id, locationId: at, units }): Share => {
          return { ruleId: id, skuId: 1, locationId: at, channelId: 0, quantity: units }
        }),
    ),
})

describe('all ring-fences of a SKU', () => {
  it('end as if each were cut until nothing changes any more', () => {
    fc.assert(
      fc.property(sku, ({ fences, rows: there, shares: old }) => {
        const of = { skuId: 1, decimals: 0, rows: there }
        const after = decideAllShares(fences, of, old)
        for (const fence of fences) {
          const begun = levelBegun(fence, there)
          const cut = cutOf({ ...fence, level: begun }, of, after)
          assert.deepEqual(
            inOrder(sharesWith(after, fence, { skuId: 1, cut })),
            inOrder(after),
            'another round changes something',
          )
        }
        const ids = new Set(fences.map(({ rule }) => rule.id))
        assert.ok(after.every(({ ruleId }) => ids.has(ruleId)))
        for (const row of there) {
          const aside = after.filter(({ locationId: at }) => at === row.locationId)
          const units = aside.reduce((sum, { quantity }) => sum + quantity, 0)
          assert.ok(units <= Math.max(0, row.free), 'more is set aside than is free')
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('what ring-fences would set aside', () => {
  it('is a term of what each channel can sell, and all terms add up', () => {
    fc.assert(
      fc.property(sku, said, ({ fences, rows: there, shares: old }, rules) => {
        const shares = decideAllShares(fences, { skuId: 1, decimals: 0, rows: there }, old)
        const believed = new Map([[1, shares]])
        const caution = { heldBack: () => 0 }
        const offering = createOffering(
          caution,
          rulesOf(rules),
          Temporal.Now.instant(),
          fencesOf(believed),
        )
        for (const { locationId: at, free, onHand } of there) {
          const row = {
            skuId: 1,
            locationId: at,
            quantity: onHand,
            ...nothing,
            held: onHand - free,
          }
          for (const channelId of [0, 1, 2, 3]) {
            const offer = offering.to(channelId, null)
            const all = termsAt(row, { closed: undefined, offer, source: undefined })
            const safety = Math.min(Math.max(0, free), rules.safety[`1 ${at}`] ?? 0)
            const others = shares.filter(
              (one) => one.locationId === at && one.channelId !== channelId,
            )
            const units = others.reduce((sum, { quantity }) => sum + quantity, 0)
            const aside = Math.min(Math.max(0, free) - safety, units)
            assert.equal(sumOf(all), Math.max(0, free) - safety - aside)
            const told = all.find(({ term }) => term === 'set_aside')?.units ?? 0
            assert.equal(told + aside, 0)
          }
        }
      }),
    )
  })
})

const nothing = { unavailable: 0, allocated: 0, uncovered: 0, conditions: {} }

/** What a fence is about once it has begun on such stock. */
function levelBegun(
  { rule, level: known, isPlace }: FenceHere,
  there: Parameters<typeof decideCut>[2],
) {
  const within = there.filter(({ locationId: at }) => isPlace(at))
  const { fenced, percent } = decideCut({ ...rule, decimals: 0 }, known, within, new Map())
  return { ...known, fenced, percent }
}

function inOrder(shares: readonly Share[]) {
  const texts = shares.map((one) => `${one.ruleId} ${one.locationId} ${one.quantity}`)
  return texts.toSorted()
}

describe('what is set aside', () => {
  it('is out of reach for all channels but the one it is for', () => {
    fc.assert(
      fc.property(
        fc.array(share, { maxLength: 60, size: 'max' }),
        fc.nat(4),
        (shares, channelId) => {
          const fences = fencesOf(Map.groupBy(shares, ({ skuId }) => skuId))
          for (const skuId of [1, 2]) {
            for (const at of [1, 2, 3, 4]) {
              const kept = shares.filter(
                (one) =>
                  one.skuId === skuId && one.locationId === at && one.channelId !== channelId,
              )
              const units = kept.reduce((sum, { quantity }) => sum + quantity, 0)
              assert.equal(fences.aside(channelId, skuId, at), units)
              assert.equal(fences.asideBy(channelId, skuId, at) !== undefined, units > 0)
            }
          }
          const elsewhere = fences.aside(channelId, 1, 2)
          fences.refresh([{ skuId: 1, locationId: 1 }], [])
          assert.equal(fences.aside(channelId, 1, 1), 0)
          assert.equal(fences.aside(channelId, 1, 2), elsewhere)
        },
      ),
    )
  })
})
