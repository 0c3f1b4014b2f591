import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Json, type KeyClient } from '../app.ts'

const set = (version: number, fields: object) => {
  return { version, changes: [{ action: 'set', fields }] }
}

describe('what a person likes', () => {
  let app: App
  let ann: Awaited<ReturnType<App['person']>>
  before(async () => {
    app = await startApp()
    ann = await app.person('Ann', ['tasks:read'])
  })
  after(() => app.stop())

  const usual = {
    language: null,
    theme: 'system',
    density: 'compact',
    shortcuts: true,
    timeZone: null,
  }

  it('is as everybody has it until it is changed, part by part', async () => {
    const me = (await ann.get('/v1/me')).body
    assert.deepEqual([me.id, me.version, me.preferences, me.can], [ann.id, 1, usual, ['set']])
    const first = await ann.post('/v1/me/changes', set(1, { language: 'ar', theme: 'dark' }))
    const arabic = { ...usual, language: 'ar', theme: 'dark' }
    assert.deepEqual(first.body, { id: ann.id, version: 2, preferences: arabic })
    const changes = set(2, { theme: 'system', timeZone: 'Asia/Dubai', shortcuts: false })
    await ann.post('/v1/me/changes', changes)
    const later = (await ann.get('/v1/me')).body
    const wanted = { ...usual, language: 'ar', timeZone: 'Asia/Dubai', shortcuts: false }
    assert.deepEqual([later.version, later.preferences], [3, wanted])
    const old = await ann.post('/v1/me/changes', set(1, { theme: 'dark' }))
    assert.deepEqual([old.status, old.body.code], [409, 'version_conflict'])
  })

  it('is one of what there is', async () => {
    for (const [fields, code, field] of [
      [{ language: 'fr' }, 'field_invalid', 'language'],
      [{ theme: 'blue' }, 'field_invalid', 'theme'],
      [{ density: 3 }, 'field_invalid', 'density'],
      [{ shortcuts: 'yes' }, 'field_invalid', 'shortcuts'],
      [{ timeZone: 'Mars/Olympus' }, 'time_zone_unknown', 'timeZone'],
      [{ colour: 'red' }, 'field_unknown', 'colour'],
    ] as const) {
      const { body } = await ann.post('/v1/me/changes', set(3, fields))
      assert.deepEqual([body.code, body.field], [code, `/changes/0/fields/${field}`])
    }
  })

  it('is no matter of API keys', async () => {
    const key = await app.client()
    const me = (await key.get('/v1/me')).body
    assert.deepEqual([me.preferences, me.version, me.can], [null, null, []])
    const { status, body } = await key.post('/v1/me/changes', set(1, { theme: 'dark' }))
    assert.deepEqual([status, body.code], [403, 'person_only'])
  })

  it('is not who is there: people are listed by id and name, without those who left', async () => {
    const ben = await app.person('Ben')
    const gone = await app.person('Gone')
    await app.platform.db.query(sql`
      update identity.person set archived_at = now() where name = 'Gone'`)
    const { items } = (await ann.get('/v1/people')).body
    const byName = new Map(items.map(({ id, name }: Json) => [name, id]))
    assert.deepEqual(Object.fromEntries(byName), { Ann: ann.id, Ben: ben.id })
    assert.ok(![...byName.values()].includes(gone.id))
    const page = (await ann.get('/v1/people?limit=1')).body
    const rest = (await ann.get(`/v1/people?limit=1&cursor=${page.next}`)).body
    assert.deepEqual([...page.items, ...rest.items], items)
  })
})

describe('saved views', () => {
  let app: App
  let ann: Awaited<ReturnType<App['person']>>
  let ben: typeof ann
  before(async () => {
    app = await startApp()
    ann = await app.person('Ann', [])
    ben = await app.person('Ben', [])
  })
  after(() => app.stop())

  const save = async (by: typeof ann, view: object) => {
    const { status, body } = await by.post('/v1/views', view)
    assert.equal(status, 201, JSON.stringify(body))
    return body.id as string
  }
  const namesOf = async (by: KeyClient, query = '') =>
    (await by.get(`/v1/views${query}`)).body.items.map(({ name }: Json) => name)

  it('are a person’s own, or shared with all; only the owner changes them', async () => {
    const late = { screen: 'orders', name: 'Late', query: 'state=late' }
    const mine = await save(ann, late)
    const shared = await save(ann, { ...late, name: 'All late', isShared: true })
    await save(ben, { screen: 'stock', name: 'Low', query: '' })
    assert.deepEqual(await namesOf(ann), ['Late', 'All late'])
    assert.deepEqual(await namesOf(ben), ['All late', 'Low'])
    assert.deepEqual(await namesOf(ben, '?screen=stock'), ['Low'])
    assert.deepEqual(await namesOf(await app.client([])), ['All late'])
    const [seen] = (await ben.get('/v1/views')).body.items
    assert.deepEqual(seen, {
      id: shared,
      version: 1,
      screen: 'orders',
      name: 'All late',
      query: 'state=late',
      isShared: true,
      owner: ann.id,
      isMine: false,
      can: [],
    })
    const byOther = await ben.post(`/v1/views/${shared}/changes`, set(1, { name: 'Mine' }))
    assert.deepEqual([byOther.status, byOther.body.code], [403, 'not_yours'])
    const hidden = await ben.post(`/v1/views/${mine}/changes`, set(1, { name: 'Mine' }))
    assert.equal(hidden.body.code, 'not_found')
    const changed = await ann.post(
      `/v1/views/${mine}/changes`,
      set(1, { name: 'Very late', isShared: true }),
    )
    assert.deepEqual(changed.body, { id: mine, version: 2 })
    assert.deepEqual(await namesOf(ben, '?screen=orders'), ['Very late', 'All late'])
    const old = await ann.post(`/v1/views/${mine}/changes`, set(1, { name: 'x' }))
    assert.equal(old.body.code, 'version_conflict')
    const archive = { version: 2, changes: [{ action: 'archive' }] }
    assert.equal((await ann.post(`/v1/views/${mine}/changes`, archive)).status, 200)
    assert.deepEqual(await namesOf(ann), ['All late'])
    const gone = await ann.post(`/v1/views/${mine}/changes`, set(3, { name: 'x' }))
    assert.equal(gone.body.code, 'not_found')
  })

  it('are kept in no stored answer: a search may name a customer', async () => {
    await save(ann, { screen: 'orders', name: 'Mrs Meier', query: 'q=meier' })
    const [kept] = await app.platform.db.query<{ text: string }>(sql`select concat(
      (select json_agg(i) from platform.idempotency as i),
      (select json_agg(e) from platform.event as e)) as text`)
    assert.ok(!/meier/i.test(kept!.text))
  })

  it('are of persons, and say what is wrong with them', async () => {
    const view = { screen: 'orders', name: 'x', query: '' }
    const key = await app.client()
    assert.equal((await key.post('/v1/views', view)).body.code, 'person_only')
    for (const [bad, field] of [
      [{ ...view, screen: 'Orders!' }, '/screen'],
      [{ ...view, name: '' }, '/name'],
      [{ ...view, query: 'x'.repeat(2001) }, '/query'],
      [{ screen: 'orders', name: 'x' }, '/query'],
    ] as const) {
      const { body } = await ann.post('/v1/views', bad)
      assert.deepEqual([body.code, body.field], ['field_invalid', field])
    }
    const none = await ann.post(`/v1/views/${randomUUID()}/changes`, set(1, { name: 'x' }))
    assert.equal(none.body.code, 'not_found')
  })
})
