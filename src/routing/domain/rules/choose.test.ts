import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { orderFacts, rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups, plans, tariffs, worlds, type World } from '../../../../test/arbitrary/routing.ts'
import { distanceKm } from '../../../lib/geo.ts'
import { findCandidates } from '../candidates.ts'
import { decideRouting, weigh, type Decision, type Plan } from '../decide.ts'
import { partCost, type Problem } from '../solve/problem.ts'
import type { GroupToRoute } from '../types.ts'
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
        assert.ok(places.size <= (isSmall ? 1 : (never.maxParcels ?? Infinity)))
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
      .tuple(rules(), fc.integer({ min: 1, max: 3 }), fc.boolean())
      .map(([rule, maxParcels, wholeLines]): RoutingRule => ({
        ...rule,
        use: [{ places: rule.use[0]!.places }],
        choose: { by: 'least_cost' },
        never: { maxParcels, wholeLines },
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
        const { problem } = weigh(group, plan, candidates, { network, stock })
        const least = cheapest(problem, rule.never)
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

/** By trying all sets of places; Infinity where none serves all that is there. */
function cheapest(problem: Problem, never: RoutingRule['never']): number {
  const { nodes, demand, available, unit } = problem
  if (demand.every((wanted) => wanted === 0)) return 0
  let least = Infinity
  for (let set = 1; set < 2 ** nodes.length; set += 1) {
    const open = nodes.map((_, n) => n).filter((n) => (set >> n) & 1)
    if (open.length > (never.maxParcels ?? Infinity)) continue
    let cost = open.reduce((sum, n) => sum + nodes[n]!.fixed, 0)
    demand.forEach((wanted, sku) => {
      let left = wanted
      const byCost = open.toSorted((a, b) => unit[sku]![a]! - unit[sku]![b]!)
      for (const n of byCost) {
        const there = available[sku]![n]!
        const take = never.wholeLines && there < wanted ? 0 : Math.min(left, there)
        left -= take
        cost += partCost(unit[sku]![n]!, take)
      }
      if (left > 0) cost = Infinity
    })
    least = Math.min(least, cost)
  }
  return least
}
