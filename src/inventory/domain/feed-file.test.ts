import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { lineReader, type FeedFormat } from './feed-file.ts'

/** What became of each line of a file: the row, or the code of its refusal. */
function readAll(format: FeedFormat, lines: readonly string[]) {
  const read = lineReader(format)
  return lines.flatMap((text, i): unknown[] => {
    const line = read(text, i + 1)
    if (line === undefined) return []
    return 'refusal' in line ? [[line.no, line.refusal.code]] : [line]
  })
}

describe('a CSV file', () => {
  it('names its columns in the first line, in any order, with any of three separators', () => {
    for (const separator of [',', ';', '\t']) {
      const file = ['\uFEFFQuantity|SKU|location', '3|A|L1', '2.5|"B"|', ''].map((line) =>
        line.replaceAll('|', separator),
      )
      assert.deepEqual(readAll('csv', file), [
        { no: 2, sku: 'A', location: 'L1', quantity: 3 },
        { no: 3, sku: 'B', quantity: 2.5 },
      ])
    }
  })

  it('is refused whole where the first line is no header', () => {
    for (const header of ['A,3', 'sku', 'sku,quantity,colour', 'sku,sku,quantity']) {
      assert.throws(() => readAll('csv', [header]), Refusal)
    }
  })

  it('has rows that are read or refused one by one', () => {
    const file = ['sku,quantity', 'A,1e3', 'A,0x10', 'A', 'A,1,2', '"A,1', 'A,0012.50', 'A,-3']
    const bad = 'feed_row_invalid'
    assert.deepEqual(readAll('csv', file), [
      [2, bad],
      [3, bad],
      [4, bad],
      [5, bad],
      [6, bad],
      { no: 7, sku: 'A', quantity: 12.5 },
      { no: 8, sku: 'A', quantity: -3 },
    ])
    assert.deepEqual(readAll('csv', ['sku,quantity', 'A,1234567890.123456789']), [[2, bad]])
  })

  it('gives back any text that was quoted', () => {
    const text = fc.string().filter((one) => one.trim() === one && !/[\r\n]/.test(one))
    fc.assert(
      fc.property(text, fc.nat(), (sku, quantity) => {
        const line = `"${sku.replaceAll('"', '""')}",${quantity}`
        assert.deepEqual(readAll('csv', ['sku,quantity', line]), [{ no: 2, sku, quantity }])
      }),
    )
  })
})

describe('an NDJSON file', () => {
  it('has one row in each line, read or refused by itself', () => {
    const file = [
      '{"sku":"A","location":"L1","quantity":3}',
      '',
      '{"sku":"B","quantity":2.5}',
      '{"sku":"B"}',
      '{"sku":"B","quantity":1,"colour":"red"}',
      '[1]',
      'null',
      '{"sku":',
      '{"sku":"B","quantity":12345678901234567890}',
    ]
    const bad = 'feed_row_invalid'
    assert.deepEqual(readAll('ndjson', file), [
      { no: 1, sku: 'A', location: 'L1', quantity: 3 },
      { no: 3, sku: 'B', quantity: 2.5 },
      ...[4, 5, 6, 7, 8, 9].map((no) => [no, bad]),
    ])
  })
})
