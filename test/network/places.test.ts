import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  const paris = { lat: 48.86, lon: 2.34 }
  const locations = { A: paris, B: paris, C: {} }
  await openShop(client, { locations, skus: { X: {} }, stock: { X: { A: 9, B: 9 } } })
  const rest = { brand: 'BRAND', kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris' }
  for (const [code, orderPrefix] of [
    ['SHOP', 'S'],
    ['OUTLET', 'O'],
  ]) {
    const channel = { ...rest, code, name: code, orderPrefix, onShortage: 'refuse' }
    const made = await client.post('/v1/channels', { ...channel, pool: pool('B', 7) })
    assert.equal(made.status, 201, JSON.stringify(made.body))
  }
})
after(() => app.stop())

const pool = (location: string, priority: number) => [{ location, priority }]
const read = async (path: string) => (await client.get(`/v1/${path}`)).body
async function change(code: string, ...changes: object[]): Promise<{ status: number; body: Json }> {
  const { version } = await read(`locations/${code}`)
  return client.post(`/v1/locations/${code}/changes`, { version, changes })
}
const set = (fields: object) => ({ action: 'set', fields })
const listed = async (query: string): Promise<string[]> =>
  (await read(`locations?${query}`)).items.map(({ code }: Json) => code)

describe('what a location can do', () => {
  it('is what is usual for its kind, unless it is said', async () => {
    const rest = { legalEntity: 'LE', country: 'FR', timeZone: 'Europe/Paris', city: 'Lyon' }
    const kinds = (await read('location-kinds')).items
    assert.equal(kinds.length, 10)
    const locations = kinds.map(({ kind }: Json) => {
      return { ...rest, code: `KIND-${kind}`, name: `A ${kind}`, kind }
    })
    await client.post('/v1/locations', { locations })
    for (const { kind, ...can } of kinds) {
      const made = await read(`locations/KIND-${kind}`)
      assert.deepEqual(
        Object.keys(can).map((name) => made[name]),
        Object.values(can),
        kind,
      )
    }
    const own = { ...rest, code: 'LOCKER', name: 'Locker', kind: 'locker', ships: true }
    await client.post('/v1/locations', { locations: [{ ...own, holdsParcels: false }] })
    const { ships, pickup, holdsParcels } = await read('locations/LOCKER')
    assert.deepEqual([ships, pickup, holdsParcels], [true, true, false])
  })

  it('is changed', async () => {
    const can = { curbside: true, sameDay: true, receivesReturns: false, holdsParcels: true }
    const { body } = await change('C', set(can))
    for (const [name, does] of Object.entries(can)) assert.equal(body[name], does)
  })
})

describe('what a location lacks', () => {
  it('is listed, and the filter finds the same', async () => {
    const lacks = ['address', 'hours', 'handling_time']
    assert.deepEqual((await read('locations/A')).incomplete, lacks)
    assert.deepEqual((await read('locations/C')).incomplete, ['coordinates', ...lacks])
    const hours = { weekly: [], exceptions: [] }
    const { body } = await change('A', set({ city: 'Paris', hours }))
    assert.deepEqual(body.incomplete, ['handling_time'])
    const known = await change('A', set({ handlingMinutes: 30 }))
    assert.deepEqual(known.body.incomplete, [])
    const { items } = await read('locations?limit=200')
    const lacking = items.filter(({ incomplete }: Json) => incomplete.length > 0)
    assert.deepEqual(
      await listed('state=incomplete&limit=200'),
      lacking.map(({ code }: Json) => code),
    )
    assert.ok(lacking.length > 2 && lacking.length < items.length)
  })

  it('can be emptied again: null takes it away, and nothing else is touched', async () => {
    const region = { region: 'IDF', postalCode: '75001' }
    await change('A', set(region))
    const emptied = {
      region: null,
      postalCode: null,
      city: null,
      hours: null,
      lat: null,
      lon: null,
    }
    const { body } = await change('A', set(emptied))
    for (const name of Object.keys(emptied)) assert.equal(body[name], null, name)
    assert.equal(body.name, 'Store A')
    const half = await change('A', set({ lat: 48.86 }))
    assert.deepEqual([half.body.code, half.body.field], ['field_invalid', '/changes/0/fields/lat'])
    const whole = await change('A', set({ lat: 48.86, lon: 2.34, city: 'Paris' }))
    assert.deepEqual([whole.body.lat, whole.body.lon], [48.86, 2.34])
    const other = await change('A', set({ lat: null }))
    assert.equal(other.body.code, 'field_invalid')
    const name = await change('A', set({ name: null }))
    assert.equal(name.body.code, 'field_invalid')
  })
})

