import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { cases } from '../../../../test/arbitrary/decided.ts'
import { orderFacts, rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups, plans, tables, worlds } from '../../../../test/arbitrary/routing.ts'
import { decideRouting } from '../decide.ts'
import type { SkuDemand } from '../candidates.ts'
import type { GroupToRoute, RoutingLocation, StockView } from '../types.ts'
import { decideWishesIdle } from './choose.ts'
import type { Places, RoutingRule, Wish } from './rule.ts'
import { liveRuleOf, ruleSetOf } from './set.ts'
import { wishedOf } from './wishes.ts'

const asked = fc.tuple(groups(), orderFacts).map(([group, order]): GroupToRoute => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...group, pickupLocationId: undefined, demand, order }
})
const money = fc.integer({ min: -40_000, max: 40_000 })
const places: fc.Arbitrary<Places> = fc.constantFrom(
  {},
  { countries: ['FR'] },
  { locations: ['L1', 'L3'] },
)
const wishes: fc.Arbitrary<Wish[]> = fc.array(
  fc.record(
    {
      places,
      perParcel: money,
      perUnit: money,
      goods: fc.constantFrom({ categories: ['shoes'] }, { skuTags: ['new'] }),
      stockBelow: fc.integer({ min: 1, max: 20 }),
    },
    { requiredKeys: ['places', 'perUnit'] },
  ),
  { maxLength: 3 },
)
const wishing = fc.tuple(rules(), wishes).map(([rule, own]): RoutingRule => {
  const plain = { use: [{ places: {} }], never: {}, choose: { by: 'least_cost' as const } }
  return { ...rule, ...plain, wishes: own }
})

const plain: RoutingRule = {
  ...fc.sample(rules(), { numRuns: 1, seed: 1 })[0]!,
  use: [{ places: {} }],
  never: {},
  choose: { by: 'least_cost' },
}

const NONE = { orders: 0, lines: 0, units: 0 }
const nothing: StockView = { forEach: () => undefined }
const topmost = { rank: 0, skus: [], available: [] }

