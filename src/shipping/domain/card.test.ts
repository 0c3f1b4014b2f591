import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cards } from '../../../test/arbitrary/cards.ts'
import { gapsOf, type Card } from './card.ts'
import { decideCard } from './fault.ts'

describe('a rate card', () => {
  it('that is whole is taken', () => {
    fc.assert(fc.property(cards, (card) => assert.equal(decideCard(card), undefined)))
  })

  it('that is broken in one place is refused with the field', () => {
    const breaks: [string, (card: Card) => Card][] = [
      ['/bands/', (card) => ({ ...card, bands: [...card.bands, card.bands.at(-1)!] })],
      ['/zones/0/prices', (card) => withZone(card, { prices: card.zones[0]!.prices.slice(1) })],
      ['/zones/0/prices', (card) => withZone(card, { prices: card.bands.map(() => null) })],
      ['/zones/', (card) => ({ ...card, zones: [...card.zones, card.zones[0]!] })],
      ['/zones/', (card) => ({ ...card, lanes: card.lanes.slice(1) })],
      ['/lanes/', (card) => ({ ...card, lanes: [...card.lanes, { zone: 'nowhere' }] })],
      ['/surcharges/', (card) => withSurcharge(card, ['nowhere'])],
      ['/surcharges/', (card) => withSurcharge(card, [])],
    ]
    fc.assert(
      fc.property(cards, fc.constantFrom(...breaks), (card, [field, broken]) => {
        const fault = decideCard(broken(card))
        assert.ok(fault?.field.startsWith(field), `${fault?.field} is not ${field}`)
        assert.match(fault?.detail ?? '', /\.$/)
      }),
    )
  })

  it('tells every missing price', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const missing = card.zones.flatMap(({ prices }) => prices.filter((one) => one === null))
        const told = gapsOf(card).reduce((sum, { bands }) => sum + bands, 0)
        assert.equal(told, missing.length)
      }),
    )
  })
})

function withZone(card: Card, change: Partial<Card['zones'][number]>): Card {
  return { ...card, zones: card.zones.map((zone, i) => (i === 0 ? { ...zone, ...change } : zone)) }
}

function withSurcharge(card: Card, zones: string[]): Card {
  const amounts = zones.map((zone) => ({ zone, amount: 1 }))
  return { ...card, surcharges: [...card.surcharges, { code: 'X', kind: 'handling', amounts }] }
}
