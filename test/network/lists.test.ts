import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop } from '../shop.ts'

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  await openShop(client, {
    locations: { 'FR-PARIS': {}, 'FR-LYON': {}, SHUT: {}, GONE: {} },
    skus: { X: {} },
    stock: {},
  })
  const depot = { code: 'DC-1', name: 'Depot Nord', kind: 'distribution_centre' }
  const rest = { legalEntity: 'LE', country: 'DE', city: 'Köln', timeZone: 'Europe/Berlin' }
  await client.post('/v1/locations', { locations: [{ ...depot, ...rest }] })
  await change('SHUT', [{ action: 'pause', reason: 'flood' }])
  await change('GONE', [{ action: 'pause', reason: 'closing' }, { action: 'archive' }])
  const channel = { brand: 'BRAND', kind: 'till', currency: 'EUR', timeZone: 'Europe/Paris' }
  const more = { code: 'TILL', name: 'Kasse Köln', onShortage: 'refuse', orderPrefix: 'T' }
  await client.post('/v1/channels', { ...channel, ...more })
})
after(() => app.stop())

async function change(code: string, changes: object[], more: object = {}): Promise<Json> {
  const { version } = (await client.get(`/v1/locations/${code}`)).body
  return client.post(`/v1/locations/${code}/changes`, { version, changes, ...more })
}
const codesOf = (body: Json): string[] => body.items.map(({ code }: Json) => code)
const locations = async (query: string) =>
  codesOf((await client.get(`/v1/locations?${query}`)).body)

describe('the list of locations', () => {
  it('is filtered by words of code, name and city, by kind and by state', async () => {
    const open = ['DC-1', 'FR-LYON', 'FR-PARIS']
    assert.deepEqual(await locations('state=open'), open)
    assert.deepEqual(await locations('state=paused'), ['SHUT'])
    assert.deepEqual(await locations('state=archived'), ['GONE'])
    assert.deepEqual(await locations('kind=distribution_centre'), ['DC-1'])
    assert.deepEqual(await locations('kind=store&state=open'), ['FR-LYON', 'FR-PARIS'])
    assert.deepEqual(await locations('q=par'), ['FR-PARIS'])
    assert.deepEqual(await locations('q=fr-'), ['FR-LYON', 'FR-PARIS'])
    assert.deepEqual(await locations(`q=${encodeURIComponent('KÖ nord')}`), ['DC-1'])
    assert.deepEqual(await locations('q=aris'), [])
  })

  it('says since when a location is paused, until it is resumed', async () => {
    const reason = { reason: 'flood, worse' }
    const first = (await client.get('/v1/locations/SHUT')).body.pausedAt
    assert.ok(first)
    const again = await change('SHUT', [{ action: 'pause', ...reason }])
    assert.deepEqual([again.body.pausedAt, again.body.pauseReason], [first, reason.reason])
    const dry = await change('SHUT', [{ action: 'resume' }], { dryRun: true })
    assert.deepEqual([dry.body.paused, dry.body.pausedAt], [false, null])
    assert.equal((await client.get('/v1/locations/FR-LYON')).body.pausedAt, null)
  })

  it('comes in pages with its filters', async () => {
    const { items, next } = (await client.get('/v1/locations?q=store&limit=2')).body
    assert.deepEqual(codesOf({ items }), ['FR-LYON', 'FR-PARIS'])
    assert.deepEqual(await locations(`q=store&limit=2&cursor=${next}`), ['GONE', 'SHUT'])
  })

  it('is that of the locations a caller may see', async () => {
    const sees = { locations: ['FR-LYON'] }
    assert.deepEqual(codesOf(await readScoped(app, '/v1/locations', sees)), ['FR-LYON'])
    const one = (code: string) => readScoped(app, '/v1/locations/:code', sees, { params: { code } })
    assert.equal((await one('FR-LYON')).code, 'FR-LYON')
    await assert.rejects(one('FR-PARIS'), { code: 'not_found' })
  })

  it('is found by the tags in use, each with how many places a caller sees have it', async () => {
    const tag = (code: string, tags: string[]) =>
      change(code, [{ action: 'set', fields: { tags } }])
    await tag('FR-PARIS', ['late-opening', 'sea-view'])
    await tag('FR-LYON', ['late-opening'])
    const tags = async (query: string) =>
      (await client.get(`/v1/location-tags${query}`)).body.items.map((one: Json) => [
        one.tag,
        one.locations,
      ])
    const late = ['late-opening', 2]
    assert.deepEqual(await tags(''), [late, ['sea-view', 1]])
    assert.deepEqual(await tags('?q=OPEN'), [late])
    assert.deepEqual(await tags('?q=view&limit=1'), [['sea-view', 1]])
    assert.deepEqual(await tags('?q=pening'), [])
    const { items } = await readScoped(app, '/v1/location-tags', { locations: ['FR-LYON'] })
    assert.deepEqual(items, [{ tag: 'late-opening', locations: 1 }])
    const { status, body } = await client.get('/v1/location-tags?q=')
    assert.deepEqual([status, body.field], [400, '/q'])
  })

  it('names the filter at fault', async () => {
    for (const [query, code, field] of [
      ['kind=shop', 'field_invalid', '/kind'],
      ['state=closed', 'field_invalid', '/state'],
      ['q=', 'field_invalid', '/q'],
      ['city=x', 'field_unknown', '/city'],
    ]) {
      const { body } = await client.get(`/v1/locations?${query}`)
      assert.deepEqual([body.code, body.field], [code, field])
    }
  })
})

