import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { listDoubted, tellLateReceipts } from '../../src/inventory/index.ts'
import {
  keepPromises,
  nothingLookedFor,
  ORDERS_AT_ONCE,
} from '../../src/orders/actions/keep-promises.ts'
import { lockOrders } from '../../src/orders/store/read.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { keepBack, sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated, untilSeen } from '../shop.ts'

const at = '/v1/expected-receipts'
const preOrder = {
  kind: 'pre_order' as const,
  quantity: null,
  withinDays: 900,
  minConfidence: 50,
}

describe('promises of goods that come otherwise than announced', () => {
  let app: App
  let client: Client
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: { FIRST: {} },
      stock: {},
    })
  })
  beforeEach(async () => {
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item' }] })
    await sellBy(app, [preOrder])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const nowThere = () => app.platform.clock.now().toZonedDateTimeISO('Europe/Paris')
  const day = (days: number) => nowThere().toPlainDate().add({ days }).toString()
  /** At this time of the day, also where the clocks change before. */
  const inDays = (days: number) => nowThere().add({ days }).toInstant()
  const announce = async (location: string, quantity: number, days: number) => {
    const receipts = [{ sku, location, quantity, dueOn: day(days) }]
    return (await client.post(at, { receipts })).body.outcomes[0].receipt as Json
  }
  const change = async ({ location, no }: Json, fields: object | 'cancel') => {
    const one = `${at}/${sku}/${location}/${no}`
    const { version } = (await client.get(one)).body
    const changes = [fields === 'cancel' ? { action: 'cancel' } : { action: 'set', fields }]
    const { status, body } = await client.post(`${one}/changes`, { version, changes })
    assert.equal(status, 200, JSON.stringify(body))
  }
  const order = async (quantity: number) =>
    (await client.post('/v1/orders', orderOf({ [sku]: quantity }))).body as Json
  /** Where its units are and when they are expected, once the order was told. */
  const told = async ({ id }: Json, cause: string) => {
    await untilSeen(app, async () => {
      const { items } = (await client.get(`/v1/orders/${id}/events`)).body
      return items.find((e: Json) => {
        return e.type === 'order.expected_changed' && e.data.cause === cause
      })
    })
    return comingOf({ id })
  }
  const comingOf = async ({ id }: Json) => {
    const [line] = (await client.get(`/v1/orders/${id}`)).body.lines
    return line.allocations.map((a: Json) => [a.location, a.quantity, a.expectedOn])
  }
  const tasksOf = async ({ id }: Json) => {
    const { items } = (await client.get(`/v1/tasks?state=open&limit=200`)).body
    return items.filter((t: Json) => t.subjectId === id).map(({ cause }: Json) => cause)
  }

  it('go to other goods that keep the day, where a receipt comes later', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(2)
    await announce('B', 5, 8)
    await change(receipt, { dueOn: day(40) })
    assert.deepEqual(await told(placed, 'moved'), [['B', 2, day(8)]])
    assert.deepEqual(await tasksOf(placed), [])
  })

  it('go to stock on hand, where there is some', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(2)
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'B', onHand: 9 }] })
    await change(receipt, { dueOn: day(40) })
    assert.deepEqual(await told(placed, 'moved'), [['B', 2, undefined]])
  })

  it('are a task where nothing keeps them, until the goods are there', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(2)
    await change(receipt, { dueOn: day(40) })
    assert.deepEqual(await told(placed, 'late'), [['A', 2, day(40)]])
    assert.deepEqual(await tasksOf(placed), ['promise_broken'])
    const { allocations } = (await client.get(`/v1/orders/${placed['id']}`)).body.lines[0]
    assert.equal(allocations[0].promisedOn, day(10))
    await client.post(`${at}/${sku}/A/${receipt['no']}/arrivals`, { quantity: 5 })
    assert.deepEqual(await tasksOf(placed), [])
  })

  it('are lost by the newest orders where less comes, or go to what comes soonest', async () => {
    const receipt = await announce('A', 5, 10)
    const [old, mid, young] = [await order(2), await order(2), await order(1)]
    await announce('B', 1, 50)
    await change(receipt, { quantity: 2 })
    await told(young, 'short')
    assert.deepEqual(await comingOf(old), [['A', 2, day(10)]])
    assert.deepEqual(await told(mid, 'moved'), [['B', 1, day(50)]])
    assert.deepEqual(await comingOf(young), [])
    assert.equal((await client.get(`/v1/orders/${young['id']}`)).body.state, 'waiting_for_stock')
    for (const one of [mid, young]) assert.deepEqual(await tasksOf(one), ['promise_broken'])
    assert.deepEqual(await tasksOf(old), [])
  })

  it('are all lost with a receipt that is cancelled', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(3)
    await change(receipt, 'cancel')
    assert.deepEqual(await told(placed, 'short'), [])
    const cancel = { reason: 'no stock' }
    await client.post(`/v1/orders/${placed['id']}/cancellations`, cancel)
    assert.deepEqual(await tasksOf(placed), [])
  })

  it('go to surer goods, where a receipt is less sure than may be sold', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(1)
    await announce('B', 5, 9)
    await change(receipt, { confidence: 40 })
    assert.deepEqual(await told(placed, 'moved'), [['B', 1, day(9)]])
  })

  it('are told once of a receipt that does not come on its day', async () => {
    const receipt = await announce('A', 5, 1)
    const placed = await order(1)
    const { db, clock, wake } = app.platform
    const network = await app.orders.network.current()
    const by = { actor: 'test', now: inDays(2), nowMs: clock.nowMs() }
    const late = () => tellLateReceipts(db, network, { by, committed: wake.committed })
    await late()
    await late()
    await told(placed, 'late')
    const { body } = await client.get(`${at}/${sku}/A/${receipt['no']}`)
    assert.equal(body.late, true)
    assert.deepEqual(await tasksOf(placed), ['promise_broken'])
    await change(receipt, { dueOn: day(5) })
    assert.equal((await client.get(`${at}/${sku}/A/${receipt['no']}`)).body.late, false)
  })

  it('are looked at again where the day changes while some of the orders are told', async () => {
    const receipt = await announce('A', ORDERS_AT_ONCE + 1, 10)
    const oldest = await order(1)
    const placed = await Promise.all(Array.from({ length: ORDERS_AT_ONCE }, () => order(1)))
    const eventsOf = async ({ id }: Json) =>
      (await client.get(`/v1/orders/${id}/events`)).body.items.filter((e: Json) => {
        return e.type === 'order.expected_changed'
      })
    await app.platform.db.transaction(async (tx) => {
      // Who lost theirs first knows of the first day while the last order is waited for.
      await lockOrders(tx, [oldest['id']])
      await change(receipt, { dueOn: day(20) })
      await untilSeen(app, async () => (await eventsOf(placed[0]!))[0])
      await change(receipt, { dueOn: day(40) })
    })
    for (const one of [oldest, ...placed]) {
      await untilSeen(app, async () => {
        const last = (await eventsOf(one)).at(-1)
        return last?.data.parts[0][4] === day(40) ? last : undefined
      })
    }
    await keepPromises(app.orders, nothingLookedFor())
    const first = { after: undefined, limit: 1 }
    assert.deepEqual(await listDoubted(app.platform.db, first), [])
  })

  it('of backorders go to what comes, and to stock before orders that only wait', async () => {
    await sellBy(app, [preOrder, { kind: 'backorder', quantity: 9, days: 14 }])
    const placed = await order(3)
    assert.deepEqual(await comingOf(placed), [['A', 3, day(14)]])
    await announce('B', 2, 20)
    assert.deepEqual(await told(placed, 'moved'), [
      ['A', 1, day(14)],
      ['B', 2, day(20)],
    ])
    assert.deepEqual(await tasksOf(placed), ['promise_broken'])
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'A', onHand: 1 }] })
    await untilSeen(app, async () => {
      const [line] = (await client.get(`/v1/orders/${placed['id']}`)).body.lines
      return line.expected === 2 ? line : undefined
    })
  })

  it('of backorders leave what is kept at places, and places that are barred', async () => {
    await sellBy(app, [preOrder, { kind: 'backorder', quantity: 9, days: 14 }])
    const placed = await order(3)
    await keepBack(app, { barred: ['A'], safety: 5 })
    await announce('A', 9, 10)
    const levels = [
      { sku, location: 'A', onHand: 50 },
      { sku, location: 'B', onHand: 7 },
    ]
    await client.post('/v1/stock/levels', { levels })
    assert.deepEqual(await told(placed, 'moved'), [
      ['A', 1, day(14)],
      ['B', 2, undefined],
    ])
  })

  it('of backorders whose day has passed are told once, till they come or end', async () => {
    await sellBy(app, [{ kind: 'backorder', quantity: 9, days: 14 }])
    const [served, closed, cancelled] = [await order(1), await order(2), await order(3)]
    const lookOn = async (days: number) => {
      const later = { ...app.platform.clock, now: () => inDays(days) }
      const orders = { ...app.orders, platform: { ...app.platform, clock: later } }
      await keepPromises(orders, nothingLookedFor())
    }
    const lateOf = async ({ id }: Json) => {
      const { items } = (await client.get(`/v1/orders/${id}/events`)).body
      return items.filter((e: Json) => e.data.cause === 'late').map((e: Json) => e.data.parts)
    }
    await lookOn(13)
    for (const one of [served, closed, cancelled]) {
      assert.deepEqual([await lateOf(one), await tasksOf(one)], [[], []])
    }
    await lookOn(15)
    for (const [i, one] of [served, closed, cancelled].entries()) {
      const [[[line, , , units, on]], ...more] = await lateOf(one)
      assert.deepEqual([line, units, on, more], [1, i + 1, null, []])
      assert.deepEqual(await tasksOf(one), ['promise_broken'])
      assert.deepEqual(await comingOf(one), [['A', i + 1, day(14)]])
    }
    const { items } = (await client.get(`/v1/tasks?order=${closed['id']}`)).body
    await client.post(`/v1/tasks/${items[0].id}/closures`, { outcome: 'the customer waits' })
    await lookOn(16)
    assert.deepEqual([(await lateOf(closed)).length, await tasksOf(closed)], [1, []])
    await client.post(`/v1/orders/${cancelled['id']}/cancellations`, { reason: 'too late' })
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'B', onHand: 1 }] })
    assert.deepEqual(await told(served, 'moved'), [['B', 1, undefined]])
    for (const one of [served, cancelled]) assert.deepEqual(await tasksOf(one), [])
  })

  it('are a task no more when stock comes for what has lost them', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(2)
    await change(receipt, 'cancel')
    await told(placed, 'short')
    assert.deepEqual(await tasksOf(placed), ['promise_broken'])
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'B', onHand: 2 }] })
    await untilAllocated(app, client, placed['id'])
    assert.deepEqual(await tasksOf(placed), [])
  })

  it('of backorders are looked at again after a while, or by other rules', async () => {
    await sellBy(app, [preOrder, { kind: 'backorder', quantity: 9, days: 14 }])
    await order(1)
    await keepBack(app, { barred: ['A', 'B'], safety: 0 })
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'B', onHand: 7 }] })
    const looked = nothingLookedFor()
    const lastLook = async () => {
      await keepPromises(app.orders, looked)
      return [...looked.backorders.values()].at(-1)!.at
    }
    const first = await lastLook()
    assert.equal(await lastLook(), first)
    // The same once more is another version.
    await keepBack(app, { barred: ['A', 'B'], safety: 0 })
    assert.ok((await lastLook()) > first)
  })

  it('of backorders go to receipts only as rules let those be promised', async () => {
    const backorder = { kind: 'backorder' as const, quantity: 9, days: 14 }
    await sellBy(app, [{ ...preOrder, withinDays: 30, quantity: 2 }, backorder])
    const placed = await order(5)
    await announce('B', 9, 40)
    await announce('A', 9, 20)
    assert.deepEqual(await told(placed, 'moved'), [
      ['A', 3, day(14)],
      ['A', 2, day(20)],
    ])
  })
})
