import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ensureAdministrator, setPassword } from '../../src/identity/index.ts'
import type { Scope } from '../../src/lib/scope.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, clientOf, type App, type Json, type KeyClient } from '../app.ts'
import { openShop, orderOf, untilReleased, versionAt } from '../shop.ts'
import { ask, listen, statusOf } from './listen.ts'

const BEAT = { TUTTI_STREAM_BEAT_MS: 40, TUTTI_STREAM_MOST: 2 }

describe('who may hear the stream', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp(undefined, { settings: BEAT })
    client = await app.client()
  })
  after(() => app.stop())

  it('holders of the permission to read each topic; unknown topics are named', async () => {
    const reader = await app.client(['orders:read', 'tasks:read'])
    const stock = await ask(app, reader, { topics: ['orders', 'stock'] })
    const missing = (await stock.json()) as Json
    assert.deepEqual(
      [missing.status, missing.code, missing.permission, missing.field],
      [403, 'permission_missing', 'stock:read', '/topics'],
    )
    const strange = (await (
      await ask(app, reader, { topics: ['orders', 'weather'] })
    ).json()) as Json
    assert.deepEqual([strange.code, strange.field], ['field_invalid', '/topics'])
    assert.match(strange.detail, /"weather" is no topic; there are orders, tasks/)
    const none = (await (await ask(app, reader, { topics: [''] })).json()) as Json
    assert.deepEqual([none.code, none.field], ['field_invalid', '/topics'])
    const allowed = await listen(app, reader, { topics: ['orders', 'tasks'] })
    await allowed.close()
  })

  it('so many times at once; another caller has a number of its own', async () => {
    const one = await app.client()
    const topics = ['catalog']
    const open = [await listen(app, one, { topics }), await listen(app, one, { topics })]
    const reply = await ask(app, one, { topics })
    const problem = (await reply.json()) as Json
    assert.deepEqual([problem.status, problem.code], [429, 'too_many_streams'])
    assert.ok(Number(reply.headers.get('retry-after')) > 0)
    open.push(await listen(app, client, { topics }))
    await open[0]!.close()
    // The server hears of that in its own time.
    while ((await statusOf(app, one, { topics })) === 429) assert.equal(open.length, 3)
    await Promise.all(open.map((listener) => listener.close()))
  })

  it('until the key is revoked', async () => {
    const wanted = { name: 'wall', permissions: ['orders:read'] }
    const { body } = await client.post('/v1/api-keys', wanted)
    const wall = clientOf(app.address, body.secret)
    const listener = await listen(app, wall, { topics: ['orders'] })
    const other = await listen(app, client, { topics: ['orders'] })
    await client.post(`/v1/api-keys/${body.id}/revocations`, {})
    await listener.ended
    await other.next('beat')
    await other.close()
  })
})

