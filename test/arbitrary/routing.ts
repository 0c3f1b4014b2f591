import fc from 'fast-check'
import type { Point } from '../../src/lib/geo.ts'
import type {
  Demand,
  GroupToRoute,
  NetworkView,
  Plan,
  RoutingLocation,
  StockView,
} from '../../src/routing/index.ts'
import type { Packaging } from '../../src/shipping/index.ts'

export type StockRow = { skuId: number; locationId: number; available: number }

/** A network and what is where, with the views of both that a decision sees. */
export type World = { network: NetworkView; stock: StockView; rows: StockRow[] }

const IDS = [1, 2, 3, 4, 5]
/** A location that stock knows and the network does not. */
const STRANGER = 6
const SKUS = [1, 2, 3]
const COUNTRIES = ['FR', 'DE', 'IT']

export const points: fc.Arbitrary<Point> = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})
const near: fc.Arbitrary<Point> = fc.record({
  lat: fc.integer({ min: 43, max: 50 }),
  lon: fc.integer({ min: 0, max: 9 }),
})
const places = fc.option(near, { nil: undefined, freq: 4 })
const cost = fc.nat(30_000)
/** True now and then. */
const seldom = fc.integer({ min: 0, max: 7 }).map((n) => n === 0)

function locations(id: number): fc.Arbitrary<RoutingLocation> {
  return fc.record({
    id: fc.constant(id),
    code: fc.constant(`L${id}`),
    country: fc.constantFrom(...COUNTRIES),
    region: fc.constant(null),
    point: places,
    ships: seldom.map((not) => !not),
    pickup: fc.boolean(),
    handlingCost: cost,
    parcelCost: cost,
    paused: seldom,
    archived: seldom,
  })
}

export function worlds(): fc.Arbitrary<World> {
  const rows = fc.uniqueArray(
    fc.record({
      skuId: fc.constantFrom(...SKUS),
      locationId: fc.constantFrom(...IDS, STRANGER),
      available: fc.integer({ min: -2, max: 12 }),
    }),
    { selector: ({ skuId, locationId }) => `${skuId} ${locationId}`, maxLength: 15 },
  )
  return fc
    .record({
      locations: fc.tuple(...IDS.map(locations)),
      pool: fc.shuffledSubarray([...IDS, STRANGER], { minLength: 3 }),
      paused: fc.subarray(
        SKUS.flatMap((sku) => IDS.map((id) => `${sku} ${id}`)),
        { maxLength: 4 },
      ),
      rows,
    })
    .map(({ locations: all, pool, paused, rows: there }) => ({
      network: {
        location: (id) => all.find((location) => location.id === id),
        rank: (id) => (pool.includes(id) ? pool.indexOf(id) : undefined),
        isSkuPaused: (sku, id) => paused.includes(`${sku} ${id}`),
      },
      stock: stockOf(there),
      rows: there,
    }))
}

/** Rows as the availability index gives them, with what is on hand; all of it is for sale. */
export function believedOf(rows: readonly StockRow[]) {
  const { forEach } = stockOf(rows)
  type Visit = (locationId: number, available: number, onHand: number) => void
  return {
    forEach: (skuId: number, visit: Visit) =>
      forEach(skuId, (locationId, available) => visit(locationId, available, available)),
  }
}

/** Rows as a decision sees them: by SKU, in order of location. */
export function stockOf(rows: readonly StockRow[]): StockView {
  const sorted = rows.toSorted((a, b) => a.locationId - b.locationId)
  return {
    forEach(skuId, visit) {
      for (const row of sorted) if (row.skuId === skuId) visit(row.locationId, row.available)
    },
  }
}

