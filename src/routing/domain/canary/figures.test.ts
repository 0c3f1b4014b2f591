import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DecisionRecord } from '../record.ts'
import { figuresOf, sideOf, type Placed } from './figures.ts'

const nothing: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 1, quantity: 4, available: 9 }],
  chosen: [],
  cost: 0,
  gap: 0,
  candidates: [],
  excluded: {},
  alternative: null,
  short: [],
}
const parcel = (units: [number, number][], cost: object, late?: number) => ({
  locationId: 1,
  km: 1,
  units,
  cost: { parcel: 0, freight: 0, handling: 0, total: 0, ...cost },
  ...(late !== undefined && { time: { late } }),
})
const placed = (of: object, cause = 'placed'): Placed => {
  return { cause, record: { ...nothing, ...of } as DecisionRecord }
}
const lost = (_plan: DecisionRecord['plan'], skuId: number) => skuId * 1000
const quiet = { declined: false, reroute: 0, lost }

describe('figures of an order', () => {
  it('are what is spent: no wishes, no prices of scarce stock, no expected declines', () => {
    const cost = { freight: 100, handling: 20, parcel: 3, wish: -500, stock: 70, reroute: 9 }
    const chosen = [parcel([[1, 3]], { ...cost, late: 5, carbon: 2 }, 250_000)]
    assert.deepEqual(figuresOf([placed({ chosen })], quiet), {
      cost: 1130,
      parcels: 1,
      unfilled: 0.25,
      refused: 0,
      late: 0.25,
      declined: 0,
    })
  })

  it('count what no place was found for SKU by SKU, and what is promised as served', () => {
    const wanted = [
      { skuId: 1, quantity: 4, available: 1 },
      { skuId: 2, quantity: 1000, available: 1000 },
    ]
    const own = placed({
      wanted,
      chosen: [
        parcel(
          [
            [1, 1],
            [2, 1000],
          ],
          {},
        ),
      ],
    })
    const short = figuresOf([own], quiet)
    assert.deepEqual([short.unfilled, short.cost], [0.375, 3000])
    const promised = placed({ chosen: [parcel([[1, 3]], {})] }, 'promised')
    const both = figuresOf([own, promised], quiet)
    assert.deepEqual([both.unfilled, both.cost], [0, 0])
    const none = figuresOf([placed({ wanted })], quiet)
    assert.deepEqual([none.unfilled, none.cost], [1, 4000 + 2_000_000])
  })

  it('know nothing of lateness where no day is known, and count what declining costs', () => {
    const one = [placed({ chosen: [parcel([[1, 4]], { freight: 10 })] })]
    const figures = figuresOf(one, { declined: true, reroute: 400, lost })
    assert.deepEqual([figures.cost, figures.declined, 'late' in figures], [410, 1, false])
  })

  it('are of the side that its records name: those that no rule decides on are of neither', () => {
    const of = { version: 7, control: 0 }
    const by = (version: number) => placed({ rule: { version, id: null, name: null } })
    assert.equal(sideOf([placed({}), by(7)], of), 'canary')
    assert.equal(sideOf([by(0)], of), 'control')
    assert.equal(sideOf([by(6)], of), undefined)
    assert.equal(sideOf([placed({})], of), undefined)
  })
})
