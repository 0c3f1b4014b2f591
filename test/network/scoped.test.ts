import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Scope } from '../../src/lib/scope.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

describe('who sees location A only, and may change the network', () => {
  let app: App
  let client: Client
  let scope: Scope = 'all'
  before(async () => {
    app = await startApp(undefined, { scopeOf: () => scope })
    client = await app.client()
    await openShop(client, { locations: { A: {}, B: {} }, skus: { X: {} }, stock: {} })
    await client.post('/v1/holiday-calendars', { code: 'CAL', name: 'Days' })
    await client.post('/v1/partners', { code: 'P', name: 'Partner', kind: 'supplier' })
    const groups = { MINE: ['A'], BOTH: ['A', 'B'] }
    for (const [code, locations] of Object.entries(groups)) {
      await client.post('/v1/location-groups', { code, name: code, locations })
    }
    const { locationByCode } = await app.orders.network.current()
    scope = { channels: [], locations: [locationByCode.get('A')!.id] }
  })
  after(() => app.stop())

  const set = (fields: object) => ({ version: 1, changes: [{ action: 'set', fields }] })
  const rename = set({ name: 'Mine' })
  const channel = { brand: 'BRAND', kind: 'till', currency: 'EUR', timeZone: 'Europe/Paris' }
  const place = { code: 'N', name: 'N', kind: 'store', legalEntity: 'LE', country: 'FR' }
  /** By route: what of others it is asked to change, and how that is refused. */
  const asked: Record<string, [body: object, code: string, path?: string]> = {
    '/v1/holiday-calendars': [{ code: 'NEW', name: 'New' }, 'not_yours'],
    '/v1/holiday-calendars/:code/changes': [rename, 'not_yours', 'CAL'],
    '/v1/partners': [{ code: 'NEW', name: 'New', kind: 'supplier' }, 'not_yours'],
    '/v1/partners/:code/changes': [rename, 'not_yours', 'P'],
    '/v1/legal-entities': [{ code: 'NEW', name: 'New', country: 'FR' }, 'not_yours'],
    '/v1/legal-entities/:code/changes': [rename, 'not_yours', 'LE'],
    '/v1/brands': [{ code: 'NEW', name: 'New', legalEntity: 'LE' }, 'not_yours'],
    '/v1/brands/:code/changes': [rename, 'not_yours', 'BRAND'],
    '/v1/channels': [
      { ...channel, code: 'NEW', name: 'New', onShortage: 'refuse', orderPrefix: 'N' },
      'not_yours',
    ],
    '/v1/channels/:code/changes': [rename, 'not_yours', 'WEB'],
    '/v1/location-groups': [{ code: 'NEW', name: 'New', locations: ['B'] }, 'location_unknown'],
    '/v1/location-groups/:code/changes': [rename, 'not_yours', 'BOTH'],
    '/v1/locations': [{ locations: [{ ...place, timeZone: 'Europe/Paris' }] }, 'outside_scope'],
    '/v1/locations/:code/changes': [rename, 'not_found', 'B'],
    '/v1/authorities': [
      { concern: 'stock_on_hand', location: 'B', owner: 'WMS' },
      'location_unknown',
    ],
  }

  it('changes nothing that others share, by any route', async () => {
    const paths = app.routes.flatMap(({ kind, path, access }) =>
      kind === 'command' && access === 'network:write' ? [path] : [],
    )
    assert.deepEqual(paths.toSorted(), Object.keys(asked).toSorted())
    for (const [path, [body, code, named = '']] of Object.entries(asked)) {
      const { body: said } = await client.post(path.replace(':code', named), body)
      const refused = said.code ?? said.outcomes?.[0].problem.code
      assert.equal(refused, code, `${path}: ${JSON.stringify(said)}`)
    }
  })

  it('names and archives the groups that have no locations of others', async () => {
    const items: Json[] = (await client.get('/v1/location-groups')).body.items
    assert.deepEqual(Object.fromEntries(items.map(({ code, can }) => [code, can])), {
      MINE: ['set', 'add', 'remove', 'archive'],
      BOTH: ['add', 'remove'],
    })
    const of = (code: string) => `/v1/location-groups/${code}/changes`
    assert.equal((await client.post(of('MINE'), rename)).status, 200)
    const archive = { version: 1, changes: [{ action: 'archive' }] }
    const { body } = await client.post(of('BOTH'), archive)
    assert.deepEqual([body.code, body.field], ['not_yours', '/changes/0'])
    const leave = { version: 1, changes: [{ action: 'remove', locations: ['A'] }] }
    assert.equal((await client.post(of('BOTH'), leave)).status, 200)
  })

  it('makes no location, which they would never see, and is told what to do', async () => {
    const { status, body } = await client.post('/v1/locations', asked['/v1/locations']![0])
    assert.equal(status, 403)
    assert.match(body.do, /Ask somebody who sees all/)
    assert.equal((await app.orders.network.current()).locationByCode.has('N'), false)
  })

  it('is told that the rest is not theirs to change', async () => {
    assert.equal((await client.get('/v1/me')).body.seesAll, false)
    const lists = ['holiday-calendars', 'partners', 'legal-entities', 'brands']
    for (const list of lists) {
      const { items } = (await client.get(`/v1/${list}`)).body
      assert.deepEqual([list, items.map(({ can }: Json) => can)], [list, [[]]])
    }
    assert.equal((await client.get('/v1/channels/WEB/pool')).status, 404)
  })

  it('changes nothing that is archived, nor does who sees all', async () => {
    scope = 'all'
    assert.equal((await client.get('/v1/me')).body.seesAll, true)
    for (const [path, [, , named = '']] of Object.entries(asked)) {
      if (!path.endsWith('/changes')) continue
      const one = path.replace(':code', named)
      const change = async (action: object) => {
        const lists = (await client.get(path.replace('/:code/changes', ''))).body.items
        const { version } = lists.find(({ code }: Json) => code === named)
        return client.post(one, { version, changes: [action] })
      }
      assert.equal((await change({ action: 'archive' })).status, 200, path)
      const { status, body } = await change({ action: 'set', fields: { name: 'No' } })
      assert.deepEqual([path, status, body.code], [path, 409, 'archived'])
    }
  })
})