describe('a stream of a session', () => {
  const email = 'admin@localhost'
  const password = 'correct horse battery staple'
  let app: App
  before(async () => {
    app = await startApp(undefined, { settings: BEAT })
    const { db, clock } = app.platform
    await ensureAdministrator(db, email, { now: clock.now(), nowMs: clock.nowMs() })
    await setPassword(db, email, password, clock.now())
  })
  after(() => app.stop())

  async function signIn(): Promise<{ headers: { cookie: string } }> {
    const reply = await fetch(`${app.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email, password }),
    })
    return { headers: { cookie: reply.headers.get('set-cookie')!.split(';')[0]! } }
  }

  const seenAt = async (ago: string) =>
    app.platform.db.query(sql`update identity.session set seen_at = now() - ${ago}::interval`)

  it('ends when the session is ended', async () => {
    const { headers } = await signIn()
    const listener = await listen(app, { headers }, { topics: ['orders'] })
    await fetch(`${app.address}/sign-out`, { method: 'POST', headers, redirect: 'manual' })
    await listener.ended
    assert.equal(await statusOf(app, { headers }, { topics: ['orders'] }), 401)
  })

  it('is no use of it: one that nobody uses ends after its time all the same', async () => {
    const who = await signIn()
    await seenAt('5 minutes')
    const listener = await listen(app, who, { topics: ['orders'] })
    await listener.next('beat')
    await listener.next('beat')
    const used = await app.platform.db.query(sql`
      select from identity.session
      where ended_at is null and seen_at > now() - interval '4 minutes'`)
    assert.equal(used.length, 0)
    await seenAt('31 minutes')
    await listener.ended
  })
})

describe('a stream of a caller with a scope', () => {
  let app: App
  const scopes = new Map<string, Scope>()
  before(async () => {
    app = await startApp(undefined, { scopeOf: ({ id }) => scopes.get(id) ?? 'all' })
  })
  after(() => app.stop())

  it('tells of its channels, of the work and stock of its locations, of no tasks', async () => {
    const client = await app.client()
    await openShop(client, {
      releaseMinutes: 0,
      onShortage: 'ask',
      locations: { A: {}, B: {} },
      skus: { X: {}, Y: {} },
      stock: { X: { A: 9 }, Y: { B: 9 } },
    })
    const rest = { brand: 'BRAND', kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris' }
    const pool = ['A', 'B'].map((location, i) => ({ location, priority: i }))
    const more = { onShortage: 'refuse', orderPrefix: 'P', releaseMinutes: 0 }
    await client.post('/v1/channels', { code: 'APP', name: 'App', ...rest, ...more, pool })
    const { channelByCode, locationByCode } = await app.orders.network.current()
    const local = await app.client()
    scopes.set((await local.get('/v1/me')).body.id, {
      channels: [channelByCode.get('APP')!.id],
      locations: [locationByCode.get('B')!.id],
    })
    const topics = ['orders', 'tasks', 'stock', 'fulfilment']
    const all = await listen(app, client, { topics })
    const some = await listen(app, local, { topics })

    const place = async (sku: string, channel: string, quantity = 1) => {
      const { body } = await client.post('/v1/orders', orderOf({ [sku]: quantity }, { channel }))
      return body.id as string
    }
    const outside = await place('X', 'WEB')
    await untilReleased(app, client, outside)
    const worked = await place('Y', 'WEB')
    await untilReleased(app, client, worked)
    const owned = await place('X', 'APP')
    await untilReleased(app, client, owned)
    await place('X', 'WEB', 500)
    await all.next('change', ({ topic }) => topic === 'tasks')
    const last = await place('Y', 'APP')
    for (const listener of [all, some]) {
      const isLast = ({ id, change }: Json) => id === last && change === 'fulfilment.released'
      await listener.next('change', isLast)
      await listener.next('change', (data) => isLast(data) && data.topic === 'fulfilment')
    }
    await some.next('change', ({ topic }) => topic === 'stock')

    const of = (topic: string) =>
      new Set(some.heard.flatMap(({ data }) => (data.topic === topic ? data.id : [])))
    assert.deepEqual(of('orders'), new Set([owned, last]))
    assert.deepEqual(of('fulfilment'), new Set([worked, owned, last]))
    assert.deepEqual(of('stock'), new Set(['Y']))
    assert.deepEqual(of('tasks'), new Set())
    assert.ok(all.heard.some(({ data }) => data.id === outside))
    const { lastId } = some
    await Promise.all([all.close(), some.close()])

    const again = await listen(app, local, { topics, lastId: some.heard[0]!.id! })
    await again.next('change', ({ id }) => id === owned)
    assert.ok(again.heard.every(({ data }) => data.id !== outside))
    assert.ok(lastId())
    await again.close()
  })

  it('tells of its locations and channels, of no others', async () => {
    const [client, local] = [await app.client(), await app.client()]
    const { channelByCode, locationByCode } = await app.orders.network.current()
    scopes.set((await local.get('/v1/me')).body.id, {
      channels: [channelByCode.get('APP')!.id],
      locations: [locationByCode.get('B')!.id],
    })
    const some = await listen(app, local, { topics: ['network'] })
    for (const location of ['A', 'B']) {
      await client.post('/v1/sku-pauses', { sku: 'X', location, reason: 'of this test' })
      const changes = [{ action: 'pause' }]
      const version = await versionAt(client, location)
      await client.post(`/v1/locations/${location}/changes`, { version, changes })
    }
    for (const code of ['WEB', 'APP']) {
      const changes = [{ action: 'set', fields: { name: 'Other' } }]
      await client.post(`/v1/channels/${code}/changes`, { version: 1, changes })
    }
    await some.next('change', ({ id }) => id === 'APP')
    const ids = new Set(some.heard.flatMap(({ data }) => data.id ?? []))
    assert.deepEqual(ids, new Set(['B', 'APP']))
    await some.close()
  })
})
