import assert from 'node:assert/strict'
import type { App, Json, KeyClient } from '../app.ts'
import { checkReply } from '../contract.ts'

/** A message as a browser reads it. */
export type Message = { event: string; id?: string; data: Json }

/** A client of `GET /v1/stream`. */
export type Listener = {
  /** All that came so far. */
  heard: Message[]
  /** The first message of this kind that was not given yet, among those that `which` picks. */
  next(event: string, which?: (data: Json) => boolean): Promise<Message>
  /** The id of the last message that had one, as a browser keeps it. */
  lastId(): string
  /** Breaks off. */
  close(): Promise<void>
  /** Resolves when the server ends the connection, whichever way. */
  ended: Promise<void>
}

export type Asked = { topics: readonly string[]; lastId?: string; at?: readonly string[] }

type Who = Pick<KeyClient, 'headers'>

/** Sends the request alone, for what is refused. */
export async function ask(
  { address }: Pick<App, 'address'>,
  { headers }: Who,
  { topics, lastId, at = [] }: Asked,
  signal?: AbortSignal,
): Promise<Response> {
  const opened = at.length > 0 ? `&at=${at.map(encodeURIComponent).join(',')}` : ''
  return fetch(`${address}/v1/stream?topics=${topics.join(',')}${opened}`, {
    headers: { ...headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    ...(signal ? { signal } : {}),
  })
}

/** The status alone: what is answered is broken off at once. */
export async function statusOf(app: Pick<App, 'address'>, who: Who, asked: Asked): Promise<number> {
  const control = new AbortController()
  const { status } = await ask(app, who, asked, control.signal)
  control.abort()
  return status
}

/** Listens from `ready` on; every message is compared with the OpenAPI document. */
export async function listen(app: Pick<App, 'address'>, who: Who, asked: Asked): Promise<Listener> {
  const control = new AbortController()
  const response = await ask(app, who, asked, control.signal)
  assert.equal(response.status, 200)
  const heard: Message[] = []
  const given = new Set<Message>()
  let arrived = Promise.withResolvers<void>()
  let isOver = false

  async function read(): Promise<void> {
    try {
      for await (const message of messagesOf(response.body!)) {
        const reply = { status: 200, body: message, headers: response.headers }
        await checkReply(app.address, { method: 'GET', path: '/v1/stream' }, reply)
        heard.push(message)
        arrived.resolve()
        arrived = Promise.withResolvers()
      }
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
    } finally {
      isOver = true
      arrived.resolve()
    }
  }
  const ended = read()

  async function next(event: string, which: (data: Json) => boolean = () => true) {
    const isIt = (one: Message) => one.event === event && !given.has(one) && which(one.data)
    for (let looked = 0; ;) {
      const found = heard.slice(looked).find(isIt)
      if (found) {
        given.add(found)
        return found
      }
      looked = heard.length
      if (isOver) await ended
      assert.ok(!isOver, `the stream has ended without a ${event}`)
      await arrived.promise
    }
  }
  await next('ready')
  return {
    heard,
    next,
    ended,
    lastId: () => heard.findLast(({ id }) => id !== undefined)!.id!,
    async close() {
      control.abort()
      await ended
    },
  }
}

/** The messages of a stream, as they come. */
export async function* messagesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of body) {
    const parts = `${rest}${decoder.decode(piece, { stream: true })}`.split('\n\n')
    rest = parts.pop()!
    for (const part of parts) yield messageOf(part)
  }
}

function messageOf(part: string): Message {
  const fields = Object.fromEntries(
    part.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  return { ...fields, data: JSON.parse(fields['data']!) } as Message
}
