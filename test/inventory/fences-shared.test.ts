import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cutFences } from '../../src/inventory/actions/fences.ts'
import { fencesCut } from '../../src/inventory/events.ts'
import { createRuleBook, type RuleBook } from '../../src/inventory/book.ts'
import { tryLockCuts } from '../../src/inventory/store/fences.ts'
import { waitingOrders } from '../../src/orders/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { aside, hold, inShop, order, untilAside } from './fence-shop.ts'
import { ruleDesk } from './rule-desk.ts'

describe('ring-fences of several processes', () => {
  it('hold, the first one too, for a process that has heard of none', async () => {
    await inShop(async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        const deaf = await Promise.all([1, 2, 3].map(() => unheard(second)))
        const goBy = (n: number) => Object.assign(second.orders.rules, deaf[n])
        await publish(client, 8)
        await untilAside(app, 8)
        const late = await second.client()
        const available = async () => {
          return (await late.get('/v1/availability?channel=WEB&sku=X')).body.available
        }
        goBy(0)
        assert.equal(await available(), 10)
        assert.equal((await hold(late, 'WEB', 3)).body.code, 'stock_insufficient')
        goBy(1)
        assert.equal((await order(late, 'WEB', 3)).body.code, 'shortage')
        goBy(2)
        assert.equal(await available(), 10)
        // What it finds on the locked rows it believes from then on, and routes by that.
        assert.equal((await order(late, 'WEB', 2)).status, 201)
        assert.equal(await available(), 0)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })

  it('refuse nobody for a process that has not heard of their end', async () => {
    await inShop(async ({ app, client }) => {
      await publish(client, 8)
      await untilAside(app, 8)
      const second = await startApp(app.connection)
      try {
        Object.assign(second.orders.rules, await unheard(second))
        await sellBy(app, [])
        await untilAside(app, 0)
        assert.equal((await order(await second.client(), 'WEB', 10)).status, 201)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })

  it('are cut by one at a time, and by none that goes by rules that are over', async () => {
    await inShop(async ({ app, client }) => {
      const { db } = app.platform
      await db.transaction(async (tx) => {
        assert.equal(await tryLockCuts(tx, 0), true)
        await publish(client, 8)
        await look(app)
        assert.equal(await aside(app), 0)
      })
      assert.equal(await db.transaction((tx) => tryLockCuts(tx, 0)), false)
      await look(app)
      await untilAside(app, 8)
    })
  })

  it('are not even locked by a process that begins and finds them right', async () => {
    await inShop(async ({ app, client }) => {
      await publish(client, 8)
      await untilAside(app, 8)
      const second = await startApp(app.connection)
      try {
        const locks = () =>
          app.platform.db.query(sql`
            select rule_id::text as of, xmin::text, xmax::text from inventory.counter union all
            select location_id::text, xmin::text, xmax::text from inventory.supply order by 1, 2`)
        const before = await locks()
        await look(second)
        assert.deepEqual(await locks(), before)
      } finally {
        await second.stop()
      }
    })
  })

  it('begin for a SKU that is nowhere yet, and have some when it comes', async () => {
    await inShop(async ({ app, client }) => {
      await client.post('/v1/skus', { skus: [{ code: 'Y', name: 'Item Y' }] })
      await publish(client, 3, 'Y')
      const begun = sql`select from inventory.counter where fenced = 3`
      while ((await app.platform.db.query(begun)).length === 0) await look(app)
      const levels = [{ sku: 'Y', location: 'A', onHand: 4 }]
      await client.post('/v1/stock/levels', { levels })
      await untilAside(app, 3)
    })
  })

  it('are read anew of those SKUs only that were cut', async () => {
    await inShop(async ({ app, client }) => {
      await client.post('/v1/skus', { skus: [{ code: 'Y', name: 'Item Y' }] })
      const levels = [{ sku: 'Y', location: 'A', onHand: 4 }]
      await client.post('/v1/stock/levels', { levels })
      const caughtUp = hearing(app)
      await publish(client, 3, 'Y')
      await publish(client, 8)
      await untilAside(app, 11)
      await caughtUp()
      const { orders, platform } = app
      await orders.skus.load(['X', 'Y'])
      const [x, y] = ['X', 'Y'].map((code) => orders.skus.byCode(code)!.id)
      const { believed } = await orders.rules.fences()
      const [ofX, ofY] = [believed.get(x!), believed.get(y!)]
      await client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'A', onHand: 0 }] })
      await untilAside(app, 7)
      const after = (await orders.rules.fences()).believed
      assert.notEqual(after.get(x!), ofX)
      assert.equal(after.get(y!), ofY)
      assert.deepEqual(
        await platform.db.query(sql`
          select rule_id as "ruleId", sku_id as "skuId", location_id as "locationId",
            channel_id as "channelId", quantity
          from inventory.ring_fence_share where sku_id = ${x!}
          order by location_id, rule_id`),
        after.get(x!),
      )
    })
  })
})

/** Resolves when the server has heard of all that was cut until then, by itself too. */
function hearing({ platform: { db, events } }: App): () => Promise<void> {
  let heard = 0
  let tell = (): void => undefined
  events.on([fencesCut.type], (cut) => {
    heard += cut.length
    tell()
  })
  return async () => {
    const [told] = await db.query<{ count: number }>(sql`
      select count(*)::int as count from platform.event where type = ${fencesCut.type}`)
    while (heard < told!.count) await new Promise<void>((resolve) => (tell = resolve))
  }
}

/** What a server knows of rules and ring-fences now; no event tells it of more. */
async function unheard({ orders, platform }: App): Promise<RuleBook> {
  const events = { ...platform.events, on: () => undefined }
  const book = createRuleBook({ ...platform, events }, orders)
  await Promise.all([book.current(), book.fences()])
  return book
}

async function publish(client: Client, quantity: number, sku = 'X'): Promise<void> {
  const desk = ruleDesk(client)
  await desk.add({ sku, channel: 'APP', terms: { kind: 'ring_fence', quantity } })
  await desk.publish()
}

/** One look at all ring-fences, by a process that has not looked before. */
async function look({ orders, platform }: App): Promise<void> {
  const { clock } = platform
  const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
  const world = { ...orders, waiting: waitingOrders(platform) }
  await cutFences(world, { looks: new Map(), turn: 0 }, by)
}
