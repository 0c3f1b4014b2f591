import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import type { Json } from '../app.ts'
import { orderOf, untilReleased } from '../shop.ts'
import { done, withShop } from './gift-shop.ts'

describe('what is not stocked', () => {
  it('is always there, goes where the rest goes, and counts nowhere', async () => {
    await withShop({ stock: { BOX: { B: 4 } } }, async (client) => {
      const answer = await done(client.get('/v1/availability?channel=WEB&sku=WRAP'))
      assert.deepEqual([answer.available, answer.stocked], [null, false])
      const { id } = await done(client.post('/v1/orders', orderOf({ WRAP: 2, BOX: 1 })))
      const order = await done(client.get(`/v1/orders/${id}`))
      assert.deepEqual(
        order.lines.map((line: Json) => line.allocations),
        [[{ location: 'B', quantity: 2 }], [{ location: 'B', quantity: 1 }]],
      )
      const short = await client.post('/v1/orders', orderOf({ WRAP: 1, BOX: 9 }))
      assert.deepEqual(
        short.body.short.map(({ sku }: Json) => sku),
        ['BOX'],
      )
      const health = await done(client.get('/v1/stock-health'))
      assert.deepEqual(
        health.items.map((one: Json) => [one.location, one.skus, one.onHand]),
        [
          ['A', 0, 0],
          ['B', 1, 4],
        ],
      )
      assert.deepEqual((await done(client.get('/v1/stock/WRAP'))).items, [])
    })
  })

  it('goes along when the location declines', async () => {
    const of = { stock: { BOX: { A: 2, B: 2 } }, releaseMinutes: 0 }
    await withShop(of, async (client, app) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ BOX: 1, WRAP: 1 })))
      const [work] = await untilReleased(app, client, id)
      const path = `/v1/fulfilment-orders/${work.id}/rejections`
      await done(client.post(path, { reason: 'too_busy' }))
      const { lines } = await done(client.get(`/v1/orders/${id}`))
      const places = lines.map(({ allocations }: Json) => allocations.map((a: Json) => a.location))
      const other = work.location === 'A' ? 'B' : 'A'
      assert.deepEqual(places, [[other], [other]])
    })
  })

  it('is there for others, whatever one order of it is declined for', async () => {
    const of = { stock: { BOX: { A: 2, B: 2 } }, releaseMinutes: 0 }
    await withShop(of, async (client, app) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ BOX: 1, WRAP: 1 })))
      const [work] = await untilReleased(app, client, id)
      const other = await done(client.post('/v1/orders', orderOf({ WRAP: 1 })))
      for (const reason of ['not_found', 'damaged']) {
        const [again] = await untilReleased(app, client, id)
        await done(client.post(`/v1/fulfilment-orders/${again.id}/rejections`, { reason }))
      }
      const { lines } = await done(client.get(`/v1/orders/${other.id}`))
      assert.deepEqual(lines[0].allocations, [{ location: work.location, quantity: 1 }])
      const told = await app.platform.db.query(sql`
        select from inventory.movement as m join catalog.sku as s on s.id = m.sku_id
        where s.code = 'WRAP' and (m.unavailable <> 0 or m.reason = 'found_missing')`)
      assert.equal(told.length, 0)
    })
  })

  it('waits where it is not found, and is never sent alone from another place', async () => {
    const of = { stock: { BOX: { A: 2, B: 2 } }, releaseMinutes: 0 }
    await withShop(of, async (client, app) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ BOX: 1, WRAP: 1 })))
      const [work] = await untilReleased(app, client, id)
      const lines = [{ no: 2, quantity: 1 }]
      await done(client.post(`/v1/fulfilment-orders/${work.id}/short-picks`, { lines }))
      const order = await done(client.get(`/v1/orders/${id}`))
      const places = order.lines.map((line: Json) => {
        return line.allocations.map(({ location }: Json) => location)
      })
      assert.deepEqual([order.state, places], ['waiting_for_stock', [[work.location], []]])
      const cancel = { reason: 'without it', lines }
      await done(client.post(`/v1/orders/${id}/cancellations`, cancel))
    })
  })

  it('leaves with the rest, and is there at new locations too', async () => {
    const of = { stock: { BOX: { A: 4 } }, releaseMinutes: 0 }
    await withShop(of, async (client, app) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ BOX: 1, WRAP: 1 })))
      const [work] = await untilReleased(app, client, id)
      for (const step of ['picks', 'packings', 'shipments']) {
        await done(client.post(`/v1/fulfilment-orders/${work.id}/${step}`, {}))
      }
      assert.equal((await done(client.get(`/v1/orders/${id}`))).state, 'fulfilled')
      const locations = [
        { code: 'C', name: 'C', kind: 'store', legalEntity: 'LE', country: 'FR', pickup: true },
      ].map((one) => ({ ...one, timeZone: 'Europe/Paris' }))
      await done(client.post('/v1/locations', { locations }))
      const rows = await app.platform.db.query<{ code: string }>(sql`
        select l.code from inventory.supply as s
        join catalog.sku as k on k.id = s.sku_id and k.code = 'WRAP'
        join network.location as l on l.id = s.location_id order by l.code`)
      assert.deepEqual(
        rows.map(({ code }) => code),
        ['A', 'B', 'C'],
      )
    })
  })
})
