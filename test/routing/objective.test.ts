import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services } from '../arbitrary/cards.ts'
import {
  collecting,
  declines,
  moments,
  objectives,
  scarce,
  wanted,
} from '../arbitrary/objectives.ts'
import { groups, packagings, plans, worlds } from '../arbitrary/routing.ts'
import { ratesOf } from '../../src/shipping/domain/rates.ts'
import { costOfParts } from '../../src/routing/domain/by-hand.ts'
import { findCandidates, type Candidates } from '../../src/routing/domain/candidates.ts'
import { decideRouting, type Plan } from '../../src/routing/domain/decide.ts'
import { exportGroup, problemOf } from '../../src/routing/domain/exchange.ts'
import type { DecisionRecord } from '../../src/routing/domain/record.ts'
import type { Limits } from '../../src/routing/domain/rules/rule.ts'
import { ruleSetOf } from '../../src/routing/domain/rules/set.ts'
import { solve } from '../../src/routing/domain/solve/index.ts'
import { orderFacts, rules } from '../arbitrary/routing-rules.ts'
import { terms, type Cost } from '../../src/routing/domain/terms.ts'
import type { GroupToRoute, NetworkView, Part, StockView } from '../../src/routing/domain/types.ts'

/** Small groups with all that a decision may go by; by cards in half of the cases. */
const cases = fc
  .record({
    group: groups(),
    wantedBy: fc.option(wanted, { nil: undefined, freq: 5 }),
    plan: plans(['least_cost']),
    all: services.chain(collecting),
    packaging: packagings,
    isByCards: fc.boolean(),
    isSent: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    world: worlds(),
    moment: moments,
    seen: declines,
    objective: objectives,
    slotPrice: scarce,
    price: scarce,
  })
  .map(({ group, wantedBy, plan, all, packaging, isByCards, isSent, world, ...rest }) => {
    const rates = ratesOf(all, packaging)
    const tariff = isByCards ? { cards: { currency: 'EUR' }, rates, packaging } : plan.tariff
    const demand = group.demand.slice(0, 3).map((one) => {
      return { ...one, quantity: Math.min(one.quantity, 3) }
    })
    const sent = isSent && { method: 'standard', pickupLocationId: undefined }
    const by = wantedBy !== undefined && { wantedBy }
    const asked: GroupToRoute = { ...group, ...sent, demand, ...by }
    const { moment, slotPrice, price, seen, objective } = rest
    const network: NetworkView = { ...world.network, moment, slotPrice: (id) => slotPrice(id) }
    const stock: StockView = { ...world.stock, price: (sku, id) => price(id, sku) }
    const full: Plan = { ...plan, tariff, objective, declines: seen }
    return { group: asked, plan: full, network, stock, plain: { ...plan, tariff }, world }
  })

