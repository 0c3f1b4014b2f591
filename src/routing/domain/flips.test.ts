import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases, leaving } from '../../../test/arbitrary/decided.ts'
import { decideRouting } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Inputs } from './again.ts'
import { reaching, withMore } from './flips-besides.ts'
import { decideFlips } from './flips.ts'
import type { Flip } from './looks.ts'
import { liveRuleOf, type RuleSet } from './rules/set.ts'
import type { RoutingLocation } from './types.ts'

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
    case 'open': {
      const { code } = inputs.network.location(locationId)!
      return { ...inputs, plan: { ...plan, rules: openAt(plan.rules!, code) } }
    }
  }
}

/** The rules whose closings are about all places but one. */
function openAt(rules: RuleSet, code: string): RuleSet {
  const except = { locations: [code] }
  return {
    ...rules,
    matching: (facts) =>
      rules.matching(facts).map((live) => {
        const { rule } = live
        if (!rule) return live
        const closed = rule.never.closed?.map((one) => ({ ...one, except }))
        return liveRuleOf({ ...rule, never: { ...rule.never, closed } })
      }),
  }
}

/** What is open has no step less. */
function numberOf({ change }: Flip): number {
  if ('amount' in change) return change.amount
  if ('units' in change) return change.units
  return 'km' in change ? change.km : 1
}

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
      fc.property(leaving, fc.double({ min: 0, max: 1, noNaN: true }), (inputs, share) => {
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
    assert.equal(seen.size, 6, [...seen].join())
  })

  it('is told of every place that a cheaper parcel brings in, or a dearer one takes out', () => {
    fc.assert(
      fc.property(leaving, fc.integer({ min: 1, max: 60_000 }), (inputs, amount) => {
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
