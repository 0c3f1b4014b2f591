import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Type } from 'typebox'
import { mountModules } from '../src/modules.ts'
import { sql } from '../src/platform/db/sql.ts'
import { problemAnswer } from '../src/platform/http/problem.ts'
import { object } from '../src/platform/http/schemas.ts'
import { startApp, type App, type Client, type Json, type Reply } from './app.ts'
import { readContract, replyFaults } from './contract.ts'
import { callAccess, callOwn, callStock, keeping } from './contract.calls.ts'
import { callPlaces } from './contract/places.ts'
import { callReceipts } from './contract/receipts.ts'
import { callRerouting } from './contract/rerouting.ts'
import { callFeeds } from './contract/feeds.ts'
import { callShipping } from './contract/shipping.ts'
import { callAlerts, callBundles } from './contract/stock.ts'
import { openShop, orderOf, untilReleased } from './shop.ts'
import { callRoutingRules } from './contract/routing-rules.ts'
import { callShadows } from './contract/shadows.ts'
import { callSimulations } from './contract/simulations.ts'
import { callRules } from './contract/rules.ts'
import { callStream } from './stream/call.ts'

type Declared = { kind: string; path: string; params?: Json; answers?: Record<number, Json> }

/** Routes of the API whose declaration leaves something open. */
function unsaid(routes: readonly Declared[]): string[] {
  return routes
    .filter(({ kind }) => kind !== 'page')
    .flatMap(({ path, params, answers = {} }) => {
      const statuses = Object.keys(answers)
      const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
      return [
        ...(statuses.some((status) => status.startsWith('2')) ? [] : ['no success']),
        ...statuses.filter((status) => !status.startsWith('2')).map((s) => `${s} is no success`),
        ...parameters.filter((name) => !params?.properties?.[name]).map((name) => `no :${name}`),
        ...statuses.flatMap((status) => openPlaces(answers[Number(status)], status)),
      ].map((fault) => `${path} ${fault}`)
    })
}

/** Where a schema would let anything through: objects that are open, values of any kind. */
function openPlaces(schema: Json, place: string): string[] {
  const says = ['type', 'enum', 'const', 'anyOf', 'prefixItems'].some((word) => word in schema)
  if (!says) return [`${place} may be anything`]
  const isOpen = schema.type === 'object' && schema.additionalProperties !== false
  const members = Object.entries<Json>(schema.properties ?? {})
  const items = schema.prefixItems ?? (schema.items ? [schema.items] : [])
  return [
    ...(isOpen ? [`${place} is open`] : []),
    ...members.flatMap(([name, member]) => openPlaces(member, `${place}/${name}`)),
    ...[...items, ...(schema.anyOf ?? [])].flatMap((one: Json) => openPlaces(one, `${place}/*`)),
  ]
}

