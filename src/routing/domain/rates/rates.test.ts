import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomOf } from '../../../../test/random.ts'
import { poissonOf } from '../prices/random.ts'
import { decideError, heldBackOf } from './error.ts'
import { gatherPast } from './gather.ts'
import { learnRates } from './learn.ts'
import type { CounterRow, Goods, OrderRow, Past, SizeRow } from './past.ts'
import { decideSplit } from './split.ts'
import { zoneOf } from './zone.ts'

const ZONES = ['FR 75', 'FR 06', 'DE 10']
const PLACES = [11, 12, 13]
const goods: Goods = {
  skuIds: [1, 2, 3, 4, 5, 6, 7, 8],
  categoryOf: (skuId) => (skuId < 5 ? 'shoes' : null),
  currencyOf: (channelId) => (channelId === 1 ? 'EUR' : 'GBP'),
  placesOf: (skuId) => PLACES.filter((place) => (place + skuId) % 3 > 0),
}

/** Weeks of orders and sales of rates that differ by SKU, zone and place, and of sizes. */
function drawn(seed: number, weeks: number): Past {
  const random = randomOf(seed)
  const orders: OrderRow[] = []
  const counter: CounterRow[] = []
  const sizes: SizeRow[] = []
  for (let week = 0; week < weeks; week += 1) {
    for (const skuId of goods.skuIds) {
      for (const [z, zone] of ZONES.entries()) {
        const lines = poissonOf(random, (7 * skuId) / (1 + z))
        const at = { lat: 40 + z, lon: z }
        const rest = { channelId: 1 + (z % 2), zone, at }
        if (lines > 0) {
          orders.push({ ...rest, week, skuId, lines, units: 2 * lines, paid: lines * 90_000 })
        }
      }
      for (const locationId of goods.placesOf(skuId)) {
        const units = poissonOf(random, (skuId * (locationId - 10)) / 2)
        if (units > 0) counter.push({ week, skuId, locationId, units })
      }
    }
    for (let lines = 1; lines <= 30; lines += 1 + Math.floor(random() * 6)) {
      sizes.push({ week, lines, deliveries: 1 + poissonOf(random, 60 / lines) })
    }
  }
  return { weeks, orders, counter, sizes }
}

/** Rows of a week in parts, day by day; of some it is not known where they went. */
function daysOf(past: Past, random: () => number): Omit<Past, 'weeks'>[] {
  return Array.from({ length: past.weeks * 7 }, (_, day) => {
    const isOf = ({ week }: { week: number }) => week === Math.floor(day / 7) && random() < 0.7
    const part = <Row extends { units: number }>(row: Row): Row => ({
      ...row,
      units: row.units * (1 + day),
    })
    return {
      orders: past.orders.filter(isOf).map((row) => {
        const at = random() < 0.3 ? null : { lat: 40 + random(), lon: random() }
        return { ...part(row), lines: row.lines + day, at }
      }),
      counter: past.counter.filter(isOf).map(part),
      sizes: past.sizes.filter(isOf).map((row) => ({ ...row, deliveries: row.deliveries + day })),
    }
  })
}

