import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { ensureAdministrator, setPassword } from '../src/identity/index.ts'
import { permissions } from '../src/lib/permissions.ts'
import { mountModules } from '../src/modules.ts'
import { sql } from '../src/platform/db/sql.ts'
import { clientOf, startApp, type App, type Json } from './app.ts'

type Declared = { method: string; path: string; access?: string }

const PUBLIC = new Set(['GET /sign-in', 'POST /sign-in', 'POST /sign-out'])

/** Routes that declare no access or an unknown one, or are open without being known to be. */
function undeclared(routes: readonly Declared[]): string[] {
  const known = new Set<string | undefined>([...permissions, 'signed-in'])
  return routes
    .filter(({ access, method, path }) =>
      access === 'public' ? !PUBLIC.has(`${method} ${path}`) : !known.has(access),
    )
    .map(({ method, path }) => `${method} ${path}`)
}

describe('access', () => {
  let app: App
  let routes: Declared[]
  before(async () => {
    app = await startApp()
    routes = mountModules(app.platform).modules.flatMap((module) => [...module.routes])
  })
  after(() => app.stop())

  it('is declared by every route; one that does not is found', () => {
    assert.ok(routes.length > 30)
    assert.deepEqual(undeclared(routes), [])
    const twins = [
      { method: 'GET', path: '/v1/open' },
      { method: 'GET', path: '/v1/odd', access: 'orders:everything' },
      { method: 'GET', path: '/v1/public', access: 'public' },
    ]
    assert.equal(undeclared(twins).length, twins.length)
  })

  it('is asked of every route: nobody, and a key with all permissions but the one', async () => {
    const id = randomUUID()
    for (const { method, path, access } of routes) {
      if (access === 'public') continue
      const address = path.replaceAll(/:\w+/g, id)
      const send = (headers: Record<string, string>) =>
        fetch(`${app.address}${address}`, { method, headers, redirect: 'manual' })
      const nobody = await send({})
      // A page leads to the sign-in, the API says what is missing.
      const isPage = !path.startsWith('/v1/')
      assert.equal(nobody.status, isPage ? 303 : 401, `${method} ${path}`)
      if (access === 'signed-in') continue
      const others = await app.client(permissions.filter((one) => one !== access))
      const reply = method === 'GET' ? await others.get(address) : await others.post(address, {})
      const told = [reply.status, reply.body.code, reply.body.permission]
      assert.deepEqual(told, [403, 'permission_missing', access], `${method} ${path}`)
    }
  })
})

describe('a session', () => {
  const email = 'admin@localhost'
  const password = 'correct horse battery staple'
  let app: App
  before(async () => {
    app = await startApp()
    const { db, clock } = app.platform
    await ensureAdministrator(db, email, { now: clock.now(), nowMs: clock.nowMs() })
    await setPassword(db, email, password, clock.now())
  })
  after(() => app.stop())

  const signIn = (given: string) =>
    fetch(`${app.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password: given, next: '//elsewhere.example' }),
    })
  const me = (cookie: string) => fetch(`${app.address}/v1/me`, { headers: { cookie } })

  it('lives in a cookie that no script and no other site can use, until it is ended', async () => {
    const reply = await signIn(password)
    assert.equal(reply.status, 303)
    assert.equal(reply.headers.get('location'), '/console')
    const set = reply.headers.get('set-cookie') ?? ''
    assert.match(set, /^__Host-tutti=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    const cookie = set.split(';')[0]!
    assert.equal((await me(cookie)).status, 200)
    const headers = { cookie, 'sec-fetch-site': 'cross-site' }
    const post = (extra: object) =>
      fetch(`${app.address}/v1/legal-entities`, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': 'k',
          ...extra,
        },
        body: JSON.stringify({ code: 'LE', name: 'Example', country: 'FR' }),
      })
    assert.equal(((await (await post({})).json()) as Json).code, 'cross_site')
    assert.equal((await post({ 'sec-fetch-site': 'same-origin' })).status, 201)
    const out = { method: 'POST', headers: { cookie }, redirect: 'manual' as const }
    await fetch(`${app.address}/sign-out`, out)
    assert.equal((await me(cookie)).status, 401)
  })

  it('ends with a new password', async () => {
    const cookie = (await signIn(password)).headers.get('set-cookie')!.split(';')[0]!
    await setPassword(app.platform.db, email, password, app.platform.clock.now())
    assert.equal((await me(cookie)).status, 401)
  })

  it('is kept in clear nowhere, nor are passwords and keys', async () => {
    const token = (await signIn(password)).headers.get('set-cookie')!.split(/[=;]/)[1]!
    const client = await app.client()
    const wanted = { name: 'till', permissions: ['orders:read'] }
    const key = randomUUID()
    const { body } = await client.post('/v1/api-keys', wanted, key)
    assert.equal((await client.post('/v1/api-keys', wanted, key)).body.secret, undefined)
    const [stored] = await app.platform.db.query<{ text: string }>(sql`select concat(
      (select json_agg(p) from identity.person as p),
      (select json_agg(s) from identity.session as s),
      (select json_agg(k) from identity.api_key as k),
      (select json_agg(i) from platform.idempotency as i),
      (select json_agg(e) from platform.event as e)) as text`)
    for (const secret of [token, password, body.secret]) {
      assert.ok(!stored!.text.includes(secret))
      assert.ok(!stored!.text.includes(Buffer.from(secret).toString('hex')))
    }
  })

  it('of a key ends when it is revoked', async () => {
    const client = await app.client()
    const wanted = { name: 'till', permissions: ['orders:read'] }
    const { body } = await client.post('/v1/api-keys', wanted)
    const till = clientOf(app.address, body.secret)
    assert.equal((await till.get('/v1/orders')).status, 200)
    await client.post(`/v1/api-keys/${body.id}/revocations`, {})
    assert.equal((await till.get('/v1/orders')).body.code, 'api_key_invalid')
  })

  it('is slow to guess: after some tries even the right password must wait', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 9; n += 1) statuses.push((await signIn('wrong password')).status)
    assert.deepEqual(new Set(statuses.slice(0, 4)), new Set([401]))
    const late = await signIn(password)
    assert.equal(late.status, 429)
    assert.match(await late.text(), /Wait \d+ seconds/)
  })
})
