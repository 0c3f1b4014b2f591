import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makePrices } from '../../src/routing/actions/make-prices.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'
import {
  ago,
  decided,
  done,
  idsOf,
  learn,
  LYON,
  PARIS,
  PLAN,
  price,
  proven,
  untilPriced,
} from './priced-world.ts'

const together = { days: 14, marginPercent: 100, together: true }

/** PARIS is near and takes one order a day, of some two that are asked for; LYON is far. */
async function withBusyShop(work: (app: App, client: Client) => Promise<void>): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, {
      locations: { PARIS, LYON },
      skus: { X: { weightG: 500 }, Y: { weightG: 500 } },
      stock: { X: { PARIS: 300, LYON: 300 }, Y: { PARIS: 300, LYON: 300 } },
    })
    for (let day = 1; day < 50; day += 1) {
      for (const lines of [{ X: 1, Y: 1 }, { Y: 1 }]) {
        await done(client, '/v1/orders', orderOf(lines, { placedAt: ago(app, day) }))
      }
    }
    await learn(app)
    await done(client, '/v1/routing-plans', PLAN)
    await limit(client, 1)
    await work(app, client)
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

function limit(client: Client, orders: number | null): Promise<void> {
  return setLocation(client, 'PARIS', { capacity: orders === null ? null : { orders } })
}

const standing = async (client: Client): Promise<Json> => {
  return (await client.get('/v1/stock-prices')).body.currencies[0]
}

describe('prices of all SKUs together', () => {
  it('are of each SKU for itself where there are too many orders, and that is said', async () => {
    await withBusyShop(async (app, client) => {
      await proven(app, { lookAhead: together })
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on', lookAhead: together })
      await app.platform.db.query(sql`
        insert into routing.demand_learning
          (learnt_at, from_at, weeks, lines, counter_units, spread, error)
        select learnt_at + interval '1 second', from_at, weeks, 6000 * 7 * weeks, counter_units,
          spread, error from routing.demand_learning`)
      assert.deepEqual(await price(app), [{ currency: 'EUR', skus: 2 }])
      const { together: isTogether, tooMany } = await standing(client)
      assert.deepEqual([isTogether, tooMany], [false, true])
    })
  })

  it('end where the server stops: nothing of them is written, and no failure is told', async () => {
    await withBusyShop(async (app, client) => {
      await proven(app, { lookAhead: together })
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on', lookAhead: together })
      const ending = new AbortController()
      const { platform, skus, network, index, plans } = app.orders
      const world = { platform, skus, network, index, plans }
      const now = platform.clock.now()
      const others = { currencies: new Set(['CHF']), signal: ending.signal }
      assert.deepEqual(await makePrices(world, now, others), [])
      const making = makePrices(world, now, { signal: ending.signal })
      ending.abort()
      await assert.rejects(making, { name: 'AbortError' })
      assert.equal(await standing(client), undefined)
      assert.deepEqual(await price(app), [{ currency: 'EUR', skus: 2 }])
    })
  })

  it('are switched on by a proof of their own, and know what room of a day is worth', async () => {
    await withBusyShop(async (app, client) => {
      await proven(app)
      const on = { ...PLAN, prices: 'on', lookAhead: { marginPercent: 100, together: true } }
      const refused = await client.post('/v1/routing-plans', on)
      assert.match(refused.body.detail, /another lookAhead/)
      await proven(app, { lookAhead: together })
      const plan = await done(client, '/v1/routing-plans', on)
      assert.deepEqual(plan.lookAhead, together)
      await price(app)
      await untilPriced(app)
      const { together: isTogether, tooMany, slots, stale } = await standing(client)
      assert.deepEqual([isTogether, tooMany, slots, stale], [true, false, 1, false])

      const { place } = await idsOf(app)
      const record = await decided(client, { X: 1 })
      const near = record.chosen.find(({ locationId }: Json) => locationId === place('PARIS'))
      assert.ok(near.slotPrice[0] > 0 && near.cost.slot === near.slotPrice[0])
      assert.equal(record.prices[near.slotPrice[1]][0], 'P3')
    })
  })

  it('go on from those before, also elsewhere, and end where SKUs are priced alone', async () => {
    await withBusyShop(async (app, client) => {
      await proven(app, { lookAhead: together })
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on', lookAhead: together })
      await price(app)
      await untilPriced(app)
      const ids = await idsOf(app)
      const slotOf = async ({ orders }: App) => {
        return (await orders.plans.of(ids.channel, null)).prices!.slot?.(ids.place('PARIS'))
      }
      const first = await slotOf(app)
      await price(app)
      const other = await startApp(app.connection)
      try {
        await untilPriced(app)
        await untilPriced(other)
        const next = await slotOf(app)
        assert.deepEqual(await slotOf(other), next)
        assert.ok(next!.amount > first!.amount / 2 && next!.amount < 2 * first!.amount)

        // Room that is not limited any more is worth nothing, whatever it was worth before.
        await limit(client, null)
        await price(app)
        await untilPriced(app)
        assert.equal(await slotOf(app), undefined)
        await limit(client, 1)
        await price(app)

        await proven(app)
        await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on', lookAhead: {} })
        await price(app)
        await untilPriced(app)
        await untilPriced(other)
        assert.deepEqual([await slotOf(app), await slotOf(other)], [undefined, undefined])
        assert.deepEqual(
          [(await standing(client)).together, (await standing(client)).slots],
          [false, 0],
        )
      } finally {
        await other.stop()
      }
    })
  })
})
