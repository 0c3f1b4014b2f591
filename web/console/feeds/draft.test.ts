import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf, draftOf, faultsOf } from './draft.ts'
import { countsOf, dueAt, reasonsOf, sorted, stateOf } from './said.ts'
import type { Watch } from './use-feeds.ts'

const watch: Watch = {
  location: 'PARIS',
  source: 'WMS',
  everyMinutes: 120,
  bufferPercent: 20,
  lastAsOf: '2026-11-29T10:00:00Z',
  lastReceivedAt: '2026-11-29T10:05:00Z',
  overdue: false,
  version: 1,
}
const never = { ...watch, source: 'ERP', lastAsOf: null, lastReceivedAt: null }

describe('the form of how often a location is fed', () => {
  it('says what is there as people do, and sends it as it was', () => {
    const draft = draftOf(watch)
    assert.deepEqual([draft.every, draft.unit, draft.buffer], ['2', 'hour', '20'])
    const { location, source, everyMinutes, bufferPercent } = watch
    assert.deepEqual(bodyOf(draft), { location, source, everyMinutes, bufferPercent })
    assert.deepEqual(faultsOf(draft), {})
  })

  it('proposes an hour for a feed that nobody has watched', () => {
    const { every, unit, isWatched } = draftOf({ ...watch, everyMinutes: null })
    assert.deepEqual([every, unit, isWatched], ['1', 'hour', true])
  })

  it('holds nothing back of what is not watched, whatever stands in its fields', () => {
    const draft = { ...draftOf(watch), isWatched: false, every: 'often', buffer: '' }
    assert.deepEqual(faultsOf(draft), {})
    const { everyMinutes, bufferPercent } = bodyOf(draft)
    assert.deepEqual([everyMinutes, bufferPercent], [null, 0])
  })

  it('finds what cannot be sent', () => {
    const draft = { ...draftOf(undefined), source: 'two words', every: '0', buffer: '101' }
    assert.deepEqual(faultsOf(draft), { place: true, source: true, every: true, buffer: true })
    const half = { ...draftOf(watch), every: '1,5' }
    assert.deepEqual([faultsOf(half), bodyOf(half).everyMinutes], [{}, 90])
    assert.deepEqual(faultsOf({ ...half, unit: 'minute' }), { every: true })
  })
})

describe('a list of who feeds what', () => {
  it('has a state for each', () => {
    const states = [
      watch,
      never,
      { ...watch, overdue: true },
      { ...never, overdue: true },
      { ...watch, everyMinutes: null },
    ].map(stateOf)
    assert.deepEqual(states, ['onTime', 'waiting', 'late', 'late', 'unwatched'])
  })

  it('begins with what is late, then goes by names', () => {
    const late = { ...watch, location: 'NICE', overdue: true }
    const names: Record<string, string> = { PARIS: 'Bastille', NICE: 'Nice', METZ: 'Amanvillers' }
    const metz = { ...watch, location: 'METZ' }
    const rows = sorted([watch, metz, never, late], (code) => names[code]!, 'en')
    assert.deepEqual(
      rows.map(({ location, source }) => `${location} ${source}`),
      ['NICE WMS', 'METZ WMS', 'PARIS ERP', 'PARIS WMS'],
    )
    assert.deepEqual(countsOf(rows), { late: 1, waiting: 1, onTime: 2, unwatched: 0 })
  })

  it('knows when the next numbers are due', () => {
    assert.equal(dueAt(watch), '2026-11-29T12:00:00.000Z')
    assert.deepEqual(
      [dueAt(never), dueAt({ ...watch, everyMinutes: null })],
      [undefined, undefined],
    )
  })
})

describe('rows that were not taken', () => {
  it('stand together by their reason, the most frequent first', () => {
    const row = (no: number, code: string) => {
      return { row: no, sku: null, location: null, code, detail: code, do: '' }
    }
    const rows = [row(1, 'sku_unknown'), row(2, 'feed_row_invalid'), row(5, 'feed_row_invalid')]
    const reasons = reasonsOf(rows).map(({ code, rows: own }) => [code, own.map((one) => one.row)])
    assert.deepEqual(reasons, [
      ['feed_row_invalid', [2, 5]],
      ['sku_unknown', [1]],
    ])
  })
})
