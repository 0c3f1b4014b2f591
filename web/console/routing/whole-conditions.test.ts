import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyCondition, emptyTyped } from './draft.ts'
import { wholeConditions } from './whole-conditions.ts'

describe('conditions that can be asked about while they are written', () => {
  const whole = { ...emptyCondition('country'), in: ['FR'] }
  const units = (from: string, below = '') => ({ ...emptyCondition('units'), from, below })
  const of = (...when: ReturnType<typeof units>[]) => {
    return wholeConditions({ ...emptyTyped(), when }, 2)
  }

  it('are those that are right, whatever stands beside them', () => {
    const said = [{ of: 'country', in: ['FR'] }]
    assert.deepEqual(of(whole), said)
    assert.deepEqual(of(emptyCondition('sku'), whole), said)
    assert.deepEqual(of(units('many'), whole, units('9', '3')), said)
    assert.deepEqual(of(whole, units('2')), [...said, { of: 'units', from: 2 }])
    assert.deepEqual(of(units('')), [])
  })

  it('are told apart by their whole number, not by how it begins', () => {
    const many = Array.from({ length: 11 }, () => whole)
    assert.equal(of(...many.slice(1), units('x')).length, 10)
    assert.equal(of(units('2'), units('x'), ...many.slice(2)).length, 10)
  })

  it('are asked about though other parts of the rule are not right yet', () => {
    const typed = { ...emptyTyped(), when: [whole], isRanked: true, ranking: [] }
    assert.deepEqual(wholeConditions(typed, 2), [{ of: 'country', in: ['FR'] }])
  })
})
