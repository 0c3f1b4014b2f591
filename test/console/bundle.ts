import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Client, Json } from '../app.ts'

/** A gift set of two items that are there, gift wrap, an order of both: what they are called. */
export async function sellBundle(
  client: Client,
): Promise<Record<'bundle' | 'unkept' | 'bundled', string>> {
  const { items } = await done(client.get('/v1/stock?state=in_stock&limit=2'))
  const components = items.map(({ sku }: Json, i: number) => ({ sku, quantity: i + 1 }))
  const [bundle, unkept] = ['ZZ-SET', 'ZZ-WRAP']
  const skus = [
    { code: bundle, name: 'Gift set', kind: 'bundle', components },
    { code: unkept, name: 'Gift wrap', kind: 'not_stocked' },
  ]
  await done(client.post('/v1/skus', { skus }))
  const [channel] = (await done(client.get('/v1/channels'))).items
  const money = (amount: number) => ({ amount, currency: channel.currency })
  const line = (no: number, sku: string) => {
    return { no, group: 1, sku, quantity: 1, unitPrice: '30.00', total: money(3000) }
  }
  const shipTo = { line1: '1 Main Street', city: 'Example', country: 'FR' }
  const order = await done(
    client.post('/v1/orders', {
      channel: channel.code,
      externalId: randomUUID(),
      currency: channel.currency,
      contact: { name: 'Ada Lovelace' },
      groups: [{ no: 1, method: 'standard', shipTo }],
      lines: [line(1, bundle), line(2, unkept)],
      total: money(6000),
    }),
  )
  return { bundle, unkept, bundled: order.number }
}

async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
