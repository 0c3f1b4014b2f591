import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { planOf, runAll, type Run } from './bulk.ts'
import type { OrderState } from './states.ts'

const order = (id: string, state: OrderState, ...can: string[]) => {
  return { id, state, can, total: { amount: 100, currency: id === 'b' ? 'CHF' : 'EUR' } }
}

describe('what would happen to many orders', () => {
  const chosen = [
    order('a', 'allocated', 'cancel', 'place_hold'),
    order('b', 'released', 'cancel'),
    order('c', 'on_hold', 'cancel', 'place_hold', 'release_hold'),
    order('d', 'fulfilled'),
    order('e', 'cancelled'),
    order('f', 'packed'),
  ]

  it('is told apart: at once, asked back, and not at all', () => {
    const { rows, asked, leftOut, worth } = planOf('cancel', chosen)
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['a', 'b', 'c'],
    )
    assert.equal(asked, 1)
    assert.deepEqual(worth, [
      ['EUR', 200],
      ['CHF', 100],
    ])
    assert.deepEqual(leftOut, [
      ['left', 1],
      ['cancelled', 1],
      ['inWork', 1],
    ])
  })

  it('is what the API lets be done', () => {
    assert.deepEqual(
      planOf('release_hold', chosen).rows.map(({ id }) => id),
      ['c'],
    )
    assert.deepEqual(planOf('release_hold', chosen).leftOut, [['notHeld', 5]])
    assert.deepEqual(
      planOf('place_hold', chosen).rows.map(({ id }) => id),
      ['a', 'c'],
    )
  })
})

describe('a run', () => {
  it('goes on after a failure, and tells each', async () => {
    const told: Run<string>[] = []
    const run = await runAll(['a', 'b', 'c'], {
      act: async (row) => {
        if (row === 'b') throw new Error('no')
      },
      says: (error) => (error as Error).message,
      tell: (one) => told.push(one),
      isStopped: () => false,
    })
    assert.deepEqual(run, { done: 2, failed: [{ row: 'b', why: 'no' }], isRunning: false })
    assert.deepEqual(
      told.map(({ done }) => done),
      [0, 1, 1, 2, 2],
    )
  })

  it('ends when it is told to', async () => {
    let done = 0
    const run = await runAll([1, 2, 3], {
      act: async () => (done += 1),
      says: String,
      tell: () => undefined,
      isStopped: () => done === 1,
    })
    assert.equal(run.done, 1)
  })
})
