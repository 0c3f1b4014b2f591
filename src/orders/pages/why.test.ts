import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideRouting, type DecisionRecord } from '../../routing/index.ts'
import { leftOut, placesOf, stepsOf, type Names } from './why.ts'

const names: Names = {
  place: (id) => ['Orléans', 'Lille', 'Lyon', 'Paris', 'Gent', 'Nantes'][id] ?? `Place ${id}`,
  sku: (id) => ({ name: ['Chair', 'Lamp, oak', 'Linen'][id]!, unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}

const cost = { parcel: 3500, freight: 60_000, handling: 4000, total: 67_500 }
const one: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 0, quantity: 2, available: 9 }],
  chosen: [{ locationId: 0, km: 311, units: [[0, 2]], cost }],
  cost: 67_500,
  gap: 0,
  candidates: [
    [0, 311, 67_500],
    [1, 0, 80_000],
    [2, 500, null],
  ],
  excluded: { no_stock: [[3, 0]], location_paused: [4], not_in_pool: [] },
  alternative: { locationId: 1, cost: 80_000, dearerBy: 12_500 },
  short: [],
}

const TERMS = 'It is 311 km away: carriage 6.00, handling 0.40, parcel 0.35.'

/** The sentences with plain spaces, a step a line. */
function told(record: DecisionRecord, of: Names = names): string[] {
  const lines = stepsOf(record, of).map(({ says, more }) => [says, ...more].join(' | '))
  return lines.map((line) => line.replaceAll('\u00a0', ' '))
}

describe('why a delivery comes from where it comes', () => {
  it('is told in money where one place was cheapest', () => {
    assert.deepEqual(told(one), [
      '2 places had all of it | 1 more had only a part of it.',
      `Orléans was cheapest: 6.75 EUR | ${TERMS}`,
      'No other way was cheaper | Every combination of the 3 places was weighed. | ' +
        'Next was Lille: 1.25 EUR more.',
    ])
    assert.deepEqual(
      placesOf(one, names).map(({ name, km, alone, verdict }) => [name, km, alone, ...verdict]),
      [
        ['Orléans', '311\u00a0km', '6.75\u00a0EUR', 'just as much'],
        ['Lille', '< 1 km', '8.00\u00a0EUR', '1.25\u00a0EUR\u00a0more'],
        ['Lyon', '500\u00a0km', '', 'Had too few'],
      ],
    )
    assert.deepEqual(leftOut(one, names), ['Sold out: Paris.', 'Paused: Gent.'])
  })

  it('is told with what the cheapest would have cost where a person chose', () => {
    const byHand = { from: [1, 3], cheapest: { cost: 60_000, locations: [1] } }
    const chosen: DecisionRecord = { ...one, gap: 7500, byHand }
    assert.deepEqual(told(chosen), [
      `A person chose Orléans: 6.75 EUR | ${TERMS}`,
      'Lille would have been cheapest: 6.00 EUR | ' +
        'Before, it came from Lille and Paris. | That is 0.75 EUR less.',
    ])
    const best = { ...byHand, cheapest: { cost: 67_500, locations: [0] } }
    assert.equal(
      told({ ...chosen, byHand: best })[1],
      'No other way was cheaper | Before, it came from Lille and Paris.',
    )
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
      '2 parcels were cheapest: 12.75 EUR together | ' +
        'Orléans, 311 km away, sends 2 × Chair for 6.75 EUR ' +
        '(carriage 6.00, handling 0.40, parcel 0.35). | ' +
        'Lille sends 1 × Lamp, oak for 6.00 EUR (carriage 6.00).',
      'No other way was cheaper | Every combination of the 2 places was weighed.',
      'Waits for stock: 2 × Lamp, oak | It is served, the oldest order first, when stock comes.',
    ])
    assert.deepEqual(placesOf(split, names)[0]!.verdict, ['No Lamp, oak'])
  })

  it('says that a rule decided, or that not everything could be weighed', () => {
    const rule: DecisionRecord = {
      ...one,
      plan: { ...one.plan, strategy: 'priority' },
      gap: -1,
      alternative: { locationId: 1, cost: 60_000, dearerBy: -7500 },
    }
    assert.deepEqual(told(rule).slice(1), [
      `Orléans was taken: 6.75 EUR | ${TERMS}`,
      'That is a rule of the channel | The channel takes its places in a fixed order. | ' +
        'Lille alone would have cost 0.75 EUR less.',
    ])
    const nearly = told({ ...one, gap: 900, alternative: null })
    assert.equal(
      nearly[2],
      'At most 0.09 EUR more than the cheapest way | ' +
        'There were too many combinations to weigh them all.',
    )
  })

  it('is short where there was no choice', () => {
    const single = { ...one, candidates: one.candidates.slice(0, 1), alternative: null }
    assert.deepEqual(told(single), [`Only Orléans had it: 6.75 EUR | ${TERMS}`])
    const pickup = { ...names, pickup: 'Gent' }
    assert.deepEqual(told(one, pickup), [
      'The customer collects at Gent | So it comes from there, whatever other places have.',
      'Stock was there',
    ])
    const short = [{ lineNo: 1, skuId: 0, wanted: 2, available: 0 }]
    assert.deepEqual(
      told({ ...one, chosen: [], candidates: [], short })[0],
      'No place had any of it',
    )
  })

  it('names every chosen place and every reason, whatever was decided', () => {
    fc.assert(
      fc.property(decisions, (record) => {
        const steps = told(record).join('\n')
        const places = placesOf(record, names)
        const all = [steps, JSON.stringify(places), ...leftOut(record, names)].join('\n')
        assert.doesNotMatch(all, /undefined|null|NaN|Left out|_/)
        for (const { locationId } of record.chosen) {
          assert.ok(steps.includes(names.place(locationId)), steps)
        }
        assert.equal(places.filter(({ isChosen }) => isChosen).length, record.chosen.length)
        assert.equal(record.short.length > 0, steps.includes('Waits for stock'))
      }),
    )
  })
})

