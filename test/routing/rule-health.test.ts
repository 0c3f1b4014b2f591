import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const path = '/v1/routing-rules/draft'

describe('what the draft says of its rules', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, { locations: { NEAR: {} }, skus: { X: {} }, stock: { X: { NEAR: 5 } } })
  })
  after(() => app.stop())

  /** A service that costs the same everywhere. */
  async function addCard(): Promise<void> {
    const service = { code: 'PARCEL', carrier: 'POST', name: 'Parcel', methods: ['standard'] }
    const zones = 'zone,max_km\nALL,\n'
    const rates = 'service,zone,weight_kg,rate_eur\nPARCEL,ALL,5,4.90\n'
    const valid = { currency: 'EUR', validFrom: '2026-01-01T00:00:00Z' }
    for (const [to, body] of [
      ['carriers', { code: 'POST', name: 'The post' }],
      ['carrier-services', { ...service, maxG: 5000 }],
      ['rate-cards/import', { ...valid, carrier: 'POST', rates, zones }],
    ] as const) {
      const { status } = await client.post(`/v1/${to}`, body)
      assert.ok(status < 300, to)
    }
  }

  /** What is told of one rule, and whether that keeps it from being published. */
  async function toldOf(rule: object): Promise<[string, string | null, boolean][]> {
    const { version, rules } = (await client.get(path)).body
    const gone = rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const usual = { name: 'Rule', use: [{ places: {} }], choose: { by: 'least_cost' } }
    const changes = [...gone, { action: 'add', rule: { ...usual, ...rule } }]
    const { status } = await client.post(`${path}/changes`, { version, changes })
    assert.equal(status, 200)
    const { problems } = (await client.get(path)).body
    return problems.map((one: Json) => [one.kind, one.value, one.keepsFromPublishing])
  }

  it('is where limits do nothing since a plan does not go by rate cards', async () => {
    const told = [['not_by_cards', 'WEB', false]]
    assert.deepEqual(await toldOf({ never: { onTime: true } }), told)
    await addCard()
    const tariff = { cards: {} }
    const plan = { channel: 'WEB', strategy: 'least_cost', tariff }
    assert.equal((await client.post('/v1/routing-plans', plan)).status, 201)
    assert.deepEqual(await toldOf({ never: { onTime: true } }), [])
    const linear = { otherwise: { base: 1, perKg: 1 } }
    const back = await client.post('/v1/routing-plans', { ...plan, tariff: linear })
    assert.equal(back.status, 201)
    assert.deepEqual(await toldOf({ never: { onTime: true } }), told)
    assert.deepEqual(await toldOf({ never: { maxParcels: 1 } }), [])
  })
  it('is what there never is, and a day that is long over', async () => {
    assert.deepEqual(await toldOf({ when: [{ of: 'value', below: 0 }] }), [
      ['contradictory', null, true],
    ])
    const until = (day: string) => ({ when: [{ of: 'wanted_on', until: day }] })
    assert.deepEqual(await toldOf(until('2020-01-01')), [['over', null, false]])
    assert.deepEqual(await toldOf(until('2999-01-01')), [])
  })

  it('is a category or a tag that nothing has, and none that something has', async () => {
    const skus = [{ code: 'MUG', name: 'mug', category: 'Cups', tags: ['fragile'] }]
    assert.equal((await client.post('/v1/skus', { skus })).body.outcomes[0].outcome, 'created')
    const when = [
      { of: 'category', in: ['Cups', 'mug', 'Hats'], lines: 'any' },
      { of: 'sku_tag', in: ['fragile', 'mug', 'heavy'], lines: 'any' },
    ]
    assert.deepEqual(await toldOf({ when }), [
      ['unused_category', 'mug', false],
      ['unused_category', 'Hats', false],
      ['unused_tag', 'mug', false],
      ['unused_tag', 'heavy', false],
    ])
  })

  it('is what no order names lately, once there are some', async () => {
    const when = [
      { of: 'region', in: ['IDF', 'idf'] },
      { of: 'customer_tag', in: ['vip', 'gold'] },
      { of: 'order_tag', in: ['gift', 'gifts'] },
      { of: 'country', in: ['FR', 'QX'] },
    ]
    const noCountry = ['unknown_country', 'QX', false]
    assert.deepEqual(await toldOf({ when }), [noCountry])
    const order: Json = orderOf({ X: 1 })
    const [{ shipTo, ...group }] = order.groups
    const groups = [{ ...group, shipTo: { ...shipTo, region: 'IDF' } }]
    const customer = { tags: ['vip', 'staff'] }
    const placed = await client.post('/v1/orders', { ...order, groups, customer, tags: ['gift'] })
    assert.equal(placed.status, 201, JSON.stringify(placed.body))
    assert.deepEqual(await toldOf({ when }), [
      ['unused_region', 'idf', false],
      ['unused_customer_tag', 'gold', false],
      ['unused_order_tag', 'gifts', false],
      noCountry,
    ])
  })

  it('is a limit to the same day that no place keeps', async () => {
    const never = { sameDay: true }
    assert.deepEqual(await toldOf({ never }), [['no_same_day', null, false]])
    const { version } = (await client.get('/v1/locations/NEAR')).body
    const changes = [{ action: 'set', fields: { sameDay: true } }]
    const done = await client.post('/v1/locations/NEAR/changes', { version, changes })
    assert.equal(done.status, 200)
    assert.deepEqual(await toldOf({ never }), [])
  })

  it('is amounts that channels of several currencies would read', async () => {
    const wishes = [{ places: {}, perParcel: 15_000 }]
    assert.deepEqual(await toldOf({ wishes }), [])
    const tokyo = {
      code: 'TOKYO',
      name: 'Tokyo',
      brand: 'BRAND',
      kind: 'site',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      onShortage: 'accept',
      releaseMinutes: 60,
      orderPrefix: 'T',
      pool: [{ location: 'NEAR', priority: 1 }],
    }
    assert.equal((await client.post('/v1/channels', tokyo)).status, 201)
    assert.deepEqual(await toldOf({ wishes }), [['several_currencies', 'EUR, JPY', false]])
    const when = [{ of: 'channel', in: ['TOKYO'] }]
    assert.deepEqual(await toldOf({ when, wishes }), [])
  })
})
