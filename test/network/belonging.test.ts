import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop } from '../shop.ts'

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  const locations = { 'FR-PARIS': {}, 'FR-LYON': {}, 'FR-NICE': {} }
  await openShop(client, { locations, skus: { X: {} }, stock: {} })
})
after(() => app.stop())

/** Changes anything that has versions, on top of how it stands. */
async function change(path: string, ...changes: object[]): Promise<{ status: number; body: Json }> {
  const { version } = (await client.get(`/v1/${path}`)).body
  return client.post(`/v1/${path}/changes`, { version, changes })
}
const read = async (path: string) => (await client.get(`/v1/${path}`)).body
const listed = async (query: string): Promise<string[]> =>
  (await read(`locations?${query}`)).items.map(({ code }: Json) => code)
const set = (fields: object) => ({ action: 'set', fields })
const known = async (code: string) => (await app.orders.network.current()).locationByCode.get(code)!

describe('groups of locations', () => {
  it('hold locations by code, and each of these says so', async () => {
    const locations = ['FR-LYON', 'FR-PARIS', 'FR-PARIS']
    const made = await client.post('/v1/location-groups', { code: 'BIG', name: 'Big', locations })
    assert.equal(made.status, 201)
    assert.deepEqual(made.body.locations, ['FR-LYON', 'FR-PARIS'])
    assert.deepEqual((await read('locations/FR-PARIS')).groups, ['BIG'])
    assert.deepEqual((await known('FR-PARIS')).groups, ['BIG'])
    assert.deepEqual(await listed('group=BIG'), ['FR-LYON', 'FR-PARIS'])
  })

  it('are changed from both sides; either has a new version with it', async () => {
    const old = (await read('locations/FR-NICE')).version
    const lists = [
      { action: 'add', locations: ['FR-NICE'] },
      { action: 'remove', locations: ['FR-LYON'] },
    ]
    const { body } = await change('location-groups/BIG', ...lists, set({ name: 'Large' }))
    assert.deepEqual([body.name, body.locations], ['Large', ['FR-NICE', 'FR-PARIS']])
    assert.equal((await read('locations/FR-NICE')).version, old + 1)
    await client.post('/v1/location-groups', { code: 'SEA', name: 'By the sea' })
    const nice = await change('locations/FR-NICE', set({ groups: ['SEA', 'BIG', 'SEA'] }))
    assert.deepEqual(nice.body.groups, ['BIG', 'SEA'])
    await change('locations/FR-PARIS', set({ groups: [] }))
    assert.deepEqual(await listed('group=BIG'), ['FR-NICE'])
    const groups = (await read('location-groups')).items
    const counts = groups.map(({ code, locationCount }: Json) => [code, locationCount])
    assert.deepEqual(counts, [
      ['BIG', 1],
      ['SEA', 1],
    ])
  })

  it('refuse what is not there, with its place', async () => {
    const given = { code: 'ODD', name: 'Odd', locations: ['FR-LYON', 'NOPE'] }
    const made = (await client.post('/v1/location-groups', given)).body
    assert.deepEqual([made.code, made.field], ['location_unknown', '/locations/1'])
    const taken = (await client.post('/v1/location-groups', { code: 'BIG', name: 'X' })).body
    assert.deepEqual([taken.code, taken.field], ['code_taken', '/code'])
    const { body } = await change('locations/FR-LYON', set({ groups: ['BIG', 'ODD'] }))
    const at = '/changes/0/fields/groups/1'
    assert.deepEqual([body.code, body.field], ['location_group_unknown', at])
    const found = (await client.get('/v1/locations?group=ODD')).body
    assert.deepEqual([found.code, found.field], ['location_group_unknown', '/group'])
    const changes = [{ action: 'archive' }]
    const stale = await client.post('/v1/location-groups/BIG/changes', { version: 1, changes })
    assert.equal(stale.body.code, 'version_conflict')
  })

  it('show the locations that a caller may see', async () => {
    await change('location-groups/BIG', { action: 'add', locations: ['FR-LYON'] })
    const sees = { locations: ['FR-LYON'] }
    const params = { params: { code: 'BIG' } }
    const one = await readScoped(app, '/v1/location-groups/:code', sees, params)
    assert.deepEqual(one.locations, ['FR-LYON'])
    const { items } = await readScoped(app, '/v1/location-groups', sees)
    assert.deepEqual(
      items.map(({ locationCount }: Json) => locationCount),
      [1, 0],
    )
  })

  it('that are archived are no longer named', async () => {
    await change('location-groups/SEA', { action: 'archive' })
    assert.deepEqual((await read('locations/FR-NICE')).groups, ['BIG'])
    assert.equal((await client.get('/v1/locations?group=SEA')).status, 422)
    const { body } = await change('locations/FR-NICE', set({ groups: ['SEA'] }))
    assert.equal(body.code, 'location_group_unknown')
  })
})

