import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { LINE_MOST } from '../../lib/text.ts'
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

  it('need no end at the last one', async () => {
    assert.deepEqual((await read(Buffer.from('a\nb'), [2])).lines, ['a', 'b'])
  })

  it('show where they are not UTF-8, each by itself', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a\nb'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('c\n'),
    ])
    assert.deepEqual((await read(bytes, [1])).lines, ['a', 'b\uFFFD', 'c'])
    const cut = Buffer.from([0xe2, 0x82, 0x0a, 0x64, 0xe2])
    assert.deepEqual((await read(cut, [1])).lines, ['\uFFFD', 'd\uFFFD'])
  })

  it('are cut just behind the most where they are longer, however they come', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 })
    const end = fc.constantFrom('\n', '\r\n')
    const length = fc.integer({ min: -3, max: 9000 }).map((by) => LINE_MOST + by)
    const inside = fc.constantFrom('a', '\r')
    await fc.assert(
      fc.asyncProperty(length, inside, end, sizes, async (long, filler, by, pieces) => {
        const line = `${filler.repeat(long - 1)}z`
        const { lines } = await read(Buffer.from(`b${by}${line}${by}c`), pieces)
        assert.deepEqual(lines, ['b', line.slice(0, LINE_MOST + 1), 'c'])
      }),
    )
  })
})
