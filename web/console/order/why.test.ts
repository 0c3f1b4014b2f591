import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatsOf } from '../../lib/format.ts'
import { leftOut, placesOf } from './why-places.ts'
import { cost, dearer, names, decided, plain, teller, told } from './why-example.ts'
import { stepsOf, type DecisionRecord, type Teller } from './why.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const tellers: Record<string, Teller> = {
  en: teller,
  de: { words: german, formats: formatsOf('de', 'UTC') },
  ar: { words: arabic, formats: formatsOf('ar', 'UTC') },
}

const one: DecisionRecord = {
  ...decided,
  excluded: { no_stock: [[3, 0]], location_paused: [4], not_in_pool: [] },
  alternative: dearer,
}
const TERMS = 'It is 311 km away: carriage €6.00, handling €0.40, parcel €0.35.'

describe('why a delivery comes from where it comes', () => {
  it('says who carries a parcel, by which card, zone and band', () => {
    const carriage = {
      carrier: 'POST',
      service: 'PARCEL',
      card: 2,
      zone: 'NEAR',
      bandG: 5000,
      billableG: 1200,
      transitDays: 2,
      parcels: 1,
    }
    const by = (of: Partial<typeof carriage>) => {
      const chosen = [{ ...one.chosen[0]!, carriage: { ...carriage, ...of } }]
      const steps = stepsOf({ ...one, chosen }, names, teller)
      return plain(steps[1]!.more!.at(-1)!)
    }
    const start = 'By PARCEL of POST, card 2, zone NEAR:'
    assert.equal(by({}), `${start} 1.2 kg, up to 5 kg, 2 working days.`)
    const beyond = { bandG: null as unknown as number, parcels: 3, transitDays: 1 }
    assert.equal(by(beyond), `${start} 1.2 kg, counted as 3 parcels, 1 working day.`)
  })

  it('says what each term goes by: when it comes, who declines, what it emits', () => {
    const priced = {
      ...one,
      wantedBy: '2026-12-04',
      declinesAt: '2026-11-29T12:00:00Z',
      chosen: [
        {
          ...one.chosen[0]!,
          cost: { ...cost, late: 5000, reroute: 2500, carbon: 300, total: 75_300 },
          time: {
            readyAt: '2026-11-30T10:00:00Z',
            leavesAt: '2026-11-30T16:00:00Z',
            arrivesOn: '2026-12-03',
            late: 25_000,
          },
          declines: [40, 8, 150_000],
          co2eG: 380,
        },
      ],
      cost: 75_300,
    } satisfies DecisionRecord
    const sentences = told(priced).join(' ')
    const all = [
      'risk of being late €0.50, risk of being declined €0.25, CO₂ €0.03',
      'there Thu, Dec 3',
      'Wanted by Fri, Dec 4: the probability that it is late was 2.5%.',
      'Of the orders it was given lately (40) it declined 8: the probability was taken as 15%.',
      'About 380 g of CO₂e.',
    ]
    for (const sentence of all) assert.ok(sentences.includes(sentence), sentences)
  })

  it('says what was left out as too dear, and that only the rest waits for stock', () => {
    const short = [{ lineNo: 1, skuId: 0, wanted: 5, available: 0 }]
    const left = { ...one, short, unfilled: [[0, 3, 90_000]] } satisfies DecisionRecord
    const sentences = told(left).join(' ')
    assert.ok(sentences.includes('Left out as too dear: 3 '), sentences)
    assert.ok(sentences.includes('The plan counts €9.00 for leaving it out'), sentences)
    assert.ok(sentences.includes('Waits for stock: 2 '), sentences)
    const all = { ...left, chosen: [], unfilled: [[0, 5, 90_000]] } satisfies DecisionRecord
    const nothing = told(all).join(' ')
    assert.ok(nothing.includes('All that was in stock was too dear to send'), nothing)
    assert.ok(!nothing.includes('Waits for stock'), nothing)
  })

  it('is told in money where one place was cheapest', () => {
    assert.deepEqual(told(one), [
      '2 places had all of it | 1 more had only a part of it.',
      `Orléans was cheapest: €6.75 | ${TERMS}`,
      'No other way was cheaper | Every combination of the 3 places was weighed. | ' +
        'Next was Lille: €1.25 more.',
    ])
    assert.deepEqual(
      placesOf(one, names, teller).map(({ name, km, alone, verdict }) => {
        return [name, km.replaceAll('\u00a0', ' '), alone, ...verdict]
      }),
      [
        ['Orléans', '311 km', '€6.75', 'just as much'],
        ['Lille', 'less than 1 km', '€8.00', '€1.25 more'],
        ['Lyon', '500 km', '', 'Had too few'],
      ],
    )
    assert.deepEqual(leftOut(one, names, teller), ['Sold out: Paris.', 'Paused: Gent.'])
  })

  it('names the rules by which a place was barred and units stayed', () => {
    const ruled: DecisionRecord['ruled'] = {
      rules: [
        ['r1', 'No lamps by post'],
        ['r2', 'Shop floor'],
        ['r3', 'Web buffer'],
        ['r4', 'For the app'],
      ],
      barred: [[5, 1, 0]],
      safety: [[3, 0, 2, 1]],
      aside: [[6, 0, 5, 3]],
      threshold: [[0, 4, 2]],
    }
    const none = [3, 4, 6].map((place) => [place, 0])
    const excluded = { no_stock: none, not_eligible: [[5, 1]] }
    const record = { ...one, excluded, ruled } as DecisionRecord
    const says = leftOut(record, names, teller).map((line) => line.replaceAll('\u00a0', ' '))
    assert.deepEqual(says, [
      'Sold out: Gent.',
      'Not sent from there in this way (“No lamps by post”): Nantes.',
      'Safety stock by “Shop floor”, not offered: 2 × Chair in Paris.',
      'Set aside for other channels by “For the app”, not offered: 5 × Chair in Place 6.',
      'The channel keeps its last units back by “Web buffer”: 4 × Chair.',
    ])
  })

  it('is told with what the cheapest would have cost where a person chose', () => {
    const byHand = { from: [1, 3], cheapest: { cost: 60_000, locations: [1] } }
    assert.deepEqual(told({ ...one, gap: 7500, byHand }), [
      `A person chose Orléans: €6.75 | ${TERMS}`,
      'Cheapest would have been Lille: €6.00 | Before, it came from Lille and Paris. | ' +
        'That is €0.75 less.',
    ])
  })

  it('is told parcel by parcel where it was split, and what waits', () => {
    const lille: DecisionRecord['chosen'][number] = {
      locationId: 1,
      km: null,
      units: [[1, 1]],
      cost: { parcel: 0, freight: 60_000, handling: 0, total: 60_000 },
    }
    const split: DecisionRecord = {
      ...one,
      wanted: [...one.wanted, { skuId: 1, quantity: 3, available: 1 }],
      chosen: [...one.chosen, lille],
      cost: 127_500,
      candidates: [
        [0, 311, null],
        [1, null, null],
      ],
      excluded: { no_stock: [[0, 1]] },
      alternative: null,
      short: [{ lineNo: 2, skuId: 1, wanted: 3, available: 1 }],
    }
    assert.deepEqual(told(split), [
      'No single place had all that was in stock | 2 places had some of it, so it had to be split.',
      '2 parcels were cheapest: €12.75 together | ' +
        'Orléans, 311 km away, sends 2 × Chair for €6.75 ' +
        '(carriage €6.00, handling €0.40, parcel €0.35). | ' +
        'Lille sends 1 × Lamp, oak for €6.00 (carriage €6.00).',
      'No other way was cheaper | Every combination of the 2 places was weighed.',
      'Waits for stock: 2 × Lamp, oak | ' +
        'It is served when stock comes: the highest priority first, then the oldest order.',
    ])
    assert.deepEqual(placesOf(split, names, teller)[0]!.verdict, ['No Lamp, oak'])
  })

  it('is short where there was no choice', () => {
    const single = { ...one, candidates: one.candidates.slice(0, 1), alternative: null }
    assert.deepEqual(told(single), [`Only Orléans had it: €6.75 | ${TERMS}`])
    assert.deepEqual(told(one, { ...names, pickup: 'Gent' }), [
      'The customer collects at Gent | So it comes from there, whatever other places have.',
      'Stock was there',
    ])
  })

  it('says something, and nothing odd, whatever the record holds, in every language', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(null, 'Gent'), (record, pickup) => {
        for (const by of Object.values(tellers)) {
          const of = { ...names, pickup }
          const steps = told(record, of, by)
          assert.ok(steps.length > 0)
          assert.ok(stepsOf(record, of, by).every(({ says }) => says.trim() !== ''))
          const places = placesOf(record, of, by)
          const all = [...steps, JSON.stringify(places), ...leftOut(record, of, by)].join('\n')
          assert.doesNotMatch(all, /undefined|null|NaN|Infinity|_|\[object/)
          assert.equal(places.length, record.candidates.length)
        }
      }),
    )
  })
})

