import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { allForSale, offeringBy } from '../../../test/arbitrary/offering.ts'
import { believedOf, worlds, type StockRow } from '../../../test/arbitrary/routing.ts'
import { createOffering, noRules } from '../../inventory/index.ts'
import type { NetworkView } from '../../routing/index.ts'
import { withOwnUnits } from './own-stock.ts'
import { createBatchStock, type BatchStock } from './stock-view.ts'

const buyer = { channelId: 1, method: 'standard', order: 'O' }

type Step =
  | { do: 'take'; skuId: number; locationId: number; quantity: number }
  | { do: 'reset' }
  | { do: 'refresh'; skuIds: number[]; rows: StockRow[] }

const id = fc.integer({ min: 1, max: 4 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: takes() },
    { weight: 1, arbitrary: fc.constant({ do: 'reset' } as const) },
    { weight: 2, arbitrary: refreshes() },
  ),
  { maxLength: 15 },
)

function takes(): fc.Arbitrary<Step> {
  return fc.record({
    do: fc.constant('take' as const),
    skuId: id,
    locationId: id,
    quantity: fc.integer({ min: -3, max: 5 }),
  })
}

function refreshes(): fc.Arbitrary<Step> {
  const row = fc.record({ skuId: id, locationId: id, available: fc.nat(9) })
  return fc.record({
    do: fc.constant('refresh' as const),
    skuIds: fc.uniqueArray(id),
    rows: fc.uniqueArray(row, { selector: (one) => `${one.skuId} ${one.locationId}` }),
  })
}

