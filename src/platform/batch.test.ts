import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { createBatcher } from './batch.ts'

/** Batches that run until they are ended by hand; what each of them has. */
function byHand(options: { max: number; concurrency: number }) {
  const running: { items: number[]; end: () => void }[] = []
  const batcher = createBatcher<number, number>({
    ...options,
    run: (items) =>
      new Promise((resolve) => {
        running.push({ items, end: () => resolve(items.map((item) => item * 10)) })
      }),
  })
  const submit = (...items: number[]) => Promise.all(items.map((item) => batcher.submit(item)))
  const sizes = () => running.map(({ items }) => items.length)
  return { batcher, running, submit, sizes }
}

describe('a batcher', () => {
  it('starts at once for who comes alone, and runs together what comes together', async () => {
    const { running, submit, sizes } = byHand({ max: 10, concurrency: 2 })
    const alone = submit(1)
    await turn()
    assert.deepEqual(sizes(), [1])
    const others = submit(2, 3)
    await turn()
    assert.deepEqual(sizes(), [1, 2])
    for (const { end } of running) end()
    assert.deepEqual([await alone, await others], [[10], [20, 30]])
  })

  it('starts one beside another only with as many items', async () => {
    const { running, submit, sizes } = byHand({ max: 10, concurrency: 2 })
    const first = submit(1, 2, 3)
    await turn()
    const second = submit(4, 5)
    await turn()
    assert.deepEqual(sizes(), [3], 'two wait for the three')
    const third = submit(6)
    await turn()
    assert.deepEqual(sizes(), [3, 3])
    const last = submit(7)
    await turn()
    running[0]!.end()
    await first
    await turn()
    assert.deepEqual(sizes(), [3, 3], 'three run still')
    running[1]!.end()
    assert.deepEqual([await second, await third], [[40, 50], [60]])
    await turn()
    assert.deepEqual(sizes(), [3, 3, 1], 'nobody is forgotten')
    running[2]!.end()
    assert.deepEqual(await last, [70])
  })

  it('waits only a moment beside one that hangs', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const { running, submit, sizes } = byHand({ max: 10, concurrency: 2 })
    const hanging = submit(1, 2, 3)
    await turn()
    const one = submit(4)
    await turn()
    t.mock.timers.tick(249)
    assert.deepEqual(sizes(), [3])
    t.mock.timers.tick(1)
    assert.deepEqual(sizes(), [3, 1])
    running[1]!.end()
    assert.deepEqual(await one, [40])
    running[0]!.end()
    assert.deepEqual(await hanging, [10, 20, 30])
  })

  it('never waits for more than a batch may have', async () => {
    const { running, submit, sizes, batcher } = byHand({ max: 2, concurrency: 2 })
    const all = submit(1, 2, 3, 4, 5)
    await turn()
    await turn()
    assert.deepEqual([sizes(), batcher.depth()], [[2, 2], 1])
    running[0]!.end()
    running[1]!.end()
    while (running.length < 3) await turn()
    running[2]!.end()
    assert.deepEqual(await all, [10, 20, 30, 40, 50])
    await batcher.idle()
  })
})
