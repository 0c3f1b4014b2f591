import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { followFeeds } from '../../src/inventory/actions/feed-alerts.ts'
import { watchFeeds } from '../../src/inventory/actions/feed-watches.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { floorOf, type Floor } from '../fulfilment/floor.ts'
import { openShop } from '../shop.ts'

describe('overdue feeds that rules tell of', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { X: {} },
      stock: { X: { A: 10, B: 10 } },
    })
    for (const location of ['A', 'B']) {
      const watch = { location, source: 'WMS', everyMinutes: 60 }
      await floor.post('/v1/stock-feed-watches', watch)
      await feed(location, 90)
    }
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const feed = (location: string, minutesAgo: number) => {
    const asOf = Temporal.Now.instant().subtract({ minutes: minutesAgo }).toString()
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf, location }
    return floor.post('/v1/stock-feeds', { ...head, rows: [] })
  }
  const rule = (of: object) =>
    floor.post('/v1/stock-alert-rules', { name: 'Late', kind: 'overdue_feed', ...of })
  /** What the loop of the server does as well. */
  const look = async () => {
    const { platform, orders } = app
    const { clock, db } = platform
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    await watchFeeds(db, { by, index: orders.index })
    await followFeeds({ platform, network: orders.network }, by)
  }
  const openOf = async (query = ''): Promise<Json[]> => {
    await look()
    return floor.items(`/v1/stock-alerts?kind=overdue_feed${query}`)
  }
  const told = async (type: string, id: string): Promise<Json[]> => {
    const rows = await app.platform.db.query<{ alert: Json }>(sql`
      select a as alert from platform.event as e, json_array_elements(e.data->'alerts') as a
      where e.type = ${type} and a->>'ruleId' = ${id} order by e.id`)
    return rows.map(({ alert }) => alert)
  }
  const tasks = () => floor.items('/v1/tasks?cause=feed_overdue')

  it('are told once, beside the one exception, until numbers have come', async () => {
    assert.deepEqual(await openOf(), [], 'no rule, no alert')
    assert.equal((await tasks()).length, 2)
    const { id } = await rule({ location: 'A', raisesTask: true })
    const [alert, ...others] = await openOf()
    assert.deepEqual(others, [])
    assert.deepEqual(
      [alert.sku, alert.name, alert.source, alert.location, alert.rule.name, alert.level],
      [null, null, 'WMS', 'A', 'Late', 30],
    )
    const [again] = await openOf()
    assert.equal(again.id, alert.id)
    const [raised, ...more] = await told('feed_alert.raised', id)
    assert.deepEqual([raised.source, raised.skuId, more], ['WMS', undefined, []])
    assert.equal((await tasks()).length, 2, 'a rule raises no second exception')
    const { body: counts } = await client.get('/v1/stock-alerts/counts')
    assert.deepEqual(counts.kinds, [{ kind: 'overdue_feed', count: 1 }])

    await feed('A', 0)
    assert.deepEqual(await openOf(), [])
    assert.equal((await told('feed_alert.cleared', id)).length, 1)
    assert.deepEqual(
      (await tasks()).map(({ location }) => location),
      ['B'],
    )
    const [cleared] = await floor.items('/v1/stock-alerts?state=cleared&location=A')
    assert.deepEqual([cleared.id, cleared.level, cleared.raisedLevel], [alert.id, 0, 30])
  })

  it('follow their rule: what it is about, when, and that it ends', async () => {
    const { id } = await rule({ locationKind: 'warehouse' })
    const ofRule = async () => (await openOf('&location=B')).filter((one) => one.rule.id === id)
    assert.deepEqual(await ofRule(), [])
    const change = async (version: number, one: object) => {
      await floor.post(`/v1/stock-alert-rules/${id}/changes`, { version, changes: [one] })
    }
    await change(1, { action: 'set', fields: { locationKind: null } })
    assert.equal((await ofRule()).length, 1)
    await change(2, { action: 'archive' })
    assert.deepEqual(await ofRule(), [])
    assert.equal((await told('feed_alert.cleared', id)).length, 1)
  })

  it('are of a location: a rule that names SKUs is refused', async () => {
    const refused = async (of: object) => {
      const wish = { name: 'Late', kind: 'overdue_feed', ...of }
      const { status, body } = await client.post('/v1/stock-alert-rules', wish)
      return [status, body.code, body.field]
    }
    assert.deepEqual(await refused({ sku: 'X' }), [400, 'field_invalid', '/sku'])
    assert.deepEqual(await refused({ skuTag: 'new' }), [400, 'field_invalid', '/skuTag'])
    assert.deepEqual(await refused({ threshold: 3 }), [400, 'field_invalid', '/threshold'])
  })
})
