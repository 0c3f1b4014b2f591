import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../lib/refusal.ts'
import { inHalves } from './halves.ts'

describe('work in halves', () => {
  it('leaves out exactly those that fail, and does all others once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (bad) => {
        const done: number[] = []
        const items = bad.map((_, i) => i)
        const failed = await inHalves(items, async (some) => {
          if (some.some((i) => bad[i])) throw new Error('one of these')
          done.push(...some)
        })
        assert.deepEqual(
          failed.map(({ item }) => item),
          items.filter((i) => bad[i]),
        )
        assert.deepEqual(
          done,
          items.filter((i) => !bad[i]),
        )
      }),
    )
  })

  it('does not go on where the fault is not of one item', async () => {
    let tries = 0
    const lost = inHalves([1, 2, 3], async () => {
      tries += 1
      throw new Refusal('database_unavailable')
    })
    await assert.rejects(lost, Refusal)
    assert.equal(tries, 1)
  })
})
