import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { concerns, countNew, newerOf, raisedAfter } from './raised.ts'

const happened = (change: string, ...ids: string[]) => ids.map((id) => ({ id, change }))

describe('new exceptions', () => {
  it('are counted until they are shown', () => {
    const raised = raisedAfter(new Set(), happened('task.raised', 'a', 'b'))
    assert.equal(countNew(raised, [{ id: 'z' }]), 2)
    assert.equal(countNew(raised, [{ id: 'a' }]), 1)
  })

  it('are no longer new once they have ended', () => {
    const raised = raisedAfter(new Set(['a', 'b']), happened('task.closed', 'a', 'y'))
    assert.deepEqual([...raised], ['b'])
    const both = [...happened('task.raised', 'c'), ...happened('task.closed', 'c')]
    assert.equal(countNew(raisedAfter(new Set(), both), []), 0)
  })
})

describe('the list of exceptions', () => {
  it('is asked for again where what it holds has changed, or somebody was given one', () => {
    const rows = [{ id: 'a' }]
    const says = (change: string, id: string) => concerns({ id, change }, rows)
    assert.equal(says('task.noted', 'a'), true)
    assert.equal(says('task.closed', 'b'), false)
    assert.equal(says('task.raised', 'b'), false)
    assert.equal(says('task.assigned', 'b'), true)
  })

  it('keeps the newer of what was read twice', () => {
    const [old, fresh] = [{ version: 1 }, { version: 2 }]
    assert.equal(newerOf(old, fresh), fresh)
    assert.equal(newerOf(fresh, old), fresh)
    assert.equal(newerOf(fresh, undefined), fresh)
    assert.equal(newerOf(undefined, old), old)
  })
})
