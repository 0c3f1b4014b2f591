import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatsOf } from '../../lib/format.ts'
import { listed } from '../../lib/listed.ts'
import { rowOf, soldSteps, type Sold, type SoldTeller } from './sold.ts'
import { words as arabic } from './words.ar.ts'
import { words as german } from './words.de.ts'
import { words as english } from './words.en.ts'

const tellers: Record<string, SoldTeller> = Object.fromEntries(
  Object.entries({ en: english, de: german, ar: arabic }).map(([language, words]) => {
    const { number } = formatsOf(language, 'UTC')
    const nameOf = (code: string) => ({ A: 'Lyon', B: 'Paris' })[code] ?? code
    return [language, { words, number, nameOf, listed: (of) => listed(language, of) }]
  }),
)
const teller = tellers['en']!

const floor = { id: 'r1', name: 'Shop floor' }
const last = { id: 'r2', name: 'Web buffer' }
const sold: Sold = {
  available: 5,
  limitedBy: null,
  terms: [
    { term: 'locations', quantity: 6 },
    { term: 'other_locations', quantity: 1 },
    { term: 'threshold', quantity: -2, rule: last },
  ],
  locations: [
    {
      location: 'A',
      available: 5,
      terms: [
        { term: 'on_hand', quantity: 12 },
        { term: 'unavailable', quantity: -1, condition: 'damaged' },
        { term: 'allocated', quantity: -2 },
        { term: 'safety_stock', quantity: -3, rule: floor },
        { term: 'threshold', quantity: -1, rule: last },
      ],
    },
    {
      location: 'B',
      available: 0,
      terms: [
        { term: 'on_hand', quantity: 4 },
        { term: 'safety_stock', quantity: -4, rule: floor },
      ],
    },
  ],
}

const told = (place?: string) =>
  soldSteps(sold, place, teller).map(({ says, more = [] }) => [says, ...more].join(' | '))

describe('what a channel can sell', () => {
  it('is told over all places, rule by rule', () => {
    assert.deepEqual(told(), [
      '16 on hand, at 2 places',
      'less 1 damaged',
      'less 2 promised',
      'less 7 safety stock | By the rule “Shop floor”. | 3 in Lyon and 4 in Paris.',
      '1 more at places that you do not see',
      'less 2: the channel keeps its last ones back | By the rule “Web buffer”.',
      'makes 5 to sell',
    ])
  })

  it('is told of one place, with what the channel keeps back there', () => {
    assert.deepEqual(told('A'), [
      '12 on hand, at 1 place',
      'less 1 damaged',
      'less 2 promised',
      'less 3 safety stock | By the rule “Shop floor”.',
      'less 1: the channel keeps its last ones back | By the rule “Web buffer”.',
      'makes 5 to sell',
    ])
    assert.deepEqual(rowOf(sold.locations![0]!, teller), {
      free: 9,
      why: ['-3 safety stock (“Shop floor”)', '-1 kept as the last (“Web buffer”)'],
    })
  })

  it('says why a place sells nothing that has nothing', () => {
    const terms = [
      { term: 'on_hand' as const, quantity: 0 },
      { term: 'not_sold_now' as const, quantity: 0, rule: floor },
    ]
    const empty = { ...sold, locations: [{ location: 'A', available: 0, terms }] }
    const says = soldSteps(empty, 'A', teller).map((step) => step.says)
    assert.deepEqual(says, [
      '0 on hand, at 0 places',
      'nothing is sold from here: not sold now',
      'makes 0 to sell',
    ])
    assert.deepEqual(rowOf(empty.locations[0]!, teller).why, ['not sold now (“Shop floor”)'])
  })

  it('says how much is not sold over places of which the first has nothing', () => {
    const at = (location: string, onHand: number) => ({
      location,
      available: 0,
      terms: [
        { term: 'on_hand' as const, quantity: onHand },
        { term: 'not_in_pool' as const, quantity: 0 - onHand },
      ],
    })
    const nowhere = { ...sold, terms: [], available: 0, locations: [at('A', 0), at('B', 3)] }
    const says = soldSteps(nowhere, undefined, teller).map((step) => step.says)
    assert.deepEqual(says.slice(1), [
      'less 3 at places that this channel does not sell from',
      'makes 0 to sell',
    ])
  })

  it('says something in every language, whatever the terms', () => {
    const kinds = Object.keys(english.sold.less) as (keyof typeof english.sold.less)[]
    const term = fc.record({
      term: fc.constantFrom(...kinds, 'held' as const, 'uncovered' as const),
      quantity: fc.integer({ min: -20, max: 0 }),
      rule: fc.constant(floor),
    })
    fc.assert(
      fc.property(
        fc.array(term, { maxLength: 6 }),
        fc.constantFrom('en', 'de', 'ar'),
        (terms, l) => {
          const locations = [{ location: 'A', available: 0, terms }]
          for (const place of ['A', undefined]) {
            const steps = soldSteps({ ...sold, locations }, place, tellers[l]!)
            const all = steps.flatMap(({ says, more = [] }) => [says, ...more])
            assert.ok(all.length >= 2)
            for (const says of all) assert.match(says, /\S/)
            assert.doesNotMatch(all.join(' '), /undefined|NaN|\[object/)
          }
        },
      ),
    )
  })
})