describe('the list of channels', () => {
  it('is filtered by words of code and name', async () => {
    const codes = async (q: string) =>
      codesOf((await client.get(`/v1/channels?q=${encodeURIComponent(q)}`)).body)
    assert.deepEqual(await codes('kö'), ['TILL'])
    assert.deepEqual(await codes('web sh'), ['WEB'])
    assert.deepEqual(await codes('shopping'), [])
    assert.deepEqual(codesOf((await client.get('/v1/channels')).body), ['TILL', 'WEB'])
  })

  it('is that of the channels a caller may see', async () => {
    assert.deepEqual(codesOf(await readScoped(app, '/v1/channels', { channels: ['WEB'] })), ['WEB'])
  })
})

describe('the opening hours of a location', () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' }))
  const set = (hours: unknown, more: object = {}) =>
    change('FR-PARIS', [{ action: 'set', fields: { hours } }], more)
  const look = async () => {
    const { hours, openNow } = (await client.get('/v1/locations/FR-PARIS')).body
    return { hours, openNow }
  }

  it('are not known at first', async () => {
    assert.deepEqual(await look(), { hours: null, openNow: null })
  })

  it('are set, kept in order, and say whether it is open now', async () => {
    const [monday, ...others] = always
    const { status, body } = await set({ weekly: [...others, monday], exceptions: [] })
    assert.equal(status, 200)
    assert.deepEqual([body.hours.weekly, body.openNow], [always, true])
    assert.deepEqual(await look(), { hours: { weekly: always, exceptions: [] }, openNow: true })
    const listed = (await client.get('/v1/locations?q=paris')).body.items[0]
    assert.equal(listed.openNow, true)
    assert.deepEqual((await app.orders.network.current()).locationByCode.get('FR-PARIS')!.hours, {
      weekly: always,
      exceptions: [],
    })
  })

  it('have days that differ', async () => {
    const now = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    // All of it, should midnight pass meanwhile.
    const exceptions = [0, 1].map((days) => ({ on: now.add({ days }).toString() }))
    await set({ weekly: always, exceptions })
    assert.deepEqual(await look(), { hours: { weekly: always, exceptions }, openNow: false })
  })

  it('are tried without being set, and forgotten', async () => {
    const known = await look()
    const { body } = await set(null, { dryRun: true })
    assert.deepEqual([body.hours, body.openNow], [null, null])
    assert.deepEqual(await look(), known)
    await set(null)
    assert.deepEqual(await look(), { hours: null, openNow: null })
  })

  it('are given with a new location, which has its own outcome', async () => {
    const rest = { name: 'New', kind: 'store', legalEntity: 'LE', country: 'FR' }
    const one = (code: string, weekly: object[]) => {
      return { ...rest, code, timeZone: 'Europe/Paris', hours: { weekly, exceptions: [] } }
    }
    const late = { day: 1, open: '20:00', close: '09:00' }
    const given = { locations: [one('NEW-1', always), one('NEW-2', [late])] }
    const { outcomes } = (await client.post('/v1/locations', given)).body
    assert.equal(outcomes[0].outcome, 'created')
    const { code, field } = outcomes[1].problem
    assert.deepEqual([code, field], ['hours_invalid', '/locations/1/hours/weekly/0'])
    assert.equal((await client.get('/v1/locations/NEW-1')).body.openNow, true)
  })

  it('that cannot be are refused, with the place at fault', async () => {
    const at = '/changes/0/fields/hours'
    const day = { day: 1, open: '09:00', close: '12:00' }
    const week = (...weekly: object[]) => ({ weekly, exceptions: [] })
    const special = (...exceptions: object[]) => ({ weekly: [], exceptions })
    const on = '2026-12-25'
    const cases: [hours: unknown, code: string, field: string][] = [
      [week(day, { ...day, open: '11:59', close: '13:00' }), 'hours_invalid', '/weekly/1'],
      [week({ ...day, close: '09:00' }), 'hours_invalid', '/weekly/0'],
      [week({ ...day, close: '24:01' }), 'field_invalid', '/weekly/0/close'],
      [week({ ...day, open: '24:00' }), 'field_invalid', '/weekly/0/open'],
      [week({ ...day, open: '9:00' }), 'field_invalid', '/weekly/0/open'],
      [week({ ...day, day: 0 }), 'field_invalid', '/weekly/0/day'],
      [week({ ...day, day: 8 }), 'field_invalid', '/weekly/0/day'],
      [week({ ...day, till: 'late' }), 'field_unknown', '/weekly/0/till'],
      [special({ on, open: '09:00' }), 'hours_invalid', '/exceptions/0'],
      [special({ on }, { on }), 'hours_invalid', '/exceptions/0'],
      [special({ on: '2026-02-30' }), 'field_invalid', '/exceptions/0/on'],
      [{ weekly: [] }, 'field_invalid', '/exceptions'],
      ['always', 'field_invalid', ''],
    ]
    for (const [hours, code, field] of cases) {
      const { status, body } = await set(hours)
      assert.ok(status >= 400)
      assert.deepEqual([body.code, body.field], [code, `${at}${field}`], JSON.stringify(hours))
    }
    assert.deepEqual(await look(), { hours: null, openNow: null })
  })

  it('of a location that a caller may not see cannot be changed by them', async () => {
    const route = app.routes.find(({ path }) => path === '/v1/locations/:code/changes')
    assert.ok(route?.kind === 'command')
    const { db, clock } = app.platform
    const { version } = (await client.get('/v1/locations/FR-PARIS')).body
    const asked = {
      params: { code: 'FR-PARIS' },
      body: { version, changes: [{ action: 'set', fields: { hours: null } }] },
      caller: { id: 'key:1', scope: { locations: [], channels: [] } },
      now: clock.now(),
    }
    const changed = db.transaction((tx) => route.handle(tx, asked as never))
    await assert.rejects(changed, { code: 'not_found' })
  })
})