describe('the channels that sell from a location', () => {
  const poolOf = async (code: string) => (await read(`channels/${code}/pool`)).locations

  it('are told and set; who stays keeps its priority, who comes stands last', async () => {
    assert.deepEqual((await read('locations/A')).channels, ['WEB'])
    assert.deepEqual((await read('locations/B')).channels, ['OUTLET', 'SHOP', 'WEB'])
    const old = await read('channels')
    const { body } = await change('A', { action: 'channels', channels: ['WEB', 'SHOP'] })
    assert.deepEqual(body.channels, ['SHOP', 'WEB'])
    assert.deepEqual(await poolOf('SHOP'), [...pool('B', 7), ...pool('A', 8)])
    assert.deepEqual((await poolOf('WEB'))[0], { location: 'A', priority: 0 })
    const versions = (list: Json) => list.items.map(({ code, version }: Json) => [code, version])
    const raised = old.items.map(({ code, version }: Json) => {
      return [code, code === 'SHOP' ? version + 1 : version]
    })
    assert.deepEqual(versions(await read('channels')), raised)
    await change('B', { action: 'channels', channels: ['WEB'] })
    assert.deepEqual(await poolOf('SHOP'), pool('A', 8))
    assert.deepEqual(await poolOf('OUTLET'), [])
    await change('B', { action: 'channels', channels: ['OUTLET', 'WEB'] })
    assert.deepEqual(await poolOf('OUTLET'), pool('B', 0))
  })

  it('overwrite no pool that was set meanwhile, nor does that overwrite them', async () => {
    const channelOf = async () =>
      (await read('channels')).items.find(({ code }: Json) => code === 'SHOP')
    const setPool = (version: number, ...locations: Json[]) =>
      client.post('/v1/channels/SHOP/changes', {
        version,
        changes: [{ action: 'set_pool', locations }],
      })
    const seen = await channelOf()
    await change('B', { action: 'channels', channels: ['OUTLET', 'SHOP', 'WEB'] })
    const late = await setPool(seen.version, ...pool('A', 8))
    assert.deepEqual([late.status, late.body.code], [409, 'version_conflict'])
    assert.equal((await poolOf('SHOP')).length, 2)

    const [a, b] = [await read('locations/A'), await read('locations/B')]
    const other = await setPool((await channelOf()).version, ...pool('A', 1))
    assert.equal(other.status, 200)
    const changes = [{ action: 'channels', channels: ['OUTLET', 'SHOP', 'WEB'] }]
    const lost = await client.post('/v1/locations/B/changes', { version: b.version, changes })
    assert.deepEqual([lost.status, lost.body.code], [409, 'version_conflict'])
    assert.deepEqual((await read('locations/B')).channels, ['OUTLET', 'WEB'])
    // Who only got another rank there is what it was.
    assert.equal((await read('locations/A')).version, a.version)
    await setPool((await channelOf()).version, ...pool('A', 8))
  })

  it('are not overwritten by who has not seen that a new channel sells from it', async () => {
    const a = await read('locations/A')
    const {
      id: _id,
      version: _version,
      archived: _archived,
      can: _can,
      ...shop
    } = (await read('channels')).items.find(({ code }: Json) => code === 'SHOP')
    const chat = { kind: 'messaging', code: 'FAIR', name: 'Fair', orderPrefix: 'F' }
    const channel = { ...shop, brand: 'BRAND', ...chat }
    const made = await client.post('/v1/channels', { ...channel, pool: pool('A', 0) })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const changes = [{ action: 'channels', channels: ['SHOP', 'WEB'] }]
    const lost = await client.post('/v1/locations/A/changes', { version: a.version, changes })
    assert.deepEqual([lost.status, lost.body.code], [409, 'version_conflict'])
    assert.deepEqual((await read('locations/A')).channels, ['FAIR', 'SHOP', 'WEB'])
    await change('A', { action: 'channels', channels: ['SHOP', 'WEB'] })
  })

  it('that are not there are refused, and a trial sets none', async () => {
    const { body } = await change('A', { action: 'channels', channels: ['WEB', 'NOPE'] })
    assert.deepEqual([body.code, body.field], ['channel_unknown', '/changes/0/channels/1'])
    const { version } = await read('locations/A')
    const changes = [{ action: 'channels', channels: [] }]
    const tried = await client.post('/v1/locations/A/changes', { version, changes, dryRun: true })
    assert.deepEqual(tried.body.channels, [])
    assert.deepEqual((await read('locations/A')).channels, ['SHOP', 'WEB'])
  })

  it('are those that the caller may see; others stay as they are', async () => {
    const route = app.routes.find(({ path }) => path === '/v1/locations/:code/changes')
    assert.ok(route?.kind === 'command')
    const { db, clock } = app.platform
    const network = await app.orders.network.current()
    const scope = {
      locations: [network.locationByCode.get('A')!.id],
      channels: [network.channelByCode.get('SHOP')!.id],
    }
    const { version } = await read('locations/A')
    const asked = (channels: string[]) => ({
      params: { code: 'A' },
      body: { version, changes: [{ action: 'channels', channels }] },
      caller: { id: 'key:1', scope },
      now: clock.now(),
    })
    const run = (channels: string[]) =>
      db.transaction((tx) => route.handle(tx, asked(channels) as never))
    await assert.rejects(run(['WEB']), { code: 'channel_unknown' })
    const answer = (await run([])) as Json
    assert.deepEqual(answer.body.channels, [])
    assert.deepEqual((await read('locations/A')).channels, ['WEB'])
  })
})

