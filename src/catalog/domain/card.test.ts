import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideCard, sortedPrices, type Price } from './card.ts'

const currencies = fc.constantFrom('EUR', 'CHF', 'JPY', 'USD', 'XXX', 'ZZZ')
const prices = fc.array(fc.record({ currency: currencies, amount: fc.nat() }), { maxLength: 5 })
const hashes = fc.constantFrom('aa', 'bb')

describe('the card of a SKU', () => {
  it('has known currencies, each once, and a known picture; else the field is named', () => {
    fc.assert(
      fc.property(prices, fc.option(hashes), fc.subarray(['aa', 'bb']), (some, picture, there) => {
        const fault = decideCard({ prices: some, picture }, { at: '/x', pictures: new Set(there) })
        const isKnown = ({ currency }: Price) => !['XXX', 'ZZZ'].includes(currency)
        const isOnce = new Set(some.map(({ currency }) => currency)).size === some.length
        const isThere = picture === null || there.includes(picture)
        assert.equal(fault === undefined, some.every(isKnown) && isOnce && isThere)
        const [, index] = /^\/x\/prices\/(\d+)\/currency$/.exec(fault?.field ?? '') ?? []
        if (fault?.code === 'currency_unknown') assert.ok(!isKnown(some[Number(index)]!))
        if (fault?.code === 'price_twice') assert.ok(Number(index) > 0)
      }),
    )
    assert.equal(decideCard({}, { at: '', pictures: new Set() }), undefined)
  })

  it('has its prices in one order, however they were given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(currencies), (given) => {
        const some = given.map((currency, amount) => ({ amount, currency }))
        const sorted = sortedPrices(some)
        assert.deepEqual(sorted, sortedPrices(some.toReversed()))
        assert.deepEqual(
          sorted.map(({ currency }) => currency),
          given.toSorted(),
        )
      }),
    )
  })
})
