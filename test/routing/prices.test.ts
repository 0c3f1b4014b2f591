import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { askRenewal } from '../../src/routing/actions/ask-renewal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import {
  decided,
  done,
  idsOf,
  openPriced,
  OTHER,
  PLAN,
  price,
  proven,
  untilPriced,
} from './priced-world.ts'

async function withShop(work: (app: App, client: Client) => Promise<void>): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openPriced(app, client)
    await work(app, client)
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

describe('prices of scarce stock', () => {
  it('are switched on only where the newest simulation has passed, and not long ago', async () => {
    await withShop(async (app, client) => {
      const refused = async () => {
        const { status, body } = await client.post('/v1/routing-plans', { ...PLAN, prices: 'on' })
        return [status, body.code, body.field]
      }
      const no = [409, 'prices_not_proven', '/prices']
      assert.deepEqual(await refused(), no)
      const now = app.platform.clock.now()
      await proven(app, { decidedAt: now.subtract({ hours: 24 * 36 }) })
      assert.deepEqual(await refused(), no)
      await proven(app, { decidedAt: now.subtract({ hours: 24 * 5 }) })
      await proven(app, { decidedAt: now.subtract({ hours: 24 * 4 }), passed: false })
      assert.deepEqual(await refused(), no)
      const shown = async () => (await client.get('/v1/stock-prices')).body
      const [channel] = (await shown()).channels
      assert.deepEqual([channel.prices, channel.proven, channel.gate.passed], ['off', false, false])

      await proven(app)
      const soon = { ...PLAN, prices: 'on', lookAhead: { days: 7 } }
      const detailOf = async (body: object) => {
        const reply = await client.post('/v1/routing-plans', body)
        assert.equal(reply.body.code, 'prices_not_proven')
        return reply.body.detail as string
      }
      assert.match(await detailOf(soon), /another lookAhead/)
      const dear = { ...soon, lookAhead: {}, objective: { unfilledPerUnit: 1 } }
      assert.match(await detailOf(dear), /another plan/)
      await done(client, '/v1/channels', OTHER)
      assert.match(await detailOf({ ...PLAN, channel: 'OTHER', prices: 'on' }), /No simulation/)

      await proven(app, { lookAhead: { days: 7, marginPercent: 40 } })
      const on = await done(client, '/v1/routing-plans', soon)
      const ahead = { days: 7, marginPercent: 40, together: false }
      assert.deepEqual([on.prices, on.lookAhead], ['on', ahead])
      const { channels } = await shown()
      const after = channels.find(({ channel: code }: Json) => code === 'WEB')
      assert.deepEqual([after.prices, after.proven, after.gate.base.off], ['on', true, 100_000])
      const alone = await client.post('/v1/routing-plans', { ...PLAN, lookAhead: { days: 7 } })
      assert.deepEqual([alone.status, alone.body.field], [400, '/lookAhead'])
      const off = await done(client, '/v1/routing-plans', PLAN)
      assert.deepEqual([off.prices, off.lookAhead], ['off', null])
    })
  })

  it('stay on when their simulation gets old, and people are asked for a new one', async () => {
    await withShop(async (app, client) => {
      const { platform, network } = app.orders
      const tasks = async () => {
        await askRenewal({ platform, network }, platform.clock.now())
        const { items } = (await client.get('/v1/tasks?cause=prices_unproven')).body
        return items.map(({ summary }: { summary: string }) => summary)
      }
      const shown = async () => (await client.get('/v1/stock-prices')).body.channels[0]
      assert.deepEqual([await tasks(), (await shown()).renew], [[], null])
      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      assert.deepEqual([await tasks(), (await shown()).renew], [[], null])

      await proven(app, { passed: false })
      const [failed] = await tasks()
      assert.match(failed, /cost no more/)
      assert.deepEqual([(await shown()).prices, (await shown()).renew], ['on', 'failed'])
      const later = platform.clock.now().add({ hours: 24 * 61 })
      await proven(app)
      assert.deepEqual([await tasks(), (await shown()).renew], [[], null])
      await askRenewal({ platform, network }, later)
      const { items } = (await client.get('/v1/tasks?cause=prices_unproven')).body
      assert.match(items[0].summary, /60 days/)
      assert.deepEqual(items[0].can, ['assign', 'note'])
    })
  })

  it('are proven by look ahead: a what-if by another leaves what is known as it is', async () => {
    await withShop(async (app, client) => {
      const { platform, network } = app.orders
      const shown = async () => (await client.get('/v1/stock-prices')).body.channels[0]
      const tasks = async () => {
        await askRenewal({ platform, network }, platform.clock.now())
        return (await client.get('/v1/tasks?cause=prices_unproven')).body.items.length
      }
      const soon = { days: 7, marginPercent: 40 }
      await proven(app)
      await proven(app, { passed: false, lookAhead: soon })
      assert.deepEqual([(await shown()).proven, (await shown()).gate.passed], [true, true])
      const refused = await client.post('/v1/routing-plans', {
        ...PLAN,
        prices: 'on',
        lookAhead: soon,
      })
      assert.match(refused.body.detail, /cost no more/)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      await proven(app, { passed: false, lookAhead: soon })
      const { gate, ...standing } = await shown()
      assert.deepEqual([standing.proven, standing.renew, gate.lookAhead.days], [true, null, 14])
      assert.equal(await tasks(), 0)
      await proven(app, { passed: false })
      await proven(app, { lookAhead: soon })
      assert.deepEqual([(await shown()).renew, await tasks()], ['failed', 1])
      // Nobody has to prove what is sold no more.
      const { version } = (await client.get('/v1/channels')).body.items[0]
      await done(
        client,
        '/v1/channels/WEB/changes',
        { version, changes: [{ action: 'archive' }] },
        200,
      )
      assert.deepEqual([(await shown()).renew, await tasks()], [null, 0])
    })
  })

  it('are not switched on by what was simulated before look aheads were kept', async () => {
    await withShop(async (app, client) => {
      await proven(app, { lookAhead: null })
      const refused = async () => {
        const reply = await client.post('/v1/routing-plans', { ...PLAN, prices: 'on' })
        return reply.body.detail
      }
      assert.match(await refused(), /^No simulation/)
      const shown = async () => (await client.get('/v1/stock-prices')).body.channels[0]
      const { proven: isProven, gate } = await shown()
      assert.deepEqual([isProven, gate.passed, gate.lookAhead], [false, true, null])
      // Where they are on by one, it counts until it is old.
      const lookAhead = JSON.stringify({ days: 14, marginPercent: 40, currency: 'EUR' })
      await app.platform.db.query(sql`
        insert into routing.plan (channel_id, version, strategy, tariff, objective, look_ahead,
          valid_from, created_by)
        select channel_id, version + 1, strategy, tariff, objective, ${lookAhead}::json,
          valid_from, created_by from routing.plan`)
      assert.deepEqual([(await shown()).prices, (await shown()).renew], ['on', null])
      // What another plan cost says nothing of this one: that is said first.
      await proven(app, { passed: false, planVersion: 0 })
      assert.match(await refused(), /another plan/)
      assert.equal((await shown()).renew, 'never')
    })
  })

  it('keep the last units for who wants them more, and refuse nothing that is there', async () => {
    await withShop(async (app, client) => {
      const ids = await idsOf(app)
      await done(client, '/v1/routing-plans', PLAN)
      const plain = await decided(client, { X: 1 })
      assert.equal(plain.chosen[0].locationId, ids.place('PARIS'))
      assert.equal(plain.prices, undefined)

      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      await untilPriced(app)
      const far = await decided(client, { X: 1 })
      assert.equal(far.chosen[0].locationId, ids.place('LYON'))
      const near = far.candidates.find(([id]: [number]) => id === ids.place('PARIS'))
      assert.ok(near[2] > far.cost)

      // Where only the scarce unit is left, it goes; the record says what it was worth, and when.
      const sold = await decided(client, { X: 39 })
      assert.equal(sold.chosen[0].locationId, ids.place('LYON'))
      const last = await decided(client, { X: 1 })
      const [{ cost, locationId, stockPrices }] = last.chosen
      assert.equal(locationId, ids.place('PARIS'))
      assert.deepEqual(stockPrices, [[ids.sku('X'), cost.stock, 0]])
      assert.ok(cost.stock > 0 && cost.stock <= 40_000)
      const [[layer, at]] = last.prices
      assert.equal(layer, 'P2')
      const { currencies } = (await client.get('/v1/stock-prices')).body
      assert.equal(at, currencies[0].checkedAt)
      assert.deepEqual([currencies[0].currency, currencies[0].stale], ['EUR', false])
      assert.ok(currencies[0].skus > 0)
      // What is not scarce has none.
      assert.equal((await decided(client, { Y: 1 })).prices, undefined)
    })
  })

  it('are found anew only where stock has moved, and stay where finding them fails', async () => {
    await withShop(async (app, client) => {
      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      await untilPriced(app)
      const { db, clock } = app.platform
      assert.deepEqual(await price(app), [{ currency: 'EUR', skus: 0 }])
      await done(
        client,
        '/v1/stock/levels',
        { levels: [{ sku: 'Y', location: 'LYON', onHand: 9 }] },
        200,
      )
      assert.deepEqual(await price(app), [{ currency: 'EUR', skus: 1 }])

      await untilPriced(app)
      await db.query(sql`update routing.demand set rates = '{}'`)
      await assert.rejects(price(app))
      const { currencies } = (await client.get('/v1/stock-prices')).body
      assert.deepEqual([currencies[0].stale, typeof currencies[0].failedAt], [true, 'string'])
      const { chosen } = await decided(client, { X: 1 })
      const { place } = await idsOf(app)
      assert.equal(chosen[0].locationId, place('LYON'))
      assert.ok(Temporal.Instant.from(currencies[0].failedAt).epochMilliseconds <= clock.nowMs())
    })
  })

  it('are heard of by other servers, and read by those that come later', async () => {
    await withShop(async (app, client) => {
      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      await untilPriced(app)
      const other = await startApp(app.connection)
      try {
        await price(app)
        await untilPriced(other)
        await untilPriced(app)
        const ids = await idsOf(other)
        const [one, two] = await Promise.all(
          [app, other].map(
            async ({ orders }) => (await orders.plans.of(ids.channel, null)).prices!,
          ),
        )
        const [sku, place] = [ids.sku('X'), ids.place('PARIS')]
        assert.deepEqual(one!.price(sku, place), two!.price(sku, place))
        assert.ok(one!.price(sku, place)!.amount > 0)
        assert.equal(one!.has(ids.sku('Y')), false)
      } finally {
        await other.stop()
      }
    })
  })
})
