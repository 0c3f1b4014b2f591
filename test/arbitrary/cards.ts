import fc from 'fast-check'
import type { LiveService } from '../../src/shipping/domain/service.ts'
import type { Card, Size, Surcharge } from '../../src/shipping/domain/card.ts'

const COUNTRIES = ['FR', 'DE', 'IT']
const price = fc.nat(90_000)
const seldom = fc.integer({ min: 0, max: 5 }).map((n) => n === 0)

/** Sides in mm, the longest first. */
export const sizes: fc.Arbitrary<Size> = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), fc.nat(900))
  .map((sides) => sides.toSorted((a, b) => b - a) as unknown as Size)

/** Cards that are whole: prices rise and fall as they like, and some are missing. */
export const cards: fc.Arbitrary<Card> = fc
  .record({
    steps: fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 5 }),
    codes: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 }),
  })
  .chain(({ steps, codes }) => {
    const bands = steps.map((_, i) => steps.slice(0, i + 1).reduce((a, b) => a + b) / 100)
    const zone = (code: string) =>
      fc
        .record({
          prices: fc.array(fc.oneof({ weight: 5, arbitrary: price }, fc.constant(null)), {
            minLength: bands.length,
            maxLength: bands.length,
          }),
          first: price,
          perKgBeyond: fc.option(fc.nat(9000)),
          transitDays: fc.option(fc.integer({ min: 1, max: 5 })),
        })
        .map(({ prices, first, perKgBeyond, transitDays }) => ({
          code,
          prices: prices.every((one) => one === null) ? bands.map(() => first) : prices,
          perKgBeyond: prices.at(-1) === null ? null : perKgBeyond,
          transitDays,
        }))
    const lane = (code: string) =>
      fc
        .record(
          {
            maxKm: fc.nat(1500),
            from: fc.constantFrom(...COUNTRIES),
            to: fc.constantFrom(...COUNTRIES),
          },
          { requiredKeys: [] },
        )
        .map((rest) => ({ zone: code, ...rest }))
    return fc.record({
      currency: fc.constant('EUR'),
      lanes: fc.tuple(...codes.map(lane)),
      bands: fc.constant(bands),
      zones: fc.tuple(...codes.map(zone)),
      cm3PerKg: fc.option(fc.integer({ min: 3000, max: 7000 })),
      surcharges: fc.array(surchargeOf(codes), { maxLength: 3 }),
      fuelPercent: fc.constantFrom(0, 7.5, 12.25),
    })
  })

function surchargeOf(codes: readonly string[]): fc.Arbitrary<Surcharge> {
  const zone = fc.constantFrom(...codes)
  const amounts = fc.uniqueArray(fc.record({ zone, amount: price }), {
    selector: (one) => one.zone,
    maxLength: 3,
  })
  const when = fc.record(
    {
      overG: fc.integer({ min: 100, max: 9000 }),
      longestOverMm: fc.integer({ min: 100, max: 900 }),
      girthOverMm: fc.integer({ min: 100, max: 2000 }),
    },
    { requiredKeys: ['overG'] },
  )
  const leastG = fc.integer({ min: 1, max: 5000 })
  return fc.oneof(
    fc.record({ code: fc.constant('HOME'), kind: fc.constant('residential' as const), amounts }),
    fc.record(
      { code: fc.constant('LARGE'), kind: fc.constant('handling' as const), amounts, when, leastG },
      { requiredKeys: ['code', 'kind', 'amounts', 'when'] },
    ),
  )
}

/** Services with a card each; each collects at some of the places 1 to 5. */
export const services: fc.Arbitrary<LiveService[]> = fc
  .array(
    fc.record({
      card: cards,
      toHomes: seldom.map((not) => !not),
      maxG: fc.integer({ min: 500, max: 30_000 }),
      maxLongestMm: fc.option(fc.integer({ min: 200, max: 1000 })),
      places: fc.subarray([1, 2, 3, 4, 5], { minLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ card, places, ...terms }, i) => ({
      ...terms,
      carrier: 'CARRIER',
      code: `S${i}`,
      methods: ['standard'],
      countries: null,
      maxGirthMm: null,
      card: { ...card, version: 1 },
      collectsAt: (id: number) => places.includes(id),
    })),
  )
