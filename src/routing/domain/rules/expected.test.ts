import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideTest, momentOf, type Expected, type Got } from './expected.ts'

const codes = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { maxLength: 4 })
const rule = fc.constantFrom('r1', 'r2', null)
const got: fc.Arbitrary<Got> = fc
  .record({ rule, places: codes, cost: fc.nat(100), unfilled: fc.boolean() })
  .map((one) => ({
    ...one,
    rule: one.rule === null ? null : { id: one.rule, name: one.rule },
    parcels: one.places.length,
  }))
const expected: fc.Arbitrary<Expected> = fc.record(
  {
    rule,
    exactly: codes,
    among: codes,
    never: codes,
    maxParcels: fc.integer({ min: 1, max: 4 }),
    maxCost: fc.nat(100),
    unfilled: fc.boolean(),
  },
  { requiredKeys: [] },
)
const of = { currency: 'EUR', ruleName: (id: string) => id }

describe('a routing test', () => {
  it('passes where it expects what was decided', () => {
    fc.assert(
      fc.property(got, (one) => {
        const asDecided: Expected = {
          rule: one.rule?.id ?? null,
          exactly: one.places.toReversed(),
          among: [...one.places, 'E'],
          never: ['E'],
          maxCost: one.cost,
          maxParcels: one.parcels,
          unfilled: one.unfilled,
        }
        assert.deepEqual(decideTest(asDecided, one, of), [])
      }),
    )
  })

  it('misses each part that is not so, by itself, and no other', () => {
    fc.assert(
      fc.property(got, expected, (one, all) => {
        const misses = decideTest(all, one, of)
        const alone = Object.keys(all).filter((part) => {
          return decideTest({ [part]: all[part as keyof Expected] }, one, of).length > 0
        })
        assert.deepEqual(misses.map(({ part }) => part).toSorted(), alone.toSorted())
        const isIn = (places: readonly string[] | undefined) => (place: string) =>
          places?.includes(place) ?? true
        const holds = {
          rule: all.rule === undefined || all.rule === (one.rule?.id ?? null),
          exactly: !all.exactly || new Set([...all.exactly, ...one.places]).size === one.parcels,
          among: one.places.every(isIn(all.among)),
          never: !one.places.some(isIn(all.never ?? [])),
          maxParcels: one.parcels <= (all.maxParcels ?? Infinity),
          maxCost: one.cost <= (all.maxCost ?? Infinity),
          unfilled: all.unfilled === undefined || all.unfilled === one.unfilled,
        }
        // Who has all that is expected and one place more has not exactly that.
        holds.exactly &&= (all.exactly?.length ?? one.parcels) === one.parcels
        const broken = Object.entries(holds).flatMap(([part, isSo]) => (isSo ? [] : [part]))
        assert.deepEqual(alone.toSorted(), broken.toSorted())
      }),
      { numRuns: 1000 },
    )
  })

  it('says what was expected and what came of it', () => {
    const one: Got = { rule: null, places: ['B'], parcels: 1, cost: 84_000, unfilled: true }
    const all = { rule: 'gone', exactly: ['A'], maxCost: 70_000, unfilled: false }
    assert.deepEqual(
      decideTest(all, one, { currency: 'EUR', ruleName: () => undefined }).map(({ says }) => says),
      [
        'A rule that is no more was to decide; no rule did.',
        'It was to go from A; it goes from B.',
        'It was to cost 7.00 EUR at most; it costs 8.40 EUR.',
        'All of it was to be served; some stays unfilled.',
      ],
    )
  })

  it('is decided at the next such moment by the clock of its channel', () => {
    const friday = Temporal.Instant.from('2026-03-27T09:00:00Z')
    const at = (weekday: number, time: string) =>
      momentOf({ weekday, time }, 'Europe/Paris', friday).toString()
    assert.equal(at(5, '10:00'), '2026-03-27T09:00:00Z')
    assert.equal(at(5, '09:59'), '2026-04-03T07:59:00Z')
    // The clocks have gone forward by then.
    assert.equal(at(1, '10:00'), '2026-03-30T08:00:00Z')
  })
})
