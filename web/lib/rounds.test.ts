import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRounds } from './rounds.ts'

describe('rounds', () => {
  it('begin at once, then gather, each id once and no more than there may be', async () => {
    const told: string[][] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const rounds = createRounds(
      (ids) => {
        told.push(ids)
        if (told.length === 3) resolve()
        return Promise.resolve()
      },
      { everyMs: 1, most: 2 },
    )
    rounds.add(['a'])
    assert.deepEqual(told, [['a']])
    rounds.add(['b', 'c'])
    rounds.add(['b', 'd'])
    await promise
    rounds.stop()
    assert.deepEqual(told, [['a'], ['b', 'c'], ['d']])
  })

  it('go on after one that failed, and end when they are stopped', async () => {
    const told: string[][] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const rounds = createRounds(
      (ids) => {
        told.push(ids)
        if (told.length === 2) resolve()
        return Promise.reject(new Error('not reached'))
      },
      { everyMs: 1, most: 9 },
    )
    rounds.add(['a'])
    rounds.add(['b'])
    await promise
    rounds.stop()
    rounds.add(['c'])
    assert.deepEqual(told, [['a'], ['b']])
  })
})
