import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { escalateOverdue } from '../../src/fulfilment/actions/escalate.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, untilSeen } from '../shop.ts'
import { closeUp, COLLECTED_AT_A, floorOf, TWO_PLACES, type Floor } from './floor.ts'

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  const skus = ['NONE', 'ZERO', 'HURT', 'SHORT', 'LAST', 'LATE', 'PICK']
  await openShop(client, {
    releaseMinutes: 0,
    onShortage: 'accept',
    locations: TWO_PLACES,
    skus: Object.fromEntries(skus.map((sku) => [sku, {}])),
    stock: {
      ...Object.fromEntries(skus.map((sku) => [sku, { A: 9, B: 9 }])),
      LAST: { A: 3 },
    },
  })
})
after(() => closeUp(app))

/** How many units of an order a place has to send. */
async function unitsAt(id: string, location: string): Promise<number> {
  const works = await floor.items(`/v1/fulfilment-orders?order=${id}`)
  const open = works.filter((work) => work.location === location && work.state !== 'cancelled')
  return open.reduce((sum, { lines }) => sum + lines[0].quantity, 0)
}

describe('a declined unit', () => {
  const cases = [
    { reason: 'too_busy', sku: 'NONE', left: [9, 0] },
    { reason: 'closed', sku: 'NONE', left: [9, 0] },
    { reason: 'cannot_ship', sku: 'NONE', left: [9, 0] },
    { reason: 'other', sku: 'NONE', left: [9, 0] },
    { reason: 'damaged', sku: 'HURT', left: [9, 2] },
    { reason: 'not_found', sku: 'ZERO', left: [0, 0] },
  ]
  for (const { reason, sku, left } of cases) {
    it(`goes elsewhere at once; ${reason} leaves ${left.join(', unavailable ')}`, async () => {
      const id = await floor.place({ [sku]: 3 })
      const { A: work } = await floor.workOf(id)
      assert.equal(work.location, 'A')
      const lines = [{ no: 1, quantity: 2 }]
      const part = await floor.step(work, 'rejections', { reason, lines })
      assert.deepEqual([part.state, part.request], ['open', 'submitted'])
      const sentByB = await untilSeen(app, async () => (await unitsAt(id, 'B')) || undefined)
      // Where none was found, the unit that was kept goes too: with the two, or after them.
      assert.ok(sentByB === 2 || (reason === 'not_found' && sentByB === 3), String(sentByB))
      assert.deepEqual(await floor.stock(sku, 'A'), left)
      const { items } = (await client.get(`/v1/stock/${sku}?location=A`)).body
      assert.deepEqual(items[0].conditions, reason === 'damaged' ? { damaged: 2 } : {})
      await untilSeen(app, async () => (await floor.units(id))[2] === 3 || undefined)
      const events = await floor.items(`/v1/orders/${id}/events`)
      const told = events.find(({ type }) => type === 'fulfilment.declined')
      assert.deepEqual([told.data.reason, told.data.lines], [reason, [[1, 2]]])
      if (reason !== 'not_found') assert.deepEqual(await floor.units(id), [0, 3, 3, 0, 0, 0])
      else await untilSeen(app, async () => (await unitsAt(id, 'B')) === 3 || undefined)
    })
  }

  it('was picked: it is put back', async () => {
    const id = await floor.place({ NONE: 3 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks')
    const lines = [{ no: 1, quantity: 1 }]
    const done = await floor.step(work, 'rejections', { reason: 'cannot_ship', lines })
    assert.equal(done.state, 'picked')
    // What is put back is given to the other location in a moment.
    const { B: other } = await floor.workOf(id, 2)
    assert.equal(other.lines[0].quantity, 1)
    assert.deepEqual(await floor.units(id), [0, 3, 3, 2, 0, 0])
    const whole = await floor.step(work, 'rejections', { reason: 'cannot_ship' })
    assert.deepEqual([whole.state, whole.request, whole.can], ['cancelled', 'declined', []])
    const { live, places } = await floor.post('/v1/routing-trials', { order: id })
    const [{ record }] = live
    const codeOf = (of: number) => places.find((one: Json) => one.id === of).code
    assert.deepEqual(
      record.chosen.map((one: Json) => codeOf(one.locationId)),
      ['B'],
    )
    assert.deepEqual(record.excluded.declined.map(codeOf), ['A'], 'who declined it is not named')
  })
})

describe('a unit that is not found', () => {
  it('is booked out there and sent from elsewhere', async () => {
    const id = await floor.place({ SHORT: 3 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 1 }] })
    const done = await floor.step(work, 'short-picks', { lines: [{ no: 1, quantity: 2 }] })
    assert.equal(done.state, 'picked', 'what it has found goes on')
    assert.deepEqual(await floor.stock('SHORT', 'A'), [7, 0])
    const { B: other } = await floor.workOf(id, 2)
    assert.deepEqual([other.location, other.lines[0].quantity], ['B', 2])
    assert.deepEqual(await floor.tasks(id), [])
    for (const [one, path] of [
      [work, 'packings'],
      [work, 'shipments'],
      [other, 'picks'],
      [other, 'packings'],
      [other, 'shipments'],
    ] as const) {
      await floor.step(one, path)
    }
    assert.deepEqual(await floor.units(id), [0, 3, 3, 3, 3, 3])
    assert.deepEqual(
      [await floor.stock('SHORT', 'A'), await floor.stock('SHORT', 'B')],
      [
        [6, 0],
        [7, 0],
      ],
    )
  })

  it('is a task where nobody has it, until it comes', async () => {
    const id = await floor.place({ LAST: 3 })
    const { A: work } = await floor.workOf(id)
    const done = await floor.step(work, 'short-picks', { lines: [{ no: 1, quantity: 1 }] })
    assert.equal(done.state, 'open')
    assert.deepEqual(await floor.units(id), [0, 2, 2, 0, 0, 0])
    assert.equal((await floor.order(id)).state, 'waiting_for_stock')
    assert.deepEqual(await floor.tasks(id), ['shortage'])
    const receipt = { sku: 'LAST', location: 'B', change: 1, reason: 'receipt' }
    await floor.post('/v1/stock/adjustments', { adjustments: [receipt] })
    const { B: other } = await floor.workOf(id, 2)
    assert.equal(other.lines[0].quantity, 1)
    assert.deepEqual(await floor.tasks(id), [])
  })
})

