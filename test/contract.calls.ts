import { randomUUID } from 'node:crypto'
import type { App, Client, Reply } from './app.ts'
import { orderOf } from './shop.ts'

/** Notes an answer that was seen. */
export type Keep = (method: string, path: string, reply: Reply) => Reply

/** A client of whose answers each is noted. */
export function keeping(client: Client, keep: Keep): Client {
  return {
    get: async (path) => keep('GET', path, await client.get(path)),
    post: async (path, ...rest) => keep('POST', path, await client.post(path, ...rest)),
  }
}

/** Who may do what. */
export async function callAccess({ get, post }: Client): Promise<void> {
  await get('/v1/me')
  const wanted = { name: 'till', permissions: ['orders:read'] }
  const key = randomUUID()
  const { id } = (await post('/v1/api-keys', wanted, key)).body
  await post('/v1/api-keys', wanted, key)
  const fields = { name: 'scanner' }
  await post(`/v1/api-keys/${id}/changes`, { version: 1, changes: [{ action: 'set', fields }] })
  await post(`/v1/api-keys/${id}/revocations`, {})
  await get('/v1/api-keys')
}

/** What a person has and a key has not. */
export async function callOwn(app: App, keep: Keep): Promise<void> {
  const person = await app.person('Ada')
  const { get, post } = keeping(person, keep)
  const changes = (fields: object) => ({ version: 1, changes: [{ action: 'set', fields }] })
  await post('/v1/me/changes', changes({ theme: 'dark' }))
  await get('/v1/people')
  const { id } = (await post('/v1/views', { screen: 'orders', name: 'Late', query: '' })).body
  await get('/v1/views?screen=orders')
  await post(`/v1/views/${id}/changes`, changes({ name: 'Very late' }))
}

/** A bundle, and what is not stocked: alone and in an order. */
export async function callBundles({ get, post }: Client): Promise<void> {
  const components = [{ sku: 'X', quantity: 1 }]
  const skus = [
    { code: 'SET', name: 'Set', kind: 'bundle', components },
    { code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' },
  ]
  await post('/v1/skus', { skus })
  for (const { code } of skus) {
    for (const path of ['skus/', 'stock/', 'availability?channel=WEB&sku=']) {
      await get(`/v1/${path}${code}`)
    }
  }
  const { id } = (await post('/v1/orders', orderOf({ SET: 1, WRAP: 1 }))).body
  await get(`/v1/orders/${id}`)
}

/** Goods that are on their way. */
export async function callReceipts({ get, post }: Client): Promise<void> {
  const place = { sku: 'X', location: 'A' }
  const receipts = [
    { ...place, quantity: 5, dueOn: '2099-01-01' },
    { ...place, sku: 'NOPE', quantity: 5, dueOn: '2099-01-01' },
  ]
  await post('/v1/expected-receipts', { receipts })
  await get('/v1/expected-receipts?sku=X')
  const one = '/v1/expected-receipts/X/A/1'
  await get(one)
  const fields = { quantity: 4 }
  await post(`${one}/changes`, { version: 1, changes: [{ action: 'set', fields }] })
  await post(`${one}/arrivals`, { quantity: 4 })
}
