import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services, sizes } from '../arbitrary/cards.ts'
import { groups, plans, worlds, type World } from '../arbitrary/routing.ts'
import { edgesOf, priceOn } from '../../src/shipping/domain/card.ts'
import { kmBetween } from '../../src/lib/geo.ts'
import { zoneFrom } from '../../src/shipping/domain/lanes.ts'
import { ratesOf } from '../../src/shipping/domain/rates.ts'
import { isWithin, type LiveService } from '../../src/shipping/domain/service.ts'
import type { Packaging } from '../../src/shipping/index.ts'
import { costOfParts } from '../../src/routing/domain/by-hand.ts'
import { findCandidates, type Candidates } from '../../src/routing/domain/candidates.ts'
import { decideRouting } from '../../src/routing/domain/decide.ts'
import { parcelPriceOf } from '../../src/routing/domain/freight.ts'
import type { GroupToRoute } from '../../src/routing/domain/types.ts'
import { cheapest, type Priced } from './splits.ts'

/** Small groups, now and then to a company or with large goods, where services can be short of. */
const cases = fc
  .record({
    group: groups(),
    home: fc.boolean(),
    large: fc.array(fc.option(sizes, { nil: undefined, freq: 1 }), { minLength: 3, maxLength: 3 }),
    plan: plans(['least_cost']),
    all: services,
    packaging: fc.record({
      gramsPerParcel: fc.oneof(fc.constant(0), fc.nat(900), fc.nat(32_000)),
      airPercent: fc.constantFrom(0, 0, 40, 125),
    }),
    world: worlds(),
  })
  .map(({ group, home, large, plan, all, packaging, world }) => ({
    all,
    packaging,
    world,
    group: {
      ...group,
      destination: { ...group.destination, home },
      demand: group.demand.slice(0, 3).map((one) => {
        const size = large[one.skuId - 1]
        return { ...one, quantity: Math.min(one.quantity, 3), size }
      }),
    },
    plan: {
      ...plan,
      tariff: { cards: { currency: 'EUR' }, rates: ratesOf(all, packaging), packaging },
    },
  }))

describe('a decision by rate cards', () => {
  it('costs what brute force over all splits costs, each parcel at its cheapest service', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, all, packaging, world }) => {
        fc.pre(group.pickupLocationId === undefined)
        const { network, stock } = world
        const { record } = decideRouting(group, plan, network, stock)
        const found = findCandidates(group, network, stock, plan.tariff)
        const naive = parcelsOf({ all, packaging }, group, world, found)
        assert.equal(record.gap, 0)
        assert.equal(record.cost, cheapest(found, naive))
        for (const { locationId, units, cost, carriage } of record.chosen) {
          const given = found.skus.map(({ skuId }) => units.find(([id]) => id === skuId)?.[1] ?? 0)
          assert.equal(cost.total, naive(locationId, given))
          const service = all.find(({ code }) => code === carriage!.service)!
          assert.ok(service.collectsAt(locationId))
          const whole = found.skus.map(({ wholePerUnit }, s) => given[s]! * wholePerUnit)
          const most = Math.ceil(whole.reduce((a, b) => a + b))
          assert.ok(carriage!.parcels >= 1 && carriage!.parcels <= most)
          assert.ok(service.card.zones.some(({ code }) => code === carriage!.zone))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('leaves out where no service collects or none reaches, and what none takes', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, all, world }) => {
        const { network, stock } = world
        const { record, parts } = decideRouting(group, plan, network, stock)
        const { not_collected: uncollected = [], not_reached: far = [] } = record.excluded
        if (group.pickupLocationId !== undefined) {
          assert.deepEqual([uncollected, far, record.excluded.too_large ?? []], [[], [], []])
          assert.ok(record.chosen.every(({ carriage }) => carriage === undefined))
          return
        }
        const able = all.filter(({ toHomes }) => toHomes || !group.destination.home)
        for (const id of uncollected) assert.ok(!able.some((one) => one.collectsAt(id as number)))
        assert.deepEqual(
          (record.unreached ?? []).map(([id]) => id),
          far,
        )
        for (const { locationId, skuId } of parts) {
          const size = group.demand.find((one) => one.skuId === skuId)!.size
          assert.ok(able.some((one) => one.collectsAt(locationId) && isWithin(one, size)))
        }
      }),
    )
  })

  it('tells a person the same costs as the decision, and what carriage is not known for', () => {
    fc.assert(
      fc.property(cases, ({ group, plan, world }) => {
        const { network, stock } = world
        const { record, parts } = decideRouting(group, plan, network, stock)
        const costs = costOfParts(group, plan, network, parts)
        const told = new Map(costs.map(({ locationId, cost }) => [locationId, cost.total]))
        for (const { locationId, cost } of record.chosen) {
          assert.equal(told.get(locationId), cost.total)
        }
        for (const [locationId] of record.unreached ?? []) {
          const { lineNo, skuId } = group.demand[0]!
          const part = { lineNo, skuId, locationId, quantity: 1 }
          assert.ok(costOfParts(group, plan, network, [part])[0]!.cost.freight > 0)
          const place = network.location(locationId)!
          assert.ok(parcelPriceOf(plan.tariff, place, group.destination, 100) > 0)
        }
      }),
    )
  })
})

