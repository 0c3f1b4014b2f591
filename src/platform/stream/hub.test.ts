import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { messagesOf, type Message } from '../../../test/stream/listen.ts'
import type { Database } from '../db/index.ts'
import type { Cursor } from '../events/index.ts'
import { createLog } from '../log.ts'
import { createClient, type StreamClient } from './client.ts'
import { createHub } from './hub.ts'
import type { Entry, LiveLog } from './log.ts'
import { isPast } from './place.ts'

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const at = (n: number): Cursor => ({ epoch: 1, tx: String(n), id: FIRST_ID })

/** A log in memory whose readers can be held up, after they have read. */
function createRows() {
  const rows: Entry[] = []
  let held: PromiseWithResolvers<void> | undefined
  let entered: PromiseWithResolvers<void> | undefined
  const log: LiveLog = {
    name: 'rows',
    leastMs: 0,
    async read(from) {
      const entries = rows.filter((row) => isPast(row.at, from))
      const wait = held?.promise
      if (wait) entered?.resolve()
      held = undefined
      await wait
      return { entries, upTo: entries.at(-1)?.at ?? from, isAll: true }
    },
    isFar: async () => false,
  }
  return {
    log,
    add(n: number) {
      const told = { topic: 'catalog' as const, id: String(n), version: null, change: 'row.added' }
      rows.push({ at: at(n), tells: [told] })
    },
    /** Holds up the next reader: `entered` once it has read, until `release`. */
    hold() {
      const [gate, reading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      held = gate
      entered = reading
      return { entered: reading.promise, release: gate.resolve }
    },
  }
}

describe('the hub of a stream', () => {
  const server = createServer((_request, response) => answers.shift()!(response))
  const answers: ((response: ServerResponse) => void)[] = []
  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => server.close())

  /** A client at row `n`, and what it hears. */
  async function connect(n: number): Promise<{ client: StreamClient; hear(): Promise<string> }> {
    const opened = Promise.withResolvers<ServerResponse>()
    const answered = Promise.withResolvers<IncomingMessage>()
    answers.push(opened.resolve)
    get({ port: (server.address() as AddressInfo).port, agent: false }, answered.resolve)
    const raw = await opened.promise
    const topics = new Set(['catalog'] as const)
    const client = createClient(raw, { topics, scope: 'all', place: [at(n)], onRead: () => {} })
    client.say('beat', {})
    const messages = messagesOf(await answered.promise)
    await messages.next()
    const hear = async () => ((await messages.next()).value as Message).data.id as string
    return { client, hear }
  }

  function createWorld() {
    const rows = createRows()
    let wake = (): void => undefined
    const hub = createHub({
      // Only who begins asks the database where.
      db: {} as Database,
      wake: {
        committed: () => wake(),
        listen(callback) {
          wake = callback
          return () => undefined
        },
        say: () => undefined,
        hear: () => () => undefined,
        stop: async () => undefined,
      },
      log: createLog('error'),
      logs: [rows.log],
      channelsOf: async () => new Map(),
    })
    for (const n of [1, 2, 3]) rows.add(n)
    return { rows, hub, running: hub.start(), wake: () => wake() }
  }

  it('reads again for one who comes back, where the others heard more meanwhile', async () => {
    const { rows, hub, running, wake } = createWorld()
    const there = await connect(3)
    await hub.join(there.client, false)
    const back = await connect(1)
    const reading = rows.hold()
    const joined = hub.join(back.client, true)
    await reading.entered
    rows.add(4)
    wake()
    assert.equal(await there.hear(), '4')
    reading.release()
    await joined
    assert.deepEqual([await back.hear(), await back.hear(), await back.hear()], ['2', '3', '4'])
    for (const { client } of [there, back]) client.end()
    await running.stop()
  })

  it('tells one who comes back nothing twice that the others only hear now', async () => {
    const { rows, hub, running, wake } = createWorld()
    const there = await connect(3)
    await hub.join(there.client, false)
    rows.add(4)
    const reading = rows.hold()
    wake()
    await reading.entered
    const back = await connect(1)
    await hub.join(back.client, true)
    reading.release()
    assert.equal(await there.hear(), '4')
    rows.add(5)
    wake()
    assert.equal(await there.hear(), '5')
    const heard = [await back.hear(), await back.hear(), await back.hear(), await back.hear()]
    assert.deepEqual(heard, ['2', '3', '4', '5'])
    for (const { client } of [there, back]) client.end()
    await running.stop()
  })
})