describe('the OpenAPI document', () => {
  let app: App
  before(async () => {
    app = await startApp()
  })
  after(() => app.stop())

  it('says every good answer in full; a route that leaves something open is found', () => {
    const routes = mountModules(app.platform).modules.flatMap((module) => [...module.routes])
    assert.ok(routes.length > 40)
    assert.deepEqual(unsaid(routes), [])
    assert.deepEqual(openPlaces(problemAnswer, 'problem'), [])
    const open = object({ a: Type.Array(Type.Unknown()), b: Type.Object({}) })
    const twins = [
      { kind: 'read', path: '/v1/nothing' },
      { kind: 'command', path: '/v1/things/:id', answers: { 201: open } },
      { kind: 'read', path: '/v1/faults', answers: { 404: object({}) } },
      { kind: 'page', path: '/' },
    ]
    assert.deepEqual(unsaid(twins), [
      '/v1/nothing no success',
      '/v1/things/:id no :id',
      '/v1/things/:id 201/a/* may be anything',
      '/v1/things/:id 201/b is open',
      '/v1/faults no success',
      '/v1/faults 404 is no success',
    ])
  })

  it('names the one problem document with every operation', async () => {
    const document = (await (await fetch(`${app.address}/reference/json`)).json()) as Json
    const operations = Object.values<Json>(document.paths).flatMap((path) => Object.values(path))
    assert.ok(operations.length > 40)
    for (const { responses } of operations as Json[]) {
      assert.deepEqual(responses.default, { $ref: '#/components/responses/Problem' })
    }
    assert.ok(document.components.responses.Problem.content['application/problem+json'].schema)
  })

  it('is kept by every operation: each good answer was seen, and was as it says', async () => {
    const contract = await readContract(app.address)
    const seen = await callEverything(app)
    const declared = contract.operations.flatMap(({ method, path, answers }) =>
      [...answers.keys()].map((status) => `${method} ${path.join('/')} ${status}`),
    )
    assert.deepEqual(
      declared.filter((one) => !seen.some((call) => matches(one, call))),
      [],
    )
  })

  it('is broken by another answer, which the client of the tests finds', async () => {
    const contract = await readContract(app.address)
    const found = (path: string, status: number, body: Json, type = 'application/json') => {
      const reply: Reply = { status, body, headers: new Headers({ 'content-type': type }) }
      const faults = replyFaults(contract, { method: 'GET', path }, reply)
      return faults.map((fault) => fault.slice(`GET ${path} answered ${status}: `.length))
    }
    const none = { seesAll: true, preferences: null, version: null, can: [] }
    const me = { id: 'key:1', name: 'till', permissions: [], ...none }
    assert.deepEqual(found('/v1/me', 200, me), [])
    assert.deepEqual(found('/v1/me', 200, { ...me, age: 3 }), ['/age is not declared'])
    assert.deepEqual(found('/v1/me', 200, { ...me, name: 3 }), ['/name must be string'])
    assert.deepEqual(found('/v1/me', 200, { id: 'key:1', name: 'x', ...none }), [
      '/permissions is missing',
    ])
    assert.deepEqual(found('/v1/me', 201, me), ['no such answer is declared'])
    assert.deepEqual(found('/v1/nothing', 200, me), ['no such answer is declared'])
    assert.deepEqual(found('/v1/me', 200, me, 'text/html'), [
      'text/html instead of application/json',
    ])
    const problem = {
      type: '/problems/not_found',
      title: 'It does not exist',
      status: 404,
      code: 'not_found',
      detail: 'It does not exist',
      do: 'Check the id or code.',
    }
    const refused = (change: object, status = 404) =>
      found('/v1/me', status, { ...problem, ...change }, 'application/problem+json')
    assert.deepEqual(refused({}), [])
    assert.deepEqual(refused({ code: 'lost' }), ['lost is no refusal: It does not exist'])
    assert.deepEqual(refused({ code: 'bug' }), ['bug is no refusal: It does not exist'])
    assert.deepEqual(refused({ colour: 'red' }), ['/colour is not declared'])
    assert.deepEqual(refused({ title: 'Gone' }), ['with another title'])
    assert.deepEqual(refused({}, 410), ['with another status'])
    assert.deepEqual(found('/v1/me', 404, problem), [
      'application/json instead of application/problem+json',
    ])
  })
})

