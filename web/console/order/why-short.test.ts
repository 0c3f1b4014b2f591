import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { toldOf, type Telling } from './told.ts'
import type { Order, OrderEvent } from './types.ts'
import { sinceOf, titleOf } from './why-short.ts'
import { stepsOf, type DecisionRecord, type Names, type Teller } from './why.ts'
import { words as told } from './words-told.en.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const names: Names = {
  place: (id) => ['Orléans', 'Lille', 'Paris'][id]!,
  sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}
const teller: Teller = { words: english, formats: formatsOf('en', 'UTC') }

/** Two chairs were wanted and none comes from anywhere. */
const none: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 0, quantity: 2, available: 0 }],
  chosen: [],
  cost: 0,
  gap: 0,
  candidates: [],
  excluded: {},
  alternative: null,
  short: [{ lineNo: 1, skuId: 0, wanted: 2, available: 0 }],
}

function toldBy(record: DecisionRecord, of: Names = names, by: Teller = teller): string[] {
  const steps = stepsOf(record, of, by).map(({ says, more = [] }) => [says, ...more].join(' | '))
  return [titleOf(record, of, by), ...steps].map((line) => line.replaceAll('\u00a0', ' '))
}

const PASSES = 'That passes by itself. Then it is sent, or cancelled if no place can send it.'

