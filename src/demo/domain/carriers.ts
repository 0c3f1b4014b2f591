import type { Card, Terms } from '../../shipping/index.ts'

/** A carrier that does not exist, with prices that nobody asks. */
export const carrier = { code: 'POSTILLON', name: 'Postillon' }

type DemoService = Terms & { code: string; name: string; card: Card }

/** The working days and prices in 1e-4 € of one service: near, in the country, abroad. */
type Offer = { first: readonly number[]; perKg: number; days: readonly number[] }

const BANDS = [1000, 2000, 5000, 10_000, 20_000]
const ZONES = ['NEAR', 'HOME', 'ABROAD']
const NEAR_KM = 150
const HEAVIEST_G = 100_000

export const services: readonly DemoService[] = [
  {
    ...termsOf(['standard']),
    code: 'POSTILLON-PARCEL',
    name: 'Parcel',
    card: cardOf({ first: [42_000, 51_000, 89_000], perKg: 2500, days: [1, 2, 4] }),
  },
  {
    ...termsOf(['standard', 'express']),
    code: 'POSTILLON-EXPRESS',
    name: 'Express',
    card: cardOf({ first: [79_000, 98_000, 189_000], perKg: 6000, days: [1, 1, 2] }),
  },
]

/** When it comes to a location: on weekdays, and to a depot on Saturdays too. */
export function collectionsOf(kind: 'store' | 'distribution_centre') {
  const weekdays = [1, 2, 3, 4, 5]
  if (kind === 'store') return weekdays.map((day) => ({ day, at: '16:30' }))
  return [...weekdays.map((day) => ({ day, at: '19:00' })), { day: 6, at: '12:00' }]
}

function termsOf(methods: string[]): Terms {
  return {
    methods,
    toHomes: true,
    countries: null,
    maxG: HEAVIEST_G,
    maxLongestMm: null,
    maxGirthMm: null,
  }
}

function cardOf({ first, perKg, days }: Offer): Card {
  return {
    currency: 'EUR',
    lanes: [
      ...['FR', 'DE'].flatMap((home) => [
        { zone: 'NEAR', from: home, to: home, maxKm: NEAR_KM },
        { zone: 'HOME', from: home, to: home },
      ]),
      { zone: 'ABROAD' },
    ],
    bands: BANDS,
    zones: ZONES.map((code, i) => ({
      code,
      prices: BANDS.map((grams) => first[i]! + (grams / 1000 - 1) * perKg),
      perKgBeyond: perKg,
      transitDays: days[i]!,
    })),
    cm3PerKg: 5000,
    surcharges: [
      {
        code: 'HOME',
        kind: 'residential',
        amounts: ZONES.map((zone) => ({ zone, amount: 4000 })),
      },
      {
        code: 'LONG',
        kind: 'handling',
        amounts: ZONES.map((zone) => ({ zone, amount: 90_000 })),
        when: { longestOverMm: 1200, girthOverMm: 3000 },
      },
    ],
    fuelPercent: 8.5,
  }
}
