import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop, orderOf } from '../shop.ts'

const rules = '/v1/routing-rules'
const path = '/v1/routing-tests'
const PARIS = { lat: 48.86, lon: 2.35 }

/** A near shop and a far warehouse; rules say which of them, tests expect one. */
describe('routing tests', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: PARIS, FAR: { lat: 45.76, lon: 4.84 } },
      skus: { X: { weightG: 500 }, GONE: {} },
      stock: { X: { NEAR: 5, FAR: 50 }, GONE: { NEAR: 5 } },
    })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const only = (name: string, location: string, more: object = {}) => ({
    name,
    use: [{ places: { locations: [location] } }],
    choose: { by: 'least_cost' },
    ...more,
  })
  const invented = {
    channel: 'WEB',
    method: 'standard',
    shipTo: { country: 'FR', ...PARIS },
    lines: [{ sku: 'X', quantity: 2 }],
  }

  /** Makes the draft these rules; answers its version and their ids. */
  async function draft(list: Json[]): Promise<{ version: number; ids: string[] }> {
    const now = (await client.get(`${rules}/draft`)).body
    const gone = now.rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const changes = [...gone, ...list.map((rule) => ({ action: 'add', rule }))]
    const { version } = now
    const { status, body } = await client.post(`${rules}/draft/changes`, { version, changes })
    assert.equal(status, 200, JSON.stringify(body))
    const ids = body.outcomes.slice(gone.length).map(({ id }: Json) => id)
    return { version: body.version, ids }
  }
  const publish = (version: number, more: object = {}) =>
    client.post(`${rules}/publications`, { version, note: 'x', ...more })
  async function run(asked: object = {}): Promise<Json> {
    const { status, body } = await client.post(`${path}/runs`, asked)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  async function keep(code: string, of: object): Promise<Json> {
    const test = { code, name: code, invented, stock: [], ...of }
    const { status, body } = await client.post(path, test)
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  const remove = async (code: string, version: number) => {
    assert.equal((await client.post(`${path}/${code}/removals`, { version })).status, 200)
  }

  it('are kept from an order that was tried, and hang on no stock of the day', async () => {
    const { version, ids } = await draft([only('Near', 'NEAR')])
    assert.equal((await publish(version)).status, 201)
    const placed = (await client.post('/v1/orders', orderOf({ X: 2 }))).body
    const { status, body } = await client.post(`${path}/proposals`, { order: placed.number })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body.expected, { rule: ids[0], exactly: ['NEAR'], unfilled: false })
    // What the order holds is offered to it again.
    assert.deepEqual(body.stock, [
      { sku: 'X', location: 'FAR', quantity: 50 },
      { sku: 'X', location: 'NEAR', quantity: 5 },
    ])
    const kept = await keep('PARIS', body)
    const levels = [{ sku: 'X', location: 'NEAR', onHand: 2 }]
    assert.equal((await client.post('/v1/stock/levels', { levels })).status, 200)
    const { live, draft: drafted } = await run()
    assert.deepEqual([live.passed, live.failed, drafted], [1, 0, null])
    assert.deepEqual(live.items[0].got.places, ['NEAR'])
    await remove('PARIS', kept.version)
    assert.deepEqual((await client.get(path)).body.items, [])
  })

  it('keep all of an order that it is decided by: who buys, whither, from where', async () => {
    const when = [{ of: 'customer', in: ['business'] }]
    const { version, ids } = await draft([only('Firms', 'NEAR', { when }), only('All', 'FAR')])
    assert.equal((await publish(version)).status, 201)
    const levels = [{ sku: 'X', location: 'NEAR', onHand: 9 }]
    assert.equal((await client.post('/v1/stock/levels', { levels })).status, 200)
    const proposed = async (customer: object, group: object): Promise<Json> => {
      const shipTo = { line1: '1 rue', city: 'Paris', country: 'FR', ...PARIS }
      const groups = [
        { no: 1, method: 'standard', shipTo: { ...shipTo, company: 'Ltd' }, ...group },
      ]
      const placed = await client.post('/v1/orders', orderOf({ X: 1 }, { groups, customer }))
      assert.equal(placed.status, 201, JSON.stringify(placed.body))
      const { status, body } = await client.post(`${path}/proposals`, { order: placed.body.number })
      assert.equal(status, 200, JSON.stringify(body))
      return body
    }
    const firm = { kind: 'business', tags: ['loyal'] }
    const byRule = await proposed(firm, {})
    assert.deepEqual(byRule.expected, { rule: ids[0], exactly: ['NEAR'], unfilled: false })
    assert.deepEqual(byRule.invented.customer, firm)
    assert.deepEqual(byRule.invented.shipTo, { country: 'FR', ...PARIS, toHome: false })
    const nominated = { location: 'NEAR', firm: true }
    const byName = await proposed({ kind: 'guest' }, { nominated })
    assert.deepEqual(byName.expected, { rule: null, exactly: ['NEAR'], unfilled: false })
    assert.deepEqual(byName.invented.nominated, nominated)
    const kept = await keep('FIRM', byRule)
    assert.equal((await run()).live.items[0].outcome, 'passed')
    await remove('FIRM', kept.version)
  })

  it('keep a draft from being published, until somebody says why', async () => {
    const near = await draft([only('Near', 'NEAR')])
    assert.equal((await publish(near.version)).status, 201)
    const stock = [
      { sku: 'X', location: 'NEAR', quantity: 9 },
      { sku: 'X', location: 'FAR', quantity: 9 },
    ]
    const kept = await keep('PARIS', { stock, expected: { never: ['FAR'], maxParcels: 1 } })
    const { version } = await draft([only('Far', 'FAR')])
    const { live, draft: drafted } = await run({ tests: ['PARIS'] })
    assert.deepEqual([live.items[0].outcome, drafted.items[0].outcome], ['passed', 'failed'])
    const says = 'It was never to go from FAR; it does.'
    assert.deepEqual(drafted.items[0].misses, [{ part: 'never', says }])

    const refused = await publish(version)
    assert.deepEqual([refused.status, refused.body.code], [409, 'routing_tests_failed'])
    assert.deepEqual(refused.body.tests, [{ code: 'PARIS', name: 'PARIS', says: [says] }])
    const silent = await publish(version, { despiteTests: true })
    assert.deepEqual([silent.status, silent.body.field], [400, '/despiteReason'])

    const despite = { despiteTests: true, despiteReason: 'The shop is closed' }
    const published = await publish(version, despite)
    assert.equal(published.status, 201, JSON.stringify(published.body))
    const { version: no } = published.body
    const kept2 = (await client.get(`${rules}/versions/${no}`)).body.despite
    assert.deepEqual(kept2, { reason: 'The shop is closed', tests: ['PARIS'] })
    await remove('PARIS', kept.version)
  })

  it('are run as it is when the draft begins to decide', async () => {
    const from = app.platform.clock.now().add({ hours: 24 })
    const later = { from: from.toString(), until: null }
    const stock = [
      { sku: 'X', location: 'NEAR', quantity: 9 },
      { sku: 'X', location: 'FAR', quantity: 9 },
    ]
    const { version, ids } = await draft([only('Near', 'NEAR', later), only('Far', 'FAR')])
    const kept = await keep('LATER', { stock, expected: { rule: ids[0] } })
    const now = await publish(version)
    assert.deepEqual(now.body.tests[0].says, ['Rule “Near” was to decide; Rule “Far” did.'])
    const then = await publish(version, { validFrom: from.toString() })
    assert.equal(then.status, 201, JSON.stringify(then.body))
    await remove('LATER', kept.version)
  })

  it('are refused where they say too little, or name what is not there', async () => {
    const stock = [{ sku: 'GONE', location: 'NEAR', quantity: 9 }]
    const asked = { ...invented, lines: [{ sku: 'GONE', quantity: 1 }] }
    const bad = { code: 'T', name: 'T', invented: asked, stock, expected: {} }
    const none = await client.post(path, bad)
    assert.deepEqual([none.status, none.body.field], [400, '/expected'])
    for (const [of, field] of [
      [{ wantedBy: '2026-12-23', wantedInDays: 3 }, '/invented/wantedInDays'],
      [{ shipTo: { country: 'FR', lat: 48 } }, '/invented/shipTo'],
    ] as const) {
      const unclear = { invented: { ...asked, ...of } }
      const kept = await client.post(path, { ...bad, ...unclear })
      const tried = await client.post('/v1/routing-trials', unclear)
      const proposed = await client.post(`${path}/proposals`, unclear)
      for (const { status, body } of [kept, tried, proposed]) {
        assert.deepEqual([status, body.field], [400, field])
      }
    }
    const nowhere = await client.post(path, { ...bad, expected: { among: ['NO'] } })
    assert.deepEqual([nowhere.status, nowhere.body.field], [422, '/expected/among/0'])
    const other = [{ sku: 'X', location: 'NEAR', quantity: 1 }]
    const wrong = await client.post(path, { ...bad, stock: other, expected: { exactly: [] } })
    assert.deepEqual([wrong.status, wrong.body.field], [400, '/stock/0/sku'])
    const unknown = { exactly: ['NEAR'], rule: crypto.randomUUID() }
    const noRule = await client.post(path, { ...bad, expected: unknown })
    assert.deepEqual([noRule.status, noRule.body.field], [400, '/expected/rule'])
    const kept = await keep('GOES', { invented: asked, stock, expected: { unfilled: false } })
    assert.equal((await client.post(path, { ...bad, ...kept, expected: {} })).status, 400)
    const twice = { ...bad, code: 'GOES', expected: { unfilled: false } }
    assert.equal((await client.post(path, twice)).body.code, 'code_taken')
    const fields = { expected: { exactly: ['NEAR'] } }
    const stale = await client.post(`${path}/GOES/changes`, { version: 9, fields })
    assert.equal(stale.body.code, 'version_conflict')
    const changed = await client.post(`${path}/GOES/changes`, { version: 1, fields })
    assert.deepEqual([changed.body.version, changed.body.expected], [2, { exactly: ['NEAR'] }])
    const { live } = await run({ against: 'live', tests: ['GOES'] })
    const says = 'It was to go from NEAR; it goes from nowhere.'
    assert.deepEqual(live.items[0].misses, [{ part: 'exactly', says }])
    await remove('GOES', 2)
  })

  it('are of who sees their channel, and fail where it is gone', async () => {
    await keep('PARIS', { expected: { unfilled: true } })
    const all = await readScoped(app, path, { channels: ['WEB'] })
    assert.deepEqual([all.items.length, (await readScoped(app, path, {})).items.length], [1, 0])
    const { version } = (await client.get('/v1/channels')).body.items[0]
    const changes = [{ action: 'archive' }]
    const archived = await client.post('/v1/channels/WEB/changes', { version, changes })
    assert.equal(archived.status, 200, JSON.stringify(archived.body))
    const { live } = await run({ against: 'live' })
    const { outcome, got, problem } = live.items[0]
    assert.deepEqual([outcome, got, problem.code], ['failed', null, 'channel_unknown'])
  })
})
