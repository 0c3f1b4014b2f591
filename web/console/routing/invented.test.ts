import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultsOf, inventedOf, type TypedOrder } from './invented.ts'

const typed: TypedOrder = {
  channel: 'WEB',
  method: 'standard',
  country: 'FR',
  region: '',
  postalCode: ' 75001 ',
  point: '',
  value: '19,90',
  wantedBy: '',
  customer: '',
  tags: [],
  orderTags: [],
  nominated: '',
  firm: false,
  toCompany: false,
  lines: [{ key: 1, sku: 'RUG', quantity: '2' }],
}

describe('a made-up order', () => {
  it('is sent in minor units of the currency of its channel, without what is left empty', () => {
    const shipTo = { country: 'FR', postalCode: '75001' }
    const lines = [{ sku: 'RUG', quantity: 2 }]
    const sent = { channel: 'WEB', method: 'standard', shipTo, lines, value: 1990 }
    assert.deepEqual(inventedOf(typed, 'EUR'), sent)
    assert.deepEqual(inventedOf({ ...typed, value: '500' }, 'JPY'), { ...sent, value: 500 })
    const more = {
      wantedBy: '2026-12-24',
      nominated: 'A',
      tags: ['vip'],
      firm: true,
      orderTags: ['gift'],
    }
    assert.deepEqual(inventedOf({ ...typed, ...more, customer: 'guest' }, 'EUR'), {
      ...sent,
      wantedBy: '2026-12-24',
      tags: ['gift'],
      customer: { kind: 'guest', tags: ['vip'] },
      nominated: { location: 'A', firm: true },
    })
  })

  it('goes to a home, unless it is said that a company is there', () => {
    const { shipTo } = inventedOf({ ...typed, toCompany: true }, 'EUR')
    assert.deepEqual(shipTo, { country: 'FR', postalCode: '75001', toHome: false })
  })

  it('goes to a point that is written as maps write it', () => {
    const pointOf = (point: string) => {
      const { lat, lon } = inventedOf({ ...typed, point }, 'EUR').shipTo
      return [lat, lon]
    }
    assert.deepEqual(pointOf(' 48.8566, 2.3522 '), [48.8566, 2.3522])
    assert.deepEqual(pointOf('-33.9 18'), [-33.9, 18])
    for (const point of ['48.8566', '91, 2', '2, 181', 'Paris', '48,8566, 2,3522']) {
      assert.deepEqual([...faultsOf({ ...typed, point })], [['point', 'point']])
    }
  })

  it('is told all its faults at once', () => {
    const wrong = {
      ...typed,
      country: '',
      value: '-1',
      lines: [{ key: 1, sku: '', quantity: '1' }],
    }
    assert.deepEqual([...faultsOf(wrong).keys()], ['country', 'value', 'line 0'])
    assert.equal(faultsOf(typed).size, 0)
  })
})
