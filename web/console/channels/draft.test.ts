import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesOf, draftOf, rebased } from './draft.ts'

const pool = ['paris', 'lyon', 'nice'].map((location, n) => ({ location, priority: n + 1 }))
const channel = { name: 'Site', onShortage: 'refuse', timeZone: 'Europe/Paris' } as const
const before = draftOf({ channel, pool })

describe('the form of a channel', () => {
  it('sends nothing that was not changed', () => {
    assert.deepEqual(changesOf(before, { ...before, pool: [...pool] }), [])
  })

  it('sends a new name without the pool', () => {
    const changes = changesOf(before, { ...before, name: ' Web shop ' })
    assert.deepEqual(changes, [{ action: 'set', fields: { name: 'Web shop' } }])
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
