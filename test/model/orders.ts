import assert from 'node:assert/strict'
import { releaseOrders } from '../../src/fulfilment/index.ts'
import type { Json } from '../app.ts'
import { orderOf } from '../shop.ts'
import type { ModelHold, Parts } from './model.ts'
import {
  basketOf,
  partsOf,
  pick,
  SET,
  SKUS,
  sumOf,
  UNKNOWN,
  type Command,
  type Run,
} from './run.ts'

/** Orders, and what becomes of them. */
export const orderCommands: Record<string, Command> = {
  async order(run) {
    await place(run, basketOf(run.random))
  },

  /** What a hold keeps, or anything else: its units are free for this order only. */
  async against(run) {
    const hold = pick(run, run.model.holds)
    if (!hold) {
      const { body } = await run.client.post('/v1/orders', orderOf({ P: 1 }, { hold: UNKNOWN }))
      assert.equal(body.code, 'hold_unknown')
      return
    }
    const wanted = run.random() < 0.5 ? basketOf(run.random) : unitsOf(hold.parts)
    await place(run, wanted, hold)
  },

  async cancel(run) {
    const { client, model, random } = run
    const order = pick(run, model.orders)
    if (!order) return
    const path = `/v1/orders/${order.id}/cancellations`
    const [part] = order.parts
    const line = (await client.get(`/v1/orders/${order.id}`)).body.lines.find(
      ({ sku }: Json) => sku === part?.sku,
    )
    const isPartly = line !== undefined && random() < 0.5
    // What came with a bundle goes with one, whole.
    const no = line?.bundle?.line ?? line?.no
    const goes = line?.bundle ? SET.P + SET.Q : 1
    const lines = isPartly ? { lines: [{ no, quantity: 1 }] } : {}
    const { status, body } = await client.post(path, { reason: 'test', ...lines })
    if (order.parts.length === 0) {
      assert.equal(body.code, 'order_closed')
      return
    }
    assert.equal(status, 200, JSON.stringify(body))
    const before = sumOf(order.parts)
    order.parts = await partsOf(client, order.id)
    assert.equal(sumOf(order.parts), isPartly ? before - goes : 0)
  },

  /** The whole work on an order: what it has is released, picked, packed and leaves. */
  async send(run) {
    const { app, client, model } = run
    const order = pick(run, model.orders)
    if (!order || order.parts.length === 0) return
    const { db, clock } = app.platform
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    await db.transaction((tx) => releaseOrders(tx, app.orders, [order.id], by))
    const { items } = (await client.get(`/v1/fulfilment-orders?order=${order.id}`)).body
    for (const { id } of items) {
      for (const step of ['picks', 'packings', 'shipments']) {
        const { status, body } = await client.post(`/v1/fulfilment-orders/${id}/${step}`, {})
        assert.equal(status, 200, JSON.stringify(body))
      }
    }
    for (const { sku, at, units } of order.parts) model.left(sku, at, units)
    order.parts = []
  },
}

/** An order, maybe against a hold, which ends with it unless it is refused. */
async function place(run: Run, wanted: Map<string, number>, hold?: ModelHold): Promise<void> {
  const { client, model } = run
  const order = orderOf(Object.fromEntries(wanted), hold && { hold: hold.id })
  const { status, body } = await client.post('/v1/orders', order)
  const short = [...wanted].filter(([sku, units]) => model.offered(sku, hold) < units)
  assert.equal(status, short.length > 0 ? 409 : 201, JSON.stringify(body))
  if (short.length > 0) {
    assert.deepEqual(
      body.short.map((s: Json) => [s.sku, s.wanted, s.available]),
      short.map(([sku, units]) => [sku, units, model.offered(sku, hold)]),
    )
    return
  }
  const parts = await partsOf(client, body.id)
  for (const [sku, units] of wanted) assert.equal(sumOf(parts, sku), units)
  for (const { sku, at, units } of parts) assert.ok(units <= model.offeredAt(sku, at, hold))
  model.holds = model.holds.filter((other) => other !== hold)
  model.orders.push({ id: body.id, parts })
}

function unitsOf(parts: Parts): Map<string, number> {
  return new Map(SKUS.map((sku) => [sku, sumOf(parts, sku)] as const).filter(([, n]) => n > 0))
}
