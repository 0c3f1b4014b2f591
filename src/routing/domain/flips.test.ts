import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { orderFacts, rules, skuOf } from '../../../test/arbitrary/routing-rules.ts'
import { groups, plans, stockOf, tables, worlds } from '../../../test/arbitrary/routing.ts'
import { decideRouting, type Plan } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Inputs } from './again.ts'
import { reaching, withMore } from './flips-besides.ts'
import { decideFlips } from './flips.ts'
import type { Flip } from './looks.ts'
import { ruleSetOf } from './rules/set.ts'
import type { GroupToRoute, NetworkView, RoutingLocation } from './types.ts'

/** Groups that are sent, by a rule without wishes in half of the cases, by bands in some. */
const cases: fc.Arbitrary<Inputs> = fc
  .record({
    group: groups(),
    order: orderFacts,
    plan: plans(['least_cost']),
    table: fc.option(tables, { nil: undefined, freq: 2 }),
    rule: fc.option(rules(), { nil: undefined }),
    world: worlds(),
    there: fc.array(fc.nat(5), { minLength: 15, maxLength: 15 }),
  })
  .map(({ group, order, plan: drawn, table, rule, world, there }) => {
    // Few goods: else all places are in the plan.
    const demand = group.demand.slice(0, 2).map((one) => {
      return { ...one, quantity: Math.min(one.quantity, 3), sku: skuOf(one.skuId) }
    })
    const sent: GroupToRoute = { ...group, pickupLocationId: undefined, demand, order }
    const plan: Plan = { ...drawn, ...(table && { tariff: table }) }
    const ruled = rule && { rules: ruleSetOf(1, [{ ...rule, wishes: [] }]) }
    const network: NetworkView = {
      ...world.network,
      rank: (id) => id,
      location: (id) => {
        const at = world.network.location(id)
        return at && { ...at, paused: false, archived: false }
      },
    }
    const rows = there.map((available, i) => {
      return { skuId: (i % 3) + 1, locationId: Math.floor(i / 3) + 1, available }
    })
    return { group: sent, plan: { ...plan, ...ruled }, network, stock: stockOf(rows) }
  })

const decide = ({ group, plan, network, stock }: Inputs) =>
  decideRouting(group, plan, network, stock).record
const placesOf = (inputs: Inputs) => decide(inputs).chosen.map(({ locationId }) => locationId)

/** The same inputs where one place is another. */
function withPlace(inputs: Inputs, id: number, of: (at: RoutingLocation) => object): Inputs {
  const { network } = inputs
  const location = (one: number) => {
    const at = network.location(one)
    return at && one === id ? { ...at, ...of(at) } : at
  }
  return { ...inputs, network: { ...network, location } }
}

/** The inputs with a change, or with a number in its place. */
function changed(inputs: Inputs, { locationId, change }: Flip, by?: number): Inputs {
  const { plan, stock } = inputs
  switch (change.of) {
    case 'parcel_less':
    case 'parcel_more': {
      const amount = (by ?? change.amount) * (change.of === 'parcel_less' ? -1 : 1)
      return withPlace(inputs, locationId, (at) => ({ parcelCost: at.parcelCost + amount }))
    }
    case 'unit_less': {
      const amount = by ?? change.amount
      return withPlace(inputs, locationId, (at) => ({ handlingCost: at.handlingCost - amount }))
    }
    case 'stock_more':
      return { ...inputs, stock: withMore(stock, locationId, change.skuId, by ?? change.units) }
    case 'distance': {
      const id = decide(inputs).rule!.id!
      return { ...inputs, plan: { ...plan, rules: reaching(plan.rules!, id, by ?? change.km) } }
    }
  }
}

const numberOf = ({ change }: Flip) =>
  'amount' in change ? change.amount : 'units' in change ? change.units : change.km

const servedIn = ({ chosen }: DecisionRecord) =>
  chosen.flatMap(({ units }) => units).reduce((sum, [, units]) => sum + units, 0)

