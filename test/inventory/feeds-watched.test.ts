import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { watchFeeds } from '../../src/inventory/actions/feed-watches.ts'
import { firstIdAt } from '../../src/lib/ids.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, clientOf, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

describe('feeds that are watched, and systems in charge', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { X: {}, Y: {} },
      stock: { X: { A: 10 }, Y: { B: 10 } },
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const feed = (by: Client, head: object, rows: object[]) => {
    const asOf = Temporal.Now.instant().subtract({ minutes: 90 }).toString()
    const base = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf }
    return by.post('/v1/stock-feeds', { ...base, ...head, rows })
  }
  const tasks = async () => (await client.get('/v1/tasks?cause=feed_overdue')).body.items

  it('that are overdue hold back a share, and raise a task that ends by itself', async () => {
    const watch = { location: 'A', source: 'WMS', everyMinutes: 60, bufferPercent: 25 }
    const set = await client.post('/v1/stock-feed-watches', watch)
    assert.deepEqual([set.status, set.body.overdue], [200, false])
    await feed(client, { location: 'A' }, [])
    const { body: list } = await client.get('/v1/stock-feed-watches')
    assert.deepEqual([list.items[0].location, list.items[0].overdue], ['A', true])
    const { body: shelf } = await client.get('/v1/stock/X?location=A')
    const [row] = shelf.items
    assert.deepEqual([row.available, row.heldBack, row.feed.overdue], [10, 3, true])
    assert.equal(row.feed.source, 'WMS')
    const availability = async () => (await client.get('/v1/availability?channel=WEB&sku=X')).body
    assert.deepEqual(await availability(), {
      channel: 'WEB',
      sku: 'X',
      available: 7,
      stocked: true,
      limitedBy: null,
      heldBack: [{ location: 'A', quantity: 3, source: 'WMS' }],
    })
    const health = (await client.get('/v1/stock-health')).body.items
    assert.deepEqual(
      health.map(({ location, feed: fed }: Json) => [location, fed?.overdue ?? null]),
      [
        ['A', true],
        ['B', null],
      ],
    )
    assert.equal((await client.post('/v1/orders', orderOf({ X: 8 }))).status, 409)
    const { body: order } = await client.post('/v1/orders', orderOf({ X: 1 }))
    // What is promised makes the caution no smaller: 3 of the 10 that are on hand.
    const cart = { channel: 'WEB', lines: [{ sku: 'X', quantity: 4 }] }
    const { body: hold } = await client.post('/v1/stock-holds', cart)
    assert.equal((await availability()).available, 2)
    await client.post(`/v1/stock-holds/${hold.id}/releases`, {})
    const { body: decided } = await client.get(`/v1/orders/${order.id}/decisions`)
    assert.deepEqual(
      decided.items[0].record.heldBack.map(([, , units]: number[]) => units),
      [3],
    )
    const lines = [{ sku: 'X', quantity: 8 }]
    assert.equal((await client.post('/v1/stock-holds', { channel: 'WEB', lines })).status, 409)
    const [task] = await untilTasks((all) => all.length === 1)
    assert.equal(task.location, 'A')
    assert.equal(
      (await client.post(`/v1/tasks/${task.id}/closures`, { outcome: 'x' })).body.code,
      'task_ends_itself',
    )
    await feed(client, { location: 'A', asOf: Temporal.Now.instant().toString() }, [])
    assert.equal((await availability()).available, 9)
    await untilTasks((all) => all.length === 0)
    assert.equal((await client.post('/v1/orders', orderOf({ X: 8 }))).status, 201)
  })
  const untilTasks = (isRight: (all: Json[]) => boolean) =>
    untilSeen(app, async () => {
      const all = await tasks()
      if (isRight(all)) return all as Json[]
      setTimeout(() => app.platform.wake.committed(), 200)
      return undefined
    })

  it('forget after 90 days what they were refused, and are listed still', async () => {
    const { db, clock } = app.platform
    const rows = [{ sku: 'NOPE', location: 'B', quantity: 1 }]
    const { body } = await feed(client, {}, rows)
    assert.equal(body.refusals.length, 1)
    // The same as if it had come then: its id says when.
    const nowMs = clock.nowMs()
    const idOf = (days: number) => firstIdAt(nowMs - days * 24 * 3_600_000)
    for (const days of [89, 91]) {
      await db.query(sql`
        insert into inventory.feed (id, source_id, kind, number, as_of, contains_up_to, received_at,
          actor, touched_at)
        select ${idOf(days)}::uuid, source_id, kind, number, as_of, contains_up_to, received_at,
          actor, touched_at from inventory.feed where id = ${body.feed.id}`)
      await db.query(sql`
        insert into inventory.feed_refusal
        select ${idOf(days)}::uuid, row_no, sku, location, code, detail
        from inventory.feed_refusal where feed_id = ${body.feed.id}`)
    }
    const ids = [body.feed.id, idOf(89), idOf(91)]
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    await watchFeeds(db, { by, index: app.orders.index })
    const left = await db.query<{ id: string }>(sql`
      select feed_id as id from inventory.feed_refusal where feed_id = any (${ids}::uuid[])
      order by feed_id`)
    assert.deepEqual(
      left.map(({ id }) => id),
      [ids[1], ids[0]],
    )
    const { body: old } = await client.get(`/v1/stock-feeds/${ids[2]}`)
    assert.deepEqual(old.refusals, [])
  })

  it('of another system than the one in charge are refused row by row', async () => {
    const wanted = { name: 'WMS', permissions: ['stock:write', 'stock:read'], system: 'WMS' }
    const { body: key } = await client.post('/v1/api-keys', wanted)
    assert.equal(key.system, 'WMS')
    const wms = clientOf(app.address, key.secret)
    const given = { concern: 'stock_on_hand', location: 'B', owner: 'WMS' }
    assert.equal((await client.post('/v1/authorities', given)).body.owner, 'WMS')
    assert.equal((await client.get('/v1/authorities')).body.items[0].location, 'B')
    // Who names a version is not overtaken; of a place of which nothing was said it is 0.
    for (const [location, version] of [
      ['B', 0],
      ['A', 1],
    ]) {
      const late = await client.post('/v1/authorities', {
        ...given,
        owner: null,
        location,
        version,
      })
      const { code, field, current } = late.body
      assert.deepEqual(
        [code, field, current],
        ['version_conflict', '/version', 1 - Number(version)],
      )
    }
    const again = await client.post('/v1/authorities', { ...given, version: 1 })
    assert.deepEqual([again.body.owner, again.body.version], ['WMS', 2])
    const levels = [
      { sku: 'Y', location: 'B', onHand: 3 },
      { sku: 'Y', location: 'A', onHand: 3 },
    ]
    const { outcomes } = (await client.post('/v1/stock/levels', { levels })).body
    assert.deepEqual(
      outcomes.map(({ outcome }: Json) => outcome),
      ['refused', 'recorded'],
    )
    const { problem } = outcomes[0]
    assert.deepEqual([problem.code, problem.owner], ['authority_elsewhere', 'WMS'])
    const adjustments = [{ sku: 'Y', location: 'B', change: 1, reason: 'found' }]
    const adjusted = (await client.post('/v1/stock/adjustments', { adjustments })).body
    assert.equal(adjusted.outcomes[0].problem.code, 'authority_elsewhere')
    const rows = [{ sku: 'Y', location: 'B', quantity: 6 }]
    assert.equal((await feed(client, {}, rows)).body.refusals[0].code, 'authority_elsewhere')
    assert.equal((await feed(client, { location: 'B' }, [])).body.code, 'authority_elsewhere')
    const asOf = Temporal.Now.instant().toString()
    assert.equal((await feed(wms, { asOf }, rows)).body.feed.changed, 1)
    assert.equal((await wms.post('/v1/stock/adjustments', { adjustments })).status, 200)
    const person = await app.person('Ada')
    const mine = await person.post('/v1/stock/levels', { levels: [levels[0]] })
    assert.equal(mine.body.outcomes[0].problem.code, 'authority_elsewhere')
    await client.post('/v1/authorities', { ...given, owner: null })
    const free = (await person.post('/v1/stock/levels', { levels: [levels[0]] })).body
    assert.equal(free.outcomes[0].outcome, 'recorded')
  })

  it('are set by the version that was shown, and keep what is not said', async () => {
    const set = async (terms: object) =>
      (await client.post('/v1/stock-feed-watches', { location: 'B', source: 'POS', ...terms })).body
    const first = await set({ everyMinutes: 60, bufferPercent: 25, version: 0 })
    assert.deepEqual([first.version, first.bufferPercent], [1, 25])
    const kept = await set({ everyMinutes: 90, version: 1 })
    assert.deepEqual([kept.version, kept.everyMinutes, kept.bufferPercent], [2, 90, 25])
    for (const version of [0, 1]) {
      assert.equal((await set({ everyMinutes: 30, version })).code, 'version_conflict')
    }
    const plain = await set({ everyMinutes: null, bufferPercent: 0 })
    assert.deepEqual([plain.everyMinutes, plain.bufferPercent], [null, 0])
  })
})
