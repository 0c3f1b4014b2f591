import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases } from '../../../test/arbitrary/decided.ts'
import { avoiding, plans, worlds } from '../../../test/arbitrary/routing.ts'
import { decideRouting } from './decide.ts'

const UNTIL = '2026-12-01T12:00:00Z'

describe('the values that failed', () => {
  it('say until when a place is not asked, of each that is out for that', () => {
    let told = 0
    fc.assert(
      fc.property(avoiding(), plans(), worlds(), (group, plan, { network, stock }) => {
        const avoid = group.avoid!.map((one) => ({ ...one, until: Temporal.Instant.from(UNTIL) }))
        const { record } = decideRouting({ ...group, avoid }, plan, network, stock)
        const { declined = [], not_found_there: lost = [] } = record.excluded
        const { failed = {} } = record
        assert.deepEqual(
          failed.declined ?? [],
          declined.map((id) => [id, UNTIL]),
        )
        const rows = lost.map((one) => (typeof one === 'number' ? [] : [...one, UNTIL]))
        assert.deepEqual(failed.not_found_there ?? [], rows)
        told += declined.length + lost.length
      }),
      { numRuns: 300 },
    )
    assert.ok(told > 5)
  })

  it('say how many units a rule keeps, where that is all that was there', () => {
    let told = 0
    fc.assert(
      fc.property(cases, ({ group, plan, network, stock }) => {
        const { excluded, failed = {} } = decideRouting(group, plan, network, stock).record
        const { kept_by_rule: kept = [] } = failed
        assert.deepEqual(
          kept.map(([id, skuId]) => [id, skuId]),
          excluded.kept_by_rule ?? [],
        )
        for (const [id, skuId, units] of kept) {
          stock.forEach(skuId, (at, available) => {
            if (at === id) assert.equal(units, available)
          })
          assert.ok(units > 0)
        }
        told += kept.length
      }),
      { numRuns: 1000 },
    )
    assert.ok(told > 50)
  })
})