describe('stock as a batch sees it', () => {
  it('is what was read last, the index before, less what was taken', () => {
    fc.assert(
      fc.property(worlds(), steps, ({ rows }, doing) => {
        const stock = createBatchStock(believedOf(rows), allForSale)
        let known: readonly StockRow[] = rows
        let taken: StockRow[] = []
        for (const step of doing) {
          if (step.do === 'take') {
            stock.take(step.skuId, step.locationId, step.quantity)
            const { skuId, locationId, quantity: available } = step
            taken.push({ skuId, locationId, available })
          } else if (step.do === 'reset') {
            stock.reset()
            taken = []
          } else {
            const fresh = step.rows.filter(({ skuId }) => step.skuIds.includes(skuId))
            stock.refresh(step.skuIds, fresh.map(onHandToo))
            known = [...known.filter(({ skuId }) => !step.skuIds.includes(skuId)), ...fresh]
          }
          assert.deepEqual(seen(stock), lessTaken(known, taken))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('stock that is out of date', () => {
  it('is held back, be it believed or just read, and never more than is free', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(8), (onHand, gone) => {
        const late = { heldBack: (_at: number, units: number) => Math.ceil(units / 4) }
        const offering = createOffering(late, noRules, Temporal.Instant.from('2026-11-29T09:00Z'))
        const row = { skuId: 1, locationId: 7, available: onHand, onHand }
        const stock = createBatchStock(believedOf([row]), offering)
        const back = Math.ceil(onHand / 4)
        for (const look of [() => undefined, () => stock.refresh([1], [row])]) {
          look()
          stock.reset()
          assert.deepEqual(look1(stock), [[7, onHand - back, back, 0, 0]])
          stock.take(1, 7, gone)
          const kept = Math.min(back, Math.max(0, onHand - gone))
          assert.deepEqual(look1(stock), [[7, onHand - gone - kept, kept, 0, 0]])
        }
      }),
    )
  })
})

describe('safety stock', () => {
  const offering = offeringBy({ safety: { '1 7': 4 }, barred: [], threshold: { 1: 2 } })
  const row = { skuId: 1, locationId: 7, available: 10, onHand: 10 }

  it('stays, whatever the batch takes, but for what one has there already', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(9), (gone, own) => {
        const stock = createBatchStock(believedOf([row]), offering)
        stock.take(1, 7, gone)
        stock.own(1, 7, own)
        const kept = Math.min(4, Math.max(0, 10 - gone))
        assert.deepEqual(look1(stock), [[7, 10 - gone - kept + own, 0, kept, 0]])
      }),
    )
  })

  it('and the last units of a channel are not sold; what was sold before may have those', () => {
    const network: NetworkView = {
      location: (at) => ({ ...place, id: at }),
      rank: () => 0,
      isSkuPaused: () => false,
    }
    const stock = createBatchStock(believedOf([row]), offering)
    const { units, kept } = stock.offeredTo(buyer).most!(1, network)!
    assert.deepEqual([units, kept], [4, 2])
    stock.own(1, 7, 3)
    const own = stock.offeredTo(buyer).most!(1, network)!
    assert.equal(own.units, 7, 'with what it has itself')
    assert.equal(stock.offeredTo({ ...buyer, isSold: true }).most, undefined)
  })

  it('the last units are those of places that serve the method', () => {
    const network: NetworkView = {
      location: (at) => ({ ...place, id: at, ships: at === 7, pickup: at === 8 }),
      rank: () => 0,
      isSkuPaused: () => false,
    }
    const rows = [7, 8].map((locationId) => ({ ...row, locationId, available: locationId }))
    const lasts = offeringBy({ safety: {}, barred: [], threshold: { 1: 2 } })
    const most = (method: string, held: readonly number[]) => {
      const own = held.map((locationId) => ({ skuId: 1, locationId, quantity: 3 }))
      const stock = withOwnUnits(createBatchStock(believedOf(rows), lasts), own)
      return stock.offeredTo({ ...buyer, method }).most!(1, network)!.units
    }
    assert.deepEqual([most('standard', []), most('click_and_collect', [])], [5, 6])
    // Held units that lie where nothing is sold are no more of those elsewhere.
    assert.deepEqual([most('standard', [7]), most('standard', [8])], [8, 5])
  })

  it('the last units are of what is sold in the network that is asked about', () => {
    const from = (paused: boolean): NetworkView => ({
      location: (at) => ({ ...place, id: at, paused }),
      rank: () => 0,
      isSkuPaused: () => false,
    })
    const stock = createBatchStock(believedOf([row]), offering)
    const own = [{ skuId: 1, locationId: 7, quantity: 3 }]
    for (const [shown, units] of [
      [stock, 4],
      [withOwnUnits(stock, own), 7],
    ] as const) {
      const { most } = shown.offeredTo(buyer)
      assert.deepEqual([most!(1, from(true))!.units, most!(1, from(false))!.units], [0, units])
    }
  })
})

const place = {
  code: 'L',
  country: 'FR',
  region: null,
  point: undefined,
  ships: true,
  pickup: true,
  handlingCost: 0,
  parcelCost: 0,
  paused: false,
  archived: false,
}

function onHandToo(row: StockRow) {
  return { ...row, onHand: Math.max(0, row.available) }
}

function look1(stock: BatchStock) {
  const told: (number | undefined)[][] = []
  stock.offeredTo(buyer).forEach(1, (...row) => told.push(row))
  return told
}

function lessTaken(known: readonly StockRow[], taken: readonly StockRow[]): string[] {
  return known
    .map(({ skuId, locationId, available }) => {
      const gone = taken.filter((one) => one.skuId === skuId && one.locationId === locationId)
      const units = gone.reduce((left, one) => left - one.available, available)
      return `${skuId} ${locationId} ${units}`
    })
    .toSorted()
}

/** Every row as it is shown, each as often as it is. */
function seen(stock: BatchStock): string[] {
  const rows: string[] = []
  for (let skuId = 1; skuId <= 4; skuId += 1) {
    stock
      .offeredTo(buyer)
      .forEach(skuId, (locationId, units) => rows.push(`${skuId} ${locationId} ${units}`))
  }
  return rows.toSorted()
}
