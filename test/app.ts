import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { createKey } from '../src/identity/index.ts'
import { hashOfSecret } from '../src/identity/domain/api-key.ts'
import { insertPerson, insertSession } from '../src/identity/store/access.ts'
import { permissions, type Permission } from '../src/lib/permissions.ts'
import type { Scope } from '../src/lib/scope.ts'
import { checks, mountModules } from '../src/modules.ts'
import { readConfig, type Config } from '../src/platform/config.ts'
import type { Caller } from '../src/platform/http/caller.ts'
import { createLog } from '../src/platform/log.ts'
import { openWorld, serve } from '../src/platform/process.ts'
import type { Connection } from '../src/platform/embedded/index.ts'
import { checkReply } from './contract.ts'
import { createTestDatabase } from './database.ts'
import { strayEvents } from './events.ts'

/** Whatever JSON holds; tests look into it freely. */
export type Json = ReturnType<typeof JSON.parse>

/** An answer of the API. */
export type Reply = { status: number; body: Json; headers: Headers }

/** A client of one server with one API key. */
export type Client = {
  get(path: string): Promise<Reply>
  /** POSTs with a fresh idempotency key, or the one given. */
  post(path: string, body: unknown, key?: string, type?: string): Promise<Reply>
}

/** The same, what it sends to say who it is, and what is no JSON. */
export type KeyClient = Client & {
  headers: Readonly<Record<string, string>>
  raw(path: string): Promise<{ status: number; text: string; headers: Headers }>
}

/** What is otherwise than usual: settings, and what single callers see. */
export type Unusual = { settings?: Partial<Config>; scopeOf?: (caller: Caller) => Scope }

/** A whole server on a free port of the loopback, with its own database unless one is given. */
export async function startApp(connection?: Connection, unusual: Unusual = {}) {
  const database = connection ? undefined : await createTestDatabase()
  const quiet = { TUTTI_PORT: 0, TUTTI_LOG_LEVEL: 'error' as const }
  const config = { ...readConfig({}), ...quiet, ...unusual.settings }
  const world = await openWorld(config, connection ?? database!.connection, createLog('error'))
  const { platform } = world
  const { modules, authenticate, orders } = mountModules(platform)
  const running = await serve(platform, modules, async (request, is) => {
    const caller = await authenticate(request, is)
    return { ...caller, scope: unusual.scopeOf?.(caller) ?? caller.scope }
  })
  const client = async (
    only: readonly Permission[] = permissions,
    expiresAt?: Temporal.Instant,
  ) => {
    const wanted = {
      name: 'test',
      permissions: only,
      expiresAt: expiresAt ?? null,
      createdBy: 'test',
    }
    const at = { now: platform.clock.now(), nowMs: platform.clock.nowMs() }
    const { secret } = await createKey(platform.db, wanted, at)
    return clientOf(running.address, secret)
  }
  return {
    address: running.address,
    connection: connection ?? database!.connection,
    platform,
    /** What its actions work with, for tests that call them directly. */
    orders,
    /** Its routes, for tests that call one as a caller who may not see everything. */
    routes: modules.flatMap((module) => [...module.routes]),
    client,
    /** Somebody who is signed in: a client with a session, and what the API calls the person. */
    async person(name: string, only: readonly Permission[] = permissions) {
      const { db, clock } = platform
      const [now, token, id] = [clock.now(), randomBytes(32).toString('base64url'), randomUUID()]
      const email = `${id}@example.com`
      const row = { id, email, name, passwordHash: 'none', permissions: [...only] }
      await insertPerson(db, row, now)
      const expiresAt = now.add({ hours: 1 })
      const session = { id: randomUUID(), personId: id, expiresAt }
      await insertSession(db, { ...session, tokenHash: hashOfSecret(token) }, now)
      const headers = { cookie: `__Host-tutti=${token}`, 'sec-fetch-site': 'same-origin' }
      return { id: `person:${id}`, ...sendingTo(running.address, headers) }
    },
    /** Ids and rows of the invariants that are broken. */
    async broken(): Promise<unknown[]> {
      // Over one connection: each that is new to them learns the tables first, which costs more.
      const reading = { readOnlySnapshot: true, timeoutMs: 0 }
      const found = await platform.db.transaction(
        (tx) =>
          Promise.all(
            checks.map(async ({ id, query }) => {
              return (await tx.query<object>(query)).map((row) => ({ id, ...row }))
            }),
          ),
        reading,
      )
      return found.flat()
    },
    /** Stops it; fails where an event was written that is not as its module declared it. */
    async stop() {
      try {
        await running.stop()
        // However many there are.
        const stray = await platform.db.transaction(strayEvents, { timeoutMs: 0 })
        assert.ok(stray.length === 0, `events that are not as declared:\n${stray.join('\n')}`)
      } finally {
        await world.close()
        await database?.drop()
      }
    },
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

/** A client that compares every answer with what the server's OpenAPI document says of it. */
export function clientOf(address: string, secret: string): KeyClient {
  return sendingTo(address, { authorization: `Bearer ${secret}` })
}

function sendingTo(address: string, headers: Record<string, string>): KeyClient {
  const send = async (method: 'GET' | 'POST', path: string, init: RequestInit) => {
    const reply = await replyOf(await fetch(`${address}${path}`, { method, ...init }))
    await checkReply(address, { method, path }, reply)
    return reply
  }
  return {
    headers,
    get: (path) => send('GET', path, { headers }),
    async raw(path) {
      const reply = await fetch(`${address}${path}`, { headers })
      return { status: reply.status, text: await reply.text(), headers: reply.headers }
    },
    post: (path, body, key = randomUUID(), type = 'application/json') =>
      send('POST', path, {
        headers: { ...headers, 'content-type': type, 'idempotency-key': key },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    headers: response.headers,
  }
}
