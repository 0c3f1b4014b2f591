import { randomUUID } from 'node:crypto'
import type { App, Client, Reply } from './app.ts'

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

/** What is there, what came and went, what it was. */
export async function callStock({ get, post }: Client): Promise<void> {
  const place = { sku: 'X', location: 'A' }
  const adjustments = [
    { ...place, change: 1, reason: 'receipt' },
    { ...place, change: 0.5, reason: 'receipt' },
  ]
  await post('/v1/stock/adjustments', { adjustments })
  const lines = [{ sku: 'X', quantity: 1 }]
  const hold = await post('/v1/stock-holds', { channel: 'WEB', lines })
  await get(`/v1/stock-holds/${hold.body.id}`)
  await post(`/v1/stock-holds/${hold.body.id}/extensions`, {})
  await post(`/v1/stock-holds/${hold.body.id}/releases`, {})
  await post('/v1/sku-pauses', { ...place, reason: 'recall' })
  await post('/v1/sku-resumptions', place)
  const then = `stock/X/history?channel=WEB&at=${new Date().toISOString()}`
  for (const path of ['stock', 'stock/X', 'stock/X/movements', then, 'stock-health']) {
    await get(`/v1/${path}`)
  }
  await get('/v1/stock-health?category=kitchen')
  await get('/v1/orders?waitingFor=X')
  await get('/v1/availability?channel=WEB&sku=X')
  await get('/v1/availability?channel=WEB&sku=X&explain=true&by=location')
  await get('/v1/availability/skus?channel=WEB&skus=X,NONE')
  await get('/v1/stock/X?channel=WEB')
  await get('/v1/pickup-locations?near=48.1,11.6&withinKm=500')
}
