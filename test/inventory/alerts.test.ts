import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { after, before, describe, it } from 'node:test'
import { followMoved, sweepNext } from '../../src/inventory/actions/alerts.ts'
import { findReader } from '../../src/inventory/store/alert-rules.ts'
import { listAlerts } from '../../src/inventory/store/alerts.ts'
import { readMoved } from '../../src/inventory/store/index-feed.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { untilSettled } from '../database.ts'
import { floorOf, type Floor } from '../fulfilment/floor.ts'
import { openShop } from '../shop.ts'

/**
 * What an app looks with; fails where something is read besides while a transaction is open: who
 * holds the reader of the movements must not wait for a connection of its own.
 */
function unlockedWorld({ orders, platform }: App) {
  const open = new AsyncLocalStorage<true>()
  const { db } = platform
  const transaction: typeof db.transaction = (work, options) =>
    db.transaction((tx) => open.run(true, () => work(tx)), options)
  const besides = <Args extends unknown[], Result>(read: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      assert.ok(!open.getStore(), 'read while a transaction is open')
      return read(...args)
    }
  }
  const { skus, network } = orders
  return {
    platform: { ...platform, db: Object.assign(Object.create(db), { transaction }) as typeof db },
    skus: { ...skus, loadIds: besides(skus.loadIds), load: besides(skus.load) },
    network: {
      ...network,
      current: besides(network.current),
      refresh: besides(network.refresh),
    },
  }
}

