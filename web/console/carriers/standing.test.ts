import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cardStateOf, standingOf, untilOf } from './standing.ts'
import type { CardHead, Service } from './use-carriers.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const day = (days: number) => new Date(NOW + days * 86_400_000).toISOString()
const collected: Pick<Service, 'archived' | 'collections'> = {
  archived: false,
  collections: [{ location: null, times: [{ day: 1, at: '17:00' }] }],
}

function head(version: number, from: number, until: number | null, more: Partial<CardHead> = {}) {
  return {
    service: 'S',
    version,
    validFrom: day(from),
    validUntil: until === null ? null : day(until),
    currency: 'EUR',
    gaps: [],
    inForce: false,
    zones: 1,
    bands: 1,
    createdAt: day(-9),
    ...more,
  }
}
const forced = { inForce: true }
const state = (cards: CardHead[], service = collected) => standingOf(service, cards, NOW).state

describe('how a service stands', () => {
  it('goes by its cards', () => {
    assert.equal(state([head(1, -5, null, forced)]), 'good')
    assert.equal(state([]), 'no_card')
    assert.equal(state([head(1, 5, null)]), 'coming')
    assert.equal(state([head(1, -5, 20, forced)]), 'ending')
    assert.equal(state([head(1, -5, 40, forced)]), 'good')
    assert.equal(state([head(2, 10, null), head(1, -5, 20, forced)]), 'good')
    assert.equal(state([head(2, 25, null), head(1, -5, 20, forced)]), 'ending')
    const gaps = [{ zone: '1', fromG: 0, upToG: 1, bands: 2 }]
    const standing = standingOf(collected, [head(1, -5, null, { inForce: true, gaps })], NOW)
    assert.deepEqual([standing.state, standing.gaps], ['gaps', 2])
  })

  it('and by its collections, unless it is archived', () => {
    const never = { archived: false, collections: [{ location: 'A', times: [] }] }
    assert.equal(state([head(1, -5, null, forced)], never), 'never_collected')
    assert.equal(state([], { ...never, archived: true }), 'archived')
  })

  it('until another card counts, or none', () => {
    const card = head(2, -5, 20, forced)
    assert.equal(untilOf(card, [head(3, 10, null), card, head(1, 5, null)], NOW), day(10))
    assert.equal(untilOf(card, [card], NOW), day(20))
    assert.equal(untilOf(head(2, -5, null), [card], NOW), undefined)
  })

  it('as each card says of itself', () => {
    const states = [
      head(1, -5, null, forced),
      head(2, 5, null),
      head(1, -5, 0),
      head(1, -5, null),
    ].map((one) => cardStateOf(one, NOW))
    assert.deepEqual(states, ['in_force', 'coming', 'past', 'replaced'])
  })
})
