import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { rowsOf } from './rows.ts'
import type { Outcome } from './use-simulations.ts'
import { words as said } from './words.en.ts'

const formats = formatsOf('en', 'UTC')
const paired = (total: number) => ({ total, mean: total / 10, low: total, high: total, batches: 9 })
const against = { cost: 200_000, parcels: 2, splits: 0, km: 50, co2eG: 0, late: -1 }

/** As a simulation answers; only what is given differs between two. */
function outcome(policy: number, of: Partial<Outcome>): Outcome {
  const by = { ...against, unfilled: 0, lostSales: 0 }
  const compared = Object.entries(by).map(([name, total]) => [name, paired(total)] as const)
  return {
    policy,
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
    against: policy === 0 ? null : { changed: 3, by: Object.fromEntries(compared) as never },
    aboveBound: null,
    ...of,
  }
}

describe('the rows of a comparison', () => {
  const first = outcome(0, {})
  const terms = [
    { term: 'freight' as const, amount: 80_000 },
    { term: 'late' as const, amount: 0 },
  ]
  const cost = { total: 300_000, perOrder: 30_000, terms }
  const other = outcome(1, { cost, parcels: 12, km: 90, onTime: 0.95 })
  const rows = rowsOf([first, other], { said, formats, currency: 'EUR' })
  const row = (label: string) => rows.find((one) => one.label === label)?.cells[1]

  it('tell by how much each differs from the first, and by what it is judged', () => {
    assert.deepEqual(row('Cost of an order')?.difference?.text, '+€2.00')
    assert.deepEqual(row('Parcels')?.difference?.paired?.total, 2)
    // More in time is fewer too late.
    assert.deepEqual(row('On time')?.difference, { text: '+5%', paired: paired(-1) })
    assert.equal(row('Split deliveries')?.difference, undefined)
  })

  it('say nothing for sure of a mean that falls while the sum grows', () => {
    assert.deepEqual(row('Distance of a parcel')?.difference, { text: '-10 km' })
  })

  it('leave out what nobody knows, and terms that are nothing', () => {
    const labels = new Set(rows.map(({ label }) => label))
    for (const label of ['CO₂e of a parcel', 'Late', 'Above the best in hindsight']) {
      assert.ok(!labels.has(label), label)
    }
    assert.ok(labels.has('Carriage'))
  })
})
