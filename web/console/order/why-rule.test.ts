import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { leftOut, placesOf } from './why-places.ts'
import { stepsOf, type DecisionRecord, type Names, type Teller } from './why.ts'
import { words } from './words-why.en.ts'

const names: Names = {
  place: (id) => ['Orléans', 'Lille', 'Lyon', 'Paris', 'Gent', 'Nantes'][id]!,
  sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}
const teller: Teller = { words, formats: formatsOf('en', 'UTC') }
const cost = { parcel: 3500, freight: 60_000, handling: 4000, total: 67_500 }
const one: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'priority' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 0, quantity: 2, available: 9 }],
  chosen: [{ locationId: 0, km: 311, units: [[0, 2]], cost }],
  cost: 67_500,
  gap: 0,
  candidates: [
    [0, 311, 67_500],
    [1, 0, 80_000],
    [2, 500, null],
  ],
  excluded: {},
  alternative: null,
  short: [],
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

/** The sentences with plain spaces, a step a line. */
function told(record: DecisionRecord): string[] {
  return stepsOf(record, names, teller).map(({ says, more = [] }) => {
    return plain([says, ...more].join(' | '))
  })
}

describe('why a delivery comes from where a rule says', () => {
  it('names the rule that decided, those before it, and how far its places reached', () => {
    const rule = { version: 3, id: 'r', name: 'Near', choose: 'least_cost' as const }
    const passed: [string, string][] = [['q', 'Nearer']]
    assert.equal(
      told({ ...one, rule: { ...rule, passed }, tier: 1 })[0],
      'The rule “Near” decided | Version 3 of the routing rules. | Before it fitted “Nearer”, ' +
        'but there was not all of it at those places. | It went on to its places no. 2.',
    )
    const short = [{ lineNo: 1, skuId: 0, wanted: 2, available: 1 }]
    const asked = told({ ...one, short, rule: { ...rule, otherwise: 'ask' } })[0]
    assert.match(asked!, /By the rule, a person is asked about what is short\.$/)
    const none = told({ ...one, rule: { version: 3, id: null, name: null } })
    assert.equal(none[0], 'No routing rule fitted | So the plan of the channel decided.')
    const ranked = { ...one, gap: -1, rule: { ...rule, choose: 'ranking' as const } }
    assert.match(told(ranked).at(-1)!, /^The rule says in which order places are taken/)
  })

  it('claims no more than that the rule allows nothing cheaper', () => {
    const rule = { version: 3, id: 'r', name: 'Near', choose: 'least_cost' as const }
    const steps = told({ ...one, rule, tier: 0 })
    assert.ok(steps.some((step) => step.startsWith('Orléans was taken: €6.75')))
    assert.equal(steps.at(-1), 'The rule allows no cheaper way')
    assert.equal(told(one).at(-1)!.startsWith('No other way was cheaper'), true)
  })

  it('says which places a rule leaves out, and how far those are that are too far', () => {
    const excluded = {
      not_in_rule: [3],
      too_far: [4, 5],
      kept_by_rule: [[2, 0] as [number, number]],
    }
    const record = { ...one, excluded, far: [[4, 312]] as [number, number | null][] }
    assert.deepEqual(leftOut(record, names, teller).map(plain), [
      'Not among the places of the rule: Paris.',
      'Farther away than the rule allows: Gent (312 km) and Nantes.',
    ])
    assert.deepEqual(placesOf(record, names, teller).at(-1)!.verdict, ['No Chair'])
  })
})
