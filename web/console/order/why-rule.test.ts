import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { leftOut, placesOf } from './why-places.ts'
import { cost, names, decided, plain, teller, told } from './why-example.ts'
import { stepsOf, type DecisionRecord } from './why.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const plan = { ...decided.plan, strategy: 'priority' as const }
const one = { ...decided, plan }

describe('why a delivery comes from where a rule says', () => {
  it('says which of its wishes gave what, and where they could not take off more', () => {
    const rule = { version: 3, id: 'r', name: 'Near', choose: 'least_cost' as const }
    const said = (wish: number, words = english) => {
      const wishes: [number, number][] = [
        [1, -15_000],
        [3, 3000],
      ]
      const chosen = [{ ...one.chosen[0]!, cost: { ...cost, wish }, wishes }]
      const [, , step] = stepsOf({ ...one, rule, chosen }, names, { ...teller, words })
      return plain(step!.more!.at(-1)!)
    }
    const gave = 'Wishes of the rule: no. 1 counts €1.50 less and no. 3 counts €0.30 more'
    assert.equal(said(-12_000), `${gave}.`)
    assert.equal(said(-9000), `${gave}; they take off no more than the parcel costs.`)
    assert.match(said(-12_000, german), /1.*€1\.50 weniger.*3.*€0\.30 mehr/)
    assert.match(said(-12_000, arabic), /1.*€1\.50 أقل.*3.*€0\.30 أكثر/)
  })

  it('says of several parcels that they were cheapest within it, chosen, or needed', () => {
    const rule = { version: 3, id: 'r', name: 'Near', choose: 'least_cost' as const }
    const lille = { ...one.chosen[0]!, locationId: 1 }
    const split = { ...one, rule, chosen: [one.chosen[0]!, lille] }
    const said = (of: Partial<DecisionRecord>) => told({ ...split, ...of })[2]!.split(' | ')[0]
    const together = '€6.75 together'
    assert.equal(said({}), `2 parcels were cheapest within the rule: ${together}`)
    assert.equal(said({ gap: -1 }), `2 parcels were chosen: ${together}`)
    const candidates: DecisionRecord['candidates'] = [
      [0, 311, null],
      [1, 0, null],
    ]
    assert.equal(said({ gap: -1, candidates }), `2 parcels were needed: ${together}`)
    for (const [words, within] of [
      [german, '2 Pakete waren innerhalb der Regel am günstigsten'],
      [arabic, 'طردان هي الأرخص ضمن القاعدة'],
    ] as const) {
      const [, , step] = stepsOf(split, names, { words, formats: formatsOf('en', 'UTC') })
      assert.ok(step!.says.startsWith(within), step!.says)
    }
  })

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

  it('says on which day a place is closed that would work on it then', () => {
    const record: DecisionRecord = {
      ...one,
      candidates: [],
      excluded: { closed_by_rule: [4] },
      failed: { closed_by_rule: [[4, '2026-12-24']] },
    }
    assert.deepEqual(leftOut(record, names, teller).map(plain), [
      'Closed by the rule on the day on which it would work on it: Gent (on Thu, Dec 24).',
    ])
  })

  it('says the value that failed: a day, until when, units, a measure; in every language', () => {
    const record: DecisionRecord = {
      ...one,
      candidates: [],
      excluded: {
        too_late: [0, 1],
        declined: [2],
        not_found_there: [[3, 0]],
        kept_by_rule: [[4, 0]],
        too_large: [[5, 0]],
      },
      failed: {
        too_late: [
          [0, '2026-12-03'],
          [1, null],
        ],
        declined: [[2, '2026-12-01T12:00:00Z']],
        not_found_there: [[3, 0, '2026-12-01T12:00:00Z']],
        kept_by_rule: [[4, 0, 2]],
        too_large: [[5, 0, 'girth', 3200, 3000]],
      },
    }
    const until = plain(teller.formats.moment('2026-12-01T12:00:00Z'))
    assert.deepEqual(leftOut(record, names, teller).map(plain), [
      'Would come later than it is wanted: Orléans (there Thu, Dec 3); Lille.',
      `Declined this order before: Lyon (until ${until}).`,
      `Could not find it before: Paris (until ${until}).`,
      'Kept there by the rule: Gent (2 × Chair).',
      'Too large or heavy for every service there: Nantes (girth 320 cm, at most 300 cm).',
    ])
    for (const [language, words] of Object.entries({ de: german, ar: arabic })) {
      const said = leftOut(record, names, { words, formats: formatsOf(language, 'UTC') }).join()
      assert.ok(!/undefined|NaN/.test(said) && said.split('(').length === 6, said)
    }
  })
})
