import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { createAuthentication } from '../../src/identity/actions/authenticate.ts'
import type { Queryable } from '../../src/platform/db/index.ts'
import { clientOf, startApp, type App, type Client, type Json } from '../app.ts'

describe('a change of an API key', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
  })
  after(() => app.stop())

  const make = async (wanted: object) => {
    const { status, body } = await client.post('/v1/api-keys', { name: 'till', ...wanted })
    assert.equal(status, 201)
    return { id: body.id as string, till: clientOf(app.address, body.secret) }
  }
  const change = (by: Client, id: string, version: number, ...fields: object[]) =>
    by.post(`/v1/api-keys/${id}/changes`, {
      version,
      changes: fields.map((some) => ({ action: 'set', fields: some })),
    })

  it('counts at once where it was made', async () => {
    const { id, till } = await make({ permissions: ['orders:read'] })
    assert.equal((await till.get('/v1/orders')).status, 200)
    assert.equal((await till.get('/v1/skus')).status, 403)
    const fields = { name: 'scanner', permissions: ['catalog:read', 'catalog:read'] }
    const { body } = await change(client, id, 1, fields)
    assert.deepEqual(
      [body.name, body.permissions, body.version, body.can],
      ['scanner', ['catalog:read'], 2, ['set', 'revoke']],
    )
    assert.equal((await till.get('/v1/orders')).body.code, 'permission_missing')
    assert.equal((await till.get('/v1/skus')).status, 200)
    const past = app.platform.clock.now().subtract({ hours: 1 }).toString()
    await change(client, id, 2, { expiresAt: past })
    assert.equal((await till.get('/v1/skus')).body.code, 'api_key_expired')
    const again = await change(client, id, 3, { expiresAt: null })
    assert.equal(again.body.expiresAt, null)
    assert.equal((await till.get('/v1/skus')).status, 200)
  })

  it('is not made when its time is over already', async () => {
    const wanted = { name: 'too late', permissions: ['orders:read'] }
    const now = app.platform.clock.now()
    for (const expiresAt of [now.subtract({ hours: 24 }), now]) {
      const past = await client.post('/v1/api-keys', { ...wanted, expiresAt: expiresAt.toString() })
      const { code, field } = past.body
      assert.deepEqual([past.status, code, field], [400, 'field_invalid', '/expiresAt'])
    }
    const expiresAt = now.add({ hours: 1 }).toString()
    assert.equal((await client.post('/v1/api-keys', { ...wanted, expiresAt })).status, 201)
    const { body } = await client.get('/v1/api-keys')
    assert.equal(body.items.filter(({ name }: Json) => name === wanted.name).length, 1)
  })

  it('counts within a second where another process remembers the key', async () => {
    const other = await startApp(app.connection)
    try {
      const wanted = { name: 'elsewhere', permissions: ['orders:read'] }
      const { body } = await client.post('/v1/api-keys', wanted)
      const elsewhere = clientOf(other.address, body.secret)
      assert.equal((await elsewhere.get('/v1/orders')).status, 200)
      await change(client, body.id, 1, { permissions: ['catalog:read'] })
      const changed = performance.now()
      let status = 200
      // Asked again and again: being used does not make a key be remembered for longer.
      while (status === 200) {
        const asked = performance.now()
        status = (await elsewhere.get('/v1/orders')).status
        assert.ok(status !== 200 || asked < changed + 1000, 'it is remembered for longer')
      }
      assert.equal(status, 403)
    } finally {
      await other.stop()
    }
  })

  it('lets all who come while it is looked up wait for one look', async () => {
    const wanted = { name: 'crowd', permissions: ['orders:read'] }
    const { body } = await client.post('/v1/api-keys', wanted)
    let statements = 0
    const query: Queryable['query'] = (of) => {
      statements += 1
      return app.platform.db.query(of)
    }
    const db = { ...app.platform.db, query }
    const { authenticate } = createAuthentication({ ...app.platform, db })
    const ask = (secret: string) => {
      const headers = { authorization: `Bearer ${secret}` }
      return authenticate({ headers } as FastifyRequest)
    }
    const crowd = await Promise.all(Array.from({ length: 50 }, () => ask(body.secret)))
    assert.ok(crowd.every(({ id }) => id === `key:${body.id}`))
    // The other writes when it was last used.
    assert.equal(statements, 2)
    const { body: gone } = await client.post('/v1/api-keys', wanted)
    await client.post(`/v1/api-keys/${gone.id}/revocations`, {})
    const asked = Array.from({ length: 50 }, () => ask(gone.secret))
    const refused = await Promise.allSettled(asked)
    assert.ok(refused.every(({ status }) => status === 'rejected'))
    assert.equal(statements, 3)
    await assert.rejects(ask(gone.secret))
    assert.equal(statements, 4, 'a key that was revoked is never remembered')
  })

  it('never gives it what the changer lacks, nor longer life with it', async () => {
    const { id } = await make({ permissions: ['orders:read', 'stock:read'] })
    const weak = await app.client(['identity:write', 'orders:read', 'catalog:read'])
    const more = await change(weak, id, 1, { permissions: ['orders:read', 'routing:write'] })
    assert.deepEqual(
      [more.status, more.body.code, more.body.permission, more.body.field],
      [403, 'permission_missing', 'routing:write', '/changes/0/fields/permissions'],
    )
    const soon = app.platform.clock.now().add({ hours: 1 })
    const short = await change(weak, id, 1, { name: 'short', expiresAt: soon.toString() })
    assert.deepEqual([short.status, short.body.version], [200, 2])
    const longer = { expiresAt: soon.add({ hours: 1 }).toString() }
    const long = await change(weak, id, 2, { name: 'long' }, longer)
    assert.deepEqual(
      [long.body.code, long.body.permission, long.body.field],
      ['permission_missing', 'stock:read', '/changes/1/fields/expiresAt'],
    )
    const less = await change(weak, id, 2, { permissions: ['orders:read'] }, longer)
    assert.deepEqual([less.status, less.body.permissions], [200, ['orders:read']])
    assert.equal(less.body.name, 'short')
  })

  it('is refused for what is not there, old or revoked, and for bad fields', async () => {
    const { id } = await make({ permissions: ['orders:read'] })
    assert.equal((await change(client, randomUUID(), 1, {})).body.code, 'not_found')
    assert.equal((await change(client, id, 7, {})).body.code, 'version_conflict')
    for (const [fields, code, field] of [
      [{ name: '' }, 'field_invalid', '/name'],
      [{ permissions: [] }, 'field_invalid', '/permissions'],
      [{ permissions: ['orders:all'] }, 'field_invalid', '/permissions/0'],
      [{ expiresAt: 'tomorrow' }, 'field_invalid', '/expiresAt'],
      [{ secret: 'x' }, 'field_unknown', '/secret'],
    ] as const) {
      const { body } = await change(client, id, 1, fields)
      assert.deepEqual([body.code, body.field], [code, `/changes/0/fields${field}`])
    }
    await client.post(`/v1/api-keys/${id}/revocations`, {})
    const late = await change(client, id, 2, { name: 'x' })
    assert.deepEqual([late.status, late.body.code], [409, 'key_revoked'])
  })
})
