import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { packWork, pickWork, releaseWork } from '../../src/fulfilment/index.ts'
import { everything } from '../../src/lib/scope.ts'
import { cancelOrder } from '../../src/orders/actions/change.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, untilSeen } from '../shop.ts'
import { closeUp, floorOf, refused, TWO_PLACES, type Floor } from './floor.ts'
import { byOf } from './race-steps.ts'

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  await openShop(client, {
    releaseMinutes: 0,
    onShortage: 'accept',
    locations: TWO_PLACES,
    skus: { X: {}, FEW: {}, CLOTH: { decimals: 2 } },
    stock: { X: { A: 50, B: 50 }, FEW: { A: 3 }, CLOTH: { A: 20 } },
  })
})
after(() => closeUp(app))

const cancel = (id: string, lines?: { no: number; quantity: number }[]) =>
  floor.post(`/v1/orders/${id}/cancellations`, { reason: 'changed mind', ...(lines && { lines }) })

describe('a cancellation of units that a location has', () => {
  it('asks them back, and has them a moment later', async () => {
    const [onHand] = await floor.stock('X', 'A')
    const id = await floor.place({ X: 3 })
    const { A: work } = await floor.workOf(id)
    assert.equal((await cancel(id)).requested, 1)
    const order = await floor.untilUnits(id, ({ cancelled }) => cancelled === 3)
    assert.equal(order.state, 'cancelled')
    const { state, request, lines } = await floor.work(work.id)
    assert.deepEqual([state, request, lines[0].withdrawn], ['cancelled', 'closed', 3])
    assert.deepEqual(await floor.story(id), [
      'fulfilment.released',
      'order.cancellation_requested',
      'fulfilment.cancelled',
    ])
    assert.equal((await floor.stock('X', 'A'))[0], onHand)
    const again = client.post(`/v1/orders/${id}/cancellations`, { reason: 'again' })
    assert.deepEqual((await refused(again)).slice(0, 2), [409, 'order_closed'])
  })

  it('takes what waits first, then what is not picked; the rest goes on', async () => {
    const id = await floor.place({ FEW: 5 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 1 }] })
    await cancel(id, [{ no: 1, quantity: 3 }])
    await floor.untilUnits(id, ({ cancelled }) => cancelled === 3)
    assert.deepEqual(await floor.units(id), [3, 2, 2, 1, 0, 0])
    const after1 = await floor.work(work.id)
    assert.deepEqual([after1.state, after1.lines[0].picked], ['picking', 1])
    await cancel(id, [{ no: 1, quantity: 1 }])
    await floor.untilUnits(id, ({ cancelled }) => cancelled === 4)
    assert.equal((await floor.work(work.id)).state, 'picked')
  })

  it('does not get what was packed meanwhile: it is told, and a person hears of it', async () => {
    const id = await floor.place({ X: 3 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 2 }] })
    await floor.step(work, 'packings')
    const late = client.post(`/v1/orders/${id}/cancellations`, {
      reason: 'late',
      lines: [{ no: 1, quantity: 2 }],
    })
    assert.deepEqual((await refused(late)).slice(0, 2), [409, 'not_cancellable'])
    // Asked back before it was packed, and answered after.
    await app.platform.db.transaction(async (tx) => {
      const on = { id, scope: everything, version: undefined, by: byOf(app) }
      await cancelOrder(tx, app.orders, on, { lines: undefined, reason: 'late' })
      await pickWork(tx, [{ id: work.id }], byOf(app))
      await packWork(tx, [{ id: work.id }], byOf(app))
    })
    await untilSeen(app, async () => {
      return (await floor.story(id)).includes('fulfilment.cancellation_declined') || undefined
    })
    assert.deepEqual(await floor.units(id), [0, 3, 3, 3, 3, 0])
    assert.deepEqual(await floor.tasks(id), ['cancellation_too_late'])
    assert.equal((await floor.step(work, 'shipments')).state, 'shipped')
  })

  it('counts in the decimals of the SKU', async () => {
    const id = await floor.place({ CLOTH: 2.5 })
    await floor.workOf(id)
    await cancel(id, [{ no: 1, quantity: 0.75 }])
    await floor.untilUnits(id, ({ cancelled }) => cancelled === 0.75)
    assert.deepEqual(await floor.units(id), [0.75, 1.75, 1.75, 0, 0, 0])
  })

  it('refuses unknown lines and more than there is, and names the field', async () => {
    const id = await floor.place({ X: 1, CLOTH: 2 })
    await floor.workOf(id)
    const send = (no: number, quantity: number) =>
      refused(
        client.post(`/v1/orders/${id}/cancellations`, { reason: 'r', lines: [{ no, quantity }] }),
      )
    assert.deepEqual(await send(7, 1), [422, 'line_unknown', '/lines/0/no'])
    assert.deepEqual(await send(1, 0.5), [422, 'quantity_invalid', '/lines/0/quantity'])
    assert.deepEqual(await send(2, 3), [409, 'not_cancellable', '/lines/0/quantity'])
  })
})

describe('an order in work', () => {
  it('cannot be held until nobody works on it', async () => {
    const id = await floor.place({ X: 1 })
    const { A: work } = await floor.workOf(id)
    assert.ok(!(await floor.order(id)).can.includes('place_hold'))
    const hold = () => client.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    assert.deepEqual((await refused(hold())).slice(0, 2), [409, 'order_in_work'])
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(work, path)
    assert.deepEqual((await refused(hold())).slice(0, 2), [409, 'order_closed'])
  })

  it('is not released while it is held', async () => {
    await floor.post('/v1/channels', later)
    const id = await floor.place({ X: 1 }, { channel: 'LATER' })
    const { holdId } = await floor.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    const other = await floor.place({ X: 1 }, { channel: 'LATER' })
    await releaseTomorrow(app)
    await floor.workOf(other)
    assert.deepEqual(await floor.items(`/v1/fulfilment-orders?order=${id}`), [])
    await floor.post(`/v1/orders/${id}/holds/${holdId}/releases`, {})
    await releaseTomorrow(app)
    const works: Json = await floor.workOf(id)
    assert.equal(works.A.state, 'open')
  })
})

/** Releases what would be released tomorrow. */
async function releaseTomorrow({ platform, orders }: App): Promise<void> {
  const now = platform.clock.now().add({ hours: 24 })
  const by = { actor: 'test', now, nowMs: platform.clock.nowMs() }
  await platform.db.transaction((tx) => releaseWork(tx, orders, by, { after: undefined, limit: 9 }))
}

const later = {
  code: 'LATER',
  name: 'Later',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'refuse',
  orderPrefix: 'L',
  releaseMinutes: 60,
  pool: [{ location: 'A', priority: 1 }],
}