describe('tags of locations', () => {
  it('are words in small letters, each once, and found', async () => {
    const { body } = await change('locations/FR-NICE', set({ tags: ['sea-view', 'big', 'big'] }))
    assert.deepEqual(body.tags, ['big', 'sea-view'])
    assert.deepEqual((await known('FR-NICE')).tags, ['big', 'sea-view'])
    assert.deepEqual(await listed('tag=sea-view'), ['FR-NICE'])
    assert.deepEqual(await listed('tag=sea'), [])
    for (const tag of ['Big', 'two words', '-big', 'big-', '']) {
      const refused = await change('locations/FR-NICE', set({ tags: [tag] }))
      assert.deepEqual(refused.body.code, 'field_invalid', tag)
    }
  })
})

describe('partners', () => {
  const contact = { contactName: 'Grace Hopper', email: 'grace@example.com', phone: '+33 1 23' }
  const partner = { code: 'ACME', name: 'Acme Logistics', kind: 'third_party', leadDays: 2 }

  it('are kept with whom to ask; what a POST answers says nothing about people', async () => {
    const made = await client.post('/v1/partners', { ...partner, ...contact })
    assert.equal(made.status, 201)
    assert.doesNotMatch(JSON.stringify(made.body), /Grace|example|\+33/)
    const rest = { note: null, version: 1, archived: false, can: ['set', 'archive'] }
    const { id: _id, ...found } = await read('partners/ACME')
    assert.deepEqual(found, { ...partner, ...contact, ...rest })
  })

  it('run locations, which are found by them', async () => {
    const { body } = await change('locations/FR-LYON', set({ partner: 'ACME' }))
    assert.deepEqual([body.partner, body.legalEntity], ['ACME', 'LE'])
    assert.deepEqual(await listed('partner=ACME'), ['FR-LYON'])
    await change('locations/FR-LYON', set({ partner: null }))
    assert.deepEqual(await listed('partner=ACME'), [])
  })

  it('are changed, emptied and listed', async () => {
    const written = await change('partners/ACME', set({ leadDays: 5, phone: null, note: 'Slow' }))
    assert.deepEqual([written.status, written.body.version], [200, 2])
    const { leadDays, phone, note, email } = await read('partners/ACME')
    assert.deepEqual([leadDays, phone, note, email], [5, null, 'Slow', contact.email])
    await client.post('/v1/partners', { code: 'SOCKS', name: 'Sock mill', kind: 'supplier' })
    const codes = async (query: string) =>
      (await read(`partners?${query}`)).items.map(({ code }: Json) => code)
    assert.deepEqual(await codes(''), ['ACME', 'SOCKS'])
    assert.deepEqual(await codes('kind=supplier'), ['SOCKS'])
    assert.deepEqual(await codes('q=logis'), ['ACME'])
    const { next } = await read('partners?limit=1')
    assert.deepEqual(await codes(`limit=1&cursor=${next}`), ['SOCKS'])
  })

  it('that are not there are refused; archived ones stay where they are', async () => {
    await change('locations/FR-PARIS', set({ partner: 'SOCKS' }))
    await change('partners/SOCKS', { action: 'archive' })
    assert.equal((await read('locations/FR-PARIS')).partner, 'SOCKS')
    for (const code of ['NOPE', 'SOCKS']) {
      const { body } = await change('locations/FR-LYON', set({ partner: code }))
      assert.deepEqual([body.code, body.field], ['partner_unknown', '/changes/0/fields/partner'])
    }
    const { body } = await client.post('/v1/partners', { ...partner, email: 'nobody' })
    assert.deepEqual([body.code, body.field], ['field_invalid', '/email'])
  })

  it('leave nothing of a person in the log', async () => {
    const [row] = await app.platform.db.query<{ text: string }>(sql`
      select coalesce(string_agg(data::text, ' '), '') as text from platform.event
      where type = 'network.changed'`)
    assert.match(row!.text, /ACME/)
    assert.doesNotMatch(row!.text, /Grace|example|\+33/)
    const [kept] = await app.platform.db.query<{ text: string }>(
      sql`select coalesce(string_agg(k::text, ' '), '') as text from platform.idempotency as k`,
    )
    assert.doesNotMatch(kept!.text, /Grace|grace@|\+33/)
  })
})