/** Whether a place costs what the change asks, so that no price falls below nothing. */
function canBe(inputs: Inputs, { locationId, change }: Flip): boolean {
  const at = inputs.network.location(locationId)!
  if (change.of === 'parcel_less') return change.amount <= at.parcelCost
  if (change.of !== 'unit_less') return true
  // A fraction of a unit is rounded as it is paid: then a step more or less is no other price.
  const isWhole = inputs.group.demand.every(({ wholePerUnit }) => wholePerUnit === 1)
  return isWhole && change.amount <= at.handlingCost
}

describe('the smallest change that flips a decision', () => {
  it('flips it, and a smaller one does not', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), (inputs, share) => {
        const record = decide(inputs)
        const before = new Set(record.chosen.map(({ locationId }) => locationId))
        for (const flip of decideFlips(inputs, record).flips) {
          if (!canBe(inputs, flip)) continue
          const isOut = flip.change.of === 'parcel_more'
          assert.equal(before.has(flip.locationId), isOut)
          const after = decide(changed(inputs, flip))
          const places = [...new Set(after.chosen.map(({ locationId }) => locationId))]
          // Carriage by weight is rounded by the parcel: then both may cost the same.
          if (flip.change.of === 'unit_less' && after.cost === record.cost) continue
          assert.equal(places.includes(flip.locationId), !isOut, flip.change.of)
          assert.deepEqual([after.cost, places.toSorted()], [flip.cost, flip.to.toSorted()])
          const most = numberOf(flip) - 1
          for (const less of [most, Math.floor(most * share)]) {
            if (less < 1) continue
            const still = placesOf(changed(inputs, flip, less))
            assert.equal(still.includes(flip.locationId), isOut, `${flip.change.of} ${less}`)
          }
          seen.add(flip.change.of)
        }
      }),
      { numRuns: 2000 },
    )
    assert.equal(seen.size, 5, [...seen].join())
  })

  it('is told of every place that a cheaper parcel brings in, or a dearer one takes out', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 60_000 }), (inputs, amount) => {
        const record = decide(inputs)
        fc.pre(record.gap === 0 && record.chosen.length > 0)
        const { flips } = decideFlips(inputs, record)
        const amountOf = (id: number, of: string) => {
          const change = flips.find((one) => one.locationId === id && one.change.of === of)?.change
          return change && 'amount' in change ? change.amount : Infinity
        }
        for (const [id] of record.candidates) {
          const isIn = record.chosen.some(({ locationId }) => locationId === id)
          const of = isIn ? 'parcel_more' : 'parcel_less'
          const change = { of, amount } as Flip['change']
          const flip: Flip = { locationId: id, change, to: [], cost: 0 }
          if (!canBe(inputs, flip)) continue
          const after = decide(changed(inputs, flip))
          const isFlipped = after.chosen.some(({ locationId }) => locationId === id) !== isIn
          // What serves less is no other plan for the same goods.
          if (isIn && servedIn(after) < servedIn(record)) continue
          assert.equal(isFlipped, amount >= amountOf(id, of), `${id} ${of} ${amount}`)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is told as far as time goes, each as it is told with all the time', () => {
    fc.assert(
      fc.property(cases, fc.nat(8), (inputs, most) => {
        const record = decide(inputs)
        const all = decideFlips(inputs, record)
        assert.deepEqual([all.left, all.ranOut], [0, false])
        let tried = 0
        const some = decideFlips(inputs, record, () => (tried += 1) <= most)
        assert.equal(some.ranOut, some.left > 0)
        assert.ok(some.flips.length <= most && all.flips.length <= some.flips.length + some.left)
        const told = new Set(all.flips.map((flip) => JSON.stringify(flip)))
        for (const flip of some.flips) assert.ok(told.has(JSON.stringify(flip)))
        if (!some.ranOut) assert.deepEqual(some, all)
      }),
      { numRuns: 300 },
    )
  })

  it('is not told where a person chose, or the customer', () => {
    fc.assert(
      fc.property(cases, (inputs) => {
        const record = decide(inputs)
        const byHand = { from: [], cheapest: { cost: 0, locations: [] } }
        assert.deepEqual(decideFlips(inputs, { ...record, byHand }).flips, [])
        const collected = { ...inputs, group: { ...inputs.group, pickupLocationId: 1 } }
        assert.deepEqual(decideFlips(collected, decide(collected)).flips, [])
      }),
      { numRuns: 50 },
    )
  })
})
