import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { sourcesText } from './why-sources.ts'
import { cost, decided, names } from './why-example.ts'
import { stepsOf, type DecisionRecord } from './why.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const at = '2026-11-29T12:00:00Z'
const scarce: DecisionRecord = {
  ...decided,
  chosen: [
    {
      ...decided.chosen[0]!,
      cost: { ...cost, stock: 12_000, total: 79_500 },
      stockPrices: [[0, 6000, 0]],
    },
  ],
  prices: [['P2', at]],
  cost: 79_500,
  candidates: [[0, 311, 79_500]],
}

describe('what the terms of a parcel go by', () => {
  const formats = formatsOf('en', 'UTC')
  const worth = (decidedAt?: string) =>
    sourcesText(scarce.chosen[0]!, scarce, { words: english, formats, decidedAt })

  it('says how prices of scarce stock were found, and how old they were', () => {
    const begin = 'Some of it is scarce and counts with what later orders would lose: each SKU by '
    assert.deepEqual(worth('2026-11-29T14:00:00Z'), [`${begin}itself, found 2 hr before.`])
    // A process that is a moment ahead.
    assert.ok(worth('2026-11-29T11:59:59Z')[0]!.includes('found 0'))
    assert.deepEqual(worth(), [`${begin}itself, as of ${formats.moment(at)}.`])
  })

  it('says how many days until it arrives count, and where nobody knows', () => {
    const { stockPrices: _, ...plain } = scarce.chosen[0]!
    const told = (time: NonNullable<(typeof plain)['time']>) =>
      sourcesText({ ...plain, time }, scarce, { words: english, formats }).at(-1)
    const arrives = { leavesAt: '2026-11-29T17:00:00Z', arrivesOn: '2026-12-01' }
    assert.equal(told({ ...arrives, days: 2 }), 'No day was named: 2 days until it arrives count.')
    assert.equal(told({ days: 7 }), 'It is not known when it arrives: that counts as 7 days.')
  })

  it('says of room what it says of stock, and once where both were found alike', () => {
    const { stockPrices: _, ...plain } = scarce.chosen[0]!
    const record: DecisionRecord = {
      ...scarce,
      prices: [
        ['P3', at],
        ['P2', at],
      ],
    }
    const told = (priced: Pick<(typeof record.chosen)[number], 'stockPrices' | 'slotPrice'>) =>
      sourcesText({ ...plain, ...priced }, record, { words: english, formats })
    const { worth: says, layers, asOf } = english.sources
    const when = asOf(formats.moment(at))
    assert.deepEqual(told({ slotPrice: [9000, 0] }), [says.slot(layers.P3, when)])
    const both = told({ stockPrices: [[0, 6000, 0]], slotPrice: [9000, 0] })
    assert.deepEqual(both, [says.both(layers.P3, when)])
    assert.deepEqual(told({ stockPrices: [[0, 6000, 1]], slotPrice: [9000, 0] }), [
      says.stock(layers.P2, when),
      says.slot(layers.P3, when),
    ])
  })

  it('says what moving before release has saved, and from where it came', () => {
    const improved = { from: [3], before: 90_000, saved: 20_500, groups: 3 }
    for (const words of [english, german, arabic]) {
      const steps = stepsOf({ ...scarce, improved }, names, { words, formats })
      const { says, more } = steps.at(-1)!
      assert.equal(says, words.improved('€2.05'))
      assert.deepEqual(more, [words.before('Paris'), words.improvedWith(2)])
    }
  })

  it('says it in every language, and nothing where no price counts', () => {
    for (const words of [english, german, arabic]) {
      const [one] = scarce.chosen
      assert.equal(sourcesText(one!, scarce, { words, formats }).length, 1)
      const { stockPrices: _, ...plain } = one!
      assert.deepEqual(sourcesText(plain, scarce, { words, formats }), [])
    }
  })
})
