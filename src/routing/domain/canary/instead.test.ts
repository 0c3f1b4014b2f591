import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { groups, plans, worlds } from '../../../../test/arbitrary/routing.ts'
import { decideRouting, type Plan } from '../decide.ts'
import { ruleSetOf, untold, type RuleSet } from '../rules/set.ts'

/** Rules that cannot decide, beside others that may be able to. */
function broken(control: RuleSet) {
  const errors: unknown[] = []
  const failed = (error: unknown) => errors.push(error)
  const matching = () => assert.fail('broken')
  const paysForUnits = false
  const watch = { instead: { rules: control, failed }, took() {}, refused() {} }
  return { errors, rules: { version: 2, paysForUnits, matching, watch } satisfies RuleSet }
}

describe('an error under the rules of a canary', () => {
  const control = ruleSetOf(1, [])

  it('is told, and the rules in force decide; of who only tries nothing is told', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, { network, stock }) => {
        const { errors, rules } = broken(control)
        const by = (own: RuleSet) => {
          return decideRouting(group, { ...plan, rules: own } as Plan, network, stock)
        }
        const wanted = by(control)
        assert.deepEqual(by(untold(rules)), wanted)
        assert.deepEqual(errors, [])
        assert.deepEqual(by(rules), wanted)
        // What the customer collects no rule decides on.
        assert.equal(errors.length, wanted.record.rule ? 1 : 0)
      }),
    )
  })

  it('is no fault of it where the rules in force cannot decide either', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), (group, plan, { network, stock }) => {
        const { rules: none } = broken(control)
        const { errors, rules } = broken({
          version: 1,
          paysForUnits: false,
          matching: none.matching,
        })
        try {
          decideRouting(group, { ...plan, rules } as Plan, network, stock)
        } catch (error) {
          assert.match(String(error), /broken/)
        }
        assert.deepEqual(errors, [])
      }),
    )
  })
})
