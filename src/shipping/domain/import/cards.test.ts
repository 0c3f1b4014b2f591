import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { priceOn, type Size } from '../card.ts'
import { zoneFrom } from '../lanes.ts'
import { readCards, type CardFiles } from './cards.ts'

const given = { currency: 'USD', fuelPercent: 0 }
const small: CardFiles = {
  ...given,
  rates: 'service,zone,weight_lb,rate_usd\nA,2,1,9.50\nA,2,2,10\nA,3,1,11\nB,2,1,20.1234\n',
  zones: 'zone,min_miles,max_miles,transit_days\n2,0,150,1\n3,151,,3\n',
}

describe('rate cards from published lists', () => {
  it('have weights, distances and prices exactly, and tell the prices that are missing', () => {
    const { cards, faults, refused } = readCards(small)
    assert.deepEqual([faults, refused], [[], []])
    const [a, b] = cards
    assert.deepEqual(a!.card.bands, [453.59237, 907.18474])
    assert.deepEqual(a!.card.lanes, [{ zone: '2', maxKm: 241.4016 }, { zone: '3' }])
    assert.deepEqual(
      a!.card.zones.map(({ code, prices, transitDays }) => [code, prices, transitDays]),
      [
        ['2', [95_000, 100_000], 1],
        ['3', [110_000, null], 3],
      ],
    )
    assert.deepEqual(a!.gaps, [{ zone: '3', fromG: 453.59237, upToG: 907.18474, bands: 1 }])
    assert.deepEqual([b!.service, b!.card.zones[0]!.prices, b!.gaps], ['B', [201_234], []])
  })

  it('are refused whole for a bad line of theirs; every bad line is told, others are kept', () => {
    const rates = `${small.rates}A,2,x,1\nA,2,1,3\nA,2,3,1.23456\n`
    const { cards, faults, refused } = readCards({ ...small, rates })
    assert.deepEqual([cards.map(({ service }) => service), refused], [['B'], ['A']])
    assert.deepEqual(
      faults.map(({ file, line }) => [file, line]),
      [
        ['rates', 6],
        ['rates', 7],
        ['rates', 8],
      ],
    )
    // A line that cannot be read may be anybody's.
    assert.deepEqual(readCards({ ...small, rates: `${small.rates}A,2\n` }).refused, ['A', 'B'])
    const zones = `${small.zones}4,0,far,\n`
    assert.deepEqual(readCards({ ...small, zones }).refused, ['A', 'B'])
    assert.deepEqual(readCards({ ...small, currency: 'EUR' }).refused, ['A', 'B'])
    const unled = readCards({ ...small, zones: 'zone,max_miles\n2,150\n' })
    assert.deepEqual([unled.cards.map(({ service }) => service), unled.refused], [['B'], ['A']])
    const header = 'code,applies_to,condition,amount_usd\n'
    const odd = readCards({ ...small, surcharges: `${header}X,B*,at full moon,1\n` })
    assert.deepEqual([odd.refused, odd.faults[0]!.line], [['B'], 2])
    assert.match(odd.faults[0]!.detail, /Understood are/)
    assert.match(readCards({ ...small, rates: 'a,b\n' }).faults[0]!.detail, /no column zone/)
  })
})

/** The published lists (../shared/data/carriers), or a short one where they are not there. */
const FOLDER = new URL('../../../../../shared/data/carriers/', import.meta.url)
const isThere = existsSync(FOLDER)
const file = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8')

/** Two services with prices that rise; one lacks those of zone 5 below 50 lb, as the real one. */
function madeUp(): Pick<CardFiles, 'rates' | 'zones' | 'surcharges'> {
  const rates = ['FEDEX_GROUND', 'FEDEX_2DAY'].flatMap((service, s) =>
    [2, 3, 4, 5, 6, 7, 8].flatMap((zone) =>
      Array.from({ length: 150 }, (_, i) => i + 1)
        .filter((pounds) => s === 0 || zone !== 5 || pounds > 49)
        .map((pounds) => `${service},${zone},${pounds},${(9 + zone * 2 + pounds + s).toFixed(2)}`),
    ),
  )
  const most = [150, 300, 600, 1000, 1400, 1800, '']
  const both = 'longest side > 48 in or second-longest > 30 in or length+girth > 105 in'
  const over = 'length > 96 in or length+girth > 130 in'
  const handling = [
    ['DIMENSION', both, 40, ['28.00', '31.00', '36.00', '38.00']],
    ['WEIGHT', 'actual weight > 50 lb', '', ['43.50', '47.50', '52.75', '55.00']],
    ['OVERSIZE', over, 90, ['240.00', '260.00', '297.50', '305.00']],
  ] as const
  const zones = ['2', '3-4', '5-6', '7-8']
  return {
    rates: ['service,zone,weight_lb,rate_usd', ...rates].join('\n'),
    zones: ['zone,max_miles', ...most.map((miles, i) => `${i + 2},${miles}`)].join('\n'),
    surcharges: [
      'code,applies_to,condition,zones,amount_usd,per,min_billable_lb',
      'DIM_DIVISOR,ALL,volume_in3/139 rounded up vs actual; rate on the greater,2-8,,,',
      'HOME,FEDEX_GROUND,residential address,2-8,5.95,package,',
      'HOME_EXPRESS,FEDEX_2DAY*,residential address,2-8,6.55,package,',
      ...handling.flatMap(([code, condition, least, amounts]) =>
        amounts.map(
          (amount, i) => `${code},ALL,${condition},${zones[i]},${amount},package,${least}`,
        ),
      ),
    ].join('\n'),
  }
}

