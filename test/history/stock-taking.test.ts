import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { readTable } from '../../src/history/actions/read.ts'
import { bookLineOf, retailColumns } from '../../src/history/domain/retail.ts'
import {
  reasonOfNote,
  stockTakingOf,
  textOfStockTaking,
  type BookLine,
} from '../../src/history/domain/stock-taking.ts'

const folder = path.join(import.meta.dirname, '../../../shared/data/retail')
const skip = existsSync(folder) ? false : 'the real file is not here'

describe('the stock-taking lines of the real retailer', { skip }, () => {
  it('are explained, each of the 1,336', async () => {
    const lines: BookLine[] = []
    const take = (row: Parameters<typeof bookLineOf>[0]) => {
      const line = bookLineOf(row)
      if (line) lines.push(line)
      return undefined
    }
    await readTable({ folder, name: 'online_retail' }, retailColumns, take, () => undefined)
    const taking = stockTakingOf(lines)
    assert.deepEqual(
      taking.reasons.map(({ reason, lines: count, units }) => [reason, count, units]),
      [
        ['damage', 186, 92_265],
        ['adjustment', 868, 47_890],
        ['count', 196, 35_524],
        ['correction', 38, 19_724],
        ['sale', 48, 11_554],
      ],
    )
    assert.equal(
      taking.reasons.reduce((sum, { lines: count }) => sum + count, 0),
      1336,
    )
    // Six of the 868 have a note that tells no reason: display, showroom, samples, given away.
    const unknown = lines.filter(
      ({ writtenOff, note }) =>
        writtenOff > 0 && note !== '' && reasonOfNote(note) === 'adjustment',
    )
    assert.equal(unknown.length, 6)
    const worst = taking.below.toSorted((a, b) => b.lacking - a.lacking)[0]!
    const since = new Date(worst.at).toISOString().slice(0, 10)
    assert.deepEqual([worst.code, worst.lacking, since], ['23005', 19_200, '2011-06-14'])
    assert.equal(taking.below.length, 1076)
    // The 112th of the file is `M`, which is no item.
    assert.equal(taking.spellings.length, 111)
    assert.match(textOfStockTaking(taking), /damage {7}186 lines, 92265 units/)
  })
})
