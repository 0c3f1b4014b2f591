import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  avoiding,
  groups,
  packagings,
  plans,
  stockOf,
  tables,
  worlds,
  type World,
} from '../../../test/arbitrary/routing.ts'
import { findCandidates } from './candidates.ts'
import { decideRouting, type Decision } from './decide.ts'
import { freightOf } from './freight.ts'
import type { GroupToRoute, Part } from './types.ts'

describe('a routing decision', () => {
  it('gives each line its parts, and says what is short: together what was wanted', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, world) => {
        const { parts, short } = decideRouting(group, plan, world.network, world.stock)
        for (const { lineNo, skuId, quantity } of group.demand) {
          const given = unitsOf(parts.filter((part) => part.lineNo === lineNo))
          const lacks = short.filter((one) => one.lineNo === lineNo)
          const expected = { lineNo, skuId, wanted: quantity, available: given }
          assert.deepEqual(lacks, given < quantity ? [expected] : [])
          assert.ok(given <= quantity)
          // Earlier lines of a SKU are served first.
          const later = parts.filter((part) => part.skuId === skuId && part.lineNo > lineNo)
          if (given < quantity) assert.deepEqual(later, [])
        }
        for (const { lineNo, skuId, quantity } of parts) {
          assert.ok(quantity > 0)
          assert.equal(group.demand.find((line) => line.lineNo === lineNo)?.skuId, skuId)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('takes what is there from candidates only; short is what none of them has', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, { network, stock, rows }) => {
        const { parts } = decideRouting(group, plan, network, stock)
        const { skus, list } = findCandidates(group, network, stock)
        for (const { skuId, locationId, available } of rows) {
          assert.ok(unitsOf(at(parts, skuId, locationId)) <= Math.max(0, available))
        }
        for (const { locationId } of parts) {
          assert.ok(list.some(({ location }) => location.id === locationId))
        }
        for (const [s, { skuId, quantity }] of skus.entries()) {
          const there = list.reduce((sum, { available }) => sum + available[s]!, 0)
          const given = unitsOf(parts.filter((part) => part.skuId === skuId))
          assert.equal(given, Math.min(quantity, there))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives nothing from a location to avoid, says so, and takes others as if it had none', () => {
    fc.assert(
      fc.property(avoiding(), plans(), worlds(), (group, plan, world) => {
        const { network, stock, rows } = world
        const { parts, short, record } = decideRouting(group, plan, network, stock)
        const avoid = group.avoid ?? []
        const isAvoided = (place: { locationId: number; skuId: number }) =>
          avoid.some(
            ({ locationId, skuId }) =>
              locationId === place.locationId && (skuId === null || skuId === place.skuId),
          )
        for (const part of parts) assert.ok(!isAvoided(part))
        const { avoid: _, ...plain } = group
        const twin = stockOf(rows.filter((row) => !isAvoided(row)))
        const without = decideRouting(plain, plan, network, twin)
        assert.deepEqual(
          [parts, short, record.chosen],
          [without.parts, without.short, without.record.chosen],
        )
        const before = findCandidates(plain, network, stock)
        for (const { location, available } of before.list) {
          const told = [
            ...(record.excluded.declined ?? []),
            ...(record.excluded.not_found_there ?? []),
          ]
          before.skus.forEach(({ skuId }, s) => {
            if (available[s] === 0 || !isAvoided({ locationId: location.id, skuId })) return
            const isTold = told.some((place) =>
              typeof place === 'number'
                ? place === location.id
                : place[0] === location.id && place[1] === skuId,
            )
            assert.ok(isTold)
          })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('comes from the place that was named where that has all of it, or from nowhere else', () => {
    const named = fc.record({ locationId: fc.integer({ min: 1, max: 5 }), firm: fc.boolean() })
    fc.assert(
      fc.property(groups(), plans(), worlds(), named, (group, plan, world, nominated) => {
        const { network, stock, rows } = world
        const { locationId, firm } = nominated
        const { parts, short, record } = decideRouting(
          { ...group, nominated },
          plan,
          network,
          stock,
        )
        assert.deepEqual(record.nominated, [locationId, firm])
        const others = rows.filter((row) => row.locationId === locationId)
        const alone = decideRouting(group, plan, network, stockOf(others))
        const free = decideRouting(group, plan, network, stock)
        const isThere = firm || alone.short.length === 0
        const expected = isThere ? alone : free
        assert.deepEqual([parts, short], [expected.parts, expected.short])
        assert.deepEqual(record.chosen, expected.record.chosen)
        if (isThere) assert.ok(parts.every((part) => part.locationId === locationId))
      }),
      { numRuns: 500 },
    )
  })

  it('records what it decided, and a cost that is the sum of its terms', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, world) => {
        const decision = decideRouting(group, plan, world.network, world.stock)
        const { parts, short, record } = decision
        assert.deepEqual(record.short, short)
        assert.deepEqual(unitsByPlace(record), unitsByPlace({ chosen: chosenBy(parts) }))
        let sum = 0
        for (const { cost } of record.chosen) {
          assert.equal(cost.total, cost.parcel + cost.freight + cost.handling)
          assert.ok(cost.freight >= 0, 'carriage is never paid for by others')
          // Who collects pays no carriage.
          if (group.pickupLocationId !== undefined) assert.equal(cost.freight, 0)
          sum += cost.total
        }
        assert.equal(record.cost, sum)
        const isProven = plan.strategy === 'least_cost' || parts.length === 0
        // Of prices by band there may be more splits than can be tried; then the gap says so.
        if (isProven && plan.tariff.table) assert.ok(record.gap >= 0)
        else assert.equal(record.gap, isProven ? 0 : -1)
        for (const { skuId, available } of record.wanted) assert.ok(available >= sold(parts, skuId))
      }),
      { numRuns: 1000 },
    )
  })

  it('pays for each parcel of a table the price of its zone and of the band of its weight', () => {
    fc.assert(
      fc.property(groups(), plans(), tables, packagings, worlds(), (group, ...given) => {
        const [plan, table, packaging, { network, stock }] = given
        const tariff = { ...table, packaging }
        const { record } = decideRouting(group, { ...plan, tariff }, network, stock)
        const { bands, zones, otherwise } = table.table!
        for (const { locationId, units, cost, table: row } of record.chosen) {
          assert.equal(row === undefined, group.pickupLocationId !== undefined)
          if (!row) continue
          const { zone } = freightOf(tariff, network.location(locationId)!, group.destination)
          assert.equal(row.zone, zone!.no)
          const { prices, perKgBeyond } = row.zone === null ? otherwise : zones[row.zone]!
          // Hundredths of a gram: the SKUs have at most two decimals here.
          const weight = units.reduce(
            (sum, [skuId, quantity]) => {
              const { gramsPerUnit } = group.demand.find((line) => line.skuId === skuId)!
              return sum + Math.round(gramsPerUnit * 100) * quantity
            },
            (packaging?.gramsPerParcel ?? 0) * 100,
          )
          const band = bands.findIndex((most) => weight <= most * 100)
          const beyond = Math.ceil((weight / 100 - bands.at(-1)!) / 1000)
          const price = band < 0 ? prices.at(-1)! + beyond * perKgBeyond : prices[band]
          assert.deepEqual([cost.freight, row.bandG], [price, bands[band] ?? null])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('names the best single location beside what it chose', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, world) => {
        const { record } = decideRouting(group, plan, world.network, world.stock)
        const only = record.chosen.length === 1 ? record.chosen[0]!.locationId : undefined
        const others = record.candidates.filter(([id, , alone]) => id !== only && alone !== null)
        const best = Math.min(...others.map(([, , alone]) => alone!))
        const expected = record.chosen.length > 0 && others.length > 0 ? best : undefined
        assert.equal(record.alternative?.cost, expected)
        if (!record.alternative) return
        assert.equal(record.alternative.dearerBy, best - record.cost)
        if (plan.strategy === 'least_cost') assert.ok(record.alternative.dearerBy >= 0)
      }),
    )
  })

  it('costs least under least_cost: never more than by a rule', () => {
    fc.assert(
      fc.property(groups(), plans(['least_cost']), worlds(), (group, plan, world) => {
        const { network, stock } = world
        const { cost, gap } = decideRouting(group, plan, network, stock).record
        const least = cost - gap
        for (const strategy of ['priority', 'nearest'] as const) {
          const ruled = decideRouting(group, { ...plan, strategy }, network, stock)
          assert.ok(least <= ruled.record.cost)
        }
      }),
    )
  })

  it('asks by rank, or the nearest first, where a rule says so', () => {
    fc.assert(
      fc.property(groups(), plans(['priority', 'nearest']), worlds(), (group, plan, world) => {
        const { parts, record } = decideRouting(group, plan, world.network, world.stock)
        const km = new Map(record.candidates.map(([id, far]) => [id, far ?? Infinity]))
        const isBefore = (a: number, b: number) =>
          plan.strategy === 'nearest' && km.get(a) !== km.get(b)
            ? km.get(a)! < km.get(b)!
            : world.network.rank(a)! < world.network.rank(b)!
        for (const part of parts) {
          for (const row of candidatesFor(group, world, part.skuId)) {
            if (!isBefore(row.locationId, part.locationId)) continue
            assert.equal(unitsOf(at(parts, part.skuId, row.locationId)), row.available)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is the same, to the byte of its record, for the same inputs', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, { network, stock, rows }) => {
        const once = decideRouting(group, plan, network, stock)
        const twin = stockOf(rows.toReversed())
        const twice = decideRouting(structuredClone(group), structuredClone(plan), network, twin)
        assert.equal(JSON.stringify(twice), JSON.stringify(once))
      }),
    )
  })
})

type Chosen = Pick<Decision['record'], 'chosen'>

function unitsByPlace({ chosen }: { chosen: { locationId: number; units: [number, number][] }[] }) {
  return chosen
    .flatMap(({ locationId, units }) => units.map(([sku, n]) => `${locationId} ${sku} ${n}`))
    .toSorted()
}

function chosenBy(
  parts: readonly Part[],
): Pick<Chosen['chosen'][number], 'locationId' | 'units'>[] {
  const pairs = new Set(parts.map(({ skuId, locationId }) => `${skuId} ${locationId}`))
  return [...pairs].map((pair) => {
    const [skuId, locationId] = pair.split(' ').map(Number) as [number, number]
    return { locationId, units: [[skuId, unitsOf(at(parts, skuId, locationId))]] }
  })
}

function at(parts: readonly Part[], skuId: number, locationId: number): Part[] {
  return parts.filter((part) => part.skuId === skuId && part.locationId === locationId)
}

function unitsOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0)
}

function sold(parts: readonly Part[], skuId: number): number {
  return unitsOf(parts.filter((part) => part.skuId === skuId))
}

function candidatesFor(group: GroupToRoute, { network, stock }: World, skuId: number) {
  const { skus, list } = findCandidates(group, network, stock)
  const s = skus.findIndex((sku) => sku.skuId === skuId)
  return list.map(({ location, available }) => {
    return { locationId: location.id, available: available[s]! }
  })
}
