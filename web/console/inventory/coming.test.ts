import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatsOf } from '../../lib/format.ts'
import { listed } from '../../lib/listed.ts'
import {
  backorderSteps,
  preOrderSteps,
  type ComingTeller,
  type ComingTerm,
  type PreOrder,
} from './coming.ts'
import { words as arabic } from './words.ar.ts'
import { words as german } from './words.de.ts'
import { words as english } from './words.en.ts'

const tellers: Record<string, ComingTeller> = Object.fromEntries(
  Object.entries({ en: english, de: german, ar: arabic }).map(([language, words]) => {
    const { number } = formatsOf(language, 'UTC')
    const nameOf = (code: string) => ({ A: 'Lyon', B: 'Paris' })[code] ?? code
    const day = (on: string) => on
    return [language, { words, number, day, nameOf, listed: (of) => listed(language, of) }]
  }),
)
const teller = tellers['en']!
const rule = { id: 'r', name: 'New chairs' }
const first = { location: 'A', receipt: 1 }
const second = { location: 'B', receipt: 1 }

const preOrder: PreOrder = {
  available: 5,
  on: '2026-12-10',
  terms: [
    { term: 'receipt', quantity: 6, ...first, dueOn: '2026-12-10', confidence: 90 },
    { term: 'promised', quantity: -2, ...first },
    { term: 'receipt', quantity: 5, ...second, dueOn: '2026-12-15', confidence: 70 },
    { term: 'unsure', quantity: -5, ...second, rule, minConfidence: 80 },
    { term: 'other_locations', quantity: 4 },
    { term: 'limit', quantity: -3, rule, limit: 7, promised: 2 },
  ],
}

const told = (of: PreOrder) =>
  preOrderSteps(of, teller).map(({ says, more = [] }) => [says, ...more].join(' | '))

describe('what can be sold before it is there', () => {
  it('is told announcement by announcement, then what limits all of them', () => {
    assert.deepEqual(told(preOrder), [
      '6 due at Lyon on 2026-12-10 | Sure to 90%. | Less 2 promised already. | Leaves 4.',
      '5 due at Paris on 2026-12-15 | Sure to 70%. | Less 5: not as sure as 80%. ' +
        'By the rule “New chairs”. | Leaves 0.',
      '4 more at places that you do not see',
      'less 3: the limit is 7 | By the rule “New chairs”. | Of the limit 2 are promised already.',
      'makes 5 to sell before they are there | The first are due on 2026-12-10.',
    ])
  })

  it('says that nothing is announced, and why a place sells none of it', () => {
    assert.deepEqual(told({ available: 0, on: null, terms: [] }), [
      'Nothing is announced.',
      'makes 0 to sell before they are there',
    ])
    const [receipt] = preOrder.terms!
    const terms = [receipt!, { term: 'location_paused' as const, quantity: -6, ...first }]
    const [step] = told({ available: 0, on: null, terms })
    assert.match(step!, /Less 6: place paused\. \| Leaves 0\./)
  })

  it('counts what it does not tell one by one', () => {
    const terms = Array.from({ length: 11 }, (_, i): ComingTerm => {
      const which = { location: 'A', receipt: i + 1, dueOn: '2026-12-10', confidence: 100 }
      return { term: 'receipt', quantity: i + 1, ...which }
    })
    const steps = told({ available: 66, on: '2026-12-10', terms })
    assert.equal(steps.length, 10)
    assert.equal(steps[8], '3 more announcements, of which 30 can be sold')
  })

  it('is told of backorders place by place', () => {
    const terms: ComingTerm[] = [
      { term: 'limit', quantity: 4, location: 'A', rule, limit: 4, days: 14 },
      { term: 'promised', quantity: -5, location: 'A' },
      { term: 'beyond_limit', quantity: 1, location: 'A' },
    ]
    const steps = backorderSteps({ available: 0, days: 14, terms }, teller)
    assert.deepEqual(
      steps.map(({ says, more = [] }) => [says, ...more].join(' | ')),
      [
        '4 that a rule lets be sold, from Lyon | By the rule “New chairs”.',
        'less 5 promised already',
        '1 of those beyond the limit, as it is now',
        'makes 0 to sell | They come in 14 days at most.',
      ],
    )
  })

  it('says something in every language, whatever the terms', () => {
    const kinds = ['promised', 'uncovered', 'overdue', 'no_rule', 'unsure', 'too_far'] as const
    const less = fc.record({
      term: fc.constantFrom(...kinds, 'not_in_pool' as const, 'no_pickup' as const),
      quantity: fc.integer({ min: -9, max: 9 }),
      location: fc.constantFrom('A', 'B'),
      receipt: fc.constantFrom(1, 2),
      rule: fc.constant(rule),
      withinDays: fc.nat(120),
    })
    fc.assert(
      fc.property(
        fc.array(less, { maxLength: 6 }),
        fc.constantFrom('en', 'de', 'ar'),
        (drawn, language) => {
          const [one, , two] = preOrder.terms!
          const terms = [one!, two!, ...drawn, ...preOrder.terms!.slice(4)]
          const steps = preOrderSteps({ ...preOrder, terms }, tellers[language]!)
          const all = steps.flatMap(({ says, more = [] }) => [says, ...more])
          for (const says of all) assert.match(says, /\S/)
          assert.doesNotMatch(all.join(' '), /undefined|NaN|\[object/)
        },
      ),
    )
  })
})
