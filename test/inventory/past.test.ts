import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { firstIdAt } from '../../src/lib/ids.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { readScoped } from '../scoped.ts'
import { openShop, orderOf } from '../shop.ts'

describe('stock at a past moment', () => {
  let app: App
  let client: Client
  const moments: Record<string, string> = {}
  /** A moment that nothing else has: what came before is before it. */
  const mark = async (name: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    moments[name] = app.platform.clock.now().toString()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const adjust = (...adjustments: Json[]) => client.post('/v1/stock/adjustments', { adjustments })
  const past = async (at: string, more = '', sku = 'CLOTH'): Promise<Json> => {
    const when = encodeURIComponent(moments[at] ?? at)
    const { status, body } = await client.get(`/v1/stock/${sku}/history?at=${when}${more}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const figures = ({ items }: Json) =>
    Object.fromEntries(
      items.map((row: Json) => [row['location'], [row['onHand'], row['available']]]),
    )

  before(async () => {
    app = await startApp()
    client = await app.client()
    // Measured while all starts, it is off by more than what lies between two moments here.
    await app.platform.clock.sync()
    await mark('nothing')
    await openShop(client, {
      locations: { A: {}, B: {}, C: { outside: true } },
      skus: { CLOTH: { decimals: 1 }, OTHER: {} },
      stock: { CLOTH: { A: 10, B: 1 }, OTHER: { A: 1 } },
    })
    const at = { sku: 'CLOTH', location: 'A' }
    await mark('counted')
    await adjust({ ...at, unavailableChange: 2, condition: 'damaged', reason: 'damage' })
    await client.post('/v1/orders', orderOf({ CLOTH: 3 }))
    await mark('ordered')
    await adjust(
      { ...at, unavailableChange: -0.5, condition: 'damaged', reason: 'found' },
      { ...at, location: 'C', change: 4, reason: 'receipt' },
    )
    await mark('found')
    // The till tells in the evening what it sold before.
    const occurredAt = moments['counted']!
    await adjust({ ...at, change: -1.5, reason: 'sale', occurredAt })
    await adjust({
      ...at,
      unavailableChange: 1,
      condition: 'on_display',
      occurredAt,
      reason: 'adjustment',
    })
    await mark('told')
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  it('is what was known then', async () => {
    assert.deepEqual(figures(await past('nothing')), {})
    assert.deepEqual(figures(await past('counted')), { A: [10, 10], B: [1, 1] })
    assert.deepEqual(figures(await past('ordered')), { A: [10, 5], B: [1, 1] })
    assert.deepEqual(figures(await past('found')), { A: [10, 5.5], B: [1, 1], C: [4, 4] })
    const { items } = await past('told')
    const now = (await client.get('/v1/stock/CLOTH')).body.items
    assert.deepEqual(
      items.map((row: Json) => ({ ...row, paused: false, feed: null, heldBack: 0 })),
      now,
    )
  })

  it('is what had happened by then, with what was told later', async () => {
    const happened = '&as=happened'
    assert.deepEqual(figures(await past('nothing', happened)), {})
    assert.deepEqual(figures(await past('counted', happened)), { A: [8.5, 7.5], B: [1, 1] })
    assert.deepEqual(figures(await past('ordered', happened)), { A: [8.5, 2.5], B: [1, 1] })
    const told = await past('told', happened)
    assert.deepEqual(told.items, (await past('told')).items)
  })

  it('is in the order of versions, whichever of two that waited began first', async () => {
    const { db } = app.platform
    const at = Date.parse(moments['told']!)
    const [row] = await db.query<{ skuId: number; locationId: number; version: number }>(sql`
      select s.sku_id as "skuId", s.location_id as "locationId", s.version
      from inventory.supply as s join catalog.sku as k on k.id = s.sku_id and k.code = 'OTHER'`)
    const { skuId, locationId, version } = row!
    // The second has had its id before the first, and had to wait for the row.
    await db.transaction(async (tx) => {
      for (const [n, change, onHand, ago] of [
        [1, 4, 5, 4],
        [2, -3, 2, 8],
      ] as const) {
        await tx.query(sql`
          insert into inventory.movement (epoch, id, sku_id, location_id, supply_no, version,
            reason, quantity_change, unavailable_change, held_change, allocated_change, quantity,
            unavailable, held, allocated, uncovered, actor, occurred_at)
          values (${tx.epoch}, ${firstIdAt(at - ago)}::uuid, ${skuId}, ${locationId}, 0,
            ${version + n}, 'found', ${change}, 0, 0, 0, ${onHand}, 0, 0, 0, 0, 'test',
            ${moments['counted']})`)
        await tx.query(sql`
          update inventory.supply set quantity = ${onHand}, version = ${version + n}
          where sku_id = ${skuId} and location_id = ${locationId} and supply_no = 0`)
      }
    })
    const between = Temporal.Instant.fromEpochMilliseconds(at - 6).toString()
    for (const moment of ['told', between]) {
      assert.deepEqual(figures(await past(moment, '', 'OTHER')), { A: [2, 2] })
      assert.deepEqual(figures(await past(moment, '&as=happened', 'OTHER')), { A: [2, 2] })
    }
  })

  it('says why units were not to be sold', async () => {
    const kept = async (at: string, more = '') => (await past(at, more)).items[0].conditions
    assert.deepEqual(await kept('counted'), {})
    assert.deepEqual(await kept('ordered'), { damaged: 2 })
    assert.deepEqual(await kept('found'), { damaged: 1.5 })
    assert.deepEqual(await kept('counted', '&as=happened'), { on_display: 1 })
    assert.deepEqual(await kept('ordered', '&as=happened'), { damaged: 2, on_display: 1 })
    assert.deepEqual(await kept('told'), { damaged: 1.5, on_display: 1 })
  })

  it('is added up over the pool of a channel, and can be of one location', async () => {
    const { pool } = await past('found', '&channel=WEB')
    assert.deepEqual(pool, {
      channel: 'WEB',
      locations: 2,
      onHand: 11,
      unavailable: 1.5,
      held: 0,
      allocated: 3,
      uncovered: 0,
      free: 6.5,
    })
    const without = await past('found')
    assert.deepEqual([without.pool, without.offer], [null, null])
    assert.deepEqual(figures(await past('found', '&location=C')), { C: [4, 4] })
  })

  it('says when its history begins', async () => {
    const { beginsAt, sku, at, as } = await past('counted')
    assert.deepEqual([sku, at, as], ['CLOTH', moments['counted'], 'recorded'])
    const isBefore = (a: string, b: string) => Temporal.Instant.compare(a, b) < 0
    assert.ok(isBefore(moments['nothing']!, beginsAt))
    assert.ok(isBefore(beginsAt, moments['counted']!))
    assert.equal((await past('nothing')).beginsAt, beginsAt)
    const there = await past('counted', '&location=C')
    assert.ok(isBefore(moments['ordered']!, there.beginsAt))
    const old = await past('1901-01-01T00:00:00Z', '&as=happened')
    assert.deepEqual([old.items, old.beginsAt], [[], beginsAt])
  })

  it('is that of the locations a caller may see', async () => {
    const path = '/v1/stock/:sku/history'
    const of = { params: { sku: 'CLOTH' }, query: { at: moments['told'], channel: 'WEB' } }
    const sees = { locations: ['B'], channels: ['WEB'] }
    const { items, pool } = await readScoped(app, path, sees, of)
    assert.deepEqual(
      items.map(({ location }: Json) => location),
      ['B'],
    )
    assert.equal(pool.onHand, 1)
    const blind = readScoped(app, path, { locations: ['B'] }, of)
    await assert.rejects(blind, { code: 'channel_unknown' })
    const query = { at: moments['told'], location: 'A' }
    const other = readScoped(app, path, { locations: ['B'] }, { ...of, query })
    await assert.rejects(other, { code: 'location_unknown' })
  })

  it('of what is not there or still to come is refused', async () => {
    const at = moments['told']!
    const faults: [query: string, code: string, field: string | undefined][] = [
      ['CLOTH/history', 'field_invalid', '/at'],
      ['CLOTH/history?at=yesterday', 'field_invalid', '/at'],
      ['CLOTH/history?at=2099-01-01T00:00:00Z', 'field_invalid', '/at'],
      [`CLOTH/history?at=${at}&as=dreamt`, 'field_invalid', '/as'],
      [`CLOTH/history?at=${at}&channel=NOPE`, 'channel_unknown', '/channel'],
      [`CLOTH/history?at=${at}&location=NOPE`, 'location_unknown', '/location'],
      [`NOPE/history?at=${at}`, 'not_found', undefined],
    ]
    for (const [query, code, field] of faults) {
      const { body } = await client.get(`/v1/stock/${query}`)
      assert.deepEqual([body.code, body.field], [code, field], query)
    }
  })
})
