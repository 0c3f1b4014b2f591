import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startOfDay } from '../../lib/day.ts'
import { askedOf, countOf, missingOf, numbersIn, toggled, viewOf, views } from './asked.ts'

describe('what the address asks for', () => {
  it('is passed on, days as moments, and nothing that is empty', () => {
    const address = { state: 'late', channel: '', from: '2026-11-01', to: '2026-11-02', q: 'Ada' }
    assert.deepEqual(askedOf(address), {
      state: 'late',
      placedFrom: startOfDay('2026-11-01'),
      placedBefore: startOfDay('2026-11-03'),
      q: 'Ada',
    })
    assert.deepEqual(askedOf({ from: 'yesterday', waitingFor: 'TEE' }), { waitingFor: 'TEE' })
  })

  it('is orders one by one where numbers were pasted', () => {
    assert.deepEqual(askedOf({ q: 'W-1001\nW-1002' }), { ids: 'W-1001,W-1002' })
  })
})

describe('a pasted list', () => {
  it('is told from a search', () => {
    const lists = ['W-1001,W-1002', 'W-1001\nW-1002\n', 'W-1001 W-1002 W-1001', '1001; 1002']
    for (const text of lists) assert.equal(numbersIn(text)?.length, 2, text)
    const searches = [
      'W-1001',
      'Ada Lovelace',
      'TEE-M 1042',
      'rue 12, Paris',
      '+49 170 1234567',
      '',
    ]
    for (const text of searches) assert.equal(numbersIn(text), undefined, text)
  })

  it('tells what was not found', () => {
    const rows = [{ id: 'x', number: 'W-1001', externalId: 'shop/7' }]
    assert.deepEqual(missingOf(['w-1001', 'SHOP/7', 'W-9'], rows), ['W-9'])
  })
})

describe('views', () => {
  it('are known by their states', () => {
    assert.equal(viewOf(undefined)?.id, 'all')
    assert.equal(viewOf('released,picked,packed')?.id, 'inWork')
    assert.equal(viewOf('picked'), undefined)
  })

  it('add up what was counted', () => {
    const counts = {
      total: { count: 9, isCapped: false },
      states: [
        { state: 'released' as const, count: 3, isCapped: false },
        { state: 'packed' as const, count: 10_000, isCapped: true },
        { state: 'late' as const, count: 1, isCapped: false },
      ],
    }
    const of = (id: string) =>
      countOf(
        counts,
        views.find((view) => view.id === id)!,
      )
    assert.deepEqual(of('inWork'), { count: 10_003, isCapped: true })
    assert.deepEqual(of('late'), { count: 1, isCapped: false })
    assert.deepEqual(of('all'), { count: 9, isCapped: false })
  })
})

describe('values of a filter', () => {
  it('are added and taken away', () => {
    assert.equal(toggled(undefined, 'web'), 'web')
    assert.equal(toggled('web', 'app'), 'web,app')
    assert.equal(toggled('web,app', 'web'), 'app')
    assert.equal(toggled('app', 'app'), undefined)
  })
})
