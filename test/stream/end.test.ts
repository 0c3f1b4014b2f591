import assert from 'node:assert/strict'
import { get, type IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { startApp, type App, type KeyClient } from '../app.ts'
import { changeLocations, changeSku } from './change.ts'
import { listen, messagesOf, statusOf, type Listener } from './listen.ts'

/** Some 20 MB at once: more than the kernel takes at once, whatever it holds in the end. */
const THOUSANDS = 100

/** Hears of locations, and reads nothing of the answer before it is asked to. */
async function connectDeaf({ address }: App, { headers }: KeyClient): Promise<IncomingMessage> {
  const answered = Promise.withResolvers<IncomingMessage>()
  get(`${address}/v1/stream?topics=network`, { headers }, answered.resolve)
  const answer = await answered.promise
  answer.on('error', () => undefined)
  return answer
}

/** Tells it more than it takes, until all of that is past. */
async function overwhelm(app: App, client: KeyClient): Promise<void> {
  const other = await listen(app, client, { topics: ['catalog'] })
  await tell(app, THOUSANDS, other)
  await other.close()
}

/** Tells of so many thousands, until the other, who hears of SKUs, has heard that they are past. */
async function tell(app: App, thousands: number, other: Listener): Promise<void> {
  await changeLocations(app, thousands)
  await app.platform.db.transaction((tx) => changeSku(tx, app, 'X'))
  await other.next('change')
}

describe('a server that stops', () => {
  it('ends its streams at once, also of one who does not read', async () => {
    const app = await startApp()
    const client = await app.client()
    const listener = await listen(app, client, { topics: ['catalog'] })
    const deaf = await connectDeaf(app, client)
    await overwhelm(app, client)
    await Promise.all([app.stop(), listener.ended])
    deaf.destroy()
  })
})

describe('one who does not read', () => {
  it('is left out, told to begin anew when it reads on, and then hears again', async () => {
    const app = await startApp()
    const client = await app.client()
    const slow = await connectDeaf(app, client)
    await overwhelm(app, client)
    const heard: string[] = []
    for await (const { event } of messagesOf(slow)) {
      heard.push(event)
      if (event === 'reset') await changeLocations(app, 1)
      if (heard.includes('reset') && event === 'change') break
    }
    const before = heard.indexOf('reset')
    assert.equal(heard[0], 'ready')
    assert.ok(before > 1000 && before < THOUSANDS * 1000, `${before} messages came before`)
    await app.stop()
  })

  it('is cut off when it has not read on for a whole beat', async () => {
    const settings = { TUTTI_STREAM_BEAT_MS: 100, TUTTI_STREAM_MOST: 1 }
    const app = await startApp(undefined, { settings })
    const client = await app.client()
    const slow = await connectDeaf(app, client)
    const topics = ['network']
    assert.equal(await statusOf(app, client, { topics }), 429)
    const other = await listen(app, await app.client(), { topics: ['catalog'] })
    await tell(app, THOUSANDS, other)
    // The buffers of the kernel may grow for a while before it is stuck.
    while ((await statusOf(app, client, { topics })) === 429) await tell(app, 20, other)
    await other.close()
    slow.destroy()
    await app.stop()
  })
})
