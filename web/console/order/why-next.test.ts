import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { placesOf } from './why-places.ts'
import { stepsOf, type DecisionRecord, type Names } from './why.ts'
import { words } from './words-why.en.ts'

const names: Names = {
  place: (id) => ['Orléans', 'Lille', 'Lyon'][id]!,
  sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}
const teller = { words, formats: formatsOf('en', 'UTC') }
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
  ],
  excluded: {},
  alternative: { locationId: 1, cost: 80_000, dearerBy: 12_500 },
  short: [],
}

/** The sentences with plain spaces, a step a line. */
function told(record: DecisionRecord, of: Names = names): string[] {
  const lines = stepsOf(record, of, teller).map(({ says, more = [] }) => [says, ...more])
  return lines.map((line) => line.join(' | ').replaceAll('\u00a0', ' '))
}

describe('what would have been next', () => {
  it('says what was next where no single place had all, once that is known', () => {
    const split = { ...one, alternative: null }
    const proofWith = (next?: Names['next']) => told(split, { ...names, next })[2]
    assert.ok(!proofWith()!.includes('Next'))
    const more = 12_000
    assert.ok(proofWith({ places: [1], more })!.endsWith('| Next was Lille: €1.20 more.'))
    const both = 'Next were Lille and Lyon together: €1.20 more.'
    assert.ok(proofWith({ places: [1, 2], more })!.endsWith(both))
    // What the record says needs no asking.
    assert.ok(!told(one, { ...names, next: { places: [2], more } })[2]!.includes('Lyon'))
  })

  it('says that a place had no room for all of it, and what is not proven then', () => {
    const candidates: DecisionRecord['candidates'] = [
      [0, 311, null],
      [1, 0, null],
    ]
    const full: NonNullable<DecisionRecord['full']> = [[0, 'lines', 40, 39]]
    const crowded = { ...one, candidates, full, alternative: null, gap: -1 }
    const [who, , proof] = told(crowded)
    assert.equal(who!.split(' | ')[0], 'No single place had all of it and room for it')
    assert.equal(
      proof,
      'Another way may have been cheaper | ' +
        'Where a day had little room, not every way to use it was weighed.',
    )
    const [, other] = placesOf(crowded, names, teller)
    assert.deepEqual(other!.verdict, ['Had too few'])
    const [first] = placesOf({ ...crowded, chosen: [] }, names, teller)
    assert.deepEqual(first!.verdict, ['Had no room for all of it'])
    assert.equal(
      told({ ...crowded, full: [], gap: 0 })[0]!.split(' | ')[0],
      'No single place had all of it',
    )
  })
})
