import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { reasonOfNote, stockTakingOf, textOfStockTaking, type BookLine } from './stock-taking.ts'

const line = (over: Partial<BookLine>): BookLine => {
  return { at: 0, code: 'A', spelling: 'A', sold: 0, writtenOff: 0, note: '', ...over }
}

describe('what was written off', () => {
  it('has the reason that somebody wrote down', () => {
    const told = {
      damage: [
        'damaged',
        'Dagamed',
        'Unsaleable, destroyed.',
        'thrown away',
        'wet/rusty',
        'crushed',
      ],
      sale: ['sold as set on dotcom', 'ebay', 'wrongly sold sets', 'Dotcom sales', 'sold as 22467'],
      count: ['check', '?', '???', '?missing', "can't find", 'counted', 'lost in space', 'MIA'],
      correction: ['adjustment', 'reverse previous adjustment', 'wrong code', '20713', 'mixed up'],
      adjustment: ['', 'Given away', 'showroom'],
    }
    for (const [reason, notes] of Object.entries(told)) {
      for (const note of notes) assert.equal(reasonOfNote(note), reason, note)
    }
  })

  it('is counted by reason, each line once', () => {
    const notes = fc.constantFrom('damaged', 'check', '', 'ebay', 'wrong code')
    const lines = fc.array(
      fc.record({ note: notes, writtenOff: fc.nat(9), at: fc.nat(5), sold: fc.nat(3) }),
    )
    fc.assert(
      fc.property(lines, (some) => {
        const { reasons } = stockTakingOf(some.map(line))
        const sum = (of: (one: (typeof reasons)[0]) => number) =>
          reasons.reduce((all, one) => all + of(one), 0)
        const written = some.filter(({ writtenOff }) => writtenOff > 0)
        assert.equal(
          sum((one) => one.lines),
          written.length,
        )
        assert.equal(
          sum((one) => one.units),
          written.reduce((all, { writtenOff }) => all + writtenOff, 0),
        )
      }),
    )
  })

  it('is more than was there once all that the sales show is gone', () => {
    const { below } = stockTakingOf([
      line({ at: 1, sold: 5 }),
      line({ at: 2, sold: -2 }),
      line({ at: 3, writtenOff: 2 }),
      line({ at: 4, writtenOff: 3 }),
      line({ at: 5, code: 'B', sold: 9 }),
      line({ at: 6, code: 'B', writtenOff: 1 }),
      line({ at: 7, code: 'B', writtenOff: 1 }),
    ])
    assert.deepEqual(below, [
      { code: 'A', at: 4, lacking: 3 },
      { code: 'B', at: 6, lacking: 2 },
    ])
  })

  it('is of one item where codes differ in case only', () => {
    const lines = ['85123A', '85123a', '85123A'].map((spelling) =>
      line({ code: '85123A', spelling }),
    )
    const taking = stockTakingOf([...lines, line({ writtenOff: 3 })])
    assert.deepEqual(taking.spellings, [{ code: '85123A', as: ['85123A', '85123a'] }])
    const text = textOfStockTaking(taking)
    assert.match(text, /adjustment {3}1 lines, 3 units: nothing/)
    assert.match(text, /85123A, 85123a/)
  })
})
