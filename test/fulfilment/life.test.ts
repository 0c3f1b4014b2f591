import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { getInScope } from '../../src/fulfilment/routes/read.ts'
import { listWork } from '../../src/fulfilment/store/work.ts'
import type { Caller } from '../../src/platform/http/caller.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'
import { closeUp, COLLECTED_AT_A, floorOf, refused, TWO_PLACES, type Floor } from './floor.ts'

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  await openShop(client, {
    releaseMinutes: 0,
    locations: TWO_PLACES,
    skus: { X: {}, ONLY_A: {}, ONLY_B: {}, CLOTH: { decimals: 2 } },
    stock: {
      X: { A: 50, B: 50 },
      ONLY_A: { A: 9 },
      ONLY_B: { B: 9 },
      CLOTH: { A: 20 },
    },
  })
})
after(() => closeUp(app))

describe('the life of an order', () => {
  it('moves its units step by step, each with an event and a version', async () => {
    const id = await floor.place({ X: 3 })
    const { A: work } = await floor.workOf(id)
    assert.deepEqual([work.state, work.request, work.version], ['open', 'submitted', 1])
    assert.deepEqual(work.can, ['accept', 'pick', 'short_pick', 'decline'])
    const seen: unknown[] = []
    const look = async (done: Json) => {
      seen.push([done.state, done.request, done.version, await floor.units(id)])
      return done
    }
    await look(await floor.step(work, 'acceptances', { version: 1 }))
    await look(await floor.step(work, 'picks', { version: 2, lines: [{ no: 1, quantity: 2 }] }))
    await look(await floor.step(work, 'picks'))
    await look(await floor.step(work, 'packings', { lines: [{ no: 1, quantity: 2 }] }))
    const first = await look(await floor.step(work, 'shipments', { trackingNumber: 'T1' }))
    await look(await floor.step(work, 'packings'))
    const second = await look(await floor.step(work, 'shipments', { carrier: 'Post' }))
    assert.deepEqual(seen, [
      ['open', 'accepted', 2, [0, 3, 3, 0, 0, 0]],
      ['picking', 'accepted', 3, [0, 3, 3, 2, 0, 0]],
      ['picked', 'accepted', 4, [0, 3, 3, 3, 0, 0]],
      ['picked', 'accepted', 5, [0, 3, 3, 3, 2, 0]],
      ['picked', 'accepted', 6, [0, 3, 3, 3, 2, 2]],
      ['packed', 'accepted', 7, [0, 3, 3, 3, 3, 2]],
      ['shipped', 'accepted', 8, [0, 3, 3, 3, 3, 3]],
    ])
    assert.deepEqual(await floor.stock('X', 'A'), [47, 0])
    await floor.post(`/v1/parcels/${first.parcelId}/deliveries`, {})
    assert.equal((await floor.work(work.id)).state, 'shipped', 'one parcel is still out')
    await floor.post(`/v1/parcels/${second.parcelId}/deliveries`, {})
    const { state, request, can, parcels } = await floor.work(work.id)
    assert.deepEqual([state, request, can], ['delivered', 'closed', []])
    assert.deepEqual(
      parcels.map((one: Json) => [one.trackingNumber, one.carrier, one.lines[0].quantity]),
      [
        ['T1', null, 2],
        [null, 'Post', 1],
      ],
    )
    const events = await floor.items(`/v1/orders/${id}/events`)
    assert.deepEqual(
      events.map(({ type, data }) => [type, data.version]),
      `order.placed fulfilment.released fulfilment.accepted fulfilment.picked fulfilment.picked
        fulfilment.packed fulfilment.shipped fulfilment.packed fulfilment.shipped
        fulfilment.delivered fulfilment.delivered`
        .split(/\s+/)
        .map((type, i) => [type, i + 1]),
    )
    const order = await floor.order(id)
    assert.deepEqual([order.state, order.version, order.can], ['fulfilled', events.length, []])
    assert.deepEqual(await refused(client.post(`/v1/parcels/${second.parcelId}/deliveries`, {})), [
      409,
      'work_closed',
      undefined,
    ])
  })

  it('is worked on at two locations where two have its units', async () => {
    const id = await floor.place({ ONLY_A: 1, ONLY_B: 2 })
    const { A: one, B: other } = await floor.workOf(id, 2)
    const units = ({ lines }: Json) => lines.map((line: Json) => [line.sku, line.quantity])
    assert.deepEqual([units(one), units(other)], [[['ONLY_A', 1]], [['ONLY_B', 2]]])
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(other, path)
    assert.deepEqual(await floor.units(id, 1), [0, 1, 1, 0, 0, 0])
    assert.deepEqual(await floor.units(id, 2), [0, 2, 2, 2, 2, 2])
    assert.equal((await floor.order(id)).state, 'released', 'the furthest behind decides')
    assert.equal((await floor.work(one.id)).state, 'open')
  })

  it('ends in the hands of a customer who collects: packed is ready, handed over is delivered', async () => {
    const id = await floor.place({ X: 2 }, COLLECTED_AT_A)
    const { A: work } = await floor.workOf(id)
    assert.equal(work.method, 'click_and_collect')
    await floor.step(work, 'picks')
    assert.equal((await floor.step(work, 'packings')).state, 'packed')
    const handed = await floor.step(work, 'handovers', { lines: [{ no: 1, quantity: 1 }] })
    assert.deepEqual([handed.state, handed.can], ['packed', ['ship']])
    const rest = await floor.step(work, 'handovers')
    assert.deepEqual([rest.state, rest.request], ['delivered', 'closed'])
    const { parcels } = await floor.work(work.id)
    assert.ok(parcels.every((one: Json) => one.kind === 'handover' && one.deliveredAt !== null))
    assert.deepEqual(await floor.units(id), [0, 2, 2, 2, 2, 2])
  })
})

