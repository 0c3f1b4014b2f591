import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { categoriesOf, networkOf, pastOf, type Horizon } from '../../bench/routing/horizon.ts'
import { play, type Decision } from '../../bench/routing/play.ts'
import { learnDemand, USUAL } from '../../src/routing/domain/prices/index.ts'
import { drawnHorizon, publishedHorizon } from './networks.ts'

const settings = { ...USUAL, scenarios: 4, firstRounds: 40, seed: 1 }

describe('a network, decided with prices', () => {
  for (const seed of [1, 2, 3]) {
    it(`gives nothing twice, keeps to slots, and is the same each time (${seed})`, () => {
      const horizon = drawnHorizon(seed)
      const log = played(horizon)
      assertFeasible(horizon, log)
      assert.deepEqual(played(horizon), log)
    })
  }

  it('is decided on what came before, whatever comes after', () => {
    const horizon = drawnHorizon(4)
    const demand = demandOf(horizon)
    const half = horizon.events.filter(({ t }) => t < 1)
    const whole = play(horizon, demand, { ...settings, days: 3 })
    const cut = play({ ...horizon, events: half }, demand, { ...settings, days: 3 })
    assert.deepEqual(
      whole.filter(([after]) => after < half.length),
      cut,
    )
  })

  it('costs less than the exact plan for each order, in the published one', () => {
    const horizon = publishedHorizon()
    if (!horizon) return
    const log = played(horizon)
    assertFeasible(horizon, log)
    const cost = costOf(horizon, log)
    assert.ok(cost < horizon.expected.exactMyopic, `${cost}`)
    assert.ok(cost > horizon.expected.lowerBound, `${cost}`)
  })
})

/** By the rates of the days themselves: not their orders, but how many of what there are. */
function demandOf(horizon: Horizon) {
  const past = pastOf(horizon.events, horizon.meta.days)
  return learnDemand(networkOf(horizon), categoriesOf(horizon), past)
}

function played(horizon: Horizon): Decision[] {
  return play(horizon, demandOf(horizon), { ...settings, days: horizon.meta.days })
}

/** Replays tills and decisions; returns what tills lost. */
function replay({ nodes, skus, stock, events }: Horizon, log: readonly Decision[]): number {
  const free = new Map(stock.map(([sku, node, units]) => [sku * nodes.length + node, units]))
  const plans = new Map<number, readonly number[]>()
  const parcels = new Map<number, number>()
  const decisions = Map.groupBy(log, ([after]) => after)
  let lost = 0
  const hold = (order: number, plan: readonly number[], sign: 1 | -1) => {
    plan.forEach((node, line) => {
      const key = events[order]!.skus[line]! * nodes.length + node
      if (node >= 0) free.set(key, (free.get(key) ?? 0) - sign)
    })
    const day = Math.floor(events[order]!.t) * nodes.length
    for (const node of new Set(plan.filter((at) => at >= 0))) {
      parcels.set(day + node, (parcels.get(day + node) ?? 0) + sign)
    }
  }
  events.forEach((event, now) => {
    const key = event.skus[0]! * nodes.length + event.node
    if (event.type === 'walkin') {
      if ((free.get(key) ?? 0) > 0) free.set(key, free.get(key)! - 1)
      else lost += skus[event.skus[0]!]!.walkMargin
    }
    const today = decisions.get(now) ?? []
    for (const [, order] of today) {
      assert.equal(Math.floor(events[order]!.t), Math.floor(event.t), 'moved after its release')
      hold(order, plans.get(order) ?? [], -1)
      plans.delete(order)
    }
    for (const [, order, plan] of today) {
      if (plans.has(order)) hold(order, plans.get(order)!, -1)
      plans.set(order, plan)
      hold(order, plan, 1)
    }
    assert.ok(
      [...free.values()].every((units) => units >= 0),
      `sold twice at ${now}`,
    )
  })
  for (const [key, sent] of parcels) {
    const slots = nodes[key % nodes.length]!.capPerDay ?? Infinity
    assert.ok(sent <= slots, 'more parcels than slots')
  }
  return lost
}

function assertFeasible(horizon: Horizon, log: readonly Decision[]): void {
  replay(horizon, log)
  const decided = new Set(log.map(([, order]) => order))
  horizon.events.forEach(({ type }, event) => assert.equal(decided.has(event), type === 'order'))
}

/** In major units, as the published costs are. */
function costOf(horizon: Horizon, log: readonly Decision[]): number {
  const { parcel, handling, kg, perKg, unfilled, nodes, regions } = networkOf(horizon)
  let cost = replay(horizon, log)
  for (const [order, plan] of new Map(log.map(([, at, nodesOf]) => [at, nodesOf]))) {
    const { region, express, skus } = horizon.events[order]!
    const lane = ((express ? regions : 0) + region) * nodes
    for (const node of new Set(plan.filter((at) => at >= 0))) cost += parcel[lane + node]!
    plan.forEach((node, line) => {
      const sku = skus[line]!
      cost += node < 0 ? unfilled[sku]! : handling[node]! + kg[sku]! * perKg[region * nodes + node]!
    })
  }
  return cost / horizon.meta.scale
}