/** The same up to the order of a list and the rounding of sums. */
function alike(one: unknown, other: unknown): void {
  assert.deepEqual(plain(one), plain(other))
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9))
  if (Array.isArray(value)) {
    const items = value.map(plain)
    const keyed = items.every((item) => Array.isArray(item))
    return keyed
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

const near = (one: number, other: number) => Math.abs(one - other) <= 1e-6 * Math.max(1, other)
const sum = (parts: readonly (readonly [unknown, number, ...unknown[]])[]) =>
  parts.reduce((all, [, rate]) => all + rate, 0)

describe('rates of demand', () => {
  it('has parts that add up to the whole of a SKU, and none below nought', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, weeks) => {
        for (const one of learnRates(drawn(seed, weeks), goods).skus) {
          const parts = [...one.channels, ...one.zones, ...one.counter]
          assert.ok(parts.every(([, rate]) => rate >= 0))
          assert.ok(sum(one.channels) <= one.linesPerDay * (1 + 1e-9))
          assert.ok(sum(one.zones) <= one.linesPerDay * (1 + 1e-9))
          assert.ok(one.unitsPerLine > 0)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('are the same of days as of the weeks that these add up to', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, weeks) => {
        const days = daysOf(drawn(seed, weeks), randomOf(seed))
        const gathering = gatherPast(weeks)
        for (const { orders, counter, sizes } of days) gathering.add(orders, counter, sizes)
        const past = gathering.past()
        const all = {
          weeks,
          orders: days.flatMap((day) => day.orders),
          counter: days.flatMap((day) => day.counter),
          sizes: days.flatMap((day) => day.sizes),
        }
        assert.ok(past.orders.length <= weeks * goods.skuIds.length * 2 * ZONES.length)
        assert.ok(past.sizes.length <= weeks * 30)
        const [one, other] = [learnRates(past, goods), learnRates(all, goods)]
        alike([one, decideError(past, goods)], [other, decideError(all, goods)])
      }),
      { numRuns: 30 },
    )
  })

  it('comes near the rates that were drawn from', () => {
    const { skus, spread } = learnRates(drawn(1, 8), goods)
    for (const { skuId, linesPerDay, unitsPerLine, paid, counter } of skus) {
      const truth = skuId * (1 + 1 / 2 + 1 / 3)
      assert.ok(Math.abs(linesPerDay - truth) < 0.3 * truth, `${skuId}: ${linesPerDay}`)
      assert.ok(Math.abs(unitsPerLine - 2) < 0.01)
      assert.deepEqual(paid.toSorted(), [
        ['EUR', 45_000],
        ['GBP', 45_000],
      ])
      assert.deepEqual(
        counter.map(([place]) => place),
        goods.placesOf(skuId),
      )
    }
    assert.deepEqual(
      spread.zones.map(([zone]) => zone),
      ['FR 75', 'FR 06', 'DE 10'],
    )
    assert.ok(near(sum(spread.zones), 1))
    assert.ok(near(spread.zones[1]![2]!.lat, 41))
  })

  it('knows how many lines deliveries have; more than twenty count as twenty', () => {
    const of = (rows: [week: number, lines: number, deliveries: number][]) => {
      const sizes = rows.map(([week, lines, deliveries]) => ({ week, lines, deliveries }))
      return learnRates({ weeks: 2, orders: [], counter: [], sizes }, goods).spread.sizes
    }
    assert.deepEqual(of([]), [])
    assert.deepEqual(of([[0, 3, 2]]), [[3, 1]])
    const both = of([
      [0, 21, 1],
      [1, 2, 3],
      [1, 1, 7],
      [1, 20, 1],
      [0, 1, 3],
      [1, 500, 1],
    ])
    assert.deepEqual(both, [
      [1, 10 / 16],
      [2, 3 / 16],
      [20, 3 / 16],
    ])
  })

  it('has shares of sizes that add up to one, fewest lines first', () => {
    const row = fc.record({
      week: fc.integer({ min: 0, max: 7 }),
      lines: fc.integer({ min: 1, max: 60 }),
      deliveries: fc.integer({ min: 1, max: 1_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const past: Past = { weeks: 8, orders: [], counter: [], sizes: rows }
        const sizes = learnRates(past, goods).spread.sizes!
        assert.ok(near(sum(sizes), 1))
        assert.ok(sizes.every(([lines, share]) => lines <= 20 && share > 0))
        const seen = new Set(rows.map(({ lines }) => Math.min(lines, 20)))
        assert.deepEqual(
          sizes.map(([lines]) => lines),
          [...seen].toSorted((a, b) => a - b),
        )
      }),
    )
  })

  it('spreads a rate over keys so that all of them, with those not seen, are the rate', () => {
    const pair = fc.record({
      skuId: fc.integer({ min: 1, max: 4 }),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      count: fc.integer({ min: 1, max: 50 }),
    })
    const pairs = fc.uniqueArray(pair, {
      minLength: 1,
      selector: ({ skuId, key }) => `${skuId} ${key}`,
    })
    const rate = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(
      fc.property(pairs, fc.array(rate, { minLength: 4, maxLength: 4 }), (all, rates) => {
        const expected = new Map(rates.map((of, i) => [i + 1, of]))
        const keys = new Set(all.map(({ key }) => key))
        for (const [skuId, parts] of decideSplit(all, expected)) {
          const whole = expected.get(skuId)!
          assert.ok(parts.every(([, of]) => of >= 0))
          assert.ok(sum(parts) <= whole * (1 + 1e-9) + 1e-9)
          // Where it was seen everywhere nothing is left for others.
          if (parts.length === keys.size) assert.ok(near(sum(parts), whole))
        }
      }),
    )
  })

  it('tells how far off it was in weeks it did not see, never below nought', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, weeks) => {
        const past = drawn(seed, weeks)
        const error = decideError(past, goods)
        assert.equal(error?.weeks ?? 0, heldBackOf(weeks))
        for (const { off, before, over, came, expected } of error?.levels ?? []) {
          assert.ok(off! >= 0 && before! >= 0)
          assert.ok(off! + 1 >= Math.abs(over!))
          assert.ok(Math.abs(over! - (1000 * (expected - came)) / came) < 2)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('foretells better than what came before', () => {
    const all = [1, 2, 3, 4, 5, 6].flatMap((seed) => decideError(drawn(seed, 8), goods)!.levels)
    for (const [level, of] of Map.groupBy(all, (one) => one.level)) {
      const mean = (by: 'off' | 'before') => of.reduce((total, one) => total + one[by]!, 0) / 6
      assert.ok(mean('off') < mean('before'), `${level} ${mean('off')} ${mean('before')}`)
    }
  })

  it('knows zones by country and the first signs of the postal code', () => {
    assert.equal(zoneOf('FR', '75001'), 'FR 75')
    assert.equal(zoneOf('GB', 'sw1a 1aa'), 'GB SW')
    assert.equal(zoneOf('FR', null), 'FR')
    assert.equal(zoneOf(null, null), '')
  })
})
