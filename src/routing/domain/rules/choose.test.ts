import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { orderFacts, rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups, plans, tariffs, worlds, type World } from '../../../../test/arbitrary/routing.ts'
import { cheapestWithin } from '../../../../test/routing/within-limits.ts'
import { distanceKm } from '../../../lib/geo.ts'
import { findCandidates } from '../candidates.ts'
import { decideRouting, type Decision, type Plan } from '../decide.ts'
import { weigh } from '../weigh.ts'
import type { Problem } from '../solve/problem.ts'
import type { GroupToRoute } from '../types.ts'
import { givesAll } from './choose.ts'
import { fenceOf } from './fence.ts'
import type { RoutingRule } from './rule.ts'
import { liveRuleOf, ruleSetOf } from './set.ts'

/** Groups of an order whose goods have names; they are sent. */
const asked = fc.tuple(groups(), orderFacts).map(([group, order]): GroupToRoute => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...group, pickupLocationId: undefined, demand, order }
})

function decide(group: GroupToRoute, plan: Plan, rule: RoutingRule, world: World): Decision {
  const ruled = { ...plan, rules: ruleSetOf(1, [rule]) }
  return decideRouting(group, ruled, world.network, world.stock)
}

describe('what a rule takes', () => {
  it('is all where it is what there is, though more is wanted', () => {
    const quantities = [
      [2, 1],
      [0, 0],
    ]
    const of = (demand: number[]) => givesAll({ demand } as unknown as Problem, { quantities })
    assert.deepEqual([of([3, 0]), of([4, 0]), of([3, 1])], [true, false, false])
  })

  it('keeps every limit, and names the rule', () => {
    fc.assert(
      fc.property(asked, plans(), rules(), worlds(), (group, plan, rule, world) => {
        const { parts, short, record } = decide(group, plan, rule, world)
        assert.deepEqual([record.rule?.id, record.rule?.version], [rule.id, 1])
        const { tierOf } = liveRuleOf(rule)
        const { never } = rule
        const places = new Set(parts.map(({ locationId }) => locationId))
        for (const id of places) {
          const location = world.network.location(id)!
          const tier = rule.use[tierOf(location)!]!
          assert.ok(tier)
          if (never.sameCountry) assert.equal(location.country, group.destination.country)
          if (never.maxKm === undefined) continue
          assert.ok(distanceKm(location.point!, group.destination.point!) <= never.maxKm)
        }
        const placesOf = (skuIds: readonly number[]) =>
          new Set(parts.filter(({ skuId }) => skuIds.includes(skuId)).map((p) => p.locationId))
        const units = group.demand.reduce((sum, one) => sum + one.quantity * one.wholePerUnit, 0)
        const { noSplitBelow: small } = never
        const isSmall =
          group.order!.value < (small?.value ?? 0) || units < (small?.units ?? -Infinity)
        // What was not looked at is no way that was passed over.
        const other = record.alternative && world.network.location(record.alternative.locationId)
        if (other) assert.ok(tierOf(other)! <= record.tier!)
        const parcels = record.chosen
        assert.ok(parcels.length <= (isSmall ? 1 : (never.maxParcels ?? Infinity)))
        for (const { units: here } of parcels) {
          const kinds = new Set(here.map(([skuId]) => skuOf(skuId).category))
          const isMixed = kinds.size > 1 && never.alone?.some((one) => kinds.has(one))
          assert.ok(!isMixed)
        }
        for (const sku of [1, 2, 3]) {
          assert.ok(placesOf([sku]).size <= (never.maxParcelsPerLine ?? Infinity))
        }
        if (never.wholeLines) for (const sku of [1, 2, 3]) assert.ok(placesOf([sku]).size <= 1)
        if (never.together?.includes('shoes')) assert.ok(placesOf([1, 3]).size <= 1)
        if (never.shipComplete) assert.ok(short.length === 0 || parts.length === 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not open further places for what nobody has', () => {
    fc.assert(
      fc.property(asked, plans(), rules(), worlds(), (group, plan, rule, world) => {
        const [first, second = { places: {} }] = rule.use
        const use = [first!, { ...second, opensToSave: undefined }]
        const free = { ...rule, never: {}, choose: { by: 'least_cost' as const } }
        const both = decide(group, plan, { ...free, use }, world)
        const alone = decide(group, plan, { ...free, use: [first!] }, world)
        if (both.short.length > 0 && sumOf(both) === sumOf(alone)) {
          assert.deepEqual(both.parts, alone.parts)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves out no more by ranking than the limits ask for', () => {
    fc.assert(
      fc.property(asked, plans(), rules(), worlds(), (group, plan, rule, world) => {
        const use = [{ places: {} }]
        const ranking = { by: 'ranking' as const, ranking: ['priority' as const] }
        const ranked = { ...rule, use, choose: { ...ranking, completeFirst: false } }
        const free = { ...rule, use, choose: { by: 'least_cost' as const } }
        const most = sumOf(decide(group, plan, free, world))
        assert.ok(sumOf(decide(group, plan, ranked, world)) >= most)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves what stays there', () => {
    fc.assert(
      fc.property(asked, plans(), rules(), worlds(), (group, plan, rule, world) => {
        const { parts } = decide(group, plan, rule, world)
        const { tierOf } = liveRuleOf(rule)
        for (const { skuId, locationId, available } of world.rows) {
          const location = world.network.location(locationId)
          const keeps = location && rule.use[tierOf(location) ?? 0]?.keeps
          const taken = parts
            .filter((part) => part.skuId === skuId && part.locationId === locationId)
            .reduce((sum, part) => sum + part.quantity, 0)
          const stays = taken === 0 ? 0 : (keeps ?? 0) * 10 ** (skuId - 1)
          assert.ok(taken <= Math.max(0, available - stays))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('costs least of all plans that keep the limits, where all can be served', () => {
    const simple = fc
      .tuple(rules(), fc.integer({ min: 1, max: 5 }), lineLimits, alones, wishes)
      .map(([rule, maxParcels, perLine, alone, own]): RoutingRule => ({
        ...rule,
        use: [{ places: rule.use[0]!.places }],
        choose: { by: 'least_cost' },
        never: { maxParcels, ...perLine, ...alone },
        wishes: own,
      }))
    const linear = fc.tuple(plans(['least_cost']), tariffs).map(([plan, tariff]) => {
      return { ...plan, tariff }
    })
    fc.assert(
      fc.property(asked, linear, simple, worlds(), (group, plan, rule, world) => {
        const { record, short } = decide(group, plan, rule, world)
        const live = liveRuleOf(rule)
        const { network, stock } = world
        const fence = fenceOf(live, group, plan, undefined)
        const candidates = findCandidates(group, network, stock, plan.tariff, fence)
        const { problem } = weigh(group, plan, candidates, {
          network,
          stock,
          wishes: live.wishes,
        })
        const categories = candidates.skus.map(({ skuId }) => skuOf(skuId).category)
        const least = cheapestWithin(problem, rule.never, categories)
        if (least < Infinity) {
          assert.equal(record.cost, least)
          return
        }
        // Where the limits let not all of it go, something is left out.
        assert.ok(short.length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})

function sumOf({ parts }: Decision): number {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** How often a line may be split, and what travels alone. */
const lineLimits = fc.constantFrom<RoutingRule['never']>(
  {},
  { wholeLines: true },
  { maxParcelsPerLine: 2 },
)
const wishes = fc.array(
  fc.record({
    places: fc.constantFrom({ countries: ['FR'] }, { locations: ['L1', 'L3'] }),
    goods: fc.constantFrom({ categories: ['shoes'] }, { skus: ['SKU-2'] }),
    perUnit: fc.integer({ min: -60_000, max: 20_000 }),
  }),
  { maxLength: 2 },
)
const alones = fc.constantFrom<RoutingRule['never']>({}, {}, { alone: ['shoes'] })