describe('work that is not accepted', () => {
  it('is a task first, then goes elsewhere', async () => {
    const id = await floor.place({ LATE: 2 })
    const { A: work } = await floor.workOf(id)
    await escalate(119)
    assert.deepEqual(await floor.tasks(work.id), [])
    await escalate(121)
    assert.deepEqual(await floor.tasks(work.id), ['not_accepted'])
    assert.equal((await floor.work(work.id)).state, 'open')
    await escalate(200)
    assert.equal((await floor.work(work.id)).state, 'open')
    await escalate(242)
    const { state, request } = await floor.work(work.id)
    assert.deepEqual([state, request], ['cancelled', 'declined'])
    const { B: other } = await floor.workOf(id)
    assert.equal(other.location, 'B')
    assert.deepEqual(await floor.tasks(work.id), [], 'nobody has to accept it any more')
  })

  it('stays where the customer collects it', async () => {
    const id = await floor.place({ PICK: 2 }, COLLECTED_AT_A)
    const { A: work } = await floor.workOf(id)
    for (const minutes of [121, 242, 400, 10_000]) await escalate(minutes)
    const { state, request, dueAt } = await floor.work(work.id)
    assert.deepEqual([state, request, dueAt], ['open', 'submitted', null])
    assert.deepEqual(await floor.tasks(work.id), ['collect_unaccepted'], 'it never goes elsewhere')
    await floor.step(work, 'picks')
    assert.deepEqual(await floor.tasks(work.id), [])
  })

  it('is late only when the goods should have left, once it is accepted', async () => {
    const id = await floor.place({ PICK: 2 })
    const { A: work } = await floor.workOf(id)
    await floor.step(work, 'acceptances')
    await escalate(2879)
    assert.deepEqual(await floor.tasks(work.id), [])
    for (const minutes of [2881, 9999]) await escalate(minutes)
    assert.deepEqual(await floor.tasks(work.id), ['late_at_location'])
    const events = await floor.items(`/v1/orders/${id}/events`)
    const { version, ...accepted } = events[2]!.data
    assert.deepEqual(
      events.filter(({ type }) => type === 'fulfilment.delayed').map(({ data }) => data),
      [{ version: version + 1, works: [accepted] }],
      'once, as a version of the order',
    )
    assert.equal((await floor.order(id)).version, 4)
    assert.ok((await floor.items('/v1/orders?state=late')).some((order) => order.id === id))
    assert.equal((await floor.work(work.id)).state, 'open', 'who has accepted keeps it')
    await floor.step(work, 'picks', { lines: [{ no: 1, quantity: 1 }] })
    assert.deepEqual(await floor.tasks(work.id), ['late_at_location'], 'it is still there')
    for (const path of ['picks', 'packings', 'shipments']) await floor.step(work, path)
    assert.deepEqual(await floor.tasks(work.id), [])
  })
})

/** Looks for late work as it would so many minutes from now. */
async function escalate(minutes: number): Promise<void> {
  const { clock, db } = app.platform
  const by: Json = { actor: 'test', now: clock.now().add({ minutes }), nowMs: clock.nowMs() }
  await db.transaction((tx) => escalateOverdue(tx, app.orders, by, 100))
}