function matches(declared: string, call: string): boolean {
  return new RegExp(`^${declared.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(call)
}

/** Every operation once, in an order in which each can succeed; answers what was called. */
async function callEverything(app: App): Promise<string[]> {
  const [client, seen] = [await app.client(), [] as string[]]
  const keep = (method: string, path: string, reply: Reply) => {
    assert.ok(reply.status < 300, JSON.stringify(reply.body))
    seen.push(`${method} ${path.split('?')[0]} ${reply.status}`)
    return reply
  }
  const watched = keeping(client, keep)
  await callNetwork(watched)
  await callPlaces(watched)
  await callShipping(watched)
  await callStock(watched)
  await callFeeds(watched)
  await callReceipts(watched)
  await callAlerts(watched)
  await callRules(watched)
  await callBundles(watched)
  await callOrders(watched)
  await callRerouting(watched)
  await callRoutingRules(watched, keeping(await app.client(), keep))
  await callSimulations(app, watched)
  await callShadows(watched)
  await callFulfilment(app, watched)
  await callAccess(watched)
  await callOwn(app, keep)
  await callDemo(app, watched)
  seen.push(await callStream(app, client))
  return seen
}

async function callNetwork({ get, post }: Client): Promise<void> {
  await openShop(
    { get, post },
    {
      onShortage: 'ask',
      locations: { A: { lat: 48.85, lon: 2.35 }, B: {}, C: { outside: true } },
      skus: { X: { weightG: 200 }, CLOTH: { decimals: 2 } },
      stock: { X: { A: 5, B: 5, C: 5 } },
    },
  )
  await post('/v1/skus', { skus: [{ code: 'X', name: 'Another' }] })
  await post('/v1/skus/X/changes', { version: 1, changes: [{ action: 'set', fields: {} }] })
  await post('/v1/locations/C/changes', { version: 1, changes: [{ action: 'archive' }] })
  const weekly = [{ day: 1, open: '09:00', close: '24:00' }]
  const exceptions = [{ on: '2026-12-25' }, { on: '2026-12-24', open: '09:00', close: '14:00' }]
  const hours = { action: 'set', fields: { hours: { weekly, exceptions } } }
  const pause = [hours, { action: 'pause', reason: 'flood' }]
  await post('/v1/locations/B/changes', { version: 2, changes: pause })
  const locations = [{ location: 'A', priority: 1 }]
  const changes = [{ action: 'set_pool', locations }]
  await post('/v1/channels/WEB/changes', { version: 1, changes })
  const tariff = { zones: [{ base: 1, perKg: 2, to: 'FR' }], otherwise: { base: 1, perKg: 1 } }
  await post('/v1/routing-plans', { channel: 'WEB', strategy: 'least_cost', tariff })
  await get('/v1/routing-plans/versions?channel=WEB')
  for (const list of ['routing-plans', 'skus?limit=1']) await get(`/v1/${list}`)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
  const { picture } = (await post('/v1/pictures', { svg })).body
  const fields = { picture, options: { size: 'M' }, prices: [{ currency: 'EUR', amount: 1990 }] }
  await post('/v1/skus/X/changes', { version: 2, changes: [{ action: 'set', fields }] })
  const lists = ['sku-categories', 'sku-tags', 'location-tags', 'skus', 'locations', 'channels']
  for (const path of [...lists, 'skus/X', 'locations/C']) await get(`/v1/${path}`)
  await get('/v1/channels/WEB/pool')
}

async function callFulfilment(app: App, { get, post }: Client): Promise<void> {
  const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', onShortage: 'ask' }
  const pool = [{ location: 'A', priority: 1 }]
  const channel = { code: 'NOW', name: 'Now', brand: 'BRAND', orderPrefix: 'N', pool, ...rest }
  await post('/v1/channels', channel)
  const receipt = { sku: 'X', location: 'A', change: 20, reason: 'receipt' }
  await post('/v1/stock/adjustments', { adjustments: [receipt] })
  const order = orderOf({ X: 6 }, { channel: 'NOW' })
  const { id: orderId } = (await post('/v1/orders', order)).body
  const client = await app.client()
  const [work] = await untilReleased(app, client, orderId)
  const path = `/v1/fulfilment-orders/${work.id}`
  const units = (quantity: number) => ({ lines: [{ no: 1, quantity }] })
  await get('/v1/fulfilment-orders?location=A&state=open')
  await get('/v1/fulfilment-orders/counts')
  await post(`${path}/acceptances`, { version: 1 })
  await post(`${path}/picks`, units(3))
  await post(`${path}/short-picks`, units(1))
  await post(`${path}/rejections`, { ...units(1), reason: 'damaged' })
  await post(`${path}/picks`, {})
  await post(`${path}/packings`, {})
  const shipped = await post(`${path}/shipments`, { ...units(2), carrier: 'Post' })
  await post(`/v1/parcels/${shipped.body.parcelId}/deliveries`, {})
  await post(`${path}/handovers`, {})
  await get(path)
  const fact = { kind: 'delivery', channel: 'NOW', externalId: order.externalId }
  const told = { ...fact, reference: '1', occurredAt: '2026-01-01T10:00:00Z' }
  await post('/v1/order-facts', { facts: [told, told, { ...told, channel: 'NOPE' }] })
  await get('/v1/order-facts?state=parked')
}

async function callOrders({ get, post }: Client): Promise<void> {
  const order = orderOf({ X: 2, CLOTH: 1.25 })
  const { id } = (await post('/v1/orders', order)).body
  await post('/v1/orders', order)
  await post('/v1/order-batches', { orders: [orderOf({ X: 1 }), orderOf({ NOPE: 1 }), 7] })
  const held = await post(`/v1/orders/${id}/holds`, { cause: 'fraud', note: 'Ask' })
  await post(`/v1/orders/${id}/holds/${held.body.holdId}/releases`, {})
  const collected = { no: 1, method: 'click_and_collect', pickupLocation: 'A' }
  const other = (await post('/v1/orders', orderOf({ X: 1 }, { groups: [collected] }))).body
  await post(`/v1/orders/${id}/cancellations`, { reason: 'r', lines: [{ no: 1, quantity: 1 }] })
  for (const one of [id, other.number]) {
    await get(`/v1/orders/${one}`)
    await get(`/v1/orders/${one}/events`)
    await get(`/v1/orders/${one}/decisions`)
  }
  await get('/v1/orders?state=allocated,late&channel=WEB&q=ada&sort=-total')
  await get('/v1/orders/counts?method=standard&placedFrom=2026-01-01T00:00:00Z')
  const [task] = (await get('/v1/tasks')).body.items
  await get(`/v1/tasks/${task.id}`)
  await get('/v1/tasks/counts')
  const changes = [{ action: 'note', text: 'Asked' }]
  await post(`/v1/tasks/${task.id}/changes`, { version: 1, changes })
  await post(`/v1/tasks/${task.id}/closures`, { outcome: 'asked' })
  await get('/v1/tasks?state=closed')
}

async function callDemo(app: App, { get, post }: Client): Promise<void> {
  await app.platform.db.query(sql`
    insert into demo.state (seed, scale, stage, done, orders_per_minute, shopped_at, shopped,
      version, made_at) values (1, '{}', 'open', 0, 0, now(), 0, 1, now())`)
  const { version } = (await get('/v1/demo')).body.demo
  const changes = [{ action: 'set', fields: { ordersPerMinute: 0 } }]
  await post('/v1/demo/changes', { version, changes })
}
