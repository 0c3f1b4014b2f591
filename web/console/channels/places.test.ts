import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  inOrder,
  isSoundPool,
  missingIn,
  priorityIn,
  toggleAll,
  withPlaces,
  withPriority,
  withoutPlaces,
  type Pool,
} from './places.ts'

const codes = fc.uniqueArray(fc.integer({ min: 1, max: 400 }).map(String), { maxLength: 350 })
const pools = codes.map((all): Pool => withPlaces([], all))

describe('all places of a pool', () => {
  it('come in behind those that are in; only where none is missing all that are shown go', () => {
    fc.assert(
      fc.property(pools, codes, (pool, shown) => {
        const missing = missingIn(pool, shown)
        const after = toggleAll(pool, shown)
        if (missing.length > 0) {
          assert.deepEqual(after.slice(0, pool.length), pool)
          assert.deepEqual(codesOf(after.slice(pool.length)), missing)
          assert.deepEqual(missingIn(after, shown), [])
        } else {
          // What is not shown to this reader stays.
          const rest = codesOf(pool).filter((code) => !shown.includes(code))
          assert.deepEqual(codesOf(after), rest)
        }
        const priorities = after.map(({ priority }) => priority)
        assert.equal(new Set(priorities).size, priorities.length)
      }),
    )
  })

  it('are as before when one that came in goes again', () => {
    fc.assert(
      fc.property(pools, codes, (pool, more) => {
        const [one] = missingIn(pool, more)
        if (one === undefined) return
        assert.deepEqual(withoutPlaces(withPlaces(pool, [one]), [one]), pool)
      }),
    )
  })
})

describe('the priority of a place', () => {
  it('is a whole number as the API takes it, else none', () => {
    assert.deepEqual(['0', ' 12 ', '1000000'].map(priorityIn), [0, 12, 1_000_000])
    for (const typed of ['', '-1', '1.5', '1000001', '1e3', 'first']) {
      assert.ok(Number.isNaN(priorityIn(typed)), typed)
    }
  })

  it('is that of one place, and says which stands first', () => {
    const priority = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constant(Number.NaN))
    fc.assert(
      fc.property(pools, codes, fc.nat(), priority, (pool, others, n, given) => {
        if (pool.length === 0) return
        const { location } = pool[n % pool.length]!
        const after = withPriority(pool, location, given)
        assert.deepEqual(withoutPlaces(after, [location]), withoutPlaces(pool, [location]))
        assert.equal(isSoundPool(after), !Number.isNaN(given))
        if (!isSoundPool(after)) return
        const shown = [...new Set([...others, ...codesOf(pool)])]
        const order = inOrder(
          after,
          shown.map((code) => ({ code })),
        ).map(({ code }) => code)
        assert.deepEqual(order.toSorted(), shown.toSorted())
        assert.deepEqual(missingIn(after, order.slice(0, pool.length)), [])
        const priorities = new Map(after.map((one) => [one.location, one.priority]))
        const asked = order.slice(0, pool.length).map((code) => priorities.get(code)!)
        assert.deepEqual(
          asked,
          asked.toSorted((a, b) => a - b),
        )
      }),
    )
  })

  it('of a place that comes in behind the last that there can be is the last', () => {
    const pool = [{ location: 'paris', priority: 1_000_000 }]
    assert.equal(withPlaces(pool, ['lyon'])[1]!.priority, 1_000_000)
  })
})

function codesOf(pool: Pool): string[] {
  return pool.map(({ location }) => location)
}
