import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { believedOf, worlds, type StockRow } from '../../../test/arbitrary/routing.ts'
import { createBatchStock, type BatchStock } from './stock-view.ts'

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
      fc.property(worlds(), steps, ({ rows }, all) => {
        const stock = createBatchStock(believedOf(rows))
        let known: readonly StockRow[] = rows
        let taken: StockRow[] = []
        for (const step of all) {
          if (step.do === 'take') {
            stock.take(step.skuId, step.locationId, step.quantity)
            const { skuId, locationId, quantity: available } = step
            taken.push({ skuId, locationId, available })
          } else if (step.do === 'reset') {
            stock.reset()
            taken = []
          } else {
            const fresh = step.rows.filter(({ skuId }) => step.skuIds.includes(skuId))
            stock.refresh(
              step.skuIds,
              fresh.map((row) => ({ ...row, onHand: row.available })),
            )
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
  it('is held back before what the batch takes, be it believed or just read', () => {
    const rows = [{ skuId: 1, locationId: 7, available: 10, onHand: 12 }]
    const stock = createBatchStock({
      forEach: (_sku, visit) =>
        rows.forEach(({ locationId, available, onHand }) => visit(locationId, available, onHand)),
      heldBack: (_location, onHand, available) => Math.min(available, Math.ceil(onHand / 4)),
    })
    const look = () => {
      const told: (number | undefined)[][] = []
      stock.forEach(1, (...row) => told.push(row))
      return told
    }
    assert.deepEqual(look(), [[7, 7, 3]])
    stock.take(1, 7, 5)
    assert.deepEqual(look(), [[7, 2, 3]])
    stock.refresh([1], [{ skuId: 1, locationId: 7, available: 9, onHand: 16 }])
    assert.deepEqual(look(), [[7, 0, 4]])
  })
})

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
    stock.forEach(skuId, (locationId, units) => rows.push(`${skuId} ${locationId} ${units}`))
  }
  return rows.toSorted()
}