describe('a step of the work', () => {
  const steps = ['acceptances', 'picks', 'short-picks', 'packings', 'shipments', 'handovers']

  it('refuses what is not there, and names the field', async () => {
    const id = await floor.place({ X: 3 })
    const { A: work } = await floor.workOf(id)
    const at = `/v1/fulfilment-orders/${work.id}`
    const lines = (no: number, quantity: number) => ({ lines: [{ no, quantity }] })
    const named = ['picks', 'short-picks', 'packings', 'shipments', 'handovers', 'rejections']
    for (const path of named) {
      const reason = path === 'rejections' ? { reason: 'other' } : {}
      const send = (body: object) => refused(client.post(`${at}/${path}`, { ...body, ...reason }))
      const field = '/lines/0/quantity'
      assert.deepEqual(await send(lines(7, 1)), [422, 'line_unknown', '/lines/0/no'], path)
      assert.deepEqual(await send(lines(1, 4)), [409, 'units_not_there', field], path)
      assert.deepEqual(await send(lines(1, 0.5)), [422, 'quantity_invalid', field], path)
      assert.deepEqual((await send(lines(1, 0)))[0], 400, path)
      assert.deepEqual((await send({ lines: [] }))[0], 400, path)
      const other = await send({ version: 9, ...lines(1, 1) })
      assert.deepEqual(other.slice(0, 2), [409, 'version_conflict'], path)
    }
    const { body } = await client.post(`${at}/picks`, lines(1, 4))
    assert.deepEqual([body.line, body.wanted, body.possible], [1, 4, 3])
    assert.equal((await floor.work(work.id)).version, 1, 'nothing has happened')
  })

  it('refuses work that is closed, and what is not there at all', async () => {
    const id = await floor.place({ X: 1 })
    const { A: work } = await floor.workOf(id)
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(work, path)
    const bodyOf = (path: string) =>
      path === 'short-picks' ? { lines: [{ no: 1, quantity: 1 }] } : {}
    for (const path of steps) {
      const at = `/v1/fulfilment-orders/${work.id}/${path}`
      const [status, code] = await refused(client.post(at, bodyOf(path)))
      const expected = path === 'short-picks' ? 'units_not_there' : 'work_closed'
      assert.deepEqual([status, code], [409, expected], path)
      const nowhere = at.replace(work.id, '00000000-0000-7000-8000-000000000000')
      assert.equal((await client.post(nowhere, bodyOf(path))).status, 404, path)
    }
    const nowhere = '/v1/parcels/00000000-0000-7000-8000-000000000000/deliveries'
    assert.equal((await client.post(nowhere, {})).status, 404)
  })

  it('counts in the decimals of the SKU', async () => {
    const id = await floor.place({ CLOTH: 2.5 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 1.25 }] })
    assert.deepEqual(await floor.units(id), [0, 2.5, 2.5, 1.25, 0, 0])
    const at = `/v1/fulfilment-orders/${work.id}/picks`
    const { body } = await client.post(at, { lines: [{ no: 1, quantity: 1.3 }] })
    assert.deepEqual([body.wanted, body.possible], [1.3, 1.25])
  })

  it('is not found by who neither sees the location nor the channel', async () => {
    const { db } = app.platform
    const id = await floor.place({ X: 1 })
    const { A: work } = await floor.workOf(id)
    const network = await app.orders.network.current()
    const at = (code: string) => network.locationByCode.get(code)!.id
    const as = (channels: number[], locations: number[]) => {
      const scope = { channels, locations }
      return { scope } as unknown as Caller
    }
    const channel = network.channelByCode.get('WEB')!.id
    for (const caller of [as([], [at('A')]), as([channel], [])]) {
      assert.equal((await getInScope(db, { id: work.id, caller })).id, work.id)
    }
    const stranger = as([channel + 1], [at('B')])
    await assert.rejects(getInScope(db, { id: work.id, caller: stranger }), { code: 'not_found' })
    const page = { after: undefined, limit: 100, locationId: undefined, orderId: id }
    const listed = await listWork(db, stranger.scope, { ...page, state: undefined })
    assert.deepEqual(listed, [])
  })
})
