import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { draft, ruleFrom, rules } from './canary-shop.ts'

describe('a version of the routing rules that is still to come', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    const locations = { NEAR: {}, FAR: {}, HALL: {} }
    const stock = { X: { NEAR: 50, FAR: 50, HALL: 50 } }
    await openShop(client, { locations, skus: { X: {} }, stock })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const draftOf = async (): Promise<Json> => (await client.get(`${rules}/draft`)).body
  async function publish(hours?: number): Promise<Json> {
    const { version } = await draftOf()
    const validFrom = hours && Temporal.Now.instant().add({ hours }).round('second').toString()
    const body = { version, note: 'x', ...(validFrom && { validFrom }) }
    const reply = await client.post(`${rules}/publications`, body)
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
    return reply.body
  }
  const only = (location: string) => draft(client, ruleFrom(`From ${location}`, location))
  async function add(location: string): Promise<void> {
    const { version } = await draftOf()
    const changes = [{ action: 'add', rule: ruleFrom(`From ${location}`, location) }]
    await client.post(`${rules}/draft/changes`, { version, changes })
  }
  async function withdraw(version: number, by = client): Promise<[number, string | Json]> {
    const path = `${rules}/versions/${version}/withdrawals`
    const { status, body } = await by.post(path, { note: 'Not this year' })
    return [status, status === 200 ? body : body.code]
  }
  const saying = (changes: Json[]) =>
    changes.map(({ action, after: next, before: was }) => `${action} ${(next ?? was).name}`)
  async function inForce(): Promise<Json> {
    const { version, coming } = (await client.get(rules)).body
    return [version, coming.map((one: Json) => one.version)]
  }

  it('begins with what is published before it, and the draft says what that changes', async () => {
    await only('NEAR')
    await publish()
    await only('FAR')
    const later = await publish(1)
    await add('HALL')
    const { changes, coming, basedOn } = await draftOf()
    assert.equal(basedOn, 2)
    assert.deepEqual(saying(changes), ['add From HALL'])
    assert.deepEqual(
      coming.map((one: Json) => [one.version, one.validFrom, saying(one.changes)]),
      [[2, later.validFrom, ['add From FAR', 'add From HALL', 'remove From NEAR']]],
    )
    // Between two to come it changes what the first of them stands for.
    await publish(2)
    await add('NEAR')
    const between = (await draftOf()).coming
    assert.deepEqual(
      between.map((one: Json) => [one.version, saying(one.changes)]),
      [
        [2, ['add From FAR', 'add From HALL', 'add From NEAR', 'remove From NEAR']],
        [3, ['add From HALL', 'add From NEAR']],
      ],
    )
    const now = await publish()
    assert.deepEqual([now.added, now.removed], [3, 1])
    assert.deepEqual(await inForce(), [4, []])
  })

  it('is withdrawn: it stays among the versions, marked, and decides on nothing', async () => {
    await only('NEAR')
    const { version } = await publish()
    await only('FAR')
    const later = await publish(1)
    const writer = await app.client(['routing:read', 'routing:write'])
    assert.deepEqual(await withdraw(later.version, writer), [403, 'permission_missing'])
    const [status, told] = await withdraw(later.version)
    assert.deepEqual(
      [status, told.version, told.withdrawn.note],
      [200, version + 1, 'Not this year'],
    )
    assert.deepEqual(await inForce(), [version, []])
    const [newest] = (await client.get(`${rules}/versions`)).body.items
    assert.deepEqual(newest, told)
    const draftNow = await draftOf()
    assert.deepEqual([draftNow.basedOn, draftNow.next], [version, version + 2])
    assert.deepEqual([draftNow.changes, draftNow.coming], [[], []])

    const order = (await client.post('/v1/orders', orderOf({ X: 1 }))).body
    const { items } = (await client.get(`/v1/orders/${order.id}/decisions`)).body
    assert.equal(items[0].record.rule.version, version)

    const restores = { version: draftNow.version, restores: later.version }
    const restored = await client.post(`${rules}/rollbacks`, restores)
    assert.deepEqual(saying(restored.body.changes), ['add From FAR', 'remove From NEAR'])
    await client.post(`${rules}/draft/discards`, { version: restored.body.version })
  })

  it('leaves to the draft what that changes, over what was published before it', async () => {
    await only('NEAR')
    const { version } = await publish()
    await add('FAR')
    const later = await publish(1)
    await add('HALL')
    const seen = await draftOf()
    await withdraw(later.version)
    const { version: now, basedOn, changes } = await draftOf()
    assert.deepEqual([basedOn, saying(changes)], [version, ['add From HALL']])
    const body = { version: seen.version, note: 'As I saw it' }
    const blind = await client.post(`${rules}/publications`, body)
    assert.deepEqual([blind.status, blind.body.code], [409, 'version_conflict'])
    await client.post(`${rules}/draft/discards`, { version: now })
  })

  it('is withdrawn after what was made from it, and only while it is to come', async () => {
    await only('NEAR')
    const { version } = await publish()
    await add('FAR')
    await publish(2)
    await add('HALL')
    await publish(3)
    assert.deepEqual(await inForce(), [version, [version + 1, version + 2]])
    assert.deepEqual(await withdraw(version + 1), [409, 'rules_made_from'])
    assert.equal((await withdraw(version + 2))[0], 200)
    assert.deepEqual(await withdraw(version + 2), [409, 'rules_not_coming'])
    // What took its place as the earlier one gives it back.
    await add('HALL')
    await publish(1)
    assert.deepEqual(await inForce(), [version, [version + 3]])
    assert.equal((await withdraw(version + 3))[0], 200)
    assert.deepEqual(await inForce(), [version, [version + 1]])
    assert.equal((await withdraw(version + 1))[0], 200)
    assert.deepEqual(await withdraw(version), [409, 'rules_not_coming'])
    assert.deepEqual(await withdraw(99_999), [404, 'not_found'])
  })
})