describe('what a plan counts in money', () => {
  it('adds up: a record costs the sum of its terms, each whole and with its source', () => {
    let sooner = 0
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { record } = decideRouting(group, plan, network, stock)
        let sum = 0
        for (const one of record.chosen) {
          const { total, ...amounts } = one.cost
          assert.equal(sumOf(amounts), total)
          const whole = terms.filter((term) => term !== 'freight' && term !== 'handling')
          for (const term of whole) assert.ok(Number.isInteger(amounts[term] ?? 0))
          for (const term of terms) assert.ok((amounts[term] ?? 0) >= 0)
          sum += total
          // Where something is paid for, the record says what that goes by.
          if (amounts.late) assert.ok(one.time!.late! > 0 && record.wantedBy === group.wantedBy)
          if (amounts.speed) {
            sooner += 1
            assert.equal(amounts.speed, plan.objective!.dayPerParcel! * one.time!.days!)
            assert.ok(record.wantedBy === undefined && amounts.late === undefined)
          }
          if (amounts.reroute) assert.ok(one.declines && record.declinesAt)
          if (amounts.carbon) assert.ok(one.co2eG !== undefined && one.km !== null)
          if (amounts.stock) assert.ok(one.stockPrices!.some(([, , no]) => record.prices![no]))
          if (amounts.slot) assert.equal(one.slotPrice![0], amounts.slot)
        }
        assert.equal(record.cost, sum + leftIn(record))
      }),
      { numRuns: 1000 },
    )
    assert.ok(sooner > 0)
  })

  it('changes nothing where it counts nothing: not a part, not a cost', () => {
    fc.assert(
      fc.property(cases, ({ group, plain, network, stock, world }) => {
        const { wantedBy: _, ...before } = group
        const plan = { ...plain, objective: {} }
        const { moment } = network
        const now = { ...world.network, ...(moment && { moment }) }
        const { price: __, ...free } = stock
        const [one, other] = [
          decideRouting(group, plan, now, free),
          decideRouting(before, plain, world.network, world.stock),
        ]
        assert.equal(JSON.stringify(one.parts), JSON.stringify(other.parts))
        assert.equal(JSON.stringify(one.short), JSON.stringify(other.short))
        assert.equal(
          JSON.stringify(withoutSources(one.record)),
          JSON.stringify(withoutSources(other.record)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('is optimal: the open format tells all of it, and no dearer plan is taken', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { record } = decideRouting(group, plan, network, stock)
        const { instance } = exportGroup(group, plan, network, stock, String)
        const best = solve(problemOf(instance))!
        const { scale = 10_000 } = instance.meta!
        // Finer money is rounded less often: by half a unit for each part.
        const rounded = scale === 10_000 ? 0 : record.chosen.length * group.demand.length
        // What prices do not decide on is no part of what is to be solved.
        const apart = instance.options.allowPartial ? 0 : leftIn(record)
        const cost = (best.cost * 10_000) / scale + apart
        assert.ok(Math.abs(cost - record.cost) <= rounded + record.gap)
      }),
      { numRuns: 300 },
    )
  })

  it('is the least over all ways to split the units', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { record } = decideRouting(group, plan, network, stock)
        // With prices just that is served which is worth it without them.
        fc.pre(leftIn(record) === 0)
        const ways = waysOf(group, findCandidates(group, network, stock, plan.tariff))
        fc.pre(record.gap === 0 && ways !== undefined)
        for (const parts of ways) {
          const costs = costOfParts(group, plan, network, parts, stock)
          const cost = costs.reduce((sum, one) => sum + one.cost.total, 0)
          assert.ok(record.cost <= cost)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is told to a person who chooses as it is decided', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { record, parts } = decideRouting(group, plan, network, stock)
        const costs = costOfParts(group, plan, network, parts, stock)
        const told = new Map(costs.map(({ locationId, cost }) => [locationId, cost]))
        for (const { locationId, cost } of record.chosen) {
          assert.deepEqual(told.get(locationId), cost)
        }
      }),
    )
  })
})

describe('a parcel that may be late', () => {
  it('is less likely so the dearer that is: a dearer lateness never makes a plan later', () => {
    // Whole millions, so that no rounding makes one of two plans cheaper.
    const prices = fc.tuple(fc.nat(9), fc.nat(9)).map((both) => both.toSorted((a, b) => a - b))
    fc.assert(
      fc.property(cases, prices, ({ group, plan, network, stock }, [less, more]) => {
        fc.pre(group.wantedBy !== undefined && plan.tariff.cards !== undefined)
        const lateAt = (latePerParcel: number) => {
          const objective = { onTimePercent: 90, latePerParcel }
          const { record } = decideRouting(group, { ...plan, objective }, network, stock)
          const parcels = record.chosen.every(({ carriage }) => (carriage?.parcels ?? 1) === 1)
          fc.pre(parcels && record.gap === 0)
          return record.chosen.reduce((sum, { time }) => sum + (time?.late ?? 0), 0)
        }
        assert.ok(lateAt(more! * 1_000_000) <= lateAt(less! * 1_000_000))
      }),
      { numRuns: 500 },
    )
  })

  it('never goes where a rule lets none be late, and why it does not is told', () => {
    fc.assert(
      fc.property(cases, rules(), orderFacts, ({ group, plan, network, stock }, any, order) => {
        fc.pre(group.pickupLocationId === undefined && group.wantedBy !== undefined)
        const free = { use: [{ places: {} }], choose: { by: 'least_cost' as const } }
        const set = (never: Limits) => ruleSetOf(1, [{ ...any, ...free, never }])
        const decide = (never: Limits) =>
          decideRouting({ ...group, order }, { ...plan, rules: set(never) }, network, stock).record
        const { chosen, excluded, failed } = decide({ onTime: true })
        if (!plan.tariff.cards) {
          assert.deepEqual(chosen, decide({}).chosen)
          return
        }
        for (const { time } of chosen) assert.ok(time!.arrivesOn! <= group.wantedBy!)
        const late = new Set(excluded.too_late)
        assert.ok(chosen.every(({ locationId }) => !late.has(locationId)))
        const days = failed?.too_late ?? []
        assert.deepEqual(new Set(days.map(([id]) => id)), late)
        assert.ok(days.every(([, day]) => day === null || day > group.wantedBy!))
      }),
      { numRuns: 500 },
    )
  })

  it('is not guessed: without cards, a wanted day or hours it costs nothing', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { wantedBy: _, ...whenever } = group
        const { moment: __, ...timeless } = network
        const of = { ...plan, objective: { latePerParcel: 90_000 } }
        for (const { record } of [
          decideRouting(whenever, of, network, stock),
          decideRouting(group, of, timeless, stock),
          ...(plan.tariff.cards ? [] : [decideRouting(group, of, network, stock)]),
        ]) {
          assert.ok(record.chosen.every(({ cost }) => cost.late === undefined))
        }
      }),
    )
  })
})

