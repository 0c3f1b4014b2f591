import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { closeUp, floorOf, type Floor } from '../fulfilment/floor.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const path = '/v1/routing-rules'
const NEAR = { lat: 48.86, lon: 2.35 }

/** The rule cancels what neither place has; the channel itself would refuse. */
describe('what no place can serve, where a rule cancels it', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      onShortage: 'refuse',
      releaseMinutes: 0,
      locations: { A: NEAR, B: { lat: 43.3, lon: 5.37 } },
      skus: { X: {}, PART: {}, NONE: {}, LAST: {}, Z: {}, BIT: {} },
      stock: {
        Z: { A: 60, B: 20 },
        BIT: { A: 7, B: 3 },
        X: { A: 50, B: 50 },
        PART: { A: 2, B: 1 },
        LAST: { A: 3 },
      },
    })
    const { body } = await client.get(`${path}/draft`)
    const rule = {
      name: 'Nobody waits',
      use: [{ places: {} }],
      choose: { by: 'least_cost' },
      otherwise: 'cancel',
    }
    const changes = [{ action: 'add', rule }]
    const changed = await floor.post(`${path}/draft/changes`, { version: body.version, changes })
    await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
    const wrap = { code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' }
    const parts = [
      { sku: 'X', quantity: 2 },
      { sku: 'PART', quantity: 1 },
    ]
    const set = { code: 'SET', name: 'Set', kind: 'bundle', components: parts }
    const bits = [
      { sku: 'Z', quantity: 2 },
      { sku: 'BIT', quantity: 1 },
    ]
    const pack = { code: 'PACK', name: 'Pack', kind: 'bundle', components: bits }
    const { outcomes } = await floor.post('/v1/skus', { skus: [wrap, set, pack] })
    for (const one of outcomes) assert.equal(one.outcome, 'created', JSON.stringify(one))
  })
  after(() => closeUp(app))

  async function placed(lines: Record<string, number>): Promise<Json> {
    const order = orderOf(lines)
    const { status, body } = await client.post('/v1/orders', order)
    assert.equal(status, 201, JSON.stringify(body))
    return { ...body, sent: order }
  }
  const eventsOf = async (id: string): Promise<Json[]> => floor.items(`/v1/orders/${id}/events`)
  const claimed = async (sku: string): Promise<number> => {
    const rows = await floor.items(`/v1/stock/${sku}`)
    return rows.reduce((sum: number, { allocated }: Json) => sum + allocated, 0)
  }

  it('is cancelled in the moment in which the order is taken; the rest goes', async () => {
    const { id, version, state, lines, sent } = await placed({ X: 1, NONE: 2 })
    assert.deepEqual([version, state], [2, 'allocated'])
    const told = lines.map(({ allocated, short, cancelled }: Json) => [allocated, short, cancelled])
    assert.deepEqual(told, [
      [1, 0, undefined],
      [0, 0, 2],
    ])
    const [first, second] = await eventsOf(id)
    assert.deepEqual([first.type, second.type], ['order.placed', 'order.cancelled'])
    assert.deepEqual([second.data.cause, second.data.lines[0][2]], ['no_place', 2])
    assert.deepEqual(second.data.causes, [[2, 'no_stock', 2]])
    assert.equal(second.data.reason, 'No place has it')
    const [decision] = (await client.get(`/v1/orders/${id}/decisions`)).body.items
    assert.deepEqual([decision.record.rule.otherwise, decision.record.short.length], ['cancel', 1])
    assert.deepEqual(await floor.tasks(id), [])
    // Sent again it is the same order, as it stands.
    const again = await client.post('/v1/orders', sent)
    assert.deepEqual([again.status, again.body.id, again.body.lines[1].cancelled], [200, id, 2])
  })

  it('is the whole order where nothing of it is there, with its gift wrap', async () => {
    const { id, state } = await placed({ NONE: 1, WRAP: 1 })
    assert.equal(state, 'cancelled')
    assert.deepEqual(await floor.units(id, 2), [1, 0, 0, 0, 0, 0])
  })

  it('is of bundles whole ones: what their other parts had is free again', async () => {
    const before1 = await claimed('X')
    // Three parts are there: of four sets one cannot be whole.
    const { id, lines } = await placed({ SET: 4 })
    const told = lines.map(({ allocated, short, cancelled }: Json) => [allocated, short, cancelled])
    assert.deepEqual(told, [
      [6, 0, 2],
      [3, 0, 1],
    ])
    assert.equal(await claimed('X'), before1 + 6)
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
  })

  it('is cancelled of many orders of one moment, of each just what is lacking', async () => {
    // Of ten bits some orders get a pack, some get part of theirs, most get none.
    const kinds = [{ PACK: 3, Z: 1 }, { Z: 1, PACK: 2 }, { NONE: 1, Z: 1 }, { NONE: 2 }] as const
    const orders = await Promise.all(
      Array.from({ length: 48 }, (_, n) => placed(kinds[n % kinds.length]!)),
    )
    const sum = { z: 0, bit: 0, lacking: 0 }
    for (const { id, lines, sent } of orders) {
      const wanted = new Map(sent.lines.map(({ no, quantity }: Json) => [no, quantity]))
      for (const { allocated, cancelled = 0, short, ...line } of lines) {
        assert.equal(short, 0)
        if (wanted.has(line.no)) assert.equal(allocated + cancelled, wanted.get(line.no))
        sum.lacking += cancelled
      }
      const events = await eventsOf(id)
      const isLacking = lines.some(({ cancelled }: Json) => cancelled > 0)
      const types = ['order.placed', ...(isLacking ? ['order.cancelled'] : [])]
      assert.deepEqual(
        events.filter(({ type }) => type.startsWith('order.')).map(({ type }) => type),
        types,
      )
      for (const one of (await floor.order(id)).lines) {
        if (one.sku === 'Z') sum.z += one.allocated
        if (one.sku === 'BIT') sum.bit += one.allocated
      }
    }
    assert.ok(sum.lacking > 40)
    assert.equal(sum.bit, 10)
    assert.deepEqual([await claimed('Z'), await claimed('BIT')], [sum.z, sum.bit])
  })

  it('is cancelled too when a place has not what it was given and no other has it', async () => {
    const { id } = await placed({ LAST: 2 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'not_found' })
    await untilSeen(app, async () => ((await floor.units(id))[0] === 2 ? true : undefined))
    const last = (await eventsOf(id)).at(-1)
    assert.deepEqual([last.type, last.data.cause], ['order.cancelled', 'no_place'])
    assert.deepEqual(await floor.tasks(id), [])
    const decisions = (await client.get(`/v1/orders/${id}/decisions`)).body.items
    const { cause, record } = decisions.at(-1)
    assert.deepEqual([cause, record.rule.otherwise], ['re_routed', 'cancel'])
    assert.deepEqual(record.cancelled, [[1, 2, 'no_stock']])
    assert.equal((await floor.order(id)).state, 'cancelled')
  })
})
