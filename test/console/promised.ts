import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { sql } from '../../src/platform/db/sql.ts'
import type { App, Client, Json } from '../app.ts'
import { untilSeen } from '../shop.ts'

/** It is on its way, and promised to orders. */
export const EXPECTED = 'ZZ-ARMCHAIR'
/** Rules let it be a backorder. */
export const BACKORDERED = 'ZZ-BOOKCASE'

/** Items of their own, so that no order is served or loses its units. */
export async function createPromised(client: Client): Promise<void> {
  const skus = [
    { code: EXPECTED, name: 'Armchair with a footstool' },
    { code: BACKORDERED, name: 'Bookcase' },
  ]
  await done(client.post('/v1/skus', { skus }))
}

/**
 * An order that waits for goods on their way, and one that was let down: its receipt comes later,
 * and the day of its backorder has passed. What they are called.
 */
export async function promiseGoods(
  app: App,
  client: Client,
): Promise<Record<'expected' | 'broken' | 'promise', string>> {
  const [channel] = (await done(client.get('/v1/channels'))).items
  const { locations } = await done(client.get(`/v1/channels/${channel.code}/pool`))
  const [{ location }] = locations
  const receipts = [9, 12].map((days) => {
    return { sku: EXPECTED, location, quantity: 1, dueOn: dayIn(days) }
  })
  const announced = await done(client.post('/v1/expected-receipts', { receipts }))
  const broken = await order(client, channel, 'Katharina von Hohenberg', [EXPECTED, BACKORDERED])
  const expected = await order(client, channel, 'Ada Lovelace', [EXPECTED])
  await late(client, announced.outcomes[0].receipt, 25)
  const { db, wake } = app.platform
  await db.query(sql`
    update inventory.claim set promised_on = promised_on - 20
    where order_id = ${broken.id} and supply_no = -1`)
  wake.committed()
  await untilSeen(app, async () => {
    const { items } = await done(client.get(`/v1/orders/${broken.id}/events`))
    return items.filter(({ data }: Json) => data.cause === 'late').length === 2 || undefined
  })
  const { items } = await done(client.get(`/v1/tasks?state=open&order=${broken.id}`))
  return { expected: expected.number, broken: broken.number, promise: items[0].id }
}

async function order(client: Client, channel: Json, name: string, skus: string[]): Promise<Json> {
  const { currency } = channel
  const lines = skus.map((sku, i) => {
    const total = { amount: 24_900, currency }
    return { no: i + 1, group: 1, sku, quantity: 1, unitPrice: '249.00', total }
  })
  const body = {
    channel: channel.code,
    externalId: randomUUID(),
    currency,
    contact: { name },
    groups: [{ no: 1, method: 'standard', shipTo: { line1: '1 Main Street', country: 'CH' } }],
    lines,
    total: { amount: 24_900 * skus.length, currency },
  }
  const placed = await done(client.post('/v1/orders', body))
  assert.equal(placed.state, 'waiting_for_receipt', JSON.stringify(placed))
  return placed
}

/** A receipt gets a later day. */
async function late(client: Client, { sku, location, no }: Json, days: number) {
  const path = `/v1/expected-receipts/${sku}/${location}/${no}`
  const { version } = await done(client.get(path))
  const changes = [{ action: 'set', fields: { dueOn: dayIn(days) } }]
  await done(client.post(`${path}/changes`, { version, changes }))
}

function dayIn(days: number): string {
  return Temporal.Now.plainDateISO('UTC').add({ days }).toString()
}

async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
