import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { priceAt, surchargeChanges, zoneChanges } from './compare.ts'

const zone = (code: string, prices: (number | null)[]) => {
  return { code, prices, perKgBeyond: null, transitDays: null }
}
const before = { bands: [1000, 2000], zones: [zone('1', [100, 200]), zone('2', [50, null])] }

describe('two versions of a card', () => {
  it('are compared at the same weights, whatever their bands are', () => {
    const now = { bands: [500, 1500, 2000], zones: [zone('1', [110, 200, 190])] }
    assert.equal(priceAt(before, '1', 1500), 200)
    assert.equal(priceAt(before, '1', 2001), null)
    const [changed, gone] = zoneChanges(before, now)
    assert.ok(changed?.kind === 'changed')
    assert.deepEqual([changed.dearer, changed.cheaper], [1, 1])
    assert.ok(Math.abs(changed.percent - (10 + 0 - 5) / 3) < 1e-9)
    assert.deepEqual(gone, { zone: '2', kind: 'gone' })
  })

  it('do not differ where nothing differs; a price that comes or goes is none that changed', () => {
    const now = { ...before, zones: [before.zones[0]!, zone('2', [null, 70])] }
    assert.deepEqual(zoneChanges(before, before), [])
    assert.deepEqual(zoneChanges(before, now), [])
    assert.deepEqual(zoneChanges({ ...before, zones: [] }, before), [
      { zone: '1', kind: 'new' },
      { zone: '2', kind: 'new' },
    ])
  })

  it('tell surcharges by zone', () => {
    const home = (amount: number, of: string) => ({
      code: 'HOME',
      kind: 'residential' as const,
      amounts: [{ zone: of, amount }],
    })
    assert.deepEqual(surchargeChanges({ surcharges: [] }, { surcharges: [home(5, '1')] }), [
      { code: 'HOME', zone: '1', was: null, is: 5 },
    ])
    const moved = [
      { code: 'HOME', zone: '2', was: null, is: 5 },
      { code: 'HOME', zone: '1', was: 4, is: null },
    ]
    const [was, is] = [{ surcharges: [home(4, '1')] }, { surcharges: [home(5, '2')] }]
    assert.deepEqual(surchargeChanges(was, is), moved)
    assert.deepEqual(surchargeChanges(is, is), [])
  })
})
