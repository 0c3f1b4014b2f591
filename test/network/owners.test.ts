import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  await openShop(client, {
    locations: { A: {}, B: {}, C: {} },
    skus: { X: {} },
    stock: { X: { A: 9 } },
  })
})
after(() => app.stop())

const read = async (path: string): Promise<Json> => (await client.get(`/v1/${path}`)).body
async function change(path: string, ...changes: object[]): Promise<{ status: number; body: Json }> {
  const { version } = await read(path)
  return client.post(`/v1/${path}/changes`, { version, changes })
}
const set = (fields: object) => ({ action: 'set', fields })
const archive = { action: 'archive' }
const told = async () => {
  const rows = await app.platform.db.query<{ data: Json }>(sql`
    select data from platform.event where type = 'network.changed' order by id desc limit 1`)
  const { kind, codes } = rows[0]!.data
  return [kind, ...codes]
}
const location = { name: 'New', kind: 'store', country: 'FR', timeZone: 'Europe/Paris' }
const channel = { name: 'New', kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris' }
const more = { onShortage: 'refuse', orderPrefix: 'NEW' }

describe('legal entities', () => {
  it('are made, read, changed and listed, and every process is told', async () => {
    const given = { code: 'DE', name: 'Example GmbH', country: 'AT' }
    const made = await client.post('/v1/legal-entities', given)
    const rest = { version: 1, archived: false, can: ['set', 'archive'] }
    assert.deepEqual([made.status, made.body], [201, { ...given, ...rest, id: made.body.id }])
    assert.deepEqual(await told(), ['legal_entity', 'DE'])
    const written = await change('legal-entities/DE', set({ name: 'Beispiel', country: 'DE' }))
    assert.equal(written.status, 200)
    const { name, country, version } = await read('legal-entities/DE')
    assert.deepEqual([name, country, version], ['Beispiel', 'DE', 2])
    const { items } = await read('legal-entities')
    assert.deepEqual(
      items.map((one: Json) => [one.code, one.version, one.archived]),
      [
        ['DE', 2, false],
        ['LE', 1, false],
      ],
    )
  })

  it('refuse what cannot be, with its place', async () => {
    const cases = [
      [await change('legal-entities/DE', set({ country: 'XX' })), 'country_unknown'],
      [await change('legal-entities/DE', set({ country: 'de' })), 'field_invalid'],
    ] as const
    for (const [{ body }, code] of cases) {
      assert.deepEqual([body.code, body.field], [code, '/changes/0/fields/country'])
    }
    const stale = { version: 1, changes: [archive] }
    const { body } = await client.post('/v1/legal-entities/DE/changes', stale)
    assert.deepEqual([body.code, body.current], ['version_conflict', 2])
    assert.equal((await client.get('/v1/legal-entities/NOPE')).status, 404)
    const nowhere = await client.post('/v1/legal-entities/NOPE/changes', stale)
    assert.equal(nowhere.status, 404)
    const again = { code: 'DE', name: 'Again', country: 'DE' }
    const taken = (await client.post('/v1/legal-entities', again)).body
    assert.deepEqual([taken.code, taken.field], ['code_taken', '/code'])
  })

  it('take over a location, and lose it again', async () => {
    const { body } = await change('locations/A', set({ legalEntity: 'DE' }))
    assert.equal(body.legalEntity, 'DE')
    assert.equal((await read('locations/A')).legalEntity, 'DE')
    const lost = (await change('locations/A', set({ legalEntity: 'NOPE' }))).body
    const at = '/changes/0/fields/legalEntity'
    assert.deepEqual([lost.code, lost.field], ['legal_entity_unknown', at])
    assert.equal((await change('locations/A', set({ legalEntity: 'LE' }))).body.legalEntity, 'LE')
  })

  it('that are archived stay where they are named, and are not named anew', async () => {
    const { body } = await change('legal-entities/LE', archive)
    assert.deepEqual([body.archived, body.can], [true, []])
    assert.equal((await read('locations/A')).legalEntity, 'LE')
    assert.equal((await read('brands/BRAND')).legalEntity, 'LE')
    assert.equal((await change('brands/BRAND', set({ name: 'Renamed' }))).status, 200)

    const kept = await change('locations/A', set({ legalEntity: 'LE', name: 'Same owner' }))
    assert.equal(kept.status, 200)
    const locations = [{ ...location, code: 'NEW', legalEntity: 'LE' }]
    const { outcomes } = (await client.post('/v1/locations', { locations })).body
    const { code, field } = outcomes[0].problem
    assert.deepEqual([code, field], ['legal_entity_unknown', '/locations/0/legalEntity'])
    assert.equal((await client.get('/v1/locations/NEW')).status, 404)

    const brand = { code: 'LATE', name: 'Late', legalEntity: 'LE' }
    const late = (await client.post('/v1/brands', brand)).body
    assert.deepEqual([late.code, late.field], ['legal_entity_unknown', '/legalEntity'])
  })
})

describe('brands', () => {
  it('are made, given to another company, and every process is told', async () => {
    const given = { code: 'KIDS', name: 'Kids', legalEntity: 'DE' }
    const made = await client.post('/v1/brands', given)
    const rest = { version: 1, archived: false, can: ['set', 'archive'] }
    assert.deepEqual([made.status, made.body], [201, { ...given, ...rest, id: made.body.id }])
    await client.post('/v1/legal-entities', { code: 'FR', name: 'Exemple', country: 'FR' })
    const { body } = await change('brands/KIDS', set({ name: 'Enfants', legalEntity: 'FR' }))
    assert.deepEqual([body.name, body.legalEntity, body.version], ['Enfants', 'FR', 2])
    assert.deepEqual(await read('brands/KIDS'), body)
    assert.deepEqual(await told(), ['brand', 'KIDS'])
    const codes = (await read('brands')).items.map(({ code }: Json) => code)
    assert.deepEqual(codes, ['BRAND', 'KIDS'])
  })

  it('refuse an owner that is not there or archived, with its place', async () => {
    for (const legalEntity of ['NOPE', 'LE']) {
      const changes = [set({ name: 'Gone' }), set({ legalEntity })]
      const { body } = await change('brands/KIDS', ...changes)
      const at = '/changes/1/fields/legalEntity'
      assert.deepEqual([body.code, body.field], ['legal_entity_unknown', at])
    }
    assert.equal((await read('brands/KIDS')).name, 'Enfants')
    const stale = { version: 1, changes: [archive] }
    const { body } = await client.post('/v1/brands/KIDS/changes', stale)
    assert.equal(body.code, 'version_conflict')
  })

  it('that are archived stay with their channels, which go on; new ones are refused', async () => {
    await client.post('/v1/channels', { code: 'OLD', brand: 'KIDS', ...channel, ...more })
    const { body } = await change('brands/KIDS', archive)
    assert.deepEqual([body.archived, body.can], [true, []])
    const old = (await read('channels')).items.find(({ code }: Json) => code === 'OLD')
    assert.equal(old.brand, 'KIDS')
    const changes = [set({ name: 'Still there' })]
    const kept = await client.post('/v1/channels/OLD/changes', { version: old.version, changes })
    assert.deepEqual([kept.status, kept.body.brand], [200, 'KIDS'])
    const given = { code: 'NEW', brand: 'KIDS', ...channel, ...more, orderPrefix: 'Z' }
    const refused = (await client.post('/v1/channels', given)).body
    assert.deepEqual([refused.code, refused.field], ['brand_unknown', '/brand'])
  })
})

describe('a channel', () => {
  const changed = async (...changes: object[]) => {
    const { items } = await read('channels')
    const { version } = items.find(({ code }: Json) => code === 'WEB')
    return client.post('/v1/channels/WEB/changes', { version, changes })
  }

  /** Minutes from the capture of each order, the oldest first, until its line is released. */
  const waits = async () => {
    const rows = await app.platform.db.query<{ minutes: number }>(sql`
      select (extract(epoch from l.release_at - o.captured_at) / 60)::float8 as minutes
      from orders."order" as o join orders.order_line as l on l.order_id = o.id order by o.id`)
    return rows.map(({ minutes }) => Math.round(minutes))
  }

  it('has other minutes before release, which orders wait from then on', async () => {
    assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }))).status, 201)
    const { status, body } = await changed(set({ releaseMinutes: 45 }))
    assert.deepEqual([status, body.releaseMinutes], [200, 45])
    assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }))).status, 201)
    assert.deepEqual(await waits(), [60, 45])
    for (const releaseMinutes of [-1, 44_641, 1.5, null]) {
      const refused = await changed(set({ releaseMinutes }))
      const at = '/changes/0/fields/releaseMinutes'
      assert.deepEqual([refused.body.code, refused.body.field], ['field_invalid', at])
    }
  })

  it('asks its locations in the order of their priority', async () => {
    const pool = (...all: [string, number][]) => ({
      action: 'set_pool',
      locations: all.map(([code, priority]) => ({ location: code, priority })),
    })
    await changed(pool(['A', 30], ['B', 10], ['C', 10]))
    const { locations } = await read('channels/WEB/pool')
    const order = locations.map((one: Json) => [one.location, one.priority])
    assert.deepEqual(order, [
      ['B', 10],
      ['C', 10],
      ['A', 30],
    ])
    const network = await app.orders.network.current()
    const { id } = network.channelByCode.get('WEB')!
    const asked = [...network.poolOf(id).keys()].map((one) => network.locationById.get(one)!.code)
    assert.deepEqual(asked, ['B', 'C', 'A'])

    for (const [twice, code] of [
      [pool(['A', 1], ['B', 2], ['A', 3]), 'field_invalid'],
      [pool(['A', 1], ['B', 2], ['NOPE', 3]), 'location_unknown'],
    ] as const) {
      const { body } = await changed(set({ name: 'Other' }), twice)
      assert.deepEqual([body.code, body.field], [code, '/changes/1/locations/2/location'])
    }
    assert.deepEqual((await read('channels/WEB/pool')).locations, locations)
  })
})
