import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { declines, moments, objectives, scarce } from '../arbitrary/objectives.ts'
import { orderFacts, rules, skuOf } from '../arbitrary/routing-rules.ts'
import { groups, plans, worlds } from '../arbitrary/routing.ts'
import { costOfParts } from '../../src/routing/domain/by-hand.ts'
import {
  lookAhead,
  pricedBy,
  type PriceRow,
  type StockPrices,
} from '../../src/routing/domain/ahead.ts'
import {
  decideRouting,
  routeSeen,
  type Decision,
  type Plan,
} from '../../src/routing/domain/decide.ts'
import { pricesSeenIn } from '../../src/routing/domain/prices-seen.ts'
import type { DecisionRecord } from '../../src/routing/domain/record.ts'
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
    const together = { ...full, prices: { ...prices, slot: slotPrice } }
    return {
      ...world,
      group: asked,
      plan: full,
      ahead: { ...full, prices },
      together,
      network,
      busy,
    }
  })

/** What a unit costs that is left out: little, much, or more than anything. */
const worths = fc.constantFrom(1000, 1e6, 1e12)

/** So many units more of everything, everywhere: mostly all is there then. */
function withMore(stock: StockView, more: number): StockView {
  return {
    ...stock,
    forEach(skuId, visit) {
      const left = new Set([1, 2, 3, 4, 5])
      stock.forEach(skuId, (id, units, ...rest) => {
        left.delete(id)
        visit(id, units + more, ...rest)
      })
      for (const id of left) visit(id, more)
    },
  }
}

/** Of a SKU at all places of a world. */
function rowOf({ at, price }: StockPrices, skuId: number): PriceRow | undefined {
  const all = [1, 2, 3, 4, 5, 6, 7].flatMap((id) => {
    const found = price(skuId, id)
    return found ? [{ id, amount: found.amount }] : []
  })
  if (all.length === 0) return undefined
  const [places, amounts] = [all.map(({ id }) => id), all.map(({ amount }) => amount)]
  return { layer: 'P2', at, places: Int32Array.from(places), amounts: Int32Array.from(amounts) }
}

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
      fc.property(cases, ({ group, plan, ahead, together, network, busy, stock }) => {
        const plain = decideRouting(group, plan, network, stock)
        for (const decision of [
          decideRouting(group, ahead, network, stock),
          decideRouting(group, ahead, busy, stock),
          decideRouting(group, together, network, stock),
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

  it('are the same, not a byte else, as where what can be served is always looked at first', () => {
    let sure = 0
    fc.assert(
      fc.property(cases, fc.nat(50), worths, (of, more, unfilledPerUnit) => {
        const { group, network } = of
        const unfilledPercent = unfilledPerUnit === 1000 ? 30 : 0
        const objective = { ...of.together.objective, unfilledPerUnit, unfilledPercent }
        const together = { ...of.together, objective }
        const stock = withMore(of.stock, more)
        const seen = pricedBy(together, group, { group, network, stock })
        let decided = 0
        const once = lookAhead(seen, together, (views) => {
          decided += 1
          return routeSeen(views, together)
        })
        // Where a wish may pay for what is left out, nothing is taken for certain.
        const unsure = { ...(together.rules ?? ruleSetOf(0, [])), paysForUnits: true }
        const twice = lookAhead(seen, { ...together, rules: unsure }, (views) =>
          routeSeen(views, together),
        )
        assert.equal(JSON.stringify(once), JSON.stringify(twice))
        if (decided === 1) sure += 1
      }),
      { numRuns: 3000 },
    )
    assert.ok(sure > 100, `${sure} of 3000 were decided once`)
  })

  it('count alike where room is priced by the plan, or by the network that is seen', () => {
    fc.assert(
      fc.property(cases, ({ group, ahead, together, network, busy, stock }) => {
        assert.deepEqual(
          decideRouting(group, together, network, stock),
          decideRouting(group, ahead, busy, stock),
        )
      }),
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

  it('are kept in the record: by these it is decided again, to the byte', () => {
    let kept = 0
    fc.assert(
      fc.property(cases, ({ group, together, network, stock }) => {
        const { prices } = together
        const asked: Plan = { ...together, prices: { ...prices, row: (sku) => rowOf(prices, sku) } }
        const { record } = decideRouting(group, asked, network, stock)
        const then = pricesSeenIn(JSON.parse(JSON.stringify(record)) as DecisionRecord)
        const { prices: _, ...later } = asked
        const plan = then ? { ...later, prices: then } : later
        const again = decideRouting(group, plan, network, stock)
        assert.equal(JSON.stringify(again.record), JSON.stringify(record))
        if (then) kept += 1
      }),
      { numRuns: 1000 },
    )
    assert.ok(kept > 100, `${kept} of 1000 saw a price`)
  })
})
