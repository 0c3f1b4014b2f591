import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPriceBook } from '../../src/routing/book/prices.ts'
import { savePriceSet, saveStockPrices } from '../../src/routing/store/stock-prices.ts'
import { startApp } from '../app.ts'

describe('prices of scarce stock in memory', () => {
  it('are those of each place, in whatever order they are stored', async () => {
    const app = await startApp()
    try {
      const { db, clock } = app.platform
      const now = clock.now()
      const [currency, layer] = ['EUR', 'P2']
      const by = { layer, seed: 1, basis: 'test' }
      const amountOf = new Map([7, 3, 12, 1, 30].map((id) => [id, 1000 * id]))
      const [locationIds, amounts] = [[...amountOf.keys()], [...amountOf.values()]]
      await db.transaction(async (tx) => {
        await saveStockPrices(tx, { currency, madeAt: now }, [
          { skuId: 1, locationIds, amounts, ...by },
          { skuId: 2, locationIds: [], amounts: [], ...by },
        ])
        await savePriceSet(tx, { currency, layer, slots: null, made: true }, now)
      })
      const prices = await createPriceBook(app.platform).load(currency)
      for (let place = 0; place <= 31; place += 1) {
        assert.equal(prices!.price(1, place)?.amount, amountOf.get(place))
        assert.equal(prices!.price(2, place), undefined)
      }
      assert.deepEqual([prices!.has(1), prices!.has(2)], [true, false])
    } finally {
      await app.stop()
    }
  })
})