const location = fc.nat(8)
const sku = fc.nat(2)
const money = fc.integer({ min: 0, max: 2_000_000 })
const km = fc.option(fc.nat(9000))
const dropped = fc.array(fc.oneof(location, fc.tuple(location, sku)), { maxLength: 12 })

/** Any record that the API may answer, likely or not. */
const records: fc.Arbitrary<DecisionRecord> = fc.record({
  format: fc.constant(1 as const),
  plan: fc.record({
    id: fc.option(fc.nat()),
    version: fc.nat(),
    strategy: fc.constantFrom('least_cost' as const, 'priority' as const, 'nearest' as const),
  }),
  group: fc.record({ no: fc.integer({ min: 1, max: 9 }), method: fc.constant('standard') }),
  wanted: fc.array(fc.record({ skuId: sku, quantity: fc.nat(9), available: fc.nat(9) })),
  chosen: fc.array(
    fc.record({
      locationId: location,
      km,
      units: fc.array(fc.tuple(sku, fc.integer({ min: 1, max: 9 })), { minLength: 1 }),
      cost: fc.record({
        parcel: money,
        freight: money,
        handling: money,
        late: money,
        total: money,
      }),
      time: fc.record(
        {
          readyAt: fc.constant('2026-11-30T10:00:00Z'),
          leavesAt: fc.constant('2026-11-30T16:00:00Z'),
          arrivesOn: fc.constant('2026-12-03'),
          late: fc.nat(1_000_000),
        },
        { requiredKeys: [] },
      ),
      co2eG: fc.nat(9000),
      declines: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(1_000_000)),
    }),
    { maxLength: 4 },
  ),
  cost: money,
  gap: fc.oneof(fc.constant(0), fc.constant(-1), money),
  candidates: fc.array(fc.tuple(location, km, fc.option(money)), { maxLength: 9 }),
  excluded: fc.record(
    Object.fromEntries(Object.keys(english.reasons).map((reason) => [reason, dropped])),
    { requiredKeys: [] },
  ),
  alternative: fc.option(
    fc.record({ locationId: location, cost: money, dearerBy: fc.integer({ min: -9e5, max: 9e5 }) }),
  ),
  short: fc.array(
    fc.record({
      lineNo: fc.nat(9),
      skuId: sku,
      wanted: fc.integer({ min: 5, max: 9 }),
      available: fc.nat(4),
    }),
    { maxLength: 3 },
  ),
})
