import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWaiting, isWithin, note, ROUND_MAX, takeRound, type Waiting } from './follow.ts'

const none = (): Waiting => ({ stale: new Set(), maybe: new Map() })
const changeOf = (id: string, change = 'order.allocated') => {
  return { topic: 'orders', id, version: 2, change }
}
const isShown = (id: string) => id.startsWith('shown')

describe('following a list', () => {
  it('asks for shown rows that changed, each once, and for new orders', () => {
    const waiting = none()
    const changes = [
      changeOf('shown 1'),
      changeOf('shown 1'),
      changeOf('other', 'order.placed'),
      changeOf('elsewhere'),
    ]
    note(waiting, changes, { isShown, byState: false })
    assert.deepEqual([...waiting.stale], ['shown 1'])
    assert.deepEqual([...waiting.maybe.keys()], ['other'])
  })

  it('asks for orders that may have come into the state that is shown', () => {
    const waiting = none()
    note(waiting, [changeOf('elsewhere', 'order.hold_placed')], { isShown, byState: true })
    assert.deepEqual([...waiting.maybe.keys()], ['elsewhere'])
  })

  it('asks for so many in a round, and leaves none out', () => {
    const waiting = none()
    const ids = Array.from({ length: ROUND_MAX + 50 }, (_, n) => `shown ${n}`)
    note(
      waiting,
      ids.map((id) => changeOf(id)),
      { isShown, byState: false },
    )
    assert.equal(takeRound(waiting).stale.length, ROUND_MAX)
    assert.ok(isWaiting(waiting))
    assert.equal(takeRound(waiting).stale.length, 50)
    assert.ok(!isWaiting(waiting))
  })

  it('counts as new what stands above the last loaded row', () => {
    const at = (placedAt: string, amount: number) => {
      return { id: placedAt, version: 1, placedAt, total: { amount } }
    }
    const last = at('2026-11-02', 500)
    const newest = { sort: '-placedAt', hasMore: true } as const
    assert.ok(isWithin(at('2026-11-03', 1), last, newest))
    assert.ok(!isWithin(at('2026-11-01', 1), last, newest))
    assert.ok(isWithin(at('2026-11-01', 1), last, { ...newest, hasMore: false }))
    assert.ok(isWithin(at('2026-11-01', 900), last, { sort: '-total', hasMore: true }))
    assert.ok(!isWithin(at('2026-11-03', 1), last, { sort: 'placedAt', hasMore: true }))
  })
})