/** Up to five lines of three SKUs: pieces, and goods with one and two decimals. */
export function groups(): fc.Arbitrary<GroupToRoute> {
  const weights = fc.tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000))
  const lines = fc.array(
    fc.record({
      skuId: fc.constantFrom(...SKUS),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  return fc
    .record({
      weights,
      lines,
      country: fc.option(fc.constantFrom(...COUNTRIES), { nil: undefined }),
      point: places,
      pickup: fc.option(fc.constantFrom(...IDS), { nil: undefined, freq: 3 }),
    })
    .map(({ weights: grams, lines: wanted, country, point, pickup }) => ({
      no: 1,
      method: pickup === undefined ? 'standard' : 'click_and_collect',
      destination: { country, region: undefined, point },
      pickupLocationId: pickup,
      demand: wanted.map(({ skuId, quantity }, i): Demand => {
        const wholePerUnit = 1 / 10 ** (skuId - 1)
        const gramsPerUnit = grams[skuId - 1]! * wholePerUnit
        const paid = skuId === 1 ? {} : { paid: 70_000 * skuId }
        return { lineNo: i + 1, skuId, quantity, gramsPerUnit, wholePerUnit, ...paid }
      }),
    }))
}

/** Groups with locations to avoid: all of them, or one SKU there. */
export function avoiding(): fc.Arbitrary<GroupToRoute> {
  const avoid = fc.uniqueArray(
    fc.record({
      locationId: fc.constantFrom(...IDS, STRANGER),
      skuId: fc.constantFrom(null, ...SKUS),
    }),
    { selector: ({ locationId, skuId }) => `${locationId} ${skuId}`, maxLength: 5 },
  )
  return fc.tuple(groups(), avoid).map(([group, some]) => ({ ...group, avoid: some }))
}

const rate = { base: cost, perKg: cost }
type Linear = Exclude<Plan['tariff'], { table: object } | { cards: object }>

export const tariffs: fc.Arbitrary<Linear> = fc
  .record({
    distance: fc.option(fc.record({ ...rate, perKm: fc.nat(20), perKgKm: fc.nat(9) }), {
      nil: undefined,
    }),
    zones: fc.array(
      fc.record(
        {
          ...rate,
          from: fc.constantFrom(...COUNTRIES),
          to: fc.constantFrom(...COUNTRIES),
        },
        { requiredKeys: ['base', 'perKg'] },
      ),
      { maxLength: 4 },
    ),
    otherwise: fc.record(rate),
  })
  .map(({ distance, ...tariff }) => ({ ...tariff, ...(distance ? { distance } : {}) }))

/** Tables whose prices go up and down from band to band as they like. */
export const tables: fc.Arbitrary<Extract<Plan['tariff'], { table: object }>> = fc
  .array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 })
  .chain((steps) => {
    const prices = {
      prices: fc.array(cost, { minLength: steps.length, maxLength: steps.length }),
      perKgBeyond: cost,
    }
    const zone = fc.record(
      {
        ...prices,
        maxKm: fc.nat(1200),
        from: fc.constantFrom(...COUNTRIES),
        to: fc.constantFrom(...COUNTRIES),
      },
      { requiredKeys: ['prices', 'perKgBeyond'] },
    )
    return fc.record({
      table: fc.record({
        bands: fc.constant(
          steps.map((_, band) => steps.slice(0, band + 1).reduce((sum, step) => sum + step, 0)),
        ),
        zones: fc.array(zone, { maxLength: 4 }),
        otherwise: fc.record(prices),
      }),
    })
  })

/** Of most none; of some so much that no band is left. */
export const packagings: fc.Arbitrary<Packaging | undefined> = fc.option(
  fc.record({ gramsPerParcel: fc.oneof(fc.nat(900), fc.nat(15_000)) }),
  { nil: undefined, freq: 1 },
)

export function plans(
  strategies: readonly Plan['strategy'][] = ['least_cost', 'priority', 'nearest'],
): fc.Arbitrary<Plan> {
  return fc.record({
    id: fc.constant(null),
    version: fc.nat(9),
    strategy: fc.constantFrom(...strategies),
    tariff: fc.tuple(fc.oneof(tariffs, tables), packagings).map(([tariff, packaging]) => {
      return packaging ? { ...tariff, packaging } : tariff
    }),
  })
}