describe('what a rule wishes', () => {
  it('is told of each wish by its place in the rule: of the parcel, and of goods', () => {
    const own = liveRuleOf({
      ...plain,
      wishes: [
        { places: { locations: ['L9'] }, perParcel: 5 },
        { places: {}, perParcel: -700, perRank: 100 },
        { places: {}, perUnit: 300, goods: { categories: ['hats'] } },
        { places: {}, perUnit: 40, goods: { categories: ['boats'] } },
      ],
    }).wishes
    const sku = (category: string) => {
      return { wholePerUnit: 0.5, lines: [{ sku: { category } }] } as unknown as SkuDemand
    }
    const given = ['hats', 'shoes'].map((category) => ({ sku: sku(category), quantity: 4 }))
    const location = { id: 1, code: 'L1' } as RoutingLocation
    const wished = wishedOf(own, location, nothing, { ...topmost, rank: 2 })
    assert.deepEqual(wished!.each(given), [
      [2, -500],
      [3, 600],
    ])
  })

  it('is a term of the cost, the sum of its terms; no parcel is worth more than it costs', () => {
    fc.assert(
      fc.property(asked, plans(), wishing, worlds(), (group, plan, rule, { network, stock }) => {
        const ruled = { ...plan, rules: ruleSetOf(1, [rule]) }
        const { record } = decideRouting(group, ruled, network, stock)
        let whole = 0
        for (const { cost, units, wishes: gave = [] } of record.chosen) {
          const { total, ...terms } = cost
          const sum = Object.values(terms).reduce((all, amount) => all + amount, 0)
          assert.ok(Math.abs(sum - total) < 1e-6)
          const isCredit = rule.wishes.some(({ perUnit = 0 }) => perUnit < 0)
          assert.ok(isCredit || total >= 0)
          whole += total
          const each = gave.reduce((all, [, amount]) => all + amount, 0)
          const rounded = gave.length + units.length
          const isCut = rule.wishes.some(({ perParcel = 0 }) => perParcel < 0)
          const beyond = (cost.wish ?? 0) - each
          assert.ok(beyond >= -rounded && (isCut || beyond <= rounded))
        }
        assert.ok(Math.abs(whole - record.cost) < 1e-6)
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing of what a rule decides by an order, where that is told', () => {
    const seen = { told: 0, changed: 0, short: 0 }
    const days = fc.array(fc.option(fc.nat(3)), { minLength: 6, maxLength: 6 })
    const drawn = fc.tuple(rules(), wishes, fc.boolean()).map(([rule, own, isFree]) => {
      return { ...rule, wishes: own, ...(isFree && { never: {} }) }
    })
    fc.assert(
      fc.property(cases, drawn, days, ({ group, plan, network, stock }, rule, limits) => {
        const day = (id: number) => {
          const lines = limits[id - 1] ?? null
          return { limit: { orders: null, lines, units: null }, used: NONE }
        }
        const decide = (one: RoutingRule) => {
          const by = { ...plan, rules: ruleSetOf(1, [one]) }
          return decideRouting(group, by, network, { ...stock, day })
        }
        const [wished, plainly] = [decide(rule), decide({ ...rule, wishes: [] })]
        seen.changed += isDeepStrictEqual(wished.parts, plainly.parts) ? 0 : 1
        if (wished.record.full) seen.short += 1
        if (!decideWishesIdle(rule) || wished.record.full) return
        assert.deepEqual([wished.parts, wished.short], [plainly.parts, plainly.short])
        seen.told += 1
      }),
      { numRuns: 3000 },
    )
    assert.ok(seen.told > 30 && seen.changed > 0 && seen.short > 30, JSON.stringify(seen))
  })

  it('takes off carriage by weight band as well, and what is wished for goes', () => {
    fc.assert(
      fc.property(asked, plans(['least_cost']), tables, worlds(), (group, plan, table, world) => {
        const { network, stock } = world
        const by = { ...plan, tariff: table }
        const decide = (own: readonly Wish[]) => {
          const rule = { ...plain, wishes: own }
          return decideRouting(group, { ...by, rules: ruleSetOf(1, [rule]) }, network, stock)
        }
        const free = decide([]).record
        const first = free.candidates.find(([, , alone]) => alone !== null)
        if (!first || free.chosen.length !== 1) return
        const { code } = network.location(first[0])!
        const wished = decide([{ places: { locations: [code] }, perParcel: -1e7 }]).record
        const own = wished.candidates.find(([id]) => id === first[0])![2]!
        // Of carriage in its lowest band, of the parcel and what else a parcel costs, all is off.
        const least = Math.min(own, free.cost)
        assert.ok(wished.cost <= least && own <= first[2]!)
        for (const { cost } of wished.chosen) {
          assert.ok(cost.total >= 0)
          const { total, ...terms } = cost
          assert.equal(
            Object.values(terms).reduce((all, amount) => all + amount, 0),
            total,
          )
          assert.ok(cost.freight >= 0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives a unit a credit of more than it costs to send, wherever that is, for some SKUs', () => {
    fc.assert(
      fc.property(asked, plans(['least_cost']), worlds(), (group, plan, { network, stock }) => {
        const decide = (own: readonly Wish[]) => {
          const set = ruleSetOf(1, [{ ...plain, wishes: own }])
          return decideRouting(group, { ...plan, rules: set }, network, stock)
        }
        const free = decide([])
        // Everywhere the same: nothing is gained by going anywhere else.
        const goods = { skus: ['SKU-1'] }
        const same = decide([{ places: {}, goods, perUnit: -50_000 }])
        assert.deepEqual(same.parts, free.parts)
        const units = free.parts.reduce((sum, { skuId, quantity }) => {
          return skuId === 1 ? sum + quantity : sum
        }, 0)
        assert.ok(Math.abs(same.record.cost - free.record.cost + 50_000 * units) < 1e-6)
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing where it wishes nothing of any place', () => {
    fc.assert(
      fc.property(asked, plans(), wishing, worlds(), (group, plan, rule, { network, stock }) => {
        const decide = (own: readonly Wish[]) => {
          const set = ruleSetOf(1, [{ ...rule, wishes: own }])
          return decideRouting(group, { ...plan, rules: set }, network, stock)
        }
        const elsewhere = { places: { locations: ['NOWHERE'] }, perParcel: 9, perUnit: 9 }
        assert.deepEqual(decide([elsewhere]), decide([]))
      }),
    )
  })

  it('is heard: what speaks against a place so much that all else is cheaper keeps it out', () => {
    fc.assert(
      fc.property(asked, plans(), wishing, worlds(), (group, plan, rule, { network, stock }) => {
        const decide = (own: readonly Wish[]) => {
          const set = ruleSetOf(1, [{ ...rule, wishes: own }])
          return decideRouting(group, { ...plan, rules: set }, network, stock)
        }
        const free = decide([])
        const first = free.record.chosen[0]?.locationId
        if (first === undefined) return
        const { code } = network.location(first)!
        const { record, short } = decide([{ places: { locations: [code] }, perParcel: 1e8 }])
        assert.deepEqual(short, free.short)
        if (record.chosen.every(({ locationId }) => locationId !== first)) return
        // It is there only where it is needed.
        const left = group.avoid ?? []
        const avoid = [...left, { locationId: first, skuId: null }]
        const without = decideRouting({ ...group, avoid }, plan, network, stock)
        assert.ok(without.short.length > 0)
      }),
      { numRuns: 300 },
    )
  })

  it('grows with the share of its day that a place has used', () => {
    const wish: Wish = { places: {}, perParcel: 1000, byWorkload: true }
    const { wishes: own } = liveRuleOf({ ...fc.sample(wishing, 1)[0]!, wishes: [wish] })
    const day = (orders: number) => ({
      limit: { orders: 8, lines: null, units: null },
      used: { orders, lines: 40, units: 5 },
    })
    const location = { id: 1 } as RoutingLocation
    const parcel = (orders: number) =>
      wishedOf(own, location, { ...nothing, day: () => day(orders) as never }, topmost)?.parcel
    assert.deepEqual([parcel(0), parcel(2), parcel(8)], [0, 250, 1000])
    assert.equal(wishedOf(own, location, nothing, topmost)?.parcel, 0)
  })

  it('grows with the rank of a place, as if each place had a wish of its own', () => {
    fc.assert(
      fc.property(
        asked,
        plans(),
        worlds(),
        fc.integer({ min: 1, max: 30_000 }),
        (group, given, world, perRank) => {
          const { network, stock } = world
          const decide = (own: readonly Wish[]) => {
            const set = ruleSetOf(1, [{ ...plain, when: [], wishes: own }])
            const { record, ...rest } = decideRouting(
              group,
              { ...given, rules: set },
              network,
              stock,
            )
            const chosen = record.chosen.map((one) => ({ ...one, wishes: undefined }))
            return { ...rest, record: { ...record, chosen } }
          }
          const ids = [...new Set(world.rows.map(({ locationId }) => locationId))]
          const each = ids.flatMap((id): Wish[] => {
            const location = network.location(id)
            const rank = network.rank(id) ?? 0
            if (!location || rank === 0) return []
            return [{ places: { locations: [location.code] }, perParcel: rank * perRank }]
          })
          assert.deepEqual(decide([{ places: {}, perRank }]), decide(each))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('grows, by unit, with what a place lacks of a number', () => {
    const wish: Wish = { places: {}, perUnit: 1000, stockBelow: 8 }
    const { wishes: own } = liveRuleOf({ ...plain, wishes: [wish] })
    const sku = { lines: [{ sku: undefined }], wholePerUnit: 0.5 } as unknown as SkuDemand
    const unit = (units: number) => {
      const at = { rank: 0, skus: [sku], available: [2 * units] }
      return wishedOf(own, { id: 1 } as RoutingLocation, nothing, at)!.unit(sku)
    }
    assert.deepEqual([0, 1, 2.5, 8, 50].map(unit), [1000, 875, 688, 0, 0])
  })

  it('leaves last units where they are, if others cost no more than it says', () => {
    fc.assert(
      fc.property(asked, plans(), worlds(), (group, given, { network, stock }) => {
        const plan = (...own: Wish[]) => {
          return { ...given, rules: ruleSetOf(1, [{ ...plain, when: [], wishes: own }]) }
        }
        const { record: free, short } = decideRouting(group, plan(), network, stock)
        const wish: Wish = { places: {}, perUnit: 50_000, stockBelow: 20 }
        const wished = decideRouting(group, plan(wish), network, stock)
        assert.deepEqual(wished.short, short)
        const paid = (record: typeof free) =>
          record.chosen.reduce((sum, { cost }) => sum + cost.total - (cost.wish ?? 0), 0)
        const most = free.chosen.flatMap(({ units }) => units).reduce((sum, [, n]) => sum + n, 0)
        assert.ok(paid(wished.record) >= paid(free) - 1e-6)
        assert.ok(paid(wished.record) - paid(free) <= most * 50_000 + 1e-6)
      }),
      { numRuns: 300 },
    )
  })
})