describe('a published list', () => {
  const files = isThere
    ? {
        rates: file('fedex_us_list_rates_2025.csv'),
        zones: file('fedex_us_zones.csv'),
        surcharges: file('fedex_us_surcharges_2025.csv'),
      }
    : madeUp()
  const { rates } = files
  const { cards, faults, refused } = readCards({ ...given, ...files })

  it('is taken whole, and its gap is told', () => {
    assert.deepEqual([faults, refused, cards.length], [[], [], isThere ? 7 : 2])
    const prices = cards.flatMap(({ card }) => card.zones.flatMap((zone) => zone.prices))
    const known = prices.filter((price) => price !== null)
    assert.equal(known.length, rates.trim().split('\n').length - 1)
    const gaps = cards.flatMap(({ service, gaps: some }) => some.map((gap) => [service, gap]))
    const gap = { zone: '5', fromG: 0, upToG: 22_226.02613, bands: 49 }
    const with2Day = ['FEDEX_2DAY', 'FEDEX_2DAY_AM', 'FEDEX_EXPRESS_SAVER']
    assert.deepEqual(
      gaps,
      (isThere ? with2Day : ['FEDEX_2DAY']).map((service) => [service, gap]),
    )
  })

  it('has for each parcel the price that its rules have', () => {
    const listed = new Map(
      rates.split('\n').map((line) => {
        const [service, zone, pounds, rate] = line.split(',')
        return [`${service} ${zone} ${pounds}`, Math.round(Number(rate) * 10_000)]
      }),
    )
    const inches = fc.integer({ min: 1, max: 140 })
    const parcels = fc.record({
      card: fc.constantFrom(...cards.map((_, i) => i)),
      miles: fc.integer({ min: 0, max: 3000 }),
      pounds: fc.integer({ min: 1, max: 150_000 }).map((thousandths) => thousandths / 1000),
      sides: fc.option(fc.tuple(inches, inches, inches)),
      home: fc.boolean(),
    })
    fc.assert(
      fc.property(parcels, ({ card: at, miles, pounds, sides, home }) => {
        const { service, card } = cards[at]!
        const from = { country: 'US', postalCode: undefined, point: undefined }
        const zone = zoneFrom(card.lanes, from, Math.round(miles * 1_609_344) / 1e6)!
        const sizes = sides ? [sides.map((one) => one * 25.4).toSorted((a, b) => b - a)] : []
        const traits = { home, sizes: sizes as unknown as Size[], maxG: 1e6 }
        const price = priceOn(card, zone, Math.round(pounds * 453_592_370), traits)
        const expected = naive(listed, { service, miles, pounds, sides, home })
        assert.equal(price, expected)
      }),
      { numRuns: 3000 },
    )
  })
})

/** The rules of the list as a person reads them, in pounds, inches and miles. */
function naive(
  listed: ReadonlyMap<string, number>,
  of: { service: string; miles: number; pounds: number; sides: number[] | null; home: boolean },
): number | null {
  const { service, miles, pounds, home } = of
  const zone = [150, 300, 600, 1000, 1400, 1800, Infinity].findIndex((most) => miles <= most) + 2
  const step = zone === 2 ? 0 : zone <= 4 ? 1 : zone <= 6 ? 2 : 3
  const [longest = 0, second = 0, third = 0] = of.sides?.toSorted((a, b) => b - a) ?? []
  const girth = longest + 2 * (second + third)
  let billable = pounds
  const handling = [0]
  if (longest > 48 || second > 30 || girth > 105) {
    handling.push([28, 31, 36, 38][step]!)
    billable = Math.max(billable, 40)
  }
  if (longest > 96 || girth > 130) {
    handling.push([240, 260, 297.5, 305][step]!)
    billable = Math.max(billable, 90)
  }
  if (pounds > 50) handling.push([43.5, 47.5, 52.75, 55][step]!)
  const rate = listed.get(`${service} ${zone} ${Math.ceil(billable)}`)
  if (rate === undefined) return null
  const residential = home ? (service === 'FEDEX_GROUND' ? 5.95 : 6.55) : 0
  return Math.round(rate + (Math.max(...handling) + residential) * 10_000)
}
