import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { refusals } from '../src/lib/refusals.ts'
import { clientOf, startApp, type App, type Json, type KeyClient } from './app.ts'
import { openShop, orderOf } from './shop.ts'

/** An order that is right, with one thing about it changed. */
type Change = (order: Json) => void

const faults: [string, Change, string, string | RegExp][] = [
  ['an unknown field', (o) => (o.colour = 'red'), 'field_unknown', '/colour'],
  ['an unknown field deep down', (o) => (o.lines[0].x = 1), 'field_unknown', '/lines/0/x'],
  ['a time to come', (o) => (o.placedAt = '2999-01-01T00:00:00Z'), 'field_invalid', '/placedAt'],
  ['a missing field', (o) => delete o.total, 'field_invalid', '/total'],
  ['a number as text', (o) => (o.lines[0].quantity = '1'), 'field_invalid', '/lines/0/quantity'],
  ['true as a number', (o) => (o.lines[0].quantity = true), 'field_invalid', '/lines/0/quantity'],
  ['an unknown SKU', (o) => (o.lines[0].sku = 'NOPE'), 'sku_unknown', '/lines/0/sku'],
  ['an unknown channel', (o) => (o.channel = 'NOPE'), 'channel_unknown', '/channel'],
  [
    'an unknown location',
    (o) => (o.groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'NOPE' }]),
    'location_unknown',
    '/groups/0/pickupLocation',
  ],
  ['a negative quantity', (o) => (o.lines[0].quantity = -1), 'field_invalid', /quantity/],
  ['a zero quantity', (o) => (o.lines[0].quantity = 0), 'field_invalid', /quantity/],
  ['too precise a quantity', (o) => (o.lines[0].quantity = 1.5), 'quantity_invalid', /quantity/],
  ['a huge quantity', (o) => (o.lines[0].quantity = 1e300), 'field_invalid', /quantity/],
  ['2^53', (o) => (o.lines[0].quantity = 2 ** 53), 'field_invalid', /quantity/],
  ['another currency', (o) => (o.currency = 'USD'), 'currency_mismatch', '/currency'],
  ['one amount in another', (o) => (o.total.currency = 'USD'), 'currency_mismatch', /total/],
  ['a wrong line total', (o) => (o.lines[0].total.amount = 999), 'amounts_do_not_add_up', /lines/],
  ['a wrong total', (o) => (o.total.amount += 1), 'amounts_do_not_add_up', '/total/amount'],
  [
    'shipping below nothing',
    (o) => {
      o.shipping = { total: { amount: -5000, currency: 'EUR' } }
      o.total.amount = -4000
    },
    'amounts_do_not_add_up',
    '/shipping/total/amount',
  ],
  [
    'more tax than price',
    (o) => (o.lines[0].tax = { amount: { amount: 99_999, currency: 'EUR' } }),
    'amounts_do_not_add_up',
    '/lines/0/tax/amount/amount',
  ],
  [
    'a payment below nothing',
    (o) => (o.payments = [{ method: 'card', amount: { amount: -1, currency: 'EUR' } }]),
    'amounts_do_not_add_up',
    '/payments/0/amount/amount',
  ],
  ['NUL in text', (o) => (o.contact.name = 'a\0b'), 'text_invalid', '/contact/name'],
  ['a lone surrogate', (o) => (o.contact.name = 'a\ud800'), 'text_invalid', '/contact/name'],
  ['a line of no group', (o) => (o.lines[0].group = 7), 'group_unknown', '/lines/0/group'],
  [
    'a group of no line',
    (o) => o.groups.push({ ...o.groups[0], no: 2 }),
    'order_invalid',
    /groups/,
  ],
  ['a line number twice', (o) => o.lines.push(o.lines[0]), 'order_invalid', '/lines/1/no'],
  ['half a place', (o) => (o.groups[0].shipTo = { country: 'FR', lat: 48 }), 'order_invalid', /To/],
  ['a delivery to nowhere', (o) => delete o.groups[0].shipTo, 'order_invalid', /shipTo/],
  [
    'a card number',
    (o) => {
      o.payments = [{ method: 'card', reference: '4111 1111 1111 1111', amount: o.total }]
    },
    'card_number_refused',
    '/payments/0/reference',
  ],
]

/** One more than an integer of the database holds. */
const BEYOND = 2 ** 31

