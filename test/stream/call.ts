import assert from 'node:assert/strict'
import type { App, KeyClient } from '../app.ts'
import { listen } from './listen.ts'

/** Calls the stream; its messages are compared with the document as they come. */
export async function callStream(app: App, client: KeyClient): Promise<string> {
  const listener = await listen(app, client, { topics: ['catalog'] })
  const { version } = (await client.get('/v1/skus/X')).body
  const changes = [{ action: 'set', fields: { name: 'X again' } }]
  await client.post('/v1/skus/X/changes', { version, changes })
  assert.equal((await listener.next('change')).data.id, 'X')
  await listener.close()
  return 'GET /v1/stream 200'
}