/** What routing really decides on small networks, by every strategy. */
const decisions = fc
  .record({
    strategy: fc.constantFrom('least_cost' as const, 'priority' as const, 'nearest' as const),
    stock: fc.array(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    }),
    wanted: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    paused: fc.option(fc.nat(4)),
    outside: fc.option(fc.nat(4)),
    far: fc.boolean(),
  })
  .map(({ strategy, stock, wanted, paused, outside, far }) => {
    const tariff = {
      distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
      otherwise: { base: 90_000, perKg: 6000 },
    }
    const group = {
      no: 1,
      method: 'standard',
      destination: { country: 'FR', region: undefined, point: { lat: 48, lon: 2 } },
      pickupLocationId: undefined,
      demand: wanted.map((quantity, skuId) => {
        return { lineNo: skuId + 1, skuId, quantity, gramsPerUnit: 900, wholePerUnit: 1 }
      }),
    }
    const network = {
      location: (id: number) => ({
        id,
        code: `L${id}`,
        country: 'FR',
        region: null,
        point: far ? { lat: 48 + id, lon: 2 } : undefined,
        ships: id !== 3,
        pickup: true,
        handlingCost: 4000,
        parcelCost: id === 2 ? 0 : 3500,
        paused: id === paused,
        archived: false,
      }),
      rank: (id: number) => (id === outside ? undefined : id),
      isSkuPaused: (skuId: number, id: number) => skuId === 1 && id === 0,
    }
    const view = {
      forEach: (skuId: number, visit: (id: number, available: number) => void) =>
        stock.forEach((units, id) => visit(id, units[skuId]!)),
    }
    return decideRouting(group, { id: 1, version: 1, strategy, tariff }, network, view).record
  })