describe('holiday calendars', () => {
  /** Public holidays of France in 2026, as the retailer would load them. */
  const days = [
    ['05-08', 'Victory Day'],
    ['01-01', 'New Year’s Day'],
    ['07-14', 'National Day'],
    ['12-25', 'Christmas Day'],
  ].map(([day, name]) => ({ on: `2026-${day}`, name }))

  it('are kept in order of time, and named by locations', async () => {
    const made = await client.post('/v1/holiday-calendars', { code: 'FR', name: 'France', days })
    assert.equal(made.status, 201)
    const dates = made.body.days.map(({ on }: Json) => on)
    assert.deepEqual(dates, dates.toSorted())
    const { body } = await change('locations/FR-PARIS', set({ holidayCalendar: 'FR' }))
    assert.equal(body.holidayCalendar, 'FR')
    const network = await app.orders.network.current()
    const held = network.holidaysOf(network.locationByCode.get('FR-PARIS')!)
    assert.deepEqual(held, made.body.days)
    assert.deepEqual(network.holidaysOf(network.locationByCode.get('FR-LYON')!), [])
    const [one] = (await read('holiday-calendars')).items
    assert.deepEqual([one.code, one.dayCount, one.locationCount], ['FR', 4, 1])
  })

  it('close a location for a day, and an exception of its own opens it', async () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' }))
    const hours = (exceptions: object[]) => set({ hours: { weekly: always, exceptions } })
    const opens = await change('locations/FR-PARIS', hours([]))
    assert.equal(opens.body.openNow, true)
    const now = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    // Both, should midnight pass meanwhile.
    const near = [0, 1].map((more) => ({ on: now.add({ days: more }).toString(), name: 'Today' }))
    await change('holiday-calendars/FR', { action: 'set_days', days: near })
    const closed = await read('locations/FR-PARIS')
    assert.equal(closed.openNow, false)
    assert.ok(closed.holidays.length > 0)
    assert.equal((await read('locations?q=paris')).items[0].openNow, false)
    const own = near.map(({ on }) => ({ on, open: '00:00', close: '24:00' }))
    assert.equal((await change('locations/FR-PARIS', hours(own))).body.openNow, true)
    const network = await app.orders.network.current()
    assert.equal(network.holidaysOf(network.locationByCode.get('FR-PARIS')!).length, 2)
  })

  it('that are not there are refused, in a new location too', async () => {
    const { body } = await change('locations/FR-LYON', set({ holidayCalendar: 'XX' }))
    const field = '/changes/0/fields/holidayCalendar'
    assert.deepEqual([body.code, body.field], ['holiday_calendar_unknown', field])
    const rest = { name: 'New', kind: 'store', legalEntity: 'LE', country: 'FR' }
    const fine = { ...rest, timeZone: 'Europe/Paris', holidayCalendar: 'FR', groups: ['BIG'] }
    const locations = [
      { ...fine, code: 'NEW-1', partner: 'ACME', tags: ['new'] },
      { ...fine, code: 'NEW-2', holidayCalendar: 'XX' },
      { ...fine, code: 'NEW-3', partner: 'XX' },
      { ...fine, code: 'NEW-4', groups: ['BIG', 'XX'] },
    ]
    const { outcomes } = (await client.post('/v1/locations', { locations })).body
    assert.deepEqual(
      outcomes.map(({ outcome, problem }: Json) => [outcome, problem?.code, problem?.field]),
      [
        ['created', undefined, undefined],
        ['refused', 'holiday_calendar_unknown', '/locations/1/holidayCalendar'],
        ['refused', 'partner_unknown', '/locations/2/partner'],
        ['refused', 'location_group_unknown', '/locations/3/groups/1'],
      ],
    )
    const made = await read('locations/NEW-1')
    const named = [made.holidayCalendar, made.partner, made.groups, made.tags]
    assert.deepEqual(named, ['FR', 'ACME', ['BIG'], ['new']])
  })
})