describe('why something of a delivery is short', () => {
  it('is that nobody had it, and then it waits for stock or is cancelled', () => {
    const [title, nobody, waits] = toldBy(none)
    assert.deepEqual([title, nobody], ['Why does it wait?', 'No place had any of it'])
    assert.ok(waits!.startsWith('Waits for stock: 2 × Chair | It is served when stock comes'))
    assert.deepEqual(toldBy({ ...none, cancelled: [[1, 2, 'no_stock']] }), [
      'Why was it cancelled?',
      'No place had any of it',
      'Cancelled: 2 × Chair | No place had it.',
    ])
    const paused = { ...none, excluded: { location_paused: [1] } }
    const [, nowhere] = toldBy({ ...paused, cancelled: [[1, 2, 'no_stock']] })
    assert.equal(nowhere, 'No place had any of it')
    const collected = { ...names, pickup: 'Paris' }
    const [, , gone] = toldBy({ ...none, cancelled: [[1, 2, 'no_stock']] }, collected)
    assert.equal(gone, 'Cancelled: 2 × Chair | It was not there.')
  })

  it('is why places dropped out that had some, those of most places first', () => {
    const had: DecisionRecord['had'] = [
      [0, 'too_far', 1, 9],
      [0, 'not_collected', 3, 4],
    ]
    const excluded = { too_far: [0], not_collected: [1, 2, 3] }
    const cancelled: DecisionRecord['cancelled'] = [[1, 2, 'not_collected']]
    assert.deepEqual(toldBy({ ...none, excluded, had, cancelled }).slice(1), [
      'No place could send any of it',
      'Cancelled: 2 × Chair | No service collects there: 3 places that had some of it. | ' +
        'Farther away than the rule allows: 1 place that had some of it.',
    ])
    const waits = toldBy({ ...none, excluded, had })[2]!
    assert.ok(waits.includes('No service collects there: 3 places that had some of it. | Farther'))
    // Older decisions do not say who had some.
    assert.equal(toldBy({ ...none, excluded })[1], 'No place could send any of it')
  })

  it('is what passes by itself, and then it is decided on again', () => {
    const had: DecisionRecord['had'] = [[0, 'location_paused', 1, 50]]
    const paused = { ...none, had, excluded: { location_paused: [2] } }
    const reason = 'Paused: 1 place that had some of it.'
    assert.deepEqual(toldBy({ ...paused, cancelled: [] }), [
      'Why does it wait?',
      'No place could send any of it',
      `Waits: 2 × Chair | ${reason} | ${PASSES}`,
    ])
    const then = 'That passes by itself. Then it is decided on again.'
    assert.equal(toldBy(paused)[2], `Waits: 2 × Chair | ${reason} | ${then}`)
    const both = toldBy({ ...paused, cancelled: [[1, 1, 'no_stock']] })
    assert.deepEqual(both.slice(2), [
      'Cancelled: 1 × Chair | No place had it.',
      `Waits: 1 × Chair | ${reason} | ${PASSES}`,
    ])
    const full: DecisionRecord['full'] = [[2, 'orders', 1, 1]]
    const room: DecisionRecord['had'] = [[0, 'at_capacity', 1, 50]]
    const crowded: DecisionRecord = { ...none, full, cancelled: [], had: room }
    const [, , waits] = toldBy(crowded)
    assert.match(waits!, /^Waits: 2 × Chair \| Paris had no room .* \| That passes/)
    assert.ok(!waits!.includes('No room left'))
    const never = toldBy({ ...crowded, cancelled: [[1, 2, 'no_room']] })
    assert.deepEqual(never.slice(1), [
      'No place could send any of it',
      'Cancelled: 2 × Chair | Where it was, no day has room: the daily capacity is 0.',
    ])
    assert.equal(
      toldBy(paused, { ...names, since: { waits: false, isCancelled: false } })[0]!,
      'Why did it wait?',
    )
  })

  it('is told as over once nothing of it waits, and who cancelled it', () => {
    const line = { no: 1, group: 1, ordered: 2, cancelled: 2, allocated: 0 }
    const order = { lines: [line] } as unknown as Order
    const data = { reason: 'changed mind', lines: [[1, 0, 2]] }
    const events = [{ type: 'order.cancelled', data }] as unknown as OrderEvent[]
    const since = sinceOf(order, { no: 1 }, events, teller)
    assert.deepEqual(since, { waits: false, isCancelled: true, said: 'changed mind' })
    assert.deepEqual(toldBy(none, { ...names, since }), [
      'Why was it cancelled?',
      'Cancelled: changed mind',
      'No place had any of it',
      'Was short: 2 × Chair',
    ])
    const open = { lines: [{ ...line, cancelled: 0 }] } as unknown as Order
    assert.equal(sinceOf(open, { no: 1 }, events, teller).waits, true)
    assert.equal(sinceOf(open, { no: 1 }, undefined, teller).said, undefined)
  })

  it('is told in every language', () => {
    const had: DecisionRecord['had'] = [[0, 'sku_paused', 2, 5]]
    const record = { ...none, had, cancelled: [[1, 1, 'too_dear']] } as DecisionRecord
    for (const [language, words] of [
      ['de', german],
      ['ar', arabic],
    ] as const) {
      const by = { words, formats: formatsOf(language, 'UTC') }
      for (const says of toldBy(record, names, by)) {
        assert.doesNotMatch(says, /undefined|null|_|\[object|#/)
      }
    }
  })
})

describe('the timeline of what no place could serve', () => {
  const of = {
    words: told,
    formats: formatsOf('en', 'UTC'),
    line: (no: number) => ({
      name: ['', 'Chair', 'Lamp', 'Gift wrap'][no]!,
      unit: 'piece',
      decimals: 0,
    }),
    whole: [],
  } as unknown as Telling
  const says = (causes?: unknown) => {
    const lines = [
      [1, 9, 2],
      [2, 8, 1],
      [3, 7, 1],
    ]
    const data = { reason: 'x', cause: 'no_place', lines, ...(causes ? { causes } : {}) }
    return toldOf({ type: 'order.cancelled', data } as never, of).says.replaceAll('\u00a0', ' ')
  }

  it('says the cause of each line', () => {
    assert.equal(
      says([
        [1, 'no_stock', 2],
        [2, 'too_dear', 1],
      ]),
      'Cancelled 2 × Chair and 1 × Gift wrap: no place had it, and the rule cancels that. ' +
        'Cancelled 1 × Lamp: sending it costs more than leaving it out, and the rule cancels that',
    )
    // Events of before do not say more.
    assert.match(says(), /: no place could serve it, and the rule cancels that$/)
  })
})
