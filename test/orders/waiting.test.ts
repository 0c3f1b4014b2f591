import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client } from '../app.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

describe('an order that waits for stock', () => {
  it('is taken where the channel accepts, and served oldest first when stock comes', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await shop(client, 'accept')
      const first = await client.post('/v1/orders', orderOf({ X: 5 }))
      assert.deepEqual(first.body.lines, [{ no: 1, allocated: 3, short: 2 }])
      assert.equal(first.body.state, 'waiting_for_stock')
      const second = await client.post('/v1/orders', orderOf({ X: 2 }))
      const third = await client.post('/v1/orders', orderOf({ X: 1 }))
      await receive(client, 4)
      await untilAllocated(app, client, second.body.id)
      assert.equal((await client.get(`/v1/orders/${first.body.id}`)).body.state, 'allocated')
      const last = (await client.get(`/v1/orders/${third.body.id}`)).body
      assert.deepEqual([last.state, last.lines[0].allocated], ['waiting_for_stock', 0])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('gets the units of an order that is cancelled', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await shop(client, 'accept')
      const first = await client.post('/v1/orders', orderOf({ X: 3 }))
      const second = await client.post('/v1/orders', orderOf({ X: 1 }))
      await client.post(`/v1/orders/${first.body.id}/cancellations`, { reason: 'changed mind' })
      await untilAllocated(app, client, second.body.id)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('is a task where the channel asks, until the stock has come', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await shop(client, 'ask')
      const { body } = await client.post('/v1/orders', orderOf({ X: 4 }))
      const [task] = (await client.get('/v1/tasks')).body.items
      assert.deepEqual([task.cause, task.subjectId], ['shortage', body.id])
      assert.ok(task.can.includes('close'))
      await receive(client, 1)
      await untilAllocated(app, client, body.id)
      assert.deepEqual((await client.get('/v1/tasks')).body.items, [])
    } finally {
      await app.stop()
    }
  })
})

describe('a count below what is promised', () => {
  it('is taken as the fact it is; what has no cover is a task until it is covered', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await shop(client, 'refuse')
      await client.post('/v1/orders', orderOf({ X: 3 }))
      const levels = [{ sku: 'X', location: 'A', onHand: 1 }]
      const { body } = await client.post('/v1/stock/levels', { levels })
      assert.deepEqual([body.outcomes[0].stock.uncovered, body.outcomes[0].stock.available], [2, 0])
      const [task] = (await client.get('/v1/tasks')).body.items
      assert.deepEqual([task.cause, task.can], ['stock_uncovered', ['assign', 'note']])
      const closed = await client.post(`/v1/tasks/${task.id}/closures`, { outcome: 'seen' })
      assert.deepEqual([closed.status, closed.body.code], [409, 'task_ends_itself'])
      await receive(client, 2)
      assert.deepEqual((await client.get('/v1/tasks')).body.items, [])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

async function shop(client: Client, onShortage: 'refuse' | 'accept' | 'ask'): Promise<void> {
  const stock = { X: { A: 3 } }
  await openShop(client, { onShortage, locations: { A: {} }, skus: { X: {} }, stock })
}

async function receive(client: Client, change: number): Promise<void> {
  const adjustments = [{ sku: 'X', location: 'A', change, reason: 'receipt' }]
  const { body } = await client.post('/v1/stock/adjustments', { adjustments })
  assert.equal(body.outcomes[0].outcome, 'recorded')
}
