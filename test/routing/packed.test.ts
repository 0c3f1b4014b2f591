import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services } from '../arbitrary/cards.ts'
import { objectives } from '../arbitrary/objectives.ts'
import { groups, plans, tables, tariffs, worlds } from '../arbitrary/routing.ts'
import { madeGroup, madeWorld, north } from './made-world.ts'
import { cheapest, type Priced } from './splits.ts'
import { ratesOf } from '../../src/shipping/domain/rates.ts'
import { findCandidates, type Candidates } from '../../src/routing/domain/candidates.ts'
import { decideRouting, type Plan } from '../../src/routing/domain/decide.ts'
import { exportGroup, problemOf } from '../../src/routing/domain/exchange.ts'
import { parcelPriceOf, type Tariff } from '../../src/routing/domain/freight.ts'
import { solve } from '../../src/routing/domain/solve/index.ts'
import type { GroupToRoute } from '../../src/routing/domain/types.ts'

/** Small groups of whole units. */
const small = groups().map(({ demand, ...group }): GroupToRoute => {
  const few = demand.slice(0, 3).map((one) => ({
    ...one,
    quantity: Math.min(one.quantity, 3),
    gramsPerUnit: Math.round(one.gramsPerUnit),
    wholePerUnit: 1,
  }))
  return { ...group, demand: few }
})
const sent = small.map((group): GroupToRoute => {
  return { ...group, method: 'standard', pickupLocationId: undefined }
})
const packaging = fc.record({ gramsPerParcel: fc.oneof(fc.nat(900), fc.nat(15_000)) })
const leastCost = { id: null, version: 1, strategy: 'least_cost' as const }

/** The price of a parcel as the tariff is written, at the weight of all that is in it. */
function pricedBy(
  { packaging: own, ...tariff }: Exclude<Tariff, { cards: object }>,
  group: GroupToRoute,
  { skus, list }: Candidates,
): Priced {
  return (locationId, units) => {
    const { location } = list.find((one) => one.location.id === locationId)!
    const grams = units.reduce((sum, count, s) => sum + count * skus[s]!.gramsPerUnit, 0)
    const freight = parcelPriceOf(
      tariff,
      location,
      group.destination,
      grams + (own?.gramsPerParcel ?? 0),
    )
    const handling = units.reduce((sum, count) => sum + count * location.handlingCost, 0)
    return freight + location.parcelCost + handling
  }
}

