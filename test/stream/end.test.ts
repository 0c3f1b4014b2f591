import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { startApp } from '../app.ts'
import { changeSkus } from './change.ts'
import { ask, listen, messagesOf } from './listen.ts'

/** More than the buffers of the kernel hold on both sides. */
const MANY = 60_000
const topics = ['catalog']

/** Connects, and reads nothing of the answer before it is asked to. */
async function connect(address: string, headers: Readonly<Record<string, string>>) {
  const answered = Promise.withResolvers<IncomingMessage>()
  get(`${address}/v1/stream?topics=catalog`, { headers }, answered.resolve)
  const answer = await answered.promise
  answer.on('error', () => undefined)
  return answer
}

describe('a server that stops', () => {
  it('ends its streams at once, also of one who does not read', async () => {
    const app = await startApp()
    const client = await app.client()
    const listener = await listen(app, client, { topics })
    const deaf = await connect(app.address, client.headers)
    await changeSkus(app, 100)
    await listener.next('change')
    await Promise.all([app.stop(), listener.ended])
    deaf.destroy()
  })
})

describe('one who does not read', () => {
  it('is left out, and told to begin anew when it reads on', async () => {
    const app = await startApp()
    const client = await app.client()
    const slow = await connect(app.address, client.headers)
    const other = await listen(app, client, { topics: ['network'] })
    await passMany()
    const heard: string[] = []
    const read = messagesOf(slow)
    for await (const { event } of read) {
      heard.push(event)
      if (event === 'reset') break
    }
    assert.equal(heard[0], 'ready')
    assert.ok(heard.length > 100 && heard.length < MANY, `${heard.length} messages came before`)
    await other.close()
    await app.stop()

    /** Resolves when the hub has passed them all. */
    async function passMany(): Promise<void> {
      await changeSkus(app, MANY)
      const levels = { code: 'LE', name: 'Example', country: 'FR' }
      await client.post('/v1/legal-entities', levels)
      const place = { code: 'Z', name: 'Z', kind: 'store', legalEntity: 'LE', country: 'FR' }
      await client.post('/v1/locations', { locations: [{ ...place, timeZone: 'Europe/Paris' }] })
      await other.next('change')
    }
  })

  it('is cut off when it has read nothing for a whole beat', async () => {
    const settings = { TUTTI_STREAM_BEAT_MS: 100, TUTTI_STREAM_MOST: 1 }
    const app = await startApp(undefined, { settings })
    const client = await app.client()
    const slow = await connect(app.address, client.headers)
    assert.equal((await ask(app, client, { topics })).status, 429)
    await changeSkus(app, MANY)
    while ((await ask(app, client, { topics })).status === 429) assert.ok(!slow.destroyed)
    slow.destroy()
    await app.stop()
  })
})