/** What a parcel costs by the rules as they are written, without anything that is remembered. */
function parcelsOf(
  { all, packaging }: { all: readonly LiveService[]; packaging: Packaging },
  group: GroupToRoute,
  { network }: World,
  { skus }: Candidates,
): Priced {
  const { home = true } = group.destination
  const { gramsPerParcel = 0, airPercent = 0 } = packaging
  const able = all.filter(({ toHomes }) => toHomes || !home)
  const edges = able.flatMap(({ card, maxG }) => edgesOf(card, maxG)).toSorted((a, b) => a - b)
  const divisors = able.flatMap(({ card }) => card.cm3PerKg ?? [])
  const large = skus.flatMap(({ lines }) => (lines[0]!.size ? [lines[0]!.size] : []))
  const unitWeights = skus.map(({ gramsPerUnit, wholePerUnit, lines }) => {
    const size = lines[0]!.size
    const inside = size ? (size[0] * size[1] * size[2] * wholePerUnit) / 1000 : 0
    const cm3 = inside + (inside * airPercent) / 100
    const byVolume = divisors.length > 0 ? Math.round((cm3 * 1e9) / Math.min(...divisors)) : 0
    return Math.max(Math.round(gramsPerUnit * 1e6), byVolume)
  })
  const real = skus.map(({ gramsPerUnit }) => Math.round(gramsPerUnit * 1e6))
  const isBulky = unitWeights.some((weight, s) => weight > real[s]!)
  const grams = skus.reduce((sum, { gramsPerUnit, quantity }) => sum + gramsPerUnit * quantity, 0)
  // No parcel weighs more than all together, whatever its volume counts for.
  const heaviest = isBulky ? Math.round(grams * 1e6) + gramsPerParcel * 1e6 : undefined
  return (locationId, units) => {
    const place = network.location(locationId)!
    const km = kmBetween(place, group.destination)
    const box = gramsPerParcel * 1e6
    const weight = units.reduce((sum, count, s) => sum + count * unitWeights[s]!, box)
    const collecting = able.filter((one) => one.collectsAt(locationId))
    const taken = large.filter((size) => collecting.some((one) => isWithin(one, size)))
    const here = collecting.filter((one) => taken.every((size) => isWithin(one, size)))
    const prices = (at: number) =>
      here.flatMap((one) => {
        const lanes = one.card.lanes.filter(
          ({ to }) => to === undefined || to === group.destination.country,
        )
        const zone = zoneFrom(lanes, place, km)
        if (zone === undefined) return []
        return priceOn(one.card, zone, at, { home, sizes: large, maxG: one.maxG, heaviest }) ?? []
      })
    const carriage = stretched(prices, edges, weight)
    if (carriage === undefined) return undefined
    const handling = units.map((count, s) => {
      return Math.round(place.handlingCost * skus[s]!.wholePerUnit * count)
    })
    return carriage + place.parcelCost + handling.reduce((a, b) => a + b, 0)
  }
}

/**
 * The least price at a weight; where nobody has one that of the next heavier weight with one, and
 * beyond the heaviest that of full parcels by the kg.
 */
function stretched(
  prices: (weight: number) => number[],
  edges: readonly number[],
  weight: number,
): number | undefined {
  const at = edges.find((edge) => edge >= weight)
  const heavier = edges.find((edge) => edge >= weight && prices(edge).length > 0)
  if (heavier !== undefined) return Math.min(...prices(heavier))
  const most = edges.findLast((edge) => prices(edge).length > 0)
  if (most === undefined) return undefined
  const full = Math.min(...prices(most))
  const perKg = Math.ceil((full * 1e9) / most)
  const last = at ?? edges.at(-1)!
  const beyond = Math.ceil((last - most) / 1e9) * perKg
  return full + beyond + Math.max(0, Math.ceil((weight - last) / 1e9)) * perKg
}