describe('packaging in a decision', () => {
  it('costs what brute force over all splits costs, with each parcel in its box', () => {
    let split = 0
    const cases = fc.tuple(sent, fc.oneof(tables, tariffs), packaging, worlds())
    fc.assert(
      fc.property(cases, ([group, plain, own, { network, stock }]) => {
        const tariff = { ...plain, packaging: own }
        const { record } = decideRouting(group, { ...leastCost, tariff }, network, stock)
        const found = findCandidates(group, network, stock)
        const best = cheapest(found, pricedBy(tariff, group, found))
        assert.equal(record.gap, 0)
        // By distance the units of each SKU and the box are rounded apart.
        const rounded = plain.table ? 0 : record.chosen.length * (found.skus.length + 1)
        assert.ok(Math.abs(record.cost - best) <= rounded, `${record.cost} ${best}`)
        if (record.chosen.length > 1) split += 1
      }),
      { numRuns: 700 },
    )
    assert.ok(split > 20)
  })

  it('changes no byte where it is nothing, or where the customer collects', () => {
    const nothing = { gramsPerParcel: 0, airPercent: 0 }
    const asked = fc.tuple(small, plans(), fc.option(services), objectives, worlds(), packaging)
    fc.assert(
      fc.property(asked, ([group, drawn, all, objective, { network, stock }, own]) => {
        const cards = { currency: 'EUR' }
        const { packaging: _, ...form } = drawn.tariff
        const by = (packed?: Tariff['packaging']): Plan => {
          const tariff = all ? { cards, rates: ratesOf(all, packed) } : form
          return { ...drawn, objective, tariff: packed ? { ...tariff, packaging: packed } : tariff }
        }
        const told = (plan: Plan) => JSON.stringify(decideRouting(group, plan, network, stock))
        const plain = told(by())
        assert.equal(told(by(nothing)), plain)
        if (group.pickupLocationId !== undefined) assert.equal(told(by(own)), plain)
      }),
      { numRuns: 500 },
    )
  })

  it('is in the open format: what is exported has the same optimum', () => {
    fc.assert(
      fc.property(sent, tables, packaging, worlds(), (group, plain, own, { network, stock }) => {
        const plan = { ...leastCost, tariff: { ...plain, packaging: own } }
        const { record } = decideRouting(group, plan, network, stock)
        const { instance } = exportGroup(group, plan, network, stock, String)
        const { format, bands } = JSON.parse(JSON.stringify(instance)) as typeof instance
        if (record.chosen.length > 0) assert.equal(format, 'routing-order/1+bands')
        assert.ok(bands?.every((edge) => edge >= 0) ?? true)
        assert.equal(solve(problemOf(instance))!.cost, record.cost)
      }),
      { numRuns: 300 },
    )
  })

  it('is in the price of a parcel of which only the weight is known', () => {
    const place = { id: 1, country: 'FR', point: { lat: 48, lon: 2 } }
    const to = { country: 'DE', point: { lat: 50, lon: 8 } }
    const forms = fc.oneof(
      tables,
      tariffs,
      services.map((all) => ({ all })),
    )
    fc.assert(
      fc.property(forms, packaging, fc.nat(20_000), (form, own, grams) => {
        const by = (packed: Tariff['packaging'] = {}): Tariff => {
          if (!('all' in form)) return { ...form, packaging: packed }
          const cards = { currency: 'EUR' }
          return { cards, rates: ratesOf(form.all, packed), packaging: packed }
        }
        const priced = parcelPriceOf(by(own), place, to, grams)
        const plain = parcelPriceOf(by(), place, to, grams + own.gramsPerParcel)
        assert.ok(Math.abs(priced - plain) <= ('table' in form ? 0 : 1))
      }),
      { numRuns: 500 },
    )
  })

  it('adds to the base of carriage by distance, and to the carbon of a parcel', () => {
    const world = madeWorld({ A: { has: [9], point: north(500) } })
    const rate = { base: 50_000, perKm: 0, perKg: 3000, perKgKm: 0 }
    const tariff = { distance: rate, otherwise: { base: 0, perKg: 0 } }
    const objective = { carbonPerTonne: 9_000_000 }
    const chosen = (gramsPerParcel: number) => {
      const plan = { ...leastCost, objective, tariff: { ...tariff, packaging: { gramsPerParcel } } }
      return decideRouting(madeGroup([3]), plan, world.network, world.stock).record.chosen[0]!
    }
    const [without, boxed] = [chosen(0), chosen(2000)]
    assert.deepEqual([without.cost.freight, boxed.cost.freight], [50_900, 56_900])
    // 2 kg over 500 km and their detour: 130 g more, at 900.00 a tonne 0.117.
    const more = boxed.co2eG! - without.co2eG!
    assert.ok(Math.abs(more - 130) <= 1, String(more))
    assert.ok(Math.abs(boxed.cost.carbon! - without.cost.carbon! - 1170) <= 10)
  })

  it('says the band of the whole parcel, as the table is written', () => {
    const world = madeWorld({ A: { has: [9] } })
    const prices = { prices: [40_000, 60_000], perKgBeyond: 5000 }
    const table = { bands: [500, 1000], zones: [], otherwise: prices }
    const told = (quantity: number, gramsPerParcel: number) => {
      const tariff = { table, packaging: { gramsPerParcel } }
      const { record } = decideRouting(
        madeGroup([quantity]),
        { ...leastCost, tariff },
        world.network,
        world.stock,
      )
      const [{ cost, table: row }] = record.chosen as [(typeof record.chosen)[number]]
      return [cost.freight, row!.bandG]
    }
    assert.deepEqual(told(4, 100), [40_000, 500])
    assert.deepEqual(told(4, 101), [60_000, 1000])
    // The first band is lighter than an empty box; then both are.
    assert.deepEqual(told(4, 600), [60_000, 1000])
    assert.deepEqual(told(4, 601), [65_000, null])
    assert.deepEqual(told(4, 2601), [75_000, null])
  })
})
