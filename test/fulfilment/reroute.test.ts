import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { closeUp, COLLECTED_AT_A, floorOf, refused, type Floor } from './floor.ts'

/** A is nearest to the customer and so the cheapest, then B, then C. */
const PLACES = {
  A: { lat: 48.86, lon: 2.35 },
  B: { lat: 47.22, lon: -1.55 },
  C: { lat: 43.3, lon: 5.37 },
  D: { lat: 45.76, lon: 4.84 },
  OUT: { outside: true },
}

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  await openShop(client, {
    onShortage: 'accept',
    locations: PLACES,
    skus: { X: { weightG: 500 }, Y: { weightG: 200 }, CLOTH: { decimals: 2 } },
    stock: {
      X: { A: 100, B: 100, C: 100, OUT: 100 },
      Y: { A: 100, B: 4, D: 100 },
      CLOTH: { A: 50, B: 50 },
    },
  })
  const pool = [{ location: 'A', priority: 1 }]
  await floor.post('/v1/channels', { ...now, pool: [...pool, { location: 'B', priority: 2 }] })
})
after(() => closeUp(app))

/** A channel whose orders are released at once. */
const now = {
  code: 'NOW',
  name: 'Now',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'accept',
  orderPrefix: 'N',
  releaseMinutes: 0,
}
const AT_ONCE = { channel: 'NOW' }

const candidatesOf = async (id: string, no = 1): Promise<Json> =>
  (await client.get(`/v1/orders/${id}/groups/${no}/candidates`)).body
const placesOf = async (id: string) => (await candidatesOf(id)).candidates as Json[]

/** A re-routing on the version that the order has now, unless another is given. */
async function reroute(id: string, location: string, over: Record<string, unknown> = {}) {
  const { version } = await floor.order(id)
  const body = { version, group: 1, location, ...over }
  return client.post(`/v1/orders/${id}/reroutings`, body)
}

