import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cutFences } from '../../src/inventory/actions/fences.ts'
import { fencesOf } from '../../src/inventory/domain/fences.ts'
import { allocateShortOf } from '../../src/orders/actions/allocate.ts'
import { waitingOrders } from '../../src/orders/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type Json } from '../app.ts'
import { inForce, ruleOf } from '../rules.ts'
import { aside, availableTo, fence, hold, inShop, order, untilAside } from './fence-shop.ts'

describe('a ring-fence', () => {
  it('keeps its units for its channel, which uses them up and gets back some', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 5, percent: null })
      await untilAside(app, 5)
      assert.deepEqual(await availableTo(client), { WEB: 5, APP: 10 })
      assert.equal((await order(client, 'WEB', 6)).body.code, 'shortage')
      const taken = await order(client, 'APP', 3)
      assert.equal(taken.status, 201)
      await untilAside(app, 2)
      assert.deepEqual(await availableTo(client), { WEB: 5, APP: 7 })
      assert.equal((await order(client, 'WEB', 5)).status, 201)
      assert.equal((await order(client, 'WEB', 1)).body.code, 'shortage')
      assert.equal((await hold(client, 'WEB')).body.code, 'stock_insufficient')
      await client.post(`/v1/orders/${taken.body.id}/cancellations`, { reason: 'all' })
      await untilAside(app, 5)
      assert.equal((await order(client, 'APP', 5)).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('sets aside no more than there is, where there is some, and ends with its rule', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 8, percent: null })
      await untilAside(app, 8)
      const levels = [{ sku: 'X', location: 'A', onHand: 1 }]
      await client.post('/v1/stock/levels', { levels })
      await untilAside(app, 5)
      assert.deepEqual(await availableTo(client), { WEB: 0, APP: 5 })
      await client.post('/v1/stock/levels', { levels: [{ ...levels[0], onHand: 20 }] })
      await untilAside(app, 8)
      assert.deepEqual(await availableTo(client), { WEB: 16, APP: 24 })
      inForce(app, [])
      await untilAside(app, 0)
      assert.deepEqual(await availableTo(client), { WEB: 24, APP: 24 })
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('takes a percentage once, of what is on hand when it begins', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: null, percent: 35 })
      await untilAside(app, 3)
      assert.equal((await order(client, 'WEB', 7)).status, 201)
      assert.equal(await aside(app), 3)
      assert.equal((await order(client, 'APP', 3)).status, 201)
      await untilAside(app, 0)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('takes a percentage anew when it is another', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: null, percent: 30 })
      await untilAside(app, 3)
      assert.equal((await order(client, 'APP', 3)).status, 201)
      await untilAside(app, 0)
      await fence(app, { quantity: null, percent: 50 })
      await untilAside(app, 5)
      await fence(app, { quantity: 4, percent: null })
      await untilAside(app, 1)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('takes a percentage when some is there at last', async () => {
    await inShop(async ({ app, client }) => {
      const levels = ['A', 'B'].map((location) => ({ sku: 'X', location, onHand: 0 }))
      await client.post('/v1/stock/levels', { levels })
      await fence(app, { quantity: null, percent: 50 })
      const { clock } = app.platform
      const world = { ...app.orders, waiting: waitingOrders(app.platform) }
      const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
      await cutFences(world, { looks: new Map(), turn: 0 }, by)
      await client.post('/v1/stock/levels', { levels: [{ ...levels[0], onHand: 6 }] })
      await untilAside(app, 3)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('says of what others cannot buy which rule is in the way', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 5, percent: null })
      await untilAside(app, 5)
      const path = '/v1/availability?channel=WEB&sku=X&by=location&explain=true'
      const { locations } = (await client.get(path)).body
      const terms = locations.flatMap((one: Json) => one.terms)
      const kept = terms.filter(({ term }: Json) => term === 'set_aside')
      assert.equal(
        kept.reduce((sum: number, { quantity }: Json) => sum + quantity, 0),
        -5,
      )
      assert.ok(kept.every(({ rule }: Json) => rule.name === 'Limit'))
    })
  })

  it('is named in the decision of an order that it was in the way of, with its units', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 8, percent: null })
      await untilAside(app, 8)
      const decided = async (quantity: number): Promise<Json> => {
        const { id } = (await order(client, 'WEB', quantity)).body
        return (await client.get(`/v1/orders/${id}/decisions`)).body.items[0].record
      }
      const { ruled, short } = await decided(3)
      assert.equal(short[0].available, 2)
      const units = ruled.aside.map((one: number[]) => one[2])
      assert.equal(units[0] + (units[1] ?? 0), 8)
      assert.ok(ruled.aside.every((one: number[]) => ruled.rules[one[3]!][1] === 'Limit'))
      await client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'A', onHand: 99 }] })
      const record = await decided(1)
      assert.ok(
        !record.ruled?.aside?.some((one: number[]) => one[0] === record.chosen[0].locationId),
      )
    }, 'accept')
  })

  it('holds for a server that does not believe in it yet', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 8, percent: null })
      await untilAside(app, 8)
      app.orders.rules.fences = async () => fencesOf(new Map())
      assert.equal((await order(client, 'WEB', 3)).body.code, 'shortage')
      assert.equal((await hold(client, 'WEB', 3)).body.code, 'stock_insufficient')
      assert.equal((await hold(client, 'WEB', 2)).status, 201)
    })
  })

  it('holds for who moves an order without believing in it, and for who waits', async () => {
    await inShop(async ({ app, client }) => {
      await fence(app, { quantity: 8, percent: null })
      await untilAside(app, 8)
      const { id, version, lines } = (await order(client, 'WEB', 3)).body
      assert.equal(lines[0].allocated, 2)
      app.orders.rules.fences = async () => fencesOf(new Map())
      const to = { group: 1, location: 'A', version, reason: 'nearer' }
      const moved = await client.post(`/v1/orders/${id}/reroutings`, to)
      assert.equal(moved.body.code, 'stock_insufficient')
      const { db, clock } = app.platform
      const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
      const [sku] = await db.query<{ id: number }>(sql`select id from catalog.sku`)
      await db.transaction((tx) => allocateShortOf(tx, app.orders, [sku!.id], by))
      assert.equal((await client.get(`/v1/orders/${id}`)).body.lines[0].allocated, 2)
    }, 'accept')
  })

  it('gets what it lacks when another lets go', async () => {
    await inShop(async ({ app }) => {
      const { channelByCode } = await app.orders.network.current()
      const [first, second] = ['APP', 'WEB'].map((code, i) => {
        const terms = { kind: 'ring_fence', quantity: 8 - i, percent: null } as const
        const id = `00000000-0000-7000-8000-00000000000${i + 1}`
        return ruleOf(terms, { channelId: channelByCode.get(code)!.id }, id)
      })
      inForce(app, [first!])
      await untilAside(app, 8)
      inForce(app, [first!, second!])
      await untilAside(app, 10)
      inForce(app, [second!])
      await untilAside(app, 7)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is known to all who ask while it is read', async () => {
    await inShop(async ({ app, app: { orders } }) => {
      await fence(app, { quantity: 5, percent: null })
      await untilAside(app, 5)
      orders.rules.markFencesStale()
      const asked = await Promise.all([1, 2, 3].map(() => orders.rules.fences()))
      assert.deepEqual(
        asked.map(({ isAny }) => isAny),
        [true, true, true],
      )
    })
  })

  it('holds when all others want its units at once, on two servers', async () => {
    await inShop(async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        for (const one of [app, second]) await fence(one, { quantity: 4, percent: null })
        await untilAside(app, 4)
        await Promise.all([app, second].map((one) => one.orders.rules.fences()))
        const clients = [client, await second.client()]
        const replies = await Promise.all(
          Array.from({ length: 30 }, (_, i) => order(clients[i % 2]!, 'WEB', 1)),
        )
        assert.equal(replies.filter(({ status }) => status === 201).length, 6)
        const own = await Promise.all(
          Array.from({ length: 8 }, (_, i) => order(clients[i % 2]!, 'APP', 1)),
        )
        assert.equal(own.filter(({ status }) => status === 201).length, 4)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })
})
