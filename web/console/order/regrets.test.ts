import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { leavesOpen, nextOf, withRegrets, type Regrets } from './regrets.ts'
import type { Place } from './why-places.ts'
import type { DecisionRecord, Names } from './why.ts'
import { words as arabic } from './words-why.ar.ts'
import { words as german } from './words-why.de.ts'
import { words as english } from './words-why.en.ts'

const names: Names = {
  place: (id) => ['Lille', 'Lyon', 'Paris', 'Gent', 'Nantes'][id]!,
  sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}
const placeOf = (id: number, alone: string, verdict: string[]): Place => {
  return { id, name: names.place(id), km: '', alone, isChosen: id === 0, verdict }
}
const places = [
  placeOf(0, '€6.00', []),
  placeOf(1, '€8.31', ['€2.31 more']),
  placeOf(2, '', ['No Chair']),
  placeOf(3, '', ['No Chair']),
  placeOf(4, '', ['No Chair']),
]
const plan = { cost: 83_100, more: 23_100, gap: 0, terms: null, besides: [], fewer: [] }
const regrets: Regrets = {
  decision: '00000000-0000-7000-8000-000000000000',
  isExact: true,
  currency: 'EUR',
  regrets: [
    {
      locationId: 1,
      isBeyond: false,
      plan: {
        ...plan,
        terms: [
          { term: 'freight', amount: 60_000, more: 11_000 },
          { term: 'handling', amount: 9000, more: 49 },
          { term: 'stock', amount: 12_100, more: 12_051 },
        ],
      },
    },
    {
      locationId: 2,
      isBeyond: false,
      plan: {
        ...plan,
        terms: [
          { term: 'parcel', amount: 30_000, more: 30_000 },
          { term: 'unfilled', amount: 0, more: -6900 },
        ],
        besides: [0, 1],
      },
    },
    {
      locationId: 3,
      isBeyond: false,
      plan: { ...plan, more: -100, fewer: [{ skuId: 1, units: 2 }] },
    },
    { locationId: 4, isBeyond: false, plan: null },
  ],
  left: 0,
  outOfTime: false,
  places: [],
}

describe('what places that were not chosen would have cost more', () => {
  it('is told by term, alone or with others, and what would have been left', () => {
    const teller = { words: english, formats: formatsOf('en', 'UTC') }
    const told = withRegrets(places, regrets, names, teller).map(({ verdict }) =>
      verdict.map((line) => line.replaceAll('\u00A0', ' ')),
    )
    assert.deepEqual(told, [
      [],
      ['€2.31 more: carriage +€1.10, scarce stock +€1.21'],
      ['No Chair', 'With Lille and Lyon €2.31 more: parcel +€3.00, what is left out -€0.69'],
      ['No Chair', '€0.01 less', 'Without 2 × Chair'],
      ['No Chair', 'Nothing that the rule allows takes it'],
    ])
    // What was not tried says no more than the record does.
    assert.deepEqual(withRegrets(places, { ...regrets, isExact: false }, names, teller), places)
  })

  it('has a cheapest one that is next, where all were tried and it serves as much', () => {
    const [alone, others] = regrets.regrets as [Regrets['regrets'][0], Regrets['regrets'][0]]
    const next = (of: Partial<Regrets>) => nextOf({ ...regrets, ...of })
    assert.deepEqual(next({}), { places: [1], more: 23_100 })
    assert.deepEqual(next({ regrets: [others] }), { places: [2, 0, 1], more: 23_100 })
    assert.deepEqual(next({ regrets: [{ ...alone, isBeyond: true }] }), undefined)
    for (const unsure of [{ isExact: false }, { left: 1 }, { outOfTime: true }]) {
      assert.equal(next(unsure), undefined)
    }
    for (const less of [{ more: -1 }, { gap: null }, { gap: 5 }]) {
      const cheaper = { ...alone, plan: { ...alone.plan!, ...less } }
      assert.equal(next({ regrets: [cheaper] }), undefined)
    }
  })

  it('is asked for only where the cheapest was taken and the record names none', () => {
    const open = {
      alternative: null,
      candidates: [
        [0, 1, null],
        [1, 2, null],
      ],
      chosen: [{}, {}],
      gap: 0,
    } as unknown as DecisionRecord
    assert.equal(leavesOpen(open), true)
    const told = { locationId: 1, cost: 2, dearerBy: 1 }
    const closed: Partial<DecisionRecord>[] = [
      { gap: -1 },
      { gap: 5 },
      { chosen: [] },
      { candidates: open.candidates.slice(1) },
      { alternative: told },
    ]
    for (const one of closed) assert.equal(leavesOpen({ ...open, ...one }), false)
  })

  it('is told in every language', () => {
    for (const [language, words] of Object.entries({ de: german, ar: arabic })) {
      const teller = { words, formats: formatsOf(language, 'UTC') }
      const told = withRegrets(places, regrets, names, teller).flatMap(({ verdict }) => verdict)
      for (const place of ['Lille', 'Lyon']) assert.ok(told.join().includes(place))
      assert.ok(!/undefined|NaN/.test(told.join()), told.join())
      assert.equal(told.length, 8)
    }
  })
})
