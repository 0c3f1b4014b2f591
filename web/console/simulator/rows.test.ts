import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { rowsOf } from './rows.ts'
import type { Outcome } from './use-simulations.ts'
import { words as said } from './words.en.ts'

const formats = formatsOf('en', 'UTC')
const ORDERS = 10
type Bounds = { low: number | null; high: number | null }
/** Of all orders; the interval lies one order's hundredth around it. */
const paired = (total: number, bounds?: Bounds) => {
  const mean = total / ORDERS
  return { total, mean, low: mean - 0.01, high: mean + 0.01, batches: 9, ...bounds }
}
const NAMES = ['cost', 'parcels', 'splits', 'km', 'co2eG', 'late', 'unfilled', 'lostSales'] as const
const HAPPENED = ['declined', 'moved', 'stockOuts'] as const
type Against = NonNullable<Outcome['against']>

/** What only is given differs from the first. */
function againstOf(by: Partial<Against['by']>, of: Partial<Against> = {}): Against {
  const all = [...NAMES, ...HAPPENED].map((name) => [name, paired(0)] as const)
  const perParcel = { km: null, co2eG: null, onTime: null }
  const every = { ...Object.fromEntries(all), ...by } as Against['by']
  return { changed: 3, by: every, terms: [], perParcel, ...of }
}

/** As a simulation answers; only what is given differs between two. */
function outcome(policy: number, of: Partial<Outcome>): Outcome {
  return {
    policy,
    outOfTime: [],
    cost: { total: 100_000, perOrder: 10_000, terms: [] },
    parcels: 10,
    splits: 1,
    km: 100,
    co2eG: null,
    onTime: 0.9,
    timedParcels: 10,
    declined: 0,
    moved: 0,
    wantedUnits: 10,
    unfilledUnits: 0,
    tillUnits: 0,
    lostUnits: 0,
    stockOuts: 0,
    load: [],
    against: policy === 0 ? null : againstOf({}),
    aboveBound: null,
    ...of,
  }
}

describe('the rows of a comparison', () => {
  const first = outcome(0, { aboveBound: 0.2 })
  const terms = [
    { term: 'freight' as const, amount: 80_000 },
    { term: 'late' as const, amount: 0 },
  ]
  const against = againstOf(
    { cost: paired(200_000), parcels: paired(2), stockOuts: paired(4, { low: null, high: null }) },
    {
      terms: [{ term: 'freight', ...paired(80_000, { low: -4000, high: 20_000 }) }],
      perParcel: {
        km: { mean: -10, low: -12, high: -8, batches: 9 },
        co2eG: null,
        onTime: { mean: 0.05, low: 0.01, high: 0.09, batches: 9 },
      },
    },
  )
  const other = outcome(1, {
    cost: { total: 300_000, perOrder: 30_000, terms },
    parcels: 12,
    km: 90,
    onTime: 0.95,
    stockOuts: 4,
    aboveBound: 0.3,
    against,
  })
  const rows = rowsOf([first, other], { said, formats, currency: 'EUR', orders: ORDERS })
  const differs = (label: string) => rows.find((one) => one.label === label)?.cells[1]?.difference

  it('tell by how much each differs from the first, and between what', () => {
    const between = '95 %: +€2.00 to +€2.00'
    assert.deepEqual(differs('Cost of an order'), { text: '+€2.00', verdict: 'worse', between })
    const sums = { text: '+2', verdict: 'worse', between: '95 %: +2 to +2' }
    assert.deepEqual(differs('Parcels'), sums)
    assert.equal(differs('Split deliveries'), undefined)
  })

  it('judge each term by its own interval, which is of all orders as its sum is', () => {
    const freight = { text: '+€8.00', verdict: 'same', between: '95 %: -€4.00 to +€20.00' }
    assert.deepEqual(differs('Carriage'), freight)
  })

  it('judge a mean of parcels by that mean, and more in time as better', () => {
    const km = { text: '-10 km', verdict: 'better', between: '95 %: -12 km to -8 km' }
    assert.deepEqual(differs('Distance of a parcel'), km)
    assert.equal(differs('On time')?.verdict, 'better')
  })

  it('give no verdict where none was found, and say where there was too little for one', () => {
    assert.deepEqual(differs('Above the best in hindsight'), { text: '+10%' })
    assert.deepEqual(differs('Stock-outs'), { text: '+4', verdict: 'few' })
  })

  it('leave out what nobody knows, and terms that are nothing', () => {
    const labels = new Set(rows.map(({ label }) => label))
    for (const label of ['CO₂e of a parcel', 'Late']) assert.ok(!labels.has(label), label)
    assert.ok(labels.has('Carriage'))
  })
})
