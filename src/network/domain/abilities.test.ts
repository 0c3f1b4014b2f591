import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideAbilities, locationKinds, type Abilities } from './abilities.ts'

const names = Object.keys(decideAbilities('store')) as (keyof Abilities)[]
const flag = fc.option(fc.boolean(), { nil: undefined })
const said = fc.record({
  ships: flag,
  pickup: flag,
  receivesReturns: flag,
  sameDay: flag,
  curbside: flag,
  holdsParcels: flag,
})

describe('what a location can do', () => {
  it('is what is said, and what is usual for its kind where nothing is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locationKinds), said, (kind, given) => {
        const usual = decideAbilities(kind)
        const decided = decideAbilities(kind, given)
        for (const name of names) assert.equal(decided[name], given[name] ?? usual[name])
      }),
    )
  })

  it('is to hold parcels and not to ship for lockers and pick-up points alone', () => {
    for (const kind of locationKinds) {
      const { ships, pickup, holdsParcels } = decideAbilities(kind)
      assert.equal(holdsParcels, kind === 'locker' || kind === 'pickup_point')
      if (holdsParcels) assert.deepEqual([ships, pickup], [false, true])
    }
  })
})
