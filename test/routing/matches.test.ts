import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const path = '/v1/routing-rules/draft'

describe('how many deliveries of late conditions fit', () => {
  let app: App
  let client: Client
  let ids: string[]

  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { X: { weightG: 500 }, Y: {} },
      stock: { X: { A: 100 }, Y: { B: 100 } },
    })
    const usual = { use: [{ places: {} }], choose: { by: 'least_cost' } }
    const rules = [
      { name: 'Y', when: [{ of: 'sku', in: ['Y'], lines: 'any' }], otherwise: 'next_rule' },
      { name: 'Dear', when: [{ of: 'value', from: 5000 }] },
      { name: 'Rest' },
    ].map((rule) => ({ action: 'add', rule: { ...usual, ...rule } }))
    const changed = await client.post(`${path}/changes`, { version: 0, changes: rules })
    ids = changed.body.outcomes.map(({ id }: Json) => id)
    const collected = { groups: [{ no: 1, method: 'click_and_collect', pickupLocation: 'A' }] }
    const orders = [
      orderOf({ X: 1 }),
      orderOf({ X: 6 }),
      orderOf({ Y: 1 }),
      orderOf({ X: 1, Y: 6 }),
      orderOf({ X: 1 }, collected),
    ]
    for (const order of orders) {
      const placed = await client.post('/v1/orders', order)
      assert.equal(placed.status, 201, JSON.stringify(placed.body))
    }
  })
  after(() => app.stop())

  async function counted(when: Json[], id?: string): Promise<number[]> {
    const { status, body } = await client.post(`${path}/matches`, { when, ...(id && { id }) })
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.deliveries, 4)
    assert.ok(Temporal.Instant.from(body.from))
    return [body.matched, body.first, body.after]
  }

  it('is of those on which rules decide, by the rules that stand above in the draft', async () => {
    assert.deepEqual(await counted([], ids[0]), [4, 4, 0])
    assert.deepEqual(await counted([], ids[1]), [4, 2, 2])
    assert.deepEqual(await counted([], ids[2]), [4, 1, 1])
    assert.deepEqual(await counted([]), [4, 0, 0])
    const heavy = [{ of: 'weight', from: 3000 }]
    assert.deepEqual(await counted(heavy, ids[0]), [1, 1, 0])
    assert.deepEqual(await counted([{ of: 'country', in: ['DE'] }], ids[0]), [0, 0, 0])
  })

  it('changes nothing, and is refused where conditions cannot be', async () => {
    const { version } = (await client.get(path)).body
    const bad = await client.post(`${path}/matches`, { when: [{ of: 'country', in: [] }] })
    assert.equal(bad.status, 400)
    assert.match(bad.body.field, /^\/when\/0/)
    assert.equal((await client.get(path)).body.version, version)
  })

  it('is told to who may see orders', async () => {
    const some = await app.client(['routing:read', 'routing:write'])
    const { status, body } = await some.post(`${path}/matches`, { when: [] })
    assert.deepEqual([status, body.permission], [403, 'orders:read'])
    // Neither is any of them tried, or made a test of.
    for (const one of ['/v1/routing-trials', '/v1/routing-tests/proposals']) {
      const tried = await some.post(one, { order: '1' })
      assert.deepEqual([tried.status, tried.body.permission], [403, 'orders:read'])
    }
  })
})
