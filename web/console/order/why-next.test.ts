import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesOf } from './why-places.ts'
import { dearer, names, decided, teller, told } from './why-example.ts'
import type { DecisionRecord, Names } from './why.ts'

const one = {
  ...decided,
  candidates: decided.candidates.slice(0, 2),
  alternative: dearer,
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
