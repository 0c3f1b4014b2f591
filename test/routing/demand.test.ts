import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { learnDemandRates } from '../../src/routing/actions/learn-rates.ts'
import { demandSource } from '../../src/modules.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { done, withShop } from '../orders/gift-shop.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.34 }
const NICE = { lat: 43.7, lon: 7.27 }

const daysAgo = (app: App, days: number) =>
  app.platform.clock
    .now()
    .subtract({ hours: 24 * days })
    .toString()

async function placed(client: Client, order: Json): Promise<void> {
  const reply = await client.post('/v1/orders', order)
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
}

/** Five weeks of X to Paris twice a week and once to Nice; Y is collected, and sold at the till. */
async function live(app: App, client: Client): Promise<void> {
  const to = (postalCode: string, at: object) => {
    return { line1: '1 rue', city: 'There', country: 'FR', postalCode, ...at }
  }
  for (let week = 0; week < 5; week += 1) {
    const sent = (days: number, postalCode: string, at: object) => {
      const placedAt = daysAgo(app, 7 * week + days)
      const groups = [{ no: 1, method: 'standard', shipTo: to(postalCode, at) }]
      return orderOf({ X: 2 }, { placedAt, groups })
    }
    await placed(client, sent(1, '75001', PARIS))
    await placed(client, sent(3, '75 012', PARIS))
    await placed(client, sent(5, '06000', NICE))
    const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'A' }]
    await placed(client, orderOf({ Y: 1 }, { placedAt: daysAgo(app, 7 * week + 2), groups }))
    const sold = { sku: 'Y', location: 'B', change: -3, reason: 'sale' }
    const adjustments = [{ ...sold, occurredAt: daysAgo(app, 7 * week + 4) }]
    const reply = await client.post('/v1/stock/adjustments', { adjustments })
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
  }
  await placed(client, orderOf({ X: 1 }, { placedAt: daysAgo(app, 36), externalId: 'the first' }))
}

async function learn(app: App, demand = demandSource) {
  const { platform, skus, network } = app.orders
  return learnDemandRates({ platform, skus, network, demand }, platform.clock.now())
}

