import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { leastOf, nextSort, sortOf, sortText, tracksOf } from './columns.ts'

describe('columns', () => {
  it('are at least as wide as all they must be, with gaps', () => {
    const tracks = tracksOf([{ width: '100px' }, { width: 'minmax(50px, 1fr)' }], true)
    assert.deepEqual(tracks, ['36px', '100px', 'minmax(50px, 1fr)'])
    assert.equal(leastOf(tracks), `${36 + 100 + 50 + 2 * 12 + 2 * 16}px`)
  })

  it('are sorted by as the API writes it', () => {
    assert.deepEqual(sortOf('-total', 'placedAt'), { column: 'total', isDescending: true })
    assert.equal(sortText(nextSort(sortOf(undefined, '-placedAt'), 'placedAt')), 'placedAt')
    assert.equal(sortText(nextSort(sortOf('-placedAt', ''), 'total')), '-total')
  })
})
