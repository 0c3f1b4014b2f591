import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.35 }
const path = '/v1/routing-rules'

describe('rules that go by the tags of an order', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: PARIS, FAR: { lat: 43.3, lon: 5.37 } },
      skus: { X: { weightG: 500 } },
      stock: { X: { NEAR: 50, FAR: 50 } },
    })
    await setLocation(client, 'FAR', { tags: ['craft'] })
    const { version } = (await client.get(`${path}/draft`)).body
    const rule = {
      name: 'Gifts from where they are wrapped',
      when: [{ of: 'order_tag', in: ['gift'] }],
      use: [{ places: { tags: ['craft'] } }],
      choose: { by: 'least_cost' },
    }
    const changes = [{ action: 'add', rule }]
    const drafted = await client.post(`${path}/draft/changes`, { version, changes })
    assert.equal(drafted.status, 200, JSON.stringify(drafted.body))
    const published = await client.post(`${path}/publications`, {
      version: drafted.body.version,
      note: 'test',
    })
    assert.equal(published.status, 201, JSON.stringify(published.body))
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  async function place(over: Json = {}): Promise<Json> {
    const { status, body } = await client.post('/v1/orders', orderOf({ X: 1 }, over))
    assert.equal(status, 201, JSON.stringify(body))
    const { items } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
    const now = (await client.get(`/v1/orders/${body.id}`)).body
    return { ...now, decision: items[0], from: now.lines[0].allocations[0].location }
  }
  const tryIt = async (asked: Json): Promise<(string | null)[]> => {
    const { status, body } = await client.post('/v1/routing-trials', asked)
    assert.equal(status, 200, JSON.stringify(body))
    return body.live.map(({ record }: Json) => record.rule?.name ?? null)
  }
  const GIFTS = 'Gifts from where they are wrapped'

  it('decide on those that have one, and leave the others', async () => {
    assert.equal((await place({ tags: ['gift'] })).from, 'FAR')
    assert.equal((await place({ tags: ['rush'] })).from, 'NEAR')
    assert.equal((await place()).from, 'NEAR')
  })

  it('go by what it is tagged now; what was decided is told as it was then', async () => {
    const order = await place({ tags: ['gift'] })
    const exact = async () => {
      const { status, body } = await client.get(`/v1/decisions/${order.decision.id}/flips`)
      assert.equal(status, 200)
      return body.isExact
    }
    assert.equal(await exact(), true)
    assert.deepEqual(await tryIt({ order: order.number }), [GIFTS])
    const tags = { add: ['plain'], remove: ['gift'] }
    assert.equal((await client.post(`/v1/orders/${order.id}/marks`, { tags })).status, 200)
    assert.deepEqual(await tryIt({ order: order.number }), [null])
    assert.equal(await exact(), true)
    const again = { tags: { add: ['gift'], remove: ['plain'] } }
    assert.equal((await client.post(`/v1/orders/${order.id}/marks`, again)).status, 200)
    assert.deepEqual(await tryIt({ order: order.number }), [GIFTS])
    assert.equal(await exact(), true)
  })

  it('may do so as one of several of which one must be so', async () => {
    const add = async (conditions: Json[]) => {
      const draft = (await client.get(`${path}/draft`)).body
      const gone = draft.rules.map(({ id }: Json) => ({ action: 'remove', id }))
      const rule = {
        name: 'Several',
        when: [{ of: 'any_of', conditions }],
        use: [{ places: { tags: ['craft'] } }],
        choose: { by: 'least_cost' },
      }
      const changes = [...gone, { action: 'add', rule }]
      return client.post(`${path}/draft/changes`, { version: draft.version, changes })
    }
    const large = { of: 'units', from: 2 }
    const { body } = await add([{ of: 'order_tag', in: ['rush'] }, large])
    assert.deepEqual(body.outcomes.at(-1).outcome, 'done', JSON.stringify(body))
    const invented = {
      channel: 'WEB',
      method: 'standard',
      shipTo: { country: 'FR', ...PARIS },
      lines: [{ sku: 'X', quantity: 1 }],
    }
    const drafted = async (over: Json) => {
      const asked = { invented: { ...invented, ...over } }
      const reply = await client.post('/v1/routing-trials', asked)
      return reply.body.draft[0].record.rule?.name ?? null
    }
    assert.equal(await drafted({ tags: ['rush'] }), 'Several')
    assert.equal(await drafted({ lines: [{ sku: 'X', quantity: 2 }] }), 'Several')
    assert.equal(await drafted({ tags: ['gift'] }), null)
    const gift = { of: 'order_tag', in: ['gift'] }
    const both = await add([{ of: 'all_of', conditions: [gift, large] }])
    assert.equal(both.body.outcomes.at(-1).outcome, 'done', JSON.stringify(both.body))
    assert.equal(await drafted({ tags: ['gift'] }), null)
    const two = [{ sku: 'X', quantity: 2 }]
    assert.equal(await drafted({ tags: ['gift'], lines: two }), 'Several')
    const deeper = await add([
      { of: 'all_of', conditions: [{ of: 'all_of', conditions: [large] }] },
    ])
    assert.equal(deeper.status, 400)
    const within = await add([{ of: 'any_of', conditions: [large] }])
    assert.equal(within.status, 400)
    assert.match(within.body.field, /^\/changes\/1\/rule\/when\/0/)
    const none = await add([{ of: 'units' }])
    const { outcome, problem } = none.body.outcomes.at(-1)
    assert.deepEqual([outcome, problem.field], ['refused', '/changes/1/rule/when/0/conditions/0'])
  })

  it('can be tried on what nobody has ordered, and proposed as a test', async () => {
    const invented = {
      channel: 'WEB',
      method: 'standard',
      shipTo: { country: 'FR', ...PARIS },
      lines: [{ sku: 'X', quantity: 1 }],
    }
    assert.deepEqual(await tryIt({ invented }), [null])
    assert.deepEqual(await tryIt({ invented: { ...invented, tags: ['gift'] } }), [GIFTS])
    const { number } = await place({ tags: ['gift'] })
    const asked = { against: 'live', order: number }
    const { status, body } = await client.post('/v1/routing-tests/proposals', asked)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual([body.invented.tags, body.expected.exactly], [['gift'], ['FAR']])
  })
})