async function moved(id: string, location: string, over: Record<string, unknown> = {}) {
  const { status, body } = await reroute(id, location, over)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** Claimed units of a SKU at a location. */
async function claimed(sku: string, location: string): Promise<number> {
  const row = (await floor.items(`/v1/stock/${sku}`)).find((one) => one.location === location)
  return row?.allocated ?? 0
}

const allocations = (order: Json) => order.lines.map((line: Json) => line.allocations)

describe('the candidates of a delivery group', () => {
  it('say what each place could serve and at what cost, beside where it is now', async () => {
    const id = await floor.place({ X: 2, Y: 5 })
    const shown = await candidatesOf(id)
    assert.equal(shown.version, 1)
    assert.equal(shown.currency, 'EUR')
    assert.deepEqual([shown.movable, shown.why, shown.others], [true, null, 0])
    const [here] = shown.current
    assert.deepEqual(here.units, [
      { line: 1, sku: 'X', quantity: 2 },
      { line: 2, sku: 'Y', quantity: 5 },
    ])
    const told = shown.candidates.map((one: Json) => [one.location, one.has, one.excluded])
    assert.deepEqual(
      told,
      [
        ['B', 'part', null],
        ['D', 'part', null],
        ['C', 'part', null],
      ].toSorted((a, b) => kmOf(shown, a[0]!) - kmOf(shown, b[0]!)),
    )
    const b = shown.candidates.find(({ location }: Json) => location === 'B')
    assert.deepEqual(b.missing, [{ line: 2, quantity: 1 }])
    assert.deepEqual([b.cost, b.dearerBy], [null, null])
  })

  it('cost what routing says of them', async () => {
    const id = await floor.place({ X: 3 })
    const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
    const { record } = items[0]
    const shown = await candidatesOf(id)
    assert.equal(shown.current[0].cost.total, record.cost)
    const terms = Object.fromEntries(
      shown.current[0].cost.terms.map(({ term, amount }: Json) => [term, amount]),
    )
    const { total, ...parts } = record.chosen[0].cost
    assert.deepEqual({ parcel: 0, ...terms }, parts)
    assert.equal(shown.candidates[0].location, 'B')
    assert.equal(shown.candidates[0].cost.total, record.alternative.cost)
    assert.equal(shown.candidates[0].dearerBy, record.alternative.cost - total)
    assert.deepEqual(
      shown.candidates.map(({ has }: Json) => has),
      ['all', 'all'],
    )
    assert.equal(shown.others, 1, 'D has no X')
  })

  it('say why a place is left out', async () => {
    await floor.post('/v1/sku-pauses', { sku: 'X', location: 'B', reason: 'recall' })
    const pause = [{ action: 'pause', reason: 'flood' }]
    await change('C', pause)
    const id = await floor.place({ X: 1 })
    const why = (await placesOf(id)).map(({ location, excluded }) => [location, excluded])
    assert.deepEqual(why.toSorted(), [
      ['B', 'sku_paused'],
      ['C', 'location_paused'],
    ])
    for (const [location, excluded] of why) {
      const { status, body } = await reroute(id, location)
      assert.deepEqual([status, body.code, body.excluded], [409, 'place_excluded', excluded])
    }
    const out = await reroute(id, 'OUT')
    assert.deepEqual([out.body.code, out.body.excluded], ['place_excluded', 'not_in_pool'])
    await floor.post('/v1/sku-resumptions', { sku: 'X', location: 'B' })
    await change('C', [{ action: 'resume' }])
  })

  it('are only shown to who may see the order', async () => {
    const id = await floor.place({ X: 1 })
    const other = await app.client(['orders:read'])
    const path = `/v1/orders/${id}/groups/1/candidates`
    assert.equal((await other.get(path)).body.code, 'permission_missing')
    assert.equal((await client.get(`/v1/orders/${id}/groups/2/candidates`)).status, 404)
  })
})

const kmOf = (shown: Json, code: string) =>
  shown.candidates.find(({ location }: Json) => location === code).km

async function change(code: string, changes: Json[]): Promise<void> {
  const { version } = (await client.get(`/v1/locations/${code}`)).body
  await floor.post(`/v1/locations/${code}/changes`, { version, changes })
}

describe('a re-routing by hand', () => {
  it('moves the claims exactly, and says what it costs and who did it', async () => {
    const id = await floor.place({ X: 3, CLOTH: 1.25 })
    const [a, b] = [await claimed('X', 'A'), await claimed('X', 'B')]
    const shown = await candidatesOf(id)
    const seen = shown.candidates.find(({ location }: Json) => location === 'B')
    const dry = await moved(id, 'B', { dryRun: true })
    assert.deepEqual(dry, { order: { id, version: 1 }, cost: seen.cost, dearerBy: seen.dearerBy })
    assert.deepEqual([await claimed('X', 'A'), await claimed('X', 'B')], [a, b])
    assert.equal((await floor.order(id)).version, 1)
    const done = await moved(id, 'B', { reason: 'A is full' })
    assert.deepEqual(done, { ...dry, order: { id, version: 2 } })
    const order = await floor.order(id)
    assert.equal(order.version, 2)
    assert.deepEqual(allocations(order), [
      [{ location: 'B', quantity: 3 }],
      [{ location: 'B', quantity: 1.25 }],
    ])
    assert.deepEqual([await claimed('X', 'A'), await claimed('X', 'B')], [a - 3, b + 3])
    const event = (await floor.items(`/v1/orders/${id}/events`)).at(-1)!
    assert.equal(event.type, 'order.rerouted')
    assert.match(event.actor, /^key:/)
    assert.equal(event.data.reason, 'A is full')
    assert.deepEqual(event.data.fulfilmentOrderIds, [])
    assert.deepEqual(
      event.data.parts.map(([line, , , units]: Json) => [line, units]),
      [
        [1, 3],
        [2, 125],
      ],
    )
  })

  it('is recorded with what the cheapest would have cost, and with names', async () => {
    const id = await floor.place({ X: 3 })
    const { cost } = await moved(id, 'C')
    const { items, places, skus, currency } = (await client.get(`/v1/orders/${id}/decisions`)).body
    const [first, by] = items
    assert.equal(by.cause, 'by_hand')
    const codeOf = (at: number) => places.find(({ id: one }: Json) => one === at).code
    const [chosen] = by.record.chosen
    assert.equal(codeOf(chosen.locationId), 'C')
    assert.equal(by.record.cost, cost.total)
    assert.deepEqual(by.record.byHand.from.map(codeOf), ['A'])
    assert.deepEqual(by.record.byHand.cheapest.locations.map(codeOf), ['A'])
    assert.equal(by.record.byHand.cheapest.cost, first.record.cost)
    assert.equal(by.record.gap, cost.total - first.record.cost)
    const [sku] = skus
    assert.deepEqual(
      [sku.code, sku.name, sku.unit, sku.decimals, skus.length],
      ['X', 'Item X', 'piece', 0, 1],
    )
    assert.equal(currency, 'EUR')
    assert.ok(places.every(({ name }: Json) => name.startsWith('Store ')))
  })

  it('takes released work back, which the location sees, and it is released anew', async () => {
    const id = await floor.place({ X: 3 }, AT_ONCE)
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'acceptances')
    assert.ok((await floor.order(id)).can.includes('reroute'))
    await moved(id, 'B')
    const old = await floor.work(work.id)
    assert.deepEqual([old.state, old.request, old.lines[0].withdrawn], ['cancelled', 'closed', 3])
    const { B: next } = await floor.workOf(id)
    assert.equal(next.lines[0].quantity, 3)
    assert.deepEqual(await floor.story(id), [
      'fulfilment.released',
      'fulfilment.accepted',
      'order.rerouted',
      'fulfilment.released',
    ])
    const event = (await floor.items(`/v1/orders/${id}/events`)).at(-2)!
    assert.deepEqual(event.data.fulfilmentOrderIds, [work.id])
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(next, path)
    assert.deepEqual(await floor.units(id), [0, 3, 3, 3, 3, 3])
  })

  it('brings together what was split, and leaves alone what is there already', async () => {
    const id = await floor.place({ CLOTH: 60 }, AT_ONCE)
    const works = await floor.workOf(id, 2)
    const before1 = allocations(await floor.order(id))[0]
    assert.equal(before1.length, 2)
    const short = await reroute(id, 'A')
    assert.deepEqual([short.status, short.body.code], [409, 'stock_insufficient'])
    assert.equal(short.body.short[0].line, 1)
    assert.equal(short.body.short[0].wanted, 60)
    assert.ok(short.body.short[0].available < 60)
    const level = { sku: 'CLOTH', location: 'A', onHand: 100 }
    await floor.post('/v1/stock/levels', { levels: [level] })
    await moved(id, 'A')
    const there = allocations(await floor.order(id))[0]
    assert.ok(there.every(({ location }: Json) => location === 'A'))
    assert.equal(
      there.reduce((sum: number, { quantity }: Json) => sum + quantity, 0),
      60,
    )
    assert.equal((await floor.work(works.A!.id)).state, 'open')
    assert.equal((await floor.work(works.B!.id)).state, 'cancelled')
    const again = await reroute(id, 'A')
    assert.deepEqual([again.body.code, again.body.field], ['already_there', '/location'])
    await floor.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
    await floor.untilUnits(id, ({ cancelled }) => cancelled === 60)
  })
})

