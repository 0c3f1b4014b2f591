import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { declines, moments, objectives, scarce } from '../arbitrary/objectives.ts'
import { orderFacts, rules, skuOf } from '../arbitrary/routing-rules.ts'
import { groups, plans, worlds } from '../arbitrary/routing.ts'
import { costOfParts } from '../../src/routing/domain/by-hand.ts'
import type { StockPrices } from '../../src/routing/domain/ahead.ts'
import { decideRouting, type Decision, type Plan } from '../../src/routing/domain/decide.ts'
import { ruleSetOf } from '../../src/routing/domain/rules/set.ts'
import type { GroupToRoute, NetworkView, StockView } from '../../src/routing/domain/types.ts'

/** Any world under any rules and objective, with prices of stock by the plan and of room. */
const cases = fc
  .record({
    group: groups(),
    order: orderFacts,
    following: fc.subarray([1, 2, 3]),
    isSent: fc.boolean(),
    plan: plans(),
    ruled: fc.option(fc.array(rules(), { minLength: 1, maxLength: 3 }), { nil: undefined }),
    world: worlds(),
    moment: moments,
    seen: declines,
    objective: objectives,
    slotPrice: scarce,
    price: scarce,
  })
  .map(({ group, order, following, isSent, plan, ruled, world, ...rest }) => {
    const { moment, seen, objective, slotPrice, price } = rest
    const demand = group.demand.map((one) => {
      const follows = following.includes(one.skuId) && following.length < 2
      return { ...one, sku: skuOf(one.skuId), ...(follows && { follows }) }
    })
    const sent = isSent && { method: 'standard', pickupLocationId: undefined }
    const asked: GroupToRoute = { ...group, ...sent, demand, order }
    const full: Plan = {
      ...plan,
      objective,
      declines: seen,
      ...(ruled && { rules: ruleSetOf(1, ruled) }),
    }
    const prices: StockPrices = {
      at: '2026-01-04T22:00:00Z',
      has: () => true,
      price: (skuId, locationId) => price(locationId, skuId),
    }
    const network: NetworkView = { ...world.network, moment }
    const busy: NetworkView = { ...network, slotPrice: (id) => slotPrice(id) }
    return { ...world, group: asked, plan: full, ahead: { ...full, prices }, network, busy }
  })

const served = ({ parts }: Decision) => {
  const units = new Map<number, number>()
  for (const { lineNo, quantity } of parts) {
    units.set(lineNo, (units.get(lineNo) ?? 0) + quantity)
  }
  return [...units].toSorted(([a], [b]) => a - b)
}

describe('prices of scarce stock, in a decision', () => {
  it('never refuse what stock can serve, under whatever rules: the same units are served', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, ahead, network, busy, stock }) => {
        const plain = decideRouting(group, plan, network, stock)
        for (const decision of [
          decideRouting(group, ahead, network, stock),
          decideRouting(group, ahead, busy, stock),
        ]) {
          assert.deepEqual(served(decision), served(plain))
          assert.deepEqual(decision.short, plain.short)
          assert.deepEqual(decision.record.short, plain.record.short)
          // With what goes along others may be looked at, and so more be told to have it.
          const { demand } = group
          if (demand.every(({ follows }) => !follows)) {
            assert.deepEqual(decision.record.wanted, plain.record.wanted)
          }
          assert.deepEqual(decision.record.unfilled, plain.record.unfilled)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('cost no more, prices counted, than what would be done without them', () => {
    fc.assert(
      fc.property(cases, ({ group, ahead, network, stock }) => {
        const { rules: _, ...free } = { ...ahead, strategy: 'least_cost' as const }
        const { prices: __, ...blind } = free
        fc.pre(group.demand.every(({ follows }) => !follows))
        const decision = decideRouting(group, free, network, stock)
        const plain = decideRouting(group, blind, network, stock)
        const left = (plain.record.unfilled ?? []).reduce((sum, [, , cost]) => sum + cost, 0)
        const parts = costOfParts(group, free, network, plain.parts, stock)
        const cost = parts.reduce((sum, one) => sum + one.cost.total, left)
        assert.ok(decision.record.cost - decision.record.gap <= cost)
      }),
      { numRuns: 1000 },
    )
  })

  it('change nothing, not a byte, where no SKU has any, or the stock is to come', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, ahead, network, stock }) => {
        const none = { ...ahead, prices: { ...ahead.prices, has: () => false } }
        const [one, other] = [plan, none].map((by) => decideRouting(group, by, network, stock))
        assert.equal(JSON.stringify(one), JSON.stringify(other))
        const coming: StockView = { ...stock, isComing: true }
        const [three, four] = [plan, ahead].map((by) => decideRouting(group, by, network, coming))
        assert.equal(JSON.stringify(three), JSON.stringify(four))
      }),
    )
  })
})
