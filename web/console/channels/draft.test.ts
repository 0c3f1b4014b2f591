import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesOf, draftOf, faultsOf, rebased } from './draft.ts'

const pool = ['paris', 'lyon', 'nice'].map((location, n) => ({ location, priority: n + 1 }))
const channel = {
  name: 'Site',
  onShortage: 'refuse',
  timeZone: 'Europe/Paris',
  releaseMinutes: 30,
} as const
const before = draftOf({ channel, pool })

describe('the form of a channel', () => {
  it('sends nothing that was not changed', () => {
    assert.deepEqual(changesOf(before, { ...before, pool: [...pool] }), [])
  })

  it('sends a new name without the pool', () => {
    const changes = changesOf(before, { ...before, name: ' Web shop ' })
    assert.deepEqual(changes, [{ action: 'set', fields: { name: 'Web shop' } }])
  })

  it('sends minutes as a number', () => {
    const changes = changesOf(before, { ...before, releaseMinutes: ' 45 ' })
    assert.deepEqual(changes, [{ action: 'set', fields: { releaseMinutes: 45 } }])
  })

  it('sends the pool where only a priority is another', () => {
    const locations = pool.map((one) => (one.location === 'nice' ? { ...one, priority: 0 } : one))
    const changes = changesOf(before, { ...before, pool: locations })
    assert.deepEqual(changes, [{ action: 'set_pool', locations }])
  })

  it('keeps priorities that were typed, and takes those that others typed', () => {
    const numbered = (...priorities: number[]) =>
      pool.map((one, i) => ({ ...one, priority: priorities[i]! }))
    const mine = { ...before, pool: numbered(7, 2, 3) }
    const theirs = { ...before, pool: numbered(8, 9, 3) }
    assert.deepEqual(rebased(mine, before, theirs).pool, numbered(7, 9, 3))
  })

  it('finds what cannot be sent', () => {
    assert.deepEqual(faultsOf(before), {})
    for (const releaseMinutes of ['0', '44640']) {
      assert.deepEqual(faultsOf({ ...before, releaseMinutes }), {})
    }
    for (const releaseMinutes of ['', '-1', '1.5', '44641', '1e3']) {
      assert.deepEqual(faultsOf({ ...before, releaseMinutes }), { releaseMinutes: 'minutes' })
    }
    const blank = { ...before, name: ' ', pool: [{ location: 'paris', priority: Number.NaN }] }
    assert.deepEqual(faultsOf(blank), { name: 'name', pool: 'priority' })
  })

  it('sends the pool without the fields', () => {
    const changes = changesOf(before, { ...before, pool: pool.slice(1) })
    assert.deepEqual(changes, [{ action: 'set_pool', locations: pool.slice(1) }])
  })

  it('goes on top of what others saved meanwhile, place by place', () => {
    const draft = { ...before, pool: [...pool.slice(1), { location: 'metz', priority: 4 }] }
    const now = {
      ...before,
      name: 'Shop',
      pool: [...pool.slice(0, 2), { location: 'lille', priority: 9 }],
    }
    assert.deepEqual(rebased(draft, before, now), {
      ...now,
      pool: [
        { location: 'lyon', priority: 2 },
        { location: 'lille', priority: 9 },
        { location: 'metz', priority: 10 },
      ],
    })
  })

  it('adds no place twice that others added too', () => {
    const more = [...pool, { location: 'metz', priority: 4 }]
    const both = rebased({ ...before, pool: more }, before, { ...before, pool: more })
    assert.deepEqual(both.pool, more)
  })
})
