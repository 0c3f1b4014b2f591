import fc from 'fast-check'
import type { Declines } from '../../src/routing/domain/declines.ts'
import type { Days, Moment, Objective, Price } from '../../src/routing/index.ts'
import type { LiveService } from '../../src/shipping/domain/service.ts'

const IDS = [1, 2, 3, 4, 5]
const cost = fc.nat(200_000)
const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** What plans may count, each thing now and then. */
export const objectives: fc.Arbitrary<Objective> = fc.record(
  {
    latePerParcel: cost,
    dayPerParcel: fc.nat(30_000),
    onTimePercent: fc.integer({ min: 50, max: 100 }),
    reroutePerParcel: cost,
    carbonPerTonne: fc.nat(3_000_000),
    carbonGramsPerTonneKm: fc.nat(1000),
    carbonGramsPerParcel: fc.nat(1000),
  },
  { requiredKeys: [] },
)

export const declines: fc.Arbitrary<Declines> = fc
  .array(
    fc.nat(100).chain((given) => fc.record({ given: fc.constant(given), declined: fc.nat(given) })),
    { minLength: 3, maxLength: 5 },
  )
  .map((rows) => ({
    at: '2026-01-14T00:00:00Z',
    all: {
      given: rows.reduce((sum, { given }) => sum + given, 0),
      declined: rows.reduce((sum, { declined }) => sum + declined, 0),
    },
    byLocation: new Map(rows.map((row, i) => [IDS[i]!, row])),
  }))

/** A moment in January at places that open on some days; of some nothing is known. */
export const moments: fc.Arbitrary<Moment> = fc
  .record({
    hour: fc.nat(24 * 20),
    places: fc.tuple(
      ...IDS.map(() =>
        fc.record({
          days: fc.subarray(WEEK, { minLength: 1 }),
          minutes: fc.option(fc.nat(2000), { freq: 5 }),
          isKnown: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
        }),
      ),
    ),
  })
  .map(({ hour, places }) => {
    const byId = places.map(({ days, minutes, isKnown }): Days => {
      const weekly = days.map((day) => ({ day, open: '08:00', close: '20:00' }))
      return {
        hours: isKnown ? { weekly, exceptions: [] } : null,
        timeZone: 'Europe/Paris',
        holidays: [],
        handlingMinutes: minutes,
      }
    })
    const now = Temporal.Instant.from('2026-01-05T00:00:00Z').add({ hours: hour })
    return { now, daysOf: (id: number) => byId[id - 1] }
  })

/** The same services, which collect on some days at the places where they do. */
export function collecting(all: readonly LiveService[]): fc.Arbitrary<LiveService[]> {
  const days = fc.subarray(WEEK, { minLength: 1 })
  return fc.tuple(...all.map(() => days)).map((each) =>
    all.map((service, i) => {
      const times = each[i]!.map((day) => ({ day, at: '17:00' }))
      return { ...service, timesAt: (id: number) => (service.collectsAt(id) ? times : []) }
    }),
  )
}

/** An ISO date around those moments. */
export const wanted = fc
  .nat(30)
  .map((days) => Temporal.PlainDate.from('2026-01-05').add({ days }).toString())

/** Prices of what is scarce: of places, or of a SKU at places. */
export const scarce: fc.Arbitrary<(id: number, sku?: number) => Price | undefined> = fc
  .array(fc.option(fc.nat(90_000)), { minLength: 7, maxLength: 7 })
  .map((amounts) => (id: number, sku = 0) => {
    const amount = amounts[(id + 3 * sku) % amounts.length]
    return amount ? { amount, layer: 'P2', at: '2026-01-04T22:00:00Z' } : undefined
  })
