import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setStock as setLevels } from '../../src/inventory/actions/facts.ts'
import { stockBefore } from '../../src/inventory/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { closeUp, floorOf, type Floor } from '../fulfilment/floor.ts'
import { behind } from '../behind.ts'
import { channelNow } from '../fulfilment/moving.ts'
import { contextOf } from '../fulfilment/race-steps.ts'
import { openShop, orderOf, setLocation, untilSeen, versionAt } from '../shop.ts'

const path = '/v1/routing-rules'
/** Open all day, so that work is always done today. */
const always = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' })),
  exceptions: [],
}

/** The rule cancels what no place can serve: what is in the way only for a while waits. */
describe('what waits until something has passed, where a rule cancels the rest', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    const at = { lat: 48.86, lon: 2.35 }
    await openShop(client, {
      onShortage: 'refuse',
      releaseMinutes: 0,
      locations: { A: at, B: at, C: at, D: at, E: at, G: at },
      skus: {
        P: {},
        Q: {},
        F: {},
        S: {},
        T: {},
        N: {},
        X: {},
        R: {},
        V: {},
        W: {},
        M: {},
        K: {},
        O: {},
        U: {},
      },
      stock: {
        P: { A: 50 },
        Q: { A: 50 },
        N: { A: 50 },
        X: { E: 50 },
        M: { A: 50 },
        K: { E: 50 },
        O: { D: 2 },
        U: { D: 2, E: 9 },
        F: { B: 50 },
        S: { C: 50 },
        T: { D: 2, E: 0 },
        R: { G: 5 },
        V: { A: 5 },
        W: { D: 4, E: 3 },
      },
    })
    const { body } = await client.get(`${path}/draft`)
    const choose = { by: 'least_cost' }
    const rule = { name: 'Nobody waits', use: [{ places: {} }], choose, otherwise: 'cancel' }
    const changes = [{ action: 'add', rule }]
    const changed = await floor.post(`${path}/draft/changes`, { version: body.version, changes })
    await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
    const bundleOf = (code: string, parts: string[]) => {
      const components = parts.map((sku) => ({ sku, quantity: 1 }))
      return { code, name: code, kind: 'bundle', components }
    }
    const skus = [
      bundleOf('SET', ['N', 'X']),
      bundleOf('BOX', ['M', 'K']),
      bundleOf('DUO', ['O', 'U']),
    ]
    await floor.post('/v1/skus', { skus })
    const late = { ...channelNow(['A', 'E']), code: 'LATE', orderPrefix: 'L', releaseMinutes: 60 }
    await floor.post('/v1/channels', late)
    for (const code of ['A', 'G']) await act(code, { action: 'pause', reason: 'flood' })
    await setLocation(client, 'B', { hours: always, capacity: { orders: 1 } })
    await setLocation(client, 'C', { ships: false })
  })
  after(() => closeUp(app))

  async function act(location: string, change: object): Promise<void> {
    const version = await versionAt(client, location)
    await floor.post(`/v1/locations/${location}/changes`, { version, changes: [change] })
  }
  const place = async (lines: Record<string, number>): Promise<Json> => {
    return floor.post('/v1/orders', orderOf(lines))
  }
  const lastOf = async (id: string): Promise<Json> => {
    return (await client.get(`/v1/orders/${id}/decisions`)).body.items.at(-1)
  }
  const eventsOf = async (id: string): Promise<Json[]> => floor.items(`/v1/orders/${id}/events`)
  const setStock = (sku: string, location: string, onHand: number) =>
    floor.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  const untilState = (id: string, state: string) =>
    untilSeen(app, async () => ((await floor.order(id)).state === state ? true : undefined))

  const waitsOf = async (id: string): Promise<number[]> => {
    const rows = await app.platform.db.query<{ no: number }>(sql`
      select group_no as no from orders.wait_to_pass where order_id = ${id}`)
    return rows.map(({ no }) => no)
  }

  /** What the one rule does with what no place can serve. */
  async function publishOtherwise(otherwise: string): Promise<void> {
    const { body } = await client.get(`${path}/draft`)
    const [{ id }] = body.rules
    const changes = [{ action: 'change', id, fields: { otherwise } }]
    const changed = await floor.post(`${path}/draft/changes`, { version: body.version, changes })
    await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
  }

  it('is cancelled when nobody has it any more once it is looked at again', async () => {
    const { id, version, lines } = await place({ Q: 2 })
    assert.deepEqual([version, lines[0].short, lines[0].cancelled], [1, 2, undefined])
    assert.deepEqual(await floor.tasks(id), [])
    const { record } = await lastOf(id)
    assert.deepEqual([record.cancelled, record.had[0].slice(1)], [[], ['location_paused', 1, 50]])
    await setStock('Q', 'A', 0)
    await untilState(id, 'cancelled')
    const { type, data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual([type, data.causes], ['order.cancelled', [[1, 'no_stock', 2]]])
    const last = await lastOf(id)
    assert.deepEqual([last.cause, last.record.cancelled], ['looked_again', [[1, 2, 'no_stock']]])
  })

  it('is cancelled too where what it was given is gone before it is promised', async () => {
    const { id } = await place({ R: 2 })
    const { locationByCode } = await app.orders.network.current()
    const row = {
      skuId: app.orders.skus.byCode('R')!.id,
      locationId: locationByCode.get('G')!.id,
    }
    const level = { ...row, onHand: 0, reference: null }
    await behind(
      app,
      (tx) => setLevels(tx, [level], contextOf(app)),
      async () => act('G', { action: 'resume' }),
    )
    await untilState(id, 'cancelled')
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual(data.causes, [[1, 'no_stock', 2]])
    assert.deepEqual(await app.broken(), [])
  })

  it('is left to a person where a place has the rest of its bundle already', async () => {
    const { id, lines } = await place({ SET: 1 })
    assert.deepEqual(
      lines.map(({ short }: Json) => short),
      [1, 0],
    )
    await floor.workOf(id)
    await setStock('N', 'A', 0)
    await untilSeen(app, async () => ((await floor.tasks(id)).length > 0 ? true : undefined))
    assert.deepEqual(await floor.tasks(id), ['shortage'])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is not told to be cancelled where it is left to a person', async () => {
    await setStock('N', 'A', 50)
    const { id } = await place({ SET: 2 })
    await floor.workOf(id)
    // Of two one comes, and the other is nowhere any more.
    const levels = [
      { sku: 'N', location: 'A', onHand: 0 },
      { sku: 'N', location: 'E', onHand: 1 },
    ]
    await floor.post('/v1/stock/levels', { levels })
    await untilSeen(app, async () => ((await floor.tasks(id)).length > 0 ? true : undefined))
    const { cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.short.length, record.cancelled], ['stock_arrived', 1, []])
    assert.notEqual((await floor.order(id)).state, 'cancelled')
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is cancelled with the rest of its bundle where no place was given that yet', async () => {
    const { id, lines } = await floor.post('/v1/orders', orderOf({ BOX: 3 }, { channel: 'LATE' }))
    const unitsOf = (of: Json[]) =>
      of.map(({ allocated, short = 0, cancelled = 0 }) => [allocated, short, cancelled])
    assert.deepEqual(unitsOf(lines), [
      [0, 3, 0],
      [3, 0, 0],
    ])
    // Of three one comes, and the others are nowhere any more.
    const levels = [
      { sku: 'M', location: 'A', onHand: 0 },
      { sku: 'M', location: 'E', onHand: 1 },
    ]
    await floor.post('/v1/stock/levels', { levels })
    await untilState(id, 'allocated')
    assert.deepEqual(unitsOf((await floor.order(id)).lines), [
      [1, 0, 2],
      [1, 0, 2],
    ])
    const { type, data } = (await eventsOf(id)).at(-1)!
    const no = lines.map((one: Json) => one.no)
    const causes = no.map((one: number) => [one, 'no_stock', 2])
    assert.deepEqual([type, data.cause, data.causes], ['order.cancelled', 'no_place', causes])
    assert.deepEqual(await floor.tasks(id), [])
    const [rest] = await floor.items('/v1/stock/K')
    assert.deepEqual([rest!.location, rest!.allocated], ['E', 1])
    const { cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled], ['stock_arrived', [[no[0], 2, 'no_stock']]])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is cancelled with what the rest of its bundle has just been given elsewhere', async () => {
    const { id } = await place({ DUO: 2 })
    const { D: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'damaged' })
    assert.equal((await floor.order(id)).state, 'cancelled')
    assert.deepEqual(await floor.tasks(id), [])
    const there = await floor.items('/v1/stock/U')
    assert.deepEqual(
      there.map(({ allocated }) => allocated),
      [0, 0],
    )
  })

  it('waits for a place whose day is full, and has what that gives back', async () => {
    const first = await place({ F: 1 })
    const second = await place({ F: 1 })
    assert.deepEqual([first.state, second.lines[0].short], ['allocated', 1])
    assert.deepEqual((await lastOf(second.id)).record.cancelled, [])
    await floor.workOf(first.id)
    await floor.post(`/v1/orders/${first.id}/cancellations`, { reason: 'changed mind' })
    await floor.untilUnits(second.id, ({ allocated }) => allocated === 1)
  })

  it('is told of exactly, also where it lost its place', async () => {
    const { id } = await place({ W: 4 })
    const { D: first } = await floor.workOf(id)
    await floor.step(first, 'rejections', { reason: 'too_busy' })
    await floor.untilUnits(id, ({ allocated }) => allocated === 3)
    const { id: decision, cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled, record.had[0][1]], ['re_routed', [], 'declined'])
    const { status, body } = await client.get(`/v1/decisions/${decision}/exchange`)
    assert.equal(status, 200, JSON.stringify(body))
    const [, second] = await app.platform.db.query<{ id: string }>(sql`
      select id from inventory.claim where order_id = ${id} order by id`)
    const of = { skuIds: [record.wanted[0].skuId], orderId: id, lineNos: [], madeId: second!.id }
    const there: number[] = []
    const believed = await stockBefore(app.platform.db, of, app.platform.clock.now())
    believed.forEach(of.skuIds[0], (_, available) => there.push(available))
    assert.deepEqual(there, [4, 3], 'what was given back is there before it is decided on')
  })

  it('waits for a place that declined it, as if the rule let it wait', async () => {
    const { id } = await place({ T: 2 })
    const { D: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'too_busy' })
    assert.deepEqual(await floor.units(id), [0, 0, 0, 0, 0, 0])
    assert.deepEqual(await floor.tasks(id), ['shortage'])
    const { id: decision, cause, record } = await lastOf(id)
    assert.deepEqual([cause, record.cancelled], ['re_routed', []])
    assert.equal((await client.get(`/v1/decisions/${decision}/exchange`)).status, 200)
    await setStock('T', 'E', 2)
    await floor.untilUnits(id, ({ allocated }) => allocated === 2)
    await untilSeen(app, async () => ((await floor.tasks(id)).length === 0 ? true : undefined))
  })

  it('is cancelled at once, with its reason, where that does not pass', async () => {
    const { id, state } = await place({ S: 1 })
    assert.equal(state, 'cancelled')
    const { data } = (await eventsOf(id)).at(-1)!
    assert.deepEqual([data.cause, data.causes], ['no_place', [[1, 'no_service', 1]]])
    assert.equal(data.reason, 'No service brings it from where it is')
  })

  it('is remembered no more once a rule lets it wait: a later one does not cancel it', async () => {
    const { id } = await place({ V: 2 })
    assert.deepEqual(await waitsOf(id), [1])
    await publishOtherwise('accept')
    await setStock('V', 'A', 4)
    await untilSeen(app, async () => ((await waitsOf(id)).length === 0 ? true : undefined))
    await publishOtherwise('cancel')
  })

  it('is served when the pause ends', async () => {
    const { id, lines } = await place({ P: 2, S: 1 })
    assert.deepEqual(
      lines.map(({ short, cancelled = 0 }: Json) => [short, cancelled]),
      [
        [2, 0],
        [0, 1],
      ],
    )
    await act('A', { action: 'resume' })
    await floor.untilUnits(id, ({ allocated, cancelled }) => allocated + (cancelled ?? 0) > 0)
  })
})