describe('stock that rules tell of', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {}, B: {} },
      skus: {
        LOW: {},
        OUT: {},
        OVER: {},
        NEGATIVE: {},
        UNCOVERED: {},
        CLOTH: { decimals: 2 },
        TAGGED: {},
        PLAIN: {},
      },
      stock: {
        LOW: { A: 9, B: 9 },
        OUT: { A: 1, B: 1 },
        OVER: { A: 1, B: 1 },
        NEGATIVE: { A: 1 },
        UNCOVERED: { A: 3 },
        CLOTH: { A: 9 },
      },
    })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const rule = (of: Record<string, unknown>) =>
    floor.post('/v1/stock-alert-rules', { name: 'Rule', ...of })
  const change = (id: string, version: number, ...changes: object[]) =>
    client.post(`/v1/stock-alert-rules/${id}/changes`, { version, changes })
  const count = (sku: string, onHand: number, location = 'A') =>
    floor.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  const adjust = (sku: string, by: number) => {
    const adjustments = [{ sku, location: 'A', change: by, reason: 'sale' }]
    return floor.post('/v1/stock/adjustments', { adjustments })
  }
  /** Looks until nothing is left to look at: what the loop of the server does as well. */
  const look = async () => {
    await untilSettled(app.platform.db)
    const world = unlockedWorld(app)
    const by = () => {
      const { clock } = app.platform
      return { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    }
    do {
      await sweepNext(world, by())
      await followMoved(world, by())
    } while (!(await isLooked()))
  }
  /** The server looks as well, and what it looks at is not ours to wait for otherwise. */
  const isLooked = async () => {
    const { db, clock } = app.platform
    const due = await db.query(sql`
      select from inventory.alert_sweep where due_at <= ${clock.now()}`)
    const reader = await findReader(db)
    return due.length === 0 && reader && (await readMoved(db, reader, 1)).moved.length === 0
  }
  const openOf = async (query: string): Promise<Json[]> => {
    await look()
    return floor.items(`/v1/stock-alerts?${query}`)
  }
  const told = async (type: string, id: string): Promise<number> => {
    const [row] = await app.platform.db.query<{ n: number }>(sql`
      select count(*)::int as n from platform.event as e, json_array_elements(e.data->'alerts') as a
      where e.type = ${type} and a->>'ruleId' = ${id}`)
    return row!.n
  }

  it('is told of once, until it is over; again when it comes again', async () => {
    const { id } = await rule({ kind: 'low', threshold: 3, sku: 'LOW' })
    assert.deepEqual(await openOf('sku=LOW'), [])
    await count('LOW', 3)
    const [alert] = await openOf('sku=LOW')
    assert.deepEqual(
      [alert.kind, alert.location, alert.level, alert.raisedLevel, alert.rule.name],
      ['low', 'A', 3, 3, 'Rule'],
    )
    await count('LOW', 2)
    await count('LOW', 1)
    const [same] = await openOf('sku=LOW')
    assert.deepEqual([same.id, same.level, same.raisedLevel], [alert.id, 1, 3])
    assert.equal(await told('stock_alert.raised', id), 1)
    await count('LOW', 9)
    assert.deepEqual(await openOf('sku=LOW'), [])
    assert.equal(await told('stock_alert.cleared', id), 1)
    const [cleared] = await floor.items('/v1/stock-alerts?sku=LOW&state=cleared')
    assert.equal(cleared.id, alert.id)
    await count('LOW', 0)
    assert.deepEqual(await openOf('sku=LOW'), [], 'nothing left is not low')
    await count('LOW', 1)
    assert.notEqual((await openOf('sku=LOW'))[0].id, alert.id)
    assert.equal(await told('stock_alert.raised', id), 2)
  })

  it('each kind goes by its own number', async () => {
    await rule({ kind: 'out', sku: 'OUT' })
    await rule({ kind: 'over', threshold: 5, sku: 'OVER' })
    await rule({ kind: 'negative' })
    await rule({ kind: 'uncovered' })
    await count('OUT', 0)
    await count('OVER', 6, 'B')
    await adjust('NEGATIVE', -3)
    await floor.place({ UNCOVERED: 2 })
    await count('UNCOVERED', 1)
    const found = await openOf('')
    const rows = found
      .filter(({ sku }) => sku !== 'LOW')
      .map(({ kind, sku, location, level }) => `${kind} ${sku} ${location} ${level}`)
    assert.deepEqual(rows.toSorted(), [
      'negative NEGATIVE A -2',
      'out OUT A 0',
      'over OVER B 6',
      'uncovered UNCOVERED A 1',
    ])
    assert.deepEqual((await openOf('kind=over')).length, 1)
    assert.deepEqual((await openOf('location=B')).length, 1)
    const { kinds } = (await client.get('/v1/stock-alerts/counts')).body
    assert.deepEqual(
      kinds.find(({ kind }: Json) => kind === 'uncovered'),
      // Nothing is promised of what is negative, or less than what is damaged there.
      { kind: 'uncovered', count: 1 },
    )
    await count('UNCOVERED', 3)
    await count('NEGATIVE', 0)
    assert.deepEqual(await openOf('kind=negative'), [])
  })

  it('a rule that is changed or ended is looked at anew with all stock', async () => {
    await count('CLOTH', 2.5)
    const { id, version } = await rule({ kind: 'low', threshold: 2, sku: 'CLOTH', location: 'A' })
    assert.deepEqual(await openOf('sku=CLOTH'), [])
    const fields = { threshold: 2.5, name: 'Cloth' }
    const changed = await change(id, version, { action: 'set', fields })
    assert.deepEqual([changed.status, changed.body.version], [200, 2])
    const [alert] = await openOf('sku=CLOTH')
    assert.deepEqual([alert.level, alert.rule.name], [2.5, 'Cloth'])
    const late = await change(id, version, { action: 'archive' })
    assert.deepEqual([late.status, late.body.code], [409, 'version_conflict'])
    assert.equal((await change(id, 2, { action: 'archive' })).status, 200)
    assert.deepEqual(await openOf('sku=CLOTH'), [])
    assert.equal((await change(id, 3, { action: 'archive' })).status, 404)
  })

  it('a rule is about a group, a tag of locations and a tag of SKUs, and all of them', async () => {
    const made = await client.post('/v1/location-groups', { code: 'NORTH', name: 'North' })
    assert.equal(made.status, 201)
    const set = async (path: string, fields: object) => {
      const { version } = (await client.get(path)).body
      const changes = [{ action: 'set', fields }]
      const { status, body } = await client.post(`${path}/changes`, { version, changes })
      assert.equal(status, 200, JSON.stringify(body))
    }
    await set('/v1/locations/A', { groups: ['NORTH'] })
    await set('/v1/locations/B', { tags: ['outlet'] })
    await set('/v1/skus/TAGGED', { tags: ['summer'] })
    const levels = ['TAGGED', 'PLAIN'].flatMap((sku) =>
      ['A', 'B'].map((location) => ({ sku, location, onHand: 77 })),
    )
    await floor.post('/v1/stock/levels', { levels })
    const toldBy = async (of: object) => {
      const { id, version, ...said } = await rule({ kind: 'over', threshold: 70, ...of })
      const open = (await openOf('kind=over')).filter((alert) => alert.rule.id === id)
      await change(id, version, { action: 'archive' })
      assert.deepEqual({ ...said, ...of }, said)
      return open.map(({ sku, location }) => `${sku} ${location}`).toSorted()
    }
    assert.deepEqual(await toldBy({ group: 'NORTH' }), ['PLAIN A', 'TAGGED A'])
    assert.deepEqual(await toldBy({ locationTag: 'outlet' }), ['PLAIN B', 'TAGGED B'])
    assert.deepEqual(await toldBy({ skuTag: 'summer' }), ['TAGGED A', 'TAGGED B'])
    assert.deepEqual(await toldBy({ skuTag: 'summer', group: 'NORTH' }), ['TAGGED A'])
    assert.deepEqual(await toldBy({ group: 'NORTH', locationTag: 'outlet' }), [])
    const wide = await rule({ kind: 'over', threshold: 70, group: 'NORTH', skuTag: 'summer' })
    const fields = { group: null, locationTag: 'outlet' }
    const { body } = await change(wide.id, wide.version, { action: 'set', fields })
    assert.deepEqual([body.group, body.locationTag, body.skuTag], [null, 'outlet', 'summer'])
    const [alert, ...more] = await openOf('kind=over&sku=TAGGED')
    assert.deepEqual([alert.location, more], ['B', []])
    await change(wide.id, 2, { action: 'archive' })
  })

  it('a rule counts from when it begins until it ends', async () => {
    const { clock } = app.platform
    await count('CLOTH', 1)
    /** Looks until there are so many, and not before the moment from which there should be. */
    const becomes = async (many: number, due: Temporal.Instant) => {
      while ((await openOf('sku=CLOTH')).length !== many) continue
      assert.ok(Temporal.Instant.compare(clock.now(), due) >= 0)
    }
    const validFrom = clock.now().add({ milliseconds: 400 })
    const terms = { kind: 'low', threshold: 2, sku: 'CLOTH', validFrom: validFrom.toString() }
    const { id, version } = await rule(terms)
    await becomes(1, validFrom)
    const validUntil = clock.now().add({ milliseconds: 400 })
    const fields = { validUntil: validUntil.toString() }
    await change(id, version, { action: 'set', fields })
    await becomes(0, validUntil)
  })

  it('is a task where the rule says so, which ends with it', async () => {
    const tasks = async () =>
      (await floor.items('/v1/tasks?cause=stock_over')).map(({ sku }) => sku)
    const wish = { kind: 'over', sku: 'OVER', location: 'A', raisesTask: true }
    await rule({ ...wish, threshold: 1 })
    await rule({ ...wish, threshold: 2 })
    await count('OVER', 8)
    await look()
    assert.deepEqual(await tasks(), ['OVER'])
    await count('OVER', 2)
    await look()
    assert.deepEqual(await tasks(), ['OVER'], 'another rule still tells of it')
    await count('OVER', 1)
    await look()
    assert.deepEqual(await tasks(), [])
  })

  it('refuses what makes no rule, and shows only what the caller may see', async () => {
    const refused = async (of: object) => {
      const wish = { name: 'Rule', kind: 'low', threshold: 1, ...of }
      const { status, body } = await client.post('/v1/stock-alert-rules', wish)
      return [status, body.code, body.field]
    }
    assert.deepEqual(await refused({ kind: 'out' }), [400, 'field_invalid', '/threshold'])
    assert.deepEqual(await refused({ sku: 'NO' }), [422, 'sku_unknown', '/sku'])
    assert.deepEqual(await refused({ location: 'NO' }), [422, 'location_unknown', '/location'])
    assert.deepEqual(await refused({ group: 'NO' }), [422, 'location_group_unknown', '/group'])
    const validUntil = '2020-01-01T00:00:00Z'
    assert.deepEqual(await refused({ validUntil }), [400, 'field_invalid', '/validUntil'])
    const { locationByCode } = await app.orders.network.current()
    const scope = { channels: [], locations: [locationByCode.get('B')!.id] }
    const all = { open: true, kind: undefined, skuId: undefined, locationId: undefined }
    const { db, clock } = app.platform
    const of = { ...all, before: undefined, limit: 50 }
    const rows = await listAlerts(db, scope, of, clock.now())
    assert.deepEqual([...new Set(rows.map(({ locationId }) => locationId))], scope.locations)
  })
})
