import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { queryOf, searchOf, wordsOf, type Findable } from './words.ts'

const ORDER: Findable = {
  number: 'W1000017',
  externalId: 'shop/2024-0001',
  channelId: 3,
  contact: {
    name: 'Zoë O’Brien-Müller',
    email: 'Zoe.OB@Example.com',
    phone: '+33 (0)6 12 34 56 78',
  },
  shipTo: [{ city: 'Saint-Étienne', company: 'Łódź & Co' }],
  skus: ['TEE-M', 'MUG'],
  locationIds: [7, 12],
  methods: ['standard'],
  countries: ['FR'],
  priority: 'normal',
  tags: ['wedding'],
}

/** True where some alternative has all its words among the order's, as beginnings. */
function finds(text: string): boolean {
  const words = wordsOf(ORDER)
  return (searchOf(text) ?? []).some((all) =>
    all.every((word) => words.some((one) => one.startsWith(word))),
  )
}

describe('what an order is found by', () => {
  it('is all that people ask by, without accents and case', () => {
    const names = ['zoe', 'ZOË', 'brien muller', 'müller', 'étienne', 'saint-e', 'łódź']
    const codes = ['w1000017', 'SHOP/2024', 'zoe.ob@example.com', 'ob', 'tee-m mug']
    for (const text of [...names, ...codes]) assert.ok(finds(text), text)
    // The mark of a facet is no part of a word.
    for (const text of ['nobody', 'zoe nobody', '#c3', '#lx', 'tee-x', 'xample.com']) {
      assert.ok(!finds(text), text)
    }
  })

  it('is a phone number however it is written', () => {
    const order = { ...ORDER, contact: { ...ORDER.contact, phone: '+33 6 12 34 56 78' } }
    const words = wordsOf(order)
    for (const text of ['06 12 34 56 78', '+33612345678', '0033 6 12 34 56 78', '612345678']) {
      const alternatives = searchOf(text)!
      const isFound = alternatives.some((all) =>
        all.every((word) => words.some((one) => one.startsWith(word))),
      )
      assert.ok(isFound, text)
    }
  })

  it('is nothing where there is neither letter nor digit', () => {
    assert.equal(searchOf(' & '), undefined)
    assert.equal(queryOf(undefined, {}), undefined)
    assert.equal(queryOf(undefined, { channelIds: [] }), `'#none'`, 'of no channel is no order')
  })

  it('is its priority, where it is not as most are, and any of its tags', () => {
    assert.ok(wordsOf(ORDER).includes('#twedding'))
    assert.ok(!wordsOf(ORDER).some((word) => word.startsWith('#p')))
    assert.ok(wordsOf({ ...ORDER, priority: 'low' }).includes('#plow'))
    assert.equal(queryOf(undefined, { tags: ['a', 'b'] }), `('#ta' | '#tb')`)
    const asked = queryOf(undefined, { priorities: ['high', 'normal'] })
    assert.equal(asked, `('#phigh' | !('#plow' | '#phigh'))`)
  })

  it('finds every order by any beginning of any of its words, and names no facet by chance', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(texts, texts, fc.nat(), (name, city, cut) => {
        const contact = { name, email: null, phone: null }
        const words = wordsOf({ ...ORDER, contact, shipTo: [{ city }] })
        assert.ok(words.every((word) => word !== '' && !/\s/.test(word)))
        for (const text of [name, city, `${city} ${name}`.slice(0, cut)]) {
          for (const all of searchOf(text) ?? []) {
            assert.ok(all.every((word) => !word.startsWith('#')))
          }
        }
        const [all = []] = searchOf(name) ?? []
        for (const word of all) {
          const beginning = [...word].slice(0, 1 + (cut % [...word].length)).join('')
          assert.ok(
            words.some((one) => one.startsWith(beginning)),
            `${word} of ${name}`,
          )
        }
      }),
    )
  })
})
