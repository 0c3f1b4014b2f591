import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { proposeInThread } from '../../actions/propose.ts'
import { decideProposals, freeCellsOf, type Field, type Open } from './propose.ts'

const PLACES = 3
const guards = { leastSaving: 1000, mostMoves: 2 }

const open: fc.Arbitrary<Open> = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      skuId: fc.integer({ min: 10, max: 13 }),
      quantity: fc.integer({ min: 1, max: 2 }),
      place: fc.nat(PLACES - 1),
    }),
    { selector: ({ skuId }) => skuId, minLength: 1, maxLength: 2 },
  ),
  parcels: fc
    .array(fc.oneof(fc.integer({ min: 10_000, max: 90_000 }), fc.constant(Infinity)), {
      minLength: PLACES,
      maxLength: PLACES,
    })
    .map((costs) => Float64Array.from(costs)),
  moves: fc.nat(2),
  guards: fc.constant(guards),
})
const fields: fc.Arbitrary<Field> = fc
  .array(fc.nat(2), { minLength: 12, maxLength: 12 })
  .map((units) => ({
    places: PLACES,
    handling: new Float64Array(PLACES),
    free: freeCellsOf(
      new Map(
        [10, 11, 12, 13].map((skuId) => [
          skuId,
          [0, 1, 2].map((place) => {
            return { place, units: units[(skuId * PLACES + place) % 12]!, price: 0 }
          }),
        ]),
      ),
    ),
  }))

const one = (place: number, costs: readonly number[], moves = 0): Open => ({
  lines: [{ skuId: 10, quantity: 1, place }],
  parcels: Float64Array.from(costs),
  moves,
  guards,
})
const nothingFree: Field = {
  places: PLACES,
  handling: new Float64Array(PLACES),
  free: freeCellsOf(new Map()),
}

describe('what would better go from elsewhere', () => {
  it('names each delivery once, a few together, and none that was moved too often', () => {
    fc.assert(
      fc.property(fc.array(open, { maxLength: 12 }), fields, (all, field) => {
        const sets = decideProposals(all, field)
        const named = sets.flat()
        assert.equal(new Set(named).size, named.length)
        for (const set of sets) assert.ok(set.length > 0 && set.length <= 8)
        for (const at of named) assert.ok(all[at]!.moves < guards.mostMoves)
      }),
      { numRuns: 500 },
    )
  })

  it('sees an exchange that neither would make alone, who gains most first', () => {
    const all = [one(0, [30_000, 31_000, 90_000]), one(1, [20_000, 60_000, 90_000])]
    assert.deepEqual(decideProposals(all, nothingFree), [[1, 0]])
  })

  it('says the same in a thread', async () => {
    const draw = { numRuns: 3, seed: 1 }
    const field = fc.sample(fields, draw)
    const drawn = fc.sample(fc.array(open, { minLength: 8, maxLength: 12 }), draw)
    for (const [i, all] of drawn.entries()) {
      assert.deepEqual(await proposeInThread(all, field[i]!), decideProposals(all, field[i]!))
    }
    assert.ok(drawn.some((all, i) => decideProposals(all, field[i]!).length > 0))
    assert.deepEqual(await proposeInThread([], nothingFree), [])
  })

  it('leaves what is well where it is', () => {
    assert.deepEqual(decideProposals([one(0, [20_000, 60_000, 90_000])], nothingFree), [])
    assert.deepEqual(decideProposals([], nothingFree), [])
  })
})
