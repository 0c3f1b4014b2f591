import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  carriageOf,
  planBody,
  planFaults,
  typedPlan,
  type Plan,
  type TypedPlan,
  type UsualPlan,
} from './plan-draft.ts'

const usual: UsualPlan = {
  strategy: 'least_cost',
  tariff: {
    distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
    zones: [],
    otherwise: { base: 90_000, perKg: 6000 },
  },
}
const plan: Plan = {
  channel: 'WEB',
  version: 3,
  strategy: 'nearest',
  tariff: { cards: { services: ['POST'] }, packaging: { gramsPerParcel: 250, airPercent: 40 } },
  coolOffHours: 6,
  objective: { latePerParcel: 80_000, onTimePercent: 97.5, carbonGramsPerParcel: 300 },
  prices: 'on',
  lookAhead: { days: 7, marginPercent: 60, together: true },
  improving: { leastSaving: 2500, mostMoves: 2 },
  validFrom: '2026-03-01T00:00:00Z',
}

const sent = (typed: TypedPlan, was: Plan | undefined = plan) =>
  planBody(typed, { channel: 'WEB', plan: was, usual })

describe('a routing plan as it is typed', () => {
  it('is sent as it was, where nothing is typed', () => {
    const { validFrom: _, ...rest } = plan
    assert.deepEqual(sent(typedPlan(plan, usual)), rest)
    assert.equal(planFaults(typedPlan(plan, usual)).size, 0)
  })

  it('begins with what a channel has that has no plan', () => {
    const typed = typedPlan(undefined, usual)
    assert.deepEqual(typed.rates, {
      base: '5.50',
      perKg: '0.30',
      perKm: '0.12',
      perKgKm: '0.04',
      otherBase: '9.00',
      otherPerKg: '0.60',
    })
    const { zones: _, ...tariff } = usual.tariff
    assert.deepEqual(planBody(typed, { channel: 'WEB', plan: undefined, usual }), {
      channel: 'WEB',
      version: 0,
      strategy: 'least_cost',
      tariff,
      objective: {},
      coolOffHours: 24,
      prices: 'off',
    })
  })

  it('counts money in ten-thousandths, and what is empty not at all', () => {
    const typed = typedPlan(plan, usual)
    const amounts = { ...typed.amounts, latePerParcel: '', carbonPerTonne: '90,5' }
    const { objective } = sent({ ...typed, amounts })
    const left = { ...amounts, unfilledPerUnit: '2', unfilledPercent: '12,5' }
    const both = sent({ ...typed, amounts: left }).objective
    assert.deepEqual([both.unfilledPerUnit, both.unfilledPercent], [20_000, 12.5])
    const again = typedPlan({ ...plan, objective: both }, usual).amounts
    assert.deepEqual([again.unfilledPerUnit, again.unfilledPercent], ['2.00', '12.5'])
    // How many are on time counts only beside what a late one costs.
    assert.deepEqual(objective, { carbonGramsPerParcel: 300, carbonPerTonne: 905_000 })
  })

  it('keeps a table or zones, and takes cards or distances', () => {
    const table = { bands: [1000], zones: [], otherwise: { prices: [50_000], perKgBeyond: 0 } }
    const tabled: Plan = { ...plan, tariff: { table }, objective: {} }
    const typed = typedPlan(tabled, usual)
    assert.equal(typed.carriage, 'kept')
    assert.deepEqual(sent(typed, tabled).tariff, { table })
    assert.deepEqual(sent({ ...typed, carriage: 'cards' }, tabled).tariff, { cards: {} })
    const packaging = { gramsPerParcel: 90 }
    const packed: Plan = { ...tabled, tariff: { table, packaging } }
    assert.deepEqual(sent(typedPlan(packed, usual), packed).tariff, { table, packaging })
    const { distance } = sent({ ...typed, carriage: 'distance' }, tabled).tariff
    assert.deepEqual(distance, usual.tariff.distance)
    const zones = [{ base: 1, perKg: 1, from: 'FR' }]
    assert.equal(carriageOf({ ...usual.tariff, zones }), 'kept')
  })

  it('counts packaging as it is typed, and air only where rate cards do', () => {
    const typed = typedPlan(plan, usual)
    assert.deepEqual(typed.packaging, { gramsPerParcel: '250', airPercent: '40' })
    const packed = (gramsPerParcel: string, airPercent: string, over: Partial<TypedPlan> = {}) => {
      return sent({ ...typed, ...over, packaging: { gramsPerParcel, airPercent } }).tariff.packaging
    }
    assert.deepEqual(packed(' 0', ''), { gramsPerParcel: 0 })
    assert.deepEqual(packed('', '25'), { airPercent: 25 })
    assert.equal(packed('', ''), undefined)
    assert.deepEqual(packed('300', '25', { carriage: 'distance' }), { gramsPerParcel: 300 })
    const faultsOf = (
      gramsPerParcel: string,
      airPercent: string,
      over: Partial<TypedPlan> = {},
    ) => [...planFaults({ ...typed, ...over, packaging: { gramsPerParcel, airPercent } })]
    assert.deepEqual(faultsOf('1.5', '1001'), [
      ['gramsPerParcel', 'gramsPerParcel'],
      ['airPercent', 'airPercent'],
    ])
    assert.deepEqual(faultsOf('-1', ''), [['gramsPerParcel', 'gramsPerParcel']])
    assert.deepEqual(faultsOf('100000', '1000'), [])
    const { latePerParcel: _, ...none } = typed.amounts
    const untimed = { carriage: 'distance' as const, amounts: { ...none, latePerParcel: '' } }
    assert.deepEqual(faultsOf('', 'much', untimed), [])
  })

  it('has faults where something is no number, or needs something else', () => {
    const typed = typedPlan(plan, usual)
    const faultsOf = (over: Partial<TypedPlan>) => [...planFaults({ ...typed, ...over })]
    const late = { ...typed.amounts, latePerParcel: 'much' }
    assert.deepEqual(faultsOf({ amounts: late }), [['latePerParcel', 'none']])
    assert.deepEqual(faultsOf({ carriage: 'distance' }), [['latePerParcel', 'cards']])
    const alone = { ...typed.amounts, unfilledPercent: '20' }
    assert.deepEqual(faultsOf({ amounts: alone }), [['unfilledPercent', 'beside']])
    const beyond = { ...alone, unfilledPerUnit: '0', unfilledPercent: '101' }
    assert.deepEqual(faultsOf({ amounts: beyond }), [['unfilledPercent', 'percent']])
    const day = { ...typed.amounts, latePerParcel: '', dayPerParcel: '0.5' }
    assert.deepEqual(faultsOf({ carriage: 'distance', amounts: day }), [['dayPerParcel', 'cards']])
    assert.equal(sent({ ...typed, amounts: day }).objective.dayPerParcel, 5000)
    for (const coolOffHours of ['', '0', '1.5', '721']) {
      assert.deepEqual(faultsOf({ coolOffHours }), [['coolOffHours', 'none']])
    }
    assert.deepEqual(faultsOf({ days: '0', marginPercent: '12.5' }), [
      ['days', 'none'],
      ['marginPercent', 'none'],
    ])
    assert.deepEqual(faultsOf({ prices: false, days: '0' }), [])
    assert.deepEqual(faultsOf({ mostMoves: '21', leastSaving: '-1' }), [
      ['leastSaving', 'none'],
      ['mostMoves', 'none'],
    ])
  })
})
