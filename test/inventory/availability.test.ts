import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { rulesSaying, sellBy } from '../sell-by.ts'
import { openShop, orderOf } from '../shop.ts'
import { ruleDesk } from './rule-desk.ts'

describe('what a channel can sell', () => {
  let app: App
  let client: Client
  let limited: Client
  /** Ids of locations that the second client sees; the channel, too. */
  let scope: { channels: number[]; locations: number[] } | 'all' = 'all'
  before(async () => {
    app = await startApp(undefined, {
      scopeOf: ({ id }) => (scope !== 'all' && id === limitedId ? scope : 'all'),
    })
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {}, C: {}, OUT: { outside: true } },
      skus: { X: {}, M: { decimals: 2 }, P: {}, Q: {}, Z: {} },
      stock: {
        X: { A: 10, B: 5, C: 0, OUT: 7 },
        M: { A: 2.5 },
        P: { A: 6, B: 2 },
        Q: { A: 3 },
        Z: { A: 4, B: 3 },
      },
    })
    const adjustments = [
      { sku: 'X', location: 'A', unavailableChange: 2, condition: 'damaged', reason: 'damage' },
    ]
    assert.equal((await client.post('/v1/stock/adjustments', { adjustments })).status, 200)
    const set = { code: 'SET', name: 'Set', kind: 'bundle' }
    const components = [
      { sku: 'P', quantity: 2 },
      { sku: 'Q', quantity: 1 },
    ]
    const { body } = await client.post('/v1/skus', { skus: [{ ...set, components }] })
    assert.equal(body.outcomes[0].outcome, 'created', JSON.stringify(body))
    assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }))).status, 201)
    const said = {
      safety: { 'X A': 3, 'M A': 0.5, 'P A': 1 },
      barred: ['X B', 'P B'],
      threshold: { M: 1 },
    }
    await sellBy(app, rulesSaying(said))
    limited = await app.client()
    limitedId = (await limited.get('/v1/me')).body.id
    const { locationByCode, channelByCode } = await app.orders.network.current()
    const channels = [channelByCode.get('WEB')!.id]
    scope = { channels, locations: [locationByCode.get('A')!.id] }
  })
  after(() => app.stop())
  let limitedId = ''

  const ask = async (query: string, by: Client = client): Promise<Json> => {
    const { status, body } = await by.get(`/v1/availability?channel=WEB&${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }
  const told = (terms: Json[]) => terms.map(({ term, quantity }) => [term, quantity])

  it('is what its rules leave, in all and by location', async () => {
    const answer = await ask('sku=X&by=location')
    assert.equal(answer.available, 4)
    assert.deepEqual(answer.locations, [
      { location: 'A', available: 4 },
      { location: 'B', available: 0 },
      { location: 'C', available: 0 },
    ])
    assert.deepEqual((await ask('sku=X&location=A')).locations, [{ location: 'A', available: 4 }])
    assert.equal((await ask('sku=X')).locations, undefined)
  })

  it('is by location what it is now, however often it was asked before', async () => {
    const at = async (location: string): Promise<number> => {
      const { locations } = await ask('sku=Z&by=location')
      return locations.find((one: Json) => one.location === location)?.available
    }
    const level = (onHand: number) => ({ levels: [{ sku: 'Z', location: 'A', onHand }] })
    const set = async (onHand: number) => {
      assert.equal((await client.post('/v1/stock/levels', level(onHand))).status, 200)
    }
    assert.deepEqual([await at('A'), await at('A'), await at('B')], [4, 4, 3])
    await set(9)
    assert.deepEqual([await at('A'), await at('A')], [9, 9])
    const { version } = (await client.get('/v1/locations/B')).body
    const change = async (action: object, of: number) =>
      client.post('/v1/locations/B/changes', { version: of, changes: [action] })
    assert.equal((await change({ action: 'pause', reason: 'flood' }, version)).status, 200)
    assert.deepEqual([await at('A'), await at('B')], [9, 0])
    assert.equal((await change({ action: 'resume' }, version + 1)).status, 200)
    await set(4)
    assert.deepEqual([await at('A'), await at('B')], [4, 3])
  })

  it('opens into terms that add up to it, with the rules', async () => {
    const { available, terms, locations } = await ask('sku=X&explain=true')
    assert.deepEqual([available, told(terms)], [4, [['locations', 4]]])
    const at = (code: string) => locations.find(({ location }: Json) => location === code)
    assert.deepEqual(told(at('A').terms), [
      ['on_hand', 10],
      ['unavailable', -2],
      ['allocated', -1],
      ['safety_stock', -3],
    ])
    const [, damaged, , safety] = at('A').terms
    assert.equal(damaged.condition, 'damaged')
    assert.equal(safety.rule.name, 'Rule safety')
    const bar = at('B').terms.at(-1)
    assert.deepEqual([bar.term, bar.quantity, bar.rule.name], ['not_eligible', -5, 'Rule bar'])
    assert.deepEqual(told(at('OUT').terms), [
      ['on_hand', 7],
      ['not_in_pool', -7],
    ])
    for (const one of [{ available, terms }, ...locations]) {
      assert.equal(
        one.terms.reduce((sum: number, { quantity }: Json) => sum + quantity, 0),
        one.available,
      )
    }
  })

  it('is told in the unit of the SKU, and the last ones are kept back everywhere', async () => {
    const { available, terms, locations } = await ask('sku=M&explain=true')
    assert.equal(available, 1)
    assert.deepEqual(told(terms), [
      ['locations', 2],
      ['threshold', -1],
    ])
    assert.deepEqual(told(locations[0].terms), [
      ['on_hand', 2.5],
      ['safety_stock', -0.5],
      ['threshold', -1],
    ])
  })

  it('of a bundle is what its components leave, in all and by location', async () => {
    const answer = await ask('sku=SET&by=location&explain=true')
    assert.deepEqual([answer.available, answer.limitedBy], [2, 'P'])
    assert.deepEqual(answer.locations, [
      { location: 'A', available: 2 },
      { location: 'B', available: 0 },
    ])
    assert.deepEqual(answer.components, [
      { sku: 'P', quantity: 2, available: 5, makes: 2 },
      { sku: 'Q', quantity: 1, available: 3, makes: 3 },
    ])
  })

  it('is told to who sees one location without what the others have by themselves', async () => {
    const { terms, locations, available } = await ask('sku=Z&explain=true', limited)
    const sums = [
      ['locations', 4],
      ['other_locations', 3],
    ]
    assert.deepEqual([available, told(terms)], [7, sums])
    assert.deepEqual(
      locations.map(({ location }: Json) => location),
      ['A'],
    )
    const hidden = await limited.get('/v1/availability?channel=WEB&sku=X&location=B')
    assert.deepEqual([hidden.status, hidden.body.field], [404, '/location'])
  })

  it('is told of a page of SKUs at once, and which there are not', async () => {
    const { status, body } = await client.get(
      '/v1/availability/skus?channel=WEB&skus=X,NONE,M,SET&by=location&location=A',
    )
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.items.map((one: Json) => [one.sku, one.available, one.locations]),
      [
        ['X', 4, [{ location: 'A', available: 4 }]],
        ['M', 1, [{ location: 'A', available: 1 }]],
        ['SET', 2, [{ location: 'A', available: 2 }]],
      ],
    )
    assert.deepEqual(body.unknown, ['NONE'])
    const many = Array.from({ length: 201 }, (_, i) => `S${i}`).join(',')
    const refused = await client.get(`/v1/availability/skus?channel=WEB&skus=${many}`)
    assert.deepEqual([refused.status, refused.body.field], [400, '/skus'])
  })

  it('goes by what a location can do where the way is named', async () => {
    const changes = [{ action: 'set', fields: { ships: false } }]
    const { version } = (await client.get('/v1/locations/A')).body
    const done = await client.post('/v1/locations/A/changes', { version, changes })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    const sent = await ask('sku=X&method=standard&explain=true')
    assert.equal(sent.available, 0)
    assert.equal(sent.locations[0].terms.at(-1).term, 'does_not_ship')
    assert.equal((await ask('sku=X&method=click_and_collect')).available, 4)
    assert.equal((await ask('sku=X')).available, 4)
  })

  it('shows on the shelf what rules say to one channel', async () => {
    const { items } = (await client.get('/v1/stock/X?channel=WEB')).body
    const [a, b] = items
    assert.deepEqual(
      [a.safety.quantity, a.safety.rule.name, a.closed, a.sellable],
      [3, 'Rule safety', null, 4],
    )
    assert.deepEqual(
      [b.closed.why, b.closed.rule.name, b.sellable],
      ['not_eligible', 'Rule bar', 0],
    )
    const plain = (await client.get('/v1/stock/X')).body.items[0]
    assert.equal('sellable' in plain, false)
  })
})

describe('what a channel can sell by rules that were published', () => {
  it('names them, and is sold up to there and no further', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { A: {}, B: {} },
        skus: { X: {} },
        stock: { X: { A: 10, B: 6 } },
      })
      const desk = ruleDesk(client)
      const terms = { kind: 'safety_stock', percent: 20 }
      await desk.add({ name: 'Shop floor', location: 'A', terms })
      await desk.add({ name: 'No post from B', location: 'B', method: 'standard', terms: barred })
      await desk.add({
        name: 'Web buffer',
        channel: 'WEB',
        terms: { kind: 'threshold', quantity: 1 },
      })
      await desk.add({ name: 'Seven', channel: 'WEB', terms: { kind: 'quota', quantity: 7 } })
      await desk.publish()
      const ask = async (method: string) => {
        const query = `channel=WEB&sku=X&explain=true&method=${method}`
        return (await client.get(`/v1/availability?${query}`)).body
      }
      const sent = await ask('standard')
      const told = ({ terms: all }: Json) =>
        all.map(({ term, quantity, rule }: Json) => [term, quantity, rule?.name])
      assert.deepEqual(told(sent), [
        ['locations', 8, undefined],
        ['threshold', -1, 'Web buffer'],
      ])
      assert.deepEqual(sent.locations.map(told), [
        [
          ['on_hand', 10, undefined],
          ['safety_stock', -2, 'Shop floor'],
          ['threshold', -1, 'Web buffer'],
        ],
        [
          ['on_hand', 6, undefined],
          ['not_eligible', -6, 'No post from B'],
        ],
      ])
      const collected = await ask('click_and_collect')
      assert.deepEqual([collected.available, told(collected).at(-1)], [7, ['quota', -6, 'Seven']])
      assert.equal((await client.post('/v1/orders', orderOf({ X: 8 }))).status, 409)
      assert.equal((await client.post('/v1/orders', orderOf({ X: 7 }))).status, 201)
      assert.equal((await ask('standard')).available, 0)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

const barred = { kind: 'eligibility', eligible: false }
