import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { retold } from './amounts.ts'
import { emptyCondition, emptyTyped, typedOf, type Typed } from './draft.ts'
import { faultsOf } from './faults.ts'
import { ruleOf, type Sent } from './rule-of.ts'

const withAmounts = (from: number, below: number): Sent => ({
  ...ruleOf({ ...emptyTyped(), name: 'Dear ones' }, 2),
  when: [
    { of: 'value', from },
    {
      of: 'any_of',
      conditions: [
        { of: 'units', from: 5 },
        { of: 'all_of', conditions: [{ of: 'value', from, below: below + from }] },
      ],
    },
  ],
  never: { noSplitBelow: { value: below } },
})
const digits = fc.constantFrom(0, 2, 3, undefined)

describe('amounts of a rule whose channels change while it is edited', () => {
  it('that nobody touched are sent as they were', () => {
    const amount = fc.integer({ min: 1, max: 1e9 })
    fc.assert(
      fc.property(amount, amount, fc.array(digits, { minLength: 1 }), (from, below, path) => {
        const rule = withAmounts(from, below)
        let typed = typedOf(rule, path[0])
        path.slice(1).forEach((now, i) => {
          typed = retold(typed, rule, path[i], now)
        })
        assert.deepEqual(ruleOf(typed, path.at(-1), rule), rule)
        assert.deepEqual([...faultsOf(typed, path.at(-1), rule)], [])
      }),
    )
  })

  it('read in the currency that they are in then', () => {
    const rule = withAmounts(5000, 4000)
    const typed = typedOf(rule, 0)
    assert.deepEqual([typed.when[0]!.from, typed.never.belowValue], ['5000', '4000'])
    const mixed = retold(typed, rule, 0, undefined)
    assert.deepEqual([mixed.when[0]!.from, mixed.never.belowValue], ['50', '40'])
  })

  it('that were written stay so, and are faults where they are no single amount', () => {
    const rule = withAmounts(5000, 4000)
    const opened = typedOf(rule, 0)
    const typed: Typed = { ...opened, never: { ...opened.never, belowValue: '6000' } }
    const mixed = retold(typed, rule, 0, undefined)
    assert.equal(mixed.never.belowValue, '6000')
    const faults = { '/never/noSplitBelow/value': 'currencies' }
    assert.deepEqual(Object.fromEntries(faultsOf(mixed, undefined, rule)), faults)
    const euro = retold(mixed, rule, undefined, 2)
    assert.equal(ruleOf(euro, 2, rule).never.noSplitBelow?.value, 600_000)
    assert.deepEqual([...faultsOf(euro, 2, rule)], [])
  })

  it('are faults wherever they are new', () => {
    const value = { ...emptyCondition('value'), from: '5', below: '9' }
    const any = [{ ...emptyCondition('all_of'), any: [value] }]
    const when = [{ ...emptyCondition('any_of'), any }]
    const faults = [...faultsOf({ ...emptyTyped(), name: 'New', when }, undefined)]
    assert.deepEqual(faults, [
      ['/when/0/conditions/0/conditions/0/from', 'currencies'],
      ['/when/0/conditions/0/conditions/0/below', 'currencies'],
    ])
  })
})
