import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideAuthority } from './authority.ts'

describe('authority', () => {
  it('is the owner alone; everybody has it where there is none', () => {
    const system = fc.option(fc.constantFrom('tutti', 'WMS', 'POS'))
    fc.assert(
      fc.property(system, system, (owner, asking) => {
        const refusal = decideAuthority(owner, asking)
        assert.equal(refusal === undefined, owner === null || owner === asking)
        if (refusal) assert.equal(refusal.facts['owner'], owner)
      }),
    )
  })
})