describe('a re-routing is refused', () => {
  it('where units are picked or further along, and says which', async () => {
    const id = await floor.place({ X: 3, CLOTH: 2.5 }, AT_ONCE)
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks', { lines: [{ no: 2, quantity: 1.5 }] })
    const shown = await candidatesOf(id)
    assert.deepEqual([shown.movable, shown.why, shown.candidates], [false, 'units_picked', []])
    assert.ok(!(await floor.order(id)).can.includes('reroute'))
    const { status, body } = await reroute(id, 'B')
    assert.deepEqual([status, body.code, body.field], [409, 'units_picked', '/group'])
    assert.deepEqual(body.picked, [{ line: 2, location: 'A', quantity: 1.5 }])
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(work, path)
    assert.deepEqual((await reroute(id, 'B')).body.code, 'units_picked')
  })

  it('on another version, for another group or place, and with nothing to be moved', async () => {
    const id = await floor.place({ X: 1 })
    const send = (over: object, to = 'B') => refused(reroute(id, to, { ...over }))
    assert.deepEqual(await send({ version: 7 }), [409, 'version_conflict', '/version'])
    assert.deepEqual(await send({ group: 2 }), [422, 'group_unknown', '/group'])
    assert.deepEqual(await send({}, 'NOPE'), [422, 'location_unknown', '/location'])
    const waits = await floor.place({ Y: 900 }, AT_ONCE)
    await floor.post(`/v1/orders/${waits}/cancellations`, { reason: 'all' })
    await floor.untilUnits(waits, ({ cancelled }) => cancelled === 900)
    assert.deepEqual(await refused(reroute(waits, 'B')), [409, 'nothing_to_move', '/group'])
    const collected = await floor.place({ X: 1 }, COLLECTED_AT_A)
    assert.deepEqual(await refused(reroute(collected, 'B')), [409, 'group_collected', '/group'])
    assert.ok(!(await floor.order(collected)).can.includes('reroute'))
  })

  it('where a place has declined the order today', async () => {
    const id = await floor.place({ X: 1 }, AT_ONCE)
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'rejections', { reason: 'too_busy' })
    const { B: next } = await floor.workOf(id)
    assert.equal(next.state, 'open')
    const [a] = await placesOf(id)
    assert.deepEqual([a.location, a.excluded, a.cost], ['A', 'declined', null])
    assert.equal((await reroute(id, 'A')).body.excluded, 'declined')
  })

  it('where the stock has gone since it was looked at', async () => {
    const id = await floor.place({ X: 3 })
    assert.equal((await placesOf(id))[0].has, 'all')
    const free = 2 + (await claimed('X', 'B'))
    await floor.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'B', onHand: free }] })
    const { status, body } = await reroute(id, 'B')
    assert.deepEqual([status, body.code], [409, 'stock_insufficient'])
    assert.deepEqual(body.short, [{ line: 1, sku: 'X', wanted: 3, available: 2 }])
    const levels = [{ sku: 'X', location: 'B', onHand: 100 + free }]
    await floor.post('/v1/stock/levels', { levels })
  })

  it('where a held order may be moved all the same: nothing of it is released', async () => {
    const id = await floor.place({ X: 1 })
    await floor.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    await moved(id, 'B')
    assert.deepEqual(await floor.story(id), ['order.hold_placed', 'order.rerouted'])
  })
})

describe('two groups of one order', () => {
  it('are moved each by itself', async () => {
    const [first] = orderOf({ X: 1 }).groups
    const two = orderOf({ X: 2, Y: 1 }, { groups: [first, { ...first, no: 2 }] })
    two.lines[1]!.group = 2
    const { id } = await floor.post('/v1/orders', two)
    await moved(id, 'D', { group: 2 })
    assert.deepEqual(allocations(await floor.order(id)), [
      [{ location: 'A', quantity: 2 }],
      [{ location: 'D', quantity: 1 }],
    ])
  })
})
