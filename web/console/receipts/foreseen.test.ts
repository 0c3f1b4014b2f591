import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { lineSays, storyOf, type Promised, type Promises, type Teller } from './foreseen.ts'
import { words as arabic } from './words.ar.ts'
import { words as german } from './words.de.ts'
import { words as english } from './words.en.ts'

const line = (id: string, of: Partial<Promised>): Promised => ({
  order: { id, number: `W-${id}` },
  line: 1,
  quantity: 2,
  promisedOn: '2026-12-10',
  outcome: 'kept',
  location: 'LYON',
  expectedOn: '2026-12-10',
  isThere: false,
  ...of,
})

const none = { orders: 0, quantity: 0 }
const late = line('1', { outcome: 'late', expectedOn: '2026-12-25' })
const overdue = line('2', { outcome: 'late', expectedOn: null })
const short = line('3', { outcome: 'short', location: null, expectedOn: null })
const there = line('4', { outcome: 'moved', location: 'NICE', expectedOn: null, isThere: true })
const inTime = line('5', { outcome: 'moved', location: 'NICE', expectedOn: '2026-12-09' })
const tooLate = line('6', { outcome: 'moved', location: 'NICE', expectedOn: '2026-12-11' })
const kept = line('7', {})
const promises: Promises = {
  items: [kept, inTime, late, there, short, tooLate, overdue],
  more: none,
}

const tellerOf = (language: string, words: Teller['words']): Teller => ({
  words,
  number: formatsOf(language, 'UTC').number,
  day: (on) => on,
  nameOf: (code) => code,
})

describe('what becomes of orders that were promised goods', () => {
  it('is told from the worst on; who keeps theirs is counted', () => {
    const { lines, broken, kept: keeping, untold } = storyOf(promises)
    assert.deepEqual(
      lines.map(({ order }) => order.id),
      ['3', '1', '2', '6', '5', '4'],
    )
    assert.deepEqual(broken, ['3', '1', '2', '6'])
    assert.deepEqual([keeping, untold], [3, none])
  })

  it('names no place that the reader may not see', () => {
    const unseen = { ...there, location: null }
    const says = lineSays(unseen, tellerOf('en', english))
    assert.equal(says, '2 × from another place instead, where they are on hand')
  })

  it('counts an order once, and as let down where part of it is', () => {
    const both = [line('1', { line: 2 }), late, line('1', { outcome: 'short', line: 3 })]
    const { broken, kept: keeping } = storyOf({ items: both, more: none })
    assert.deepEqual([broken, keeping], [['1'], 0])
  })

  it('is a sentence a line, in every language', () => {
    const says = promises.items.map((one) => lineSays(one, tellerOf('en', english)))
    assert.deepEqual(says.slice(1), [
      '2 × from NICE instead, due there on 2026-12-09',
      '2 × on 2026-12-25 instead of 2026-12-10',
      '2 × from NICE instead, where they are on hand',
      '2 × promised for 2026-12-10; nothing comes for them, the order waits for stock',
      '2 × from NICE instead, due there on 2026-12-11; promised for 2026-12-10',
      '2 × promised for 2026-12-10; nobody knows when they come',
    ])
    for (const [language, words] of Object.entries({ de: german, ar: arabic })) {
      for (const one of promises.items) {
        const said = lineSays(one, tellerOf(language, words))
        assert.match(said, /2026-12|NICE/)
        assert.doesNotMatch(said, /undefined|null/)
      }
    }
  })
})