describe('demand rates', () => {
  it('are learnt from orders and from the counter, and shown with their error', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { A: PARIS, B: NICE },
        skus: { X: { weightG: 1000 }, Y: {}, Z: {} },
        stock: { X: { A: 100 }, Y: { A: 100, B: 100 }, Z: { A: 5 } },
      })
      assert.equal((await client.get('/v1/demand-rates/error')).body.learning, null)
      assert.equal(await learn(app), undefined)
      await live(app, client)
      await learn(app)

      const { items, next } = (await client.get('/v1/demand-rates')).body
      assert.equal(next, null)
      const of = (sku: string) => items.find((one: Json) => one.sku === sku)
      const [x, y, z] = [of('X'), of('Y'), of('Z')]
      // Three a week.
      assert.ok(Math.abs(x.linesPerDay - 3 / 7) < 0.1, `${x.linesPerDay}`)
      assert.ok(Math.abs(x.unitsPerLine - 2) < 0.1)
      assert.deepEqual(
        x.channels.map((one: Json) => one.channel),
        ['WEB'],
      )
      const regions = new Map(x.regions.map((one: Json) => [one.region, one.linesPerDay]))
      assert.deepEqual([...regions.keys()].toSorted(), ['FR 06', 'FR 75'])
      assert.ok(Number(regions.get('FR 75')) > 1.5 * Number(regions.get('FR 06')))
      const sum = [...regions.values()].reduce((all: number, rate) => all + Number(rate), 0)
      assert.ok(Math.abs(sum - x.linesPerDay) < 1e-4)
      const stores = new Map(y.stores.map((one: Json) => [one.location, one.unitsPerDay]))
      assert.ok(Math.abs(Number(stores.get('B')) - 3 / 7) < 0.15, JSON.stringify(y.stores))
      assert.ok(Number(stores.get('A')) > 0 && Number(stores.get('A')) < 0.3)
      assert.ok(z.linesPerDay < x.linesPerDay)

      const { learning } = (await client.get('/v1/demand-rates/error')).body
      assert.equal(learning.weeks, 5)
      assert.equal(learning.lines, 15)
      assert.equal(learning.heldBack.weeks, 2)
      assert.deepEqual(
        learning.heldBack.levels.map((one: Json) => [one.level, one.came]),
        [
          ['sku', 6],
          ['channel', 6],
          ['region', 6],
          ['store', 8],
        ],
      )
      const one = (await client.get('/v1/demand-rates?sku=X')).body.items
      assert.deepEqual(one, [x])
      const first = (await client.get('/v1/demand-rates?limit=1')).body
      assert.equal(first.items.length, 1)
      const rest = (await client.get(`/v1/demand-rates?cursor=${first.next}`)).body
      assert.equal(rest.items.length, 2)
      assert.equal((await client.get('/v1/demand-rates?sku=NONE')).body.code, 'sku_unknown')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('know how many lines deliveries have, of what was asked for', async () => {
    await withShop({}, async (client, app) => {
      const placedAt = daysAgo(app, 2)
      const home = { method: 'standard', shipTo: { line1: '1 rue', city: 'There', country: 'FR' } }
      const groups = [
        { no: 1, ...home },
        { no: 2, method: 'click_and_collect', pickupLocation: 'A' },
      ]
      const { lines, ...order } = orderOf({ BOX: 1, CARD: 1 }, { placedAt, groups })
      // One line is sent, the other one collected.
      await placed(client, { ...order, lines: lines.map((line) => ({ ...line, group: line.no })) })
      // The same SKU twice is one line, and gift wrap none.
      const twice = orderOf({ BOX: 1, WRAP: 1 }, { placedAt })
      const again = { ...twice.lines[0]!, no: 3 }
      const total = { amount: 3000, currency: 'EUR' }
      await placed(client, { ...twice, lines: [...twice.lines, again], total })
      // Gift wrap alone is no delivery.
      await placed(client, orderOf({ WRAP: 1 }, { placedAt }))
      // Cancelled or not: it was asked for.
      const both = orderOf({ BOX: 1, CARD: 1 }, { placedAt })
      const { id } = await done(client.post('/v1/orders', both))
      const less = { reason: 'less', lines: [{ no: 2, quantity: 1 }] }
      await done(client.post(`/v1/orders/${id}/cancellations`, less))
      // A bundle is its two components.
      await placed(client, orderOf({ SET: 1 }, { placedAt }))
      await learn(app)
      const { learning } = (await client.get('/v1/demand-rates/error')).body
      assert.deepEqual(learning.sizes, [
        { lines: 1, share: 0.5 },
        { lines: 2, share: 0.5 },
      ])
      const { db, clock } = app.platform
      const span = { from: clock.now().subtract({ hours: 72 }), until: clock.now() }
      const counted = (oneIn: number) => demandSource.sizes(db, { ...span, without: [], oneIn })
      const all = (await counted(1)).toSorted((a, b) => a.lines - b.lines)
      assert.deepEqual(all, [
        { lines: 1, deliveries: 2 },
        { lines: 2, deliveries: 3 },
      ])
      assert.deepEqual(await counted(1_000_000_000), [])
      await db.query(sql`
        insert into routing.demand_learning
        select now() + interval '1 day', from_at, weeks, lines, counter_units,
          '{"zones": [], "channels": []}', error from routing.demand_learning`)
      const older = (await client.get('/v1/demand-rates/error')).body.learning
      assert.deepEqual(older.sizes, [])
    })
  })

  it('count some deliveries of a busy day for all of it', async () => {
    await withShop({}, async (_, app) => {
      const sku = { skuId: 1, channelId: 1, country: 'FR', postalSign: '75', lat: null, lon: null }
      const asked: number[] = []
      const now = app.platform.clock.now()
      const isBusy = (until: Temporal.Instant) => until.since(now).total('hours') > -12
      const learnt = await learn(app, {
        firstPlaced: async () => now.subtract({ hours: 48 }),
        async sums(_db, { until }) {
          const lines = isBusy(until) ? 39_000 : 5
          return [{ ...sku, pickupLocationId: null, lines, units: lines, paid: 0 }]
        },
        async sizes(_db, { until, oneIn }) {
          asked.push(oneIn)
          return [isBusy(until) ? { lines: 2, deliveries: 6 } : { lines: 1, deliveries: 1 }]
        },
      })
      assert.deepEqual(asked, [3, 1, 1, 1, 1, 1, 1])
      assert.deepEqual(learnt!.spread.sizes, [
        [1, 0.25],
        [2, 0.75],
      ])
    })
  })

  it('are learnt anew in place, and what nobody has or wants is forgotten', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { A: PARIS },
        skus: { X: {} },
        stock: { X: { A: 10 } },
      })
      await placed(client, orderOf({ X: 1 }, { placedAt: daysAgo(app, 3) }))
      const first = await learn(app)
      await app.platform.db.query(sql`
        insert into routing.demand select 999, 1, 1, '{}', now() - interval '1 day'`)
      const second = await learn(app)
      assert.ok(Temporal.Instant.compare(second!.learntAt, first!.learntAt) > 0)
      assert.equal(second!.error, null)
      const { items } = (await client.get('/v1/demand-rates')).body
      assert.deepEqual(
        items.map((one: Json) => [one.sku, one.learntAt]),
        [['X', second!.learntAt.toString()]],
      )
    } finally {
      await app.stop()
    }
  })

  it('are learnt beside the thread that serves, and are the same', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { A: PARIS, B: NICE },
        skus: { X: { weightG: 1000 }, Y: {} },
        stock: { X: { A: 100 }, Y: { A: 100, B: 100 } },
      })
      await live(app, client)
      const other = await startApp(app.connection)
      try {
        await untilSeen(app, async () => {
          return (await client.get('/v1/demand-rates/error')).body.learning ?? undefined
        })
      } finally {
        await other.stop()
      }
      const learnt = async () => {
        const { items } = (await client.get('/v1/demand-rates')).body
        const { learning } = (await client.get('/v1/demand-rates/error')).body
        const times = items.map(({ learntAt }: Json) => learntAt)
        assert.deepEqual([...new Set(times)], [learning.learntAt])
        const { learntAt: _, from: __, ...rest } = learning
        return { rest, items: items.map(({ learntAt: ___, ...item }: Json) => item) }
      }
      const apart = await learnt()
      assert.equal(apart.rest.lines, 15)
      // All that is sent has one line, what is collected is not sent.
      assert.deepEqual(apart.rest.sizes, [{ lines: 1, share: 1 }])
      await learn(app)
      assert.deepEqual(await learnt(), apart)
    } finally {
      await app.stop()
    }
  })
})
