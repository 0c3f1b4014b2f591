import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { linesOf } from './file.ts'

/** The lines of a file that comes in pieces of these sizes, over and over. */
async function read(bytes: Buffer, sizes: readonly number[]) {
  async function* pieces() {
    for (let at = 0, n = 0; at < bytes.length; n += 1) {
      const size = sizes[n % sizes.length]!
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
  const seen: Buffer[] = []
  const lines: string[] = []
  for await (const some of linesOf(pieces(), (piece) => seen.push(piece))) lines.push(...some)
  return { lines, seen: Buffer.concat(seen) }
}

describe('the lines of a file', () => {
  it('are the same however it comes in pieces, and every byte of it is seen', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text))
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 })
    const end = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(fc.array(line), sizes, end, async (lines, pieces, by) => {
        const bytes = Buffer.from(lines.map((text) => `${text}${by}`).join(''))
        const found = await read(bytes, pieces)
        assert.deepEqual(found.lines, lines)
        assert.deepEqual(found.seen, bytes)
      }),
    )
  })

  it('need no end at the last one, are UTF-8 and not endless', async () => {
    assert.deepEqual((await read(Buffer.from('a\nb'), [2])).lines, ['a', 'b'])
    for (const bytes of [Buffer.from([0x61, 0xff]), Buffer.from([0xe2, 0x82])]) {
      await assert.rejects(read(bytes, [1]), (error) => {
        return error instanceof Refusal && error.code === 'text_invalid'
      })
    }
    await assert.rejects(read(Buffer.alloc(20_000, 'a'), [5000]), (error) => {
      return error instanceof Refusal && error.code === 'body_too_large'
    })
  })
})
