import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client } from '../app.ts'
import { ruleOf } from '../rules.ts'
import { orderOf } from '../shop.ts'
import { countedIn, inShop, limitOf, order, quotaOf, untilCounted } from './counting.ts'

const SECOND = '00000000-0000-7000-8000-000000000002'
const RIVOLI = { line1: '1 rue de Rivoli', city: 'Paris', country: 'FR' }
const BREST = { line1: '2 rue de Brest', city: 'Lyon', country: 'FR' }

describe('what is cancelled of an order in two groups', () => {
  it('is given back to the address that it was to go to', async () => {
    const rule = limitOf({ quantity: 3, per: 'address', days: null })
    await inShop([rule], async ({ app, client }) => {
      const id = await placed(client, [{ shipTo: RIVOLI }, { shipTo: BREST }])
      assert.equal(await countedIn(app), 6)
      await cancel(client, id, { no: 2, quantity: 2 })
      await untilCounted(app, 4)
      const to = (shipTo: object) => ({ groups: [{ no: 1, method: 'standard', shipTo }] })
      assert.equal((await order(client, 1, to(RIVOLI))).body.left, 0)
      assert.equal((await order(client, 3, to(BREST))).body.left, 2)
      assert.equal((await order(client, 2, to(BREST))).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is given back to the one rule of two that it was counted by', async () => {
    const express = ruleOf({ kind: 'quota', quantity: 4 }, { method: 'express' }, SECOND)
    await inShop([express, quotaOf(4)], async ({ app, client }) => {
      const id = await placed(client, [{ method: 'standard' }, { method: 'express' }])
      assert.equal(await countedIn(app), 6)
      await cancel(client, id, { no: 1, quantity: 1 })
      await untilCounted(app, 5)
      assert.equal((await order(client, 3)).body.left, 2)
      await cancel(client, id, { no: 2, quantity: 2 })
      await untilCounted(app, 3)
      const groups = [{ no: 1, method: 'express', shipTo: RIVOLI }]
      assert.equal((await order(client, 3, { groups })).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is given back in all where one rule counts both', async () => {
    await inShop([quotaOf(6)], async ({ app, client }) => {
      const id = await placed(client, [{ method: 'standard' }, { method: 'express' }])
      await cancel(client, id, { no: 1, quantity: 1 }, { no: 2, quantity: 2 })
      await untilCounted(app, 3)
      assert.equal((await order(client, 3)).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

/** An order of 3 in each of these groups; answers its id. */
async function placed(client: Client, over: readonly object[]): Promise<string> {
  const body = orderOf({ X: 3 })
  const [[group], [line]] = [body.groups, body.lines]
  body.groups = over.map((one, i) => ({ ...group!, ...one, no: i + 1 }))
  body.lines = over.map((_, i) => ({ ...line!, no: i + 1, group: i + 1 }))
  body.total.amount *= over.length
  const { status, body: answer } = await client.post('/v1/orders', body)
  assert.equal(status, 201, JSON.stringify(answer))
  return answer.id
}

async function cancel(
  client: Client,
  id: string,
  ...lines: { no: number; quantity: number }[]
): Promise<void> {
  const wish = { reason: 'less', lines }
  assert.equal((await client.post(`/v1/orders/${id}/cancellations`, wish)).status, 200)
}
