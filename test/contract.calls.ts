import { randomUUID } from 'node:crypto'
import type { App, Client, Reply } from './app.ts'

export { callFeeds } from './contract/feeds.ts'

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