describe('a pause with an end', () => {
  const inMs = (ms: number) => app.platform.clock.now().add({ milliseconds: ms }).toString()

  it('is over by itself: it is written, told, and orders go there again', async () => {
    await change('B', { action: 'pause', reason: 'stocktaking' })
    let paused = await change('A', { action: 'pause', reason: 'flood', until: inMs(3_600_000) })
    assert.deepEqual([paused.body.paused, paused.body.pauseReason], [true, 'flood'])
    assert.ok(paused.body.pausedUntil)
    assert.ok((await listed('state=paused')).includes('A'))
    const refused = await client.post('/v1/orders', orderOf({ X: 1 }))
    assert.equal(refused.body.code, 'shortage')
    // However long it takes to say so, the end lies ahead when it is heard.
    for (let ms = 200; ; ms *= 2) {
      paused = await change('A', { action: 'pause', reason: 'flood', until: inMs(ms) })
      if (paused.status === 200) break
      assert.equal(paused.body.field, '/changes/0/until')
    }
    const seen = await untilSeen(app, async () => {
      const location = await read('locations/A')
      return location.version > paused.body.version ? location : undefined
    })
    const nothing = [seen.paused, seen.pausedAt, seen.pausedUntil, seen.pauseReason]
    assert.deepEqual(nothing, [false, null, null, null])
    const placed = await client.post('/v1/orders', orderOf({ X: 1 }))
    assert.equal(placed.status, 201, JSON.stringify(placed.body))
    const told = await app.platform.db.query<{ actor: string; data: Json }>(sql`
      select actor, data from platform.event where type = 'network.changed'
      order by id desc limit 1`)
    assert.deepEqual([told[0]!.actor, told[0]!.data.codes], ['ends of pauses', ['A']])
  })

  it('counts as over from its moment on, though nobody has written so yet', async () => {
    const { db } = app.platform
    // As it stands between the moment and the next look of the background work.
    await db.transaction(async (tx) => {
      const [row] = await tx.query<{ paused: boolean }>(sql`
        update network.location set paused_at = now() - interval '1 hour',
          paused_until = now() - interval '1 second', pause_reason = 'flood'
        where code = 'C' returning paused_until > now() as paused`)
      assert.equal(row!.paused, false)
    })
    const { paused, pausedAt, pauseReason } = await read('locations/C')
    assert.deepEqual([paused, pausedAt, pauseReason], [false, null, null])
    assert.ok(!(await listed('state=paused')).includes('C'))
    assert.ok((await listed('state=open')).includes('C'))
  })

  it('has an end that lies ahead, and can be ended or made longer before', async () => {
    const past = await change('A', { action: 'pause', reason: 'x', until: inMs(-1000) })
    assert.deepEqual([past.body.code, past.body.field], ['field_invalid', '/changes/0/until'])
    const first = await change('A', { action: 'pause', reason: 'x', until: inMs(3_600_000) })
    const longer = await change('A', { action: 'pause', reason: 'y' })
    assert.deepEqual(
      [longer.body.pausedAt, longer.body.pausedUntil, longer.body.pauseReason],
      [first.body.pausedAt, null, 'y'],
    )
    assert.equal((await change('A', { action: 'resume' })).body.paused, false)
  })
})
