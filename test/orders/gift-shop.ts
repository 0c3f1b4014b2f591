import assert from 'node:assert/strict'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

/** SET: 2 BOX and 1 CARD, which cost 15.00 and 10.00 apart. */
const SET = [
  { sku: 'BOX', quantity: 2 },
  { sku: 'CARD', quantity: 1 },
]

/** A shop that sells it, and gift wrap that is not stocked. */
export async function openBundles(
  client: Client,
  of: Partial<Parameters<typeof openShop>[1]> = {},
): Promise<void> {
  const price = (amount: number) => ({ prices: [{ currency: 'EUR', amount }] })
  await openShop(client, {
    locations: { A: {}, B: {} },
    skus: { BOX: price(1500), CARD: price(1000) },
    stock: { BOX: { A: 10, B: 4 }, CARD: { A: 3, B: 3 } },
    ...of,
  })
  const skus = [
    { code: 'SET', name: 'Gift set', kind: 'bundle', components: SET },
    { code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' },
  ]
  for (const { outcome } of (await done(client.post('/v1/skus', { skus }))).outcomes) {
    assert.equal(outcome, 'created')
  }
}

export async function withShop(
  of: Partial<Parameters<typeof openShop>[1]>,
  test: (client: Client, app: App) => Promise<void>,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openBundles(client, of)
    await test(client, app)
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

export async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

/** What the channel can sell. */
export const available = async (client: Client, sku: string): Promise<number | null> =>
  (await done(client.get(`/v1/availability?channel=WEB&sku=${sku}`))).available
