import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideMove, obstacleOf, partsOf, unitsByLine } from './move.ts'

const LINES = [
  { no: 1, skuId: 1 },
  { no: 2, skuId: 2 },
  { no: 3, skuId: 1 },
]
const claims = fc.array(
  fc.record({
    lineNo: fc.constantFrom(1, 2, 3),
    locationId: fc.integer({ min: 1, max: 3 }),
    supplyNo: fc.constantFrom(0, 0, 0, 1, -1),
    quantity: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 8 },
)
const free = fc.tuple(fc.integer({ min: -3, max: 20 }), fc.integer({ min: -3, max: 20 })).map(
  ([one, two]) =>
    new Map([
      [1, one],
      [2, two],
    ]),
)

const sum = (list: readonly { quantity: number }[]) =>
  list.reduce((total, { quantity }) => total + quantity, 0)

describe('a group that goes to one place', () => {
  it('claims there what comes, no unit more or less, and keeps what is there', () => {
    fc.assert(
      fc.property(claims, free, fc.integer({ min: 1, max: 3 }), (all, there, to) => {
        const parts = partsOf(LINES, all)
        // What is not there yet cannot be moved.
        assert.equal(sum(parts), sum(all.filter(({ supplyNo }) => supplyNo === 0)))
        const { claims: made, short } = decideMove(parts, to, there)
        const stays = parts.filter(({ locationId }) => locationId === to)
        const after = unitsByLine([...stays, ...made])
        assert.deepEqual(sorted(after), sorted(unitsByLine(parts)))
        for (const { locationId, quantity } of made) {
          assert.equal(locationId, to)
          assert.ok(quantity > 0)
        }
        for (const skuId of [1, 2]) {
          const coming = sum(made.filter((one) => one.skuId === skuId))
          const lacks = short.filter((one) => one.skuId === skuId)
          const gone = lacks.reduce((total, one) => total + one.wanted - one.available, 0)
          assert.equal(gone, Math.max(0, coming - Math.max(0, there.get(skuId)!)))
        }
        assert.ok(short.every(({ available }) => available >= 0))
      }),
      { numRuns: 1000 },
    )
  })

  it('stays where the customer collects, where it is picked, and where nothing is given', () => {
    const zero = { cancelled: 0, expected: 0, packed: 0, fulfilled: 0, returned: 0 }
    const line = (allocated: number, picked: number) => {
      return { ...zero, ordered: 5, allocated, released: allocated, picked }
    }
    const sent = { pickupLocationId: null }
    assert.equal(obstacleOf({ pickupLocationId: 1 }, [line(5, 0)]), 'group_collected')
    assert.equal(obstacleOf(sent, [line(5, 0), line(5, 1)]), 'units_picked')
    assert.equal(obstacleOf(sent, [line(0, 0)]), 'nothing_to_move')
    assert.equal(obstacleOf(sent, [{ ...line(2, 0), released: 0, expected: 2 }]), 'nothing_to_move')
    assert.equal(obstacleOf(sent, [line(0, 0), line(1, 0)]), null)
  })
})

function sorted(units: ReadonlyMap<number, number>): [number, number][] {
  return [...units].toSorted(([a], [b]) => a - b)
}