describe('what stays unfilled', () => {
  it('is served where that is cheaper, and is in the cost and the record where it is not', () => {
    fc.assert(
      fc.property(cases, fc.nat(150_000), fc.nat(100), ({ group, plan, ...priced }, ...left) => {
        const [unfilledPerUnit, unfilledPercent] = left
        const { slotPrice: _, ...network } = priced.network
        const { price: __, ...stock } = priced.stock
        const served = decideRouting(group, plan, network, stock)
        const objective = { ...plan.objective, unfilledPerUnit, unfilledPercent }
        const { record, short } = decideRouting(group, { ...plan, objective }, network, stock)
        const paid = record.chosen.reduce((sum, { cost }) => sum + cost.total, 0)
        assert.equal(record.cost, paid + leftIn(record))
        for (const [skuId, units, cost] of record.unfilled ?? []) {
          const { paid: price = 0, wholePerUnit } = group.demand.find((one) => one.skuId === skuId)!
          const whole = unfilledPerUnit + Math.round((unfilledPercent * price) / 100)
          assert.equal(cost, Math.round(whole * wholePerUnit * units))
        }
        assert.ok(record.cost - record.gap <= served.record.cost)
        const units = (all: typeof short) =>
          all.reduce((sum, { wanted: asked, available }) => sum + asked - available, 0)
        const more = (record.unfilled ?? []).reduce((sum, [, count]) => sum + count, 0)
        assert.equal(units(short), units(served.short) + more)
      }),
      { numRuns: 500 },
    )
  })
})

/** All ways to serve what is there from one place or another; undefined where they are many. */
function waysOf(group: GroupToRoute, { skus, list }: Candidates): Part[][] | undefined {
  let ways: Part[][] = [[]]
  for (const [s, { skuId, quantity }] of skus.entries()) {
    let open: { parts: Part[]; left: number }[] = ways.map((parts) => ({ parts, left: quantity }))
    for (const { available, location } of list) {
      open = open.flatMap(({ parts, left }) => {
        const most = Math.min(left, available[s]!)
        return Array.from({ length: most + 1 }, (_, units) => {
          const { lineNo } = group.demand.find((line) => line.skuId === skuId)!
          const part = { lineNo, skuId, locationId: location.id, quantity: units }
          return { parts: units > 0 ? [...parts, part] : parts, left: left - units }
        })
      })
      if (open.length > 5000) return undefined
    }
    const least = Math.min(...open.map(({ left }) => left))
    ways = open.filter(({ left }) => left === least).map(({ parts }) => parts)
  }
  return ways.length > 500 ? undefined : ways
}

/** What it costs that something stays unfilled. */
function leftIn({ unfilled = [] }: DecisionRecord): number {
  return unfilled.reduce((sum, [, , cost]) => sum + cost, 0)
}

function sumOf(amounts: Omit<Cost, 'total'>): number {
  return terms.reduce((sum, term) => sum + (amounts[term] ?? 0), 0)
}

/** What was always recorded. */
function withoutSources(whole: DecisionRecord) {
  const { wantedBy: _, chosen, ...record } = whole
  const plain = chosen.map((one) => ({ ...one, time: undefined, co2eG: undefined }))
  return { ...record, chosen: plain }
}