describe('bad input', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: { X: { A: 5 } } })
  })
  after(() => app.stop())

  for (const [name, change, code, field] of faults) {
    it(`${name} is ${code}`, async () => {
      const order: Json = orderOf({ X: 1 })
      change(order)
      const { status, body, headers } = await client.post('/v1/orders', order)
      assert.equal(body.code, code, JSON.stringify(body))
      assert.equal(status, refusals[code as keyof typeof refusals].status)
      assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
      assert.ok(body.do.length > 10)
      assert.match(body.field, field instanceof RegExp ? field : new RegExp(`^${field}$`))
    })
  }

  it('a change that names more than may be changed is field_unknown', async () => {
    const changes = [{ action: 'set', fields: { name: 'Other', id: 2 } }]
    for (const path of ['/v1/skus/X', '/v1/locations/A', '/v1/channels/WEB']) {
      const { body } = await client.post(`${path}/changes`, { version: 1, changes })
      assert.deepEqual([body.code, body.field], ['field_unknown', '/changes/0/fields/id'])
    }
  })

  it('what no route asks for is field_unknown, wherever it stands in the address', async () => {
    const { paths } = (await client.get('/reference/json')).body
    const lists = Object.keys(paths).filter((path) => path.startsWith('/v1/') && paths[path].get)
    const plain = lists.filter((path) => !path.includes('{'))
    assert.ok(plain.length > 20)
    for (const path of plain) {
      const { status, body } = await client.get(`${path}?colour=red`)
      assert.deepEqual([status, body.code, body.field], [400, 'field_unknown', '/colour'], path)
    }
    for (const path of ['/v1/skus/X?colour=red', '/v1/locations/A?colour=red']) {
      assert.equal((await client.get(path)).body.field, '/colour')
    }
    const sent = await client.post('/v1/orders?colour=red', orderOf({ X: 1 }))
    assert.deepEqual([sent.body.code, sent.body.field], ['field_unknown', '/colour'])
  })

  it('2^53 + 1 is refused where it would be rounded', async () => {
    const text = JSON.stringify(orderOf({ X: 1 })).replace(
      '"quantity":1',
      '"quantity":9007199254740993',
    )
    const { body } = await client.post('/v1/orders', text)
    assert.equal(body.code, 'field_invalid')
    assert.match(body.detail, /9007199254740993/)
  })

  it('what is not JSON, and a body of 10 MB', async () => {
    const broken = await client.post('/v1/orders', '{"channel":')
    assert.deepEqual([broken.status, broken.body.code], [400, 'body_not_json'])
    const huge = await client.post('/v1/orders', { channel: 'x'.repeat(10_000_000) })
    assert.deepEqual([huge.status, huge.body.code], [413, 'body_too_large'])
  })

  it('a form where JSON belongs', async () => {
    const type = 'application/x-www-form-urlencoded'
    const { status, body } = await client.post('/v1/orders', 'a=1', 'k', type)
    assert.deepEqual([status, body.code], [415, 'media_type_unsupported'])
  })

  it('a missing, an invalid, an expired and an insufficient API key', async () => {
    const missing = await fetch(`${app.address}/v1/orders`)
    assert.equal(((await missing.json()) as Json).code, 'sign_in_required')
    const invalid = await clientOf(app.address, 'tutti_sk_nonsense').get('/v1/orders')
    assert.deepEqual([invalid.status, invalid.body.code], [401, 'api_key_invalid'])
    const past = app.platform.clock.now().subtract({ hours: 1 })
    const expired = await (await app.client(['orders:read'], past)).get('/v1/orders')
    assert.deepEqual([expired.status, expired.body.code], [401, 'api_key_expired'])
    const reader = await app.client(['orders:read'])
    const { status, body } = await reader.post('/v1/orders', orderOf({ X: 1 }))
    assert.deepEqual(
      [status, body.code, body.permission],
      [403, 'permission_missing', 'orders:write'],
    )
  })

  it('a POST without an idempotency key', async () => {
    const response = await fetch(`${app.address}/v1/orders`, {
      method: 'POST',
      headers: { ...client.headers, 'content-type': 'application/json' },
      body: JSON.stringify(orderOf({ X: 1 })),
    })
    const { code, status } = (await response.json()) as Json
    assert.deepEqual([response.status, status, code], [400, 400, 'idempotency_key_missing'])
    assert.deepEqual((await client.get('/v1/orders')).body.items, [])
  })

  it('a POST with an idempotency key that is none', async () => {
    for (const key of ['', ' ', 'x'.repeat(201), 'é']) {
      const { status, body } = await client.post('/v1/orders', orderOf({ X: 1 }), key)
      assert.deepEqual([status, body.code], [400, 'idempotency_key_invalid'], key)
    }
  })

  it('a request from another site', async () => {
    const response = await fetch(`${app.address}/sign-in`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
      },
      body: 'email=a&password=b',
    })
    assert.equal(response.status, 403)
  })

  it('a bad row among good ones: each its own outcome', async () => {
    const levels = [
      { sku: 'X', location: 'A', onHand: 7 },
      { sku: 'NOPE', location: 'A', onHand: 1 },
      { sku: 'X', location: 'A', onHand: 0.5 },
      { sku: 'X', location: 'A', onHand: 5 },
    ]
    const { body } = await client.post('/v1/stock/levels', { levels })
    const told = body.outcomes.map((o: Json) => o.problem?.code ?? o.outcome)
    assert.deepEqual(told, ['recorded', 'sku_unknown', 'quantity_invalid', 'recorded'])
  })

  it('a version that no column holds, wherever one is named', async () => {
    const restores = { version: 0, restores: BEYOND }
    const rules = { of: 'version', version: BEYOND }
    const days = { from: '2026-01-01T00:00:00Z', until: '2026-01-08T00:00:00Z' }
    const replies = await Promise.all([
      client.get(`/v1/availability-rules?version=${BEYOND}`),
      client.post('/v1/availability-rules/rollbacks', restores),
      client.post('/v1/routing-rules/rollbacks', restores),
      client.post('/v1/routing-shadows', { name: 'x', rules, percent: 10, orders: 10 }),
      client.post('/v1/simulations', { ...days, policies: [rules] }),
    ])
    for (const { status, body } of replies) {
      assert.deepEqual([status, body.code], [400, 'field_invalid'], JSON.stringify(body))
      assert.match(body.detail, /2147483647/)
    }
  })

  it('wrote nothing of all that', async () => {
    assert.deepEqual((await client.get('/v1/orders')).body.items, [])
    assert.equal((await client.get('/v1/stock/X')).body.items[0].available, 5)
    assert.deepEqual(await app.broken(), [])
  })
})
