import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const at = '/v1/expected-receipts'
const preOrder = {
  kind: 'pre_order' as const,
  quantity: null,
  withinDays: 900,
  minConfidence: 50,
}

describe('what would become of orders, were a receipt changed', () => {
  let app: App
  let client: Client
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: { FIRST: {} },
      stock: {},
    })
    await sellBy(app, [preOrder])
  })
  beforeEach(async () => {
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item' }] })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const day = (days: number) => {
    const now = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris')
    return now.toPlainDate().add({ days }).toString()
  }
  const announce = async (location: string, quantity: number, days: number) => {
    const receipts = [{ sku, location, quantity, dueOn: day(days) }]
    return (await client.post(at, { receipts })).body.outcomes[0].receipt as Json
  }
  const order = async (quantity: number, more: object = {}): Promise<Json> => {
    const asked = { ...orderOf({ [sku]: quantity }), ...more }
    const { status, body } = await client.post('/v1/orders', asked)
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  const pathOf = ({ location, no }: Json) => `${at}/${sku}/${location}/${no}`
  const foresee = (receipt: Json, query = '') =>
    client.get(`${pathOf(receipt)}/promises${query && `?${query}`}`)
  const foreseen = async (receipt: Json, query = ''): Promise<Json[]> => {
    const { status, body } = await foresee(receipt, query)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body.more, { orders: 0, quantity: 0 })
    return body.items
  }
  const change = async (receipt: Json, fields: object | 'cancel') => {
    const { version } = (await client.get(pathOf(receipt))).body
    const changes = [fields === 'cancel' ? { action: 'cancel' } : { action: 'set', fields }]
    const { status, body } = await client.post(`${pathOf(receipt)}/changes`, { version, changes })
    assert.equal(status, 200, JSON.stringify(body))
  }
  const isOf =
    ({ id }: Json) =>
    (one: Json) =>
      one.order.id === id
  const toldOf = ({ outcome, quantity, location, expectedOn }: Json) => {
    return [outcome, quantity, location, expectedOn]
  }
  /** Where the units of an order are, and when they are expected. */
  const unitsOf = async ({ id }: Json) => {
    const { lines } = (await client.get(`/v1/orders/${id}`)).body
    return lines[0].allocations
      .map((one: Json) => [one.location, one.quantity, one.expectedOn ?? null])
      .toSorted()
  }
  /** The change is made, and each order has then what was foreseen for it. */
  const comesTrue = async (receipt: Json, items: Json[], fields: object | 'cancel') => {
    await change(receipt, fields)
    for (const id of new Set(items.map((one) => one.order.id))) {
      const own = items.filter(isOf({ id }))
      if (own.some(({ outcome }) => outcome !== 'kept')) {
        await untilSeen(app, async () => {
          const { items: events } = (await client.get(`/v1/orders/${id}/events`)).body
          return events.find(({ type }: Json) => type === 'order.expected_changed')
        })
      }
      const units = own
        .filter(({ outcome }) => outcome !== 'short')
        .map(({ location, quantity, expectedOn }) => [location, quantity, expectedOn])
      assert.deepEqual(await unitsOf({ id }), units.toSorted())
    }
  }

  it('is known of each before: who keeps theirs, who gets others, who gets none', async () => {
    const receipt = await announce('A', 5, 10)
    const [old, mid, young] = [await order(2), await order(2), await order(1)]
    await announce('B', 1, 50)
    const items = await foreseen(receipt, 'quantity=2')
    assert.deepEqual(items.filter(isOf(old)).map(toldOf), [['kept', 2, 'A', day(10)]])
    assert.deepEqual(items.filter(isOf(mid)).map(toldOf), [
      ['moved', 1, 'B', day(50)],
      ['short', 1, null, null],
    ])
    assert.deepEqual(items.filter(isOf(young)).map(toldOf), [['short', 1, null, null]])
    assert.equal(items.find(isOf(old))!.order.number, old.number)
    assert.equal(items.find(isOf(old))!.promisedOn, day(10))
    await comesTrue(receipt, items, { quantity: 2 })
  })

  it('is that they come late, or from stock that is there, where the day is later', async () => {
    const receipt = await announce('A', 5, 10)
    await order(2)
    await order(3)
    await client.post('/v1/stock/levels', { levels: [{ sku, location: 'B', onHand: 2 }] })
    const items = await foreseen(receipt, `dueOn=${day(40)}`)
    assert.deepEqual(items.map(toldOf).toSorted(), [
      ['late', 3, 'A', day(40)],
      ['moved', 2, 'B', null],
    ])
    assert.ok(items.find(({ outcome }) => outcome === 'moved')!.isThere)
    await comesTrue(receipt, items, { dueOn: day(40) })
  })

  it('is that nothing comes for them, where it is cancelled', async () => {
    const receipt = await announce('A', 5, 10)
    await order(3)
    const items = await foreseen(receipt, 'cancel=true')
    assert.deepEqual(items.map(toldOf), [['short', 3, null, null]])
    await comesTrue(receipt, items, 'cancel')
    const closed = await foresee(receipt, 'quantity=9')
    assert.deepEqual([closed.status, closed.body.code], [409, 'receipt_closed'])
  })

  it('is nothing where nobody is let down, and asking changes nothing', async () => {
    const receipt = await announce('A', 5, 10)
    const placed = await order(3)
    const was = (await client.get(pathOf(receipt))).body
    for (const query of ['', `dueOn=${day(9)}`, 'quantity=3', 'confidence=100']) {
      const [item, ...rest] = await foreseen(receipt, query)
      assert.deepEqual([item!.outcome, item!.quantity, rest], ['kept', 3, []])
    }
    await foreseen(receipt, 'cancel=true')
    assert.deepEqual((await client.get(pathOf(receipt))).body, was)
    assert.deepEqual(await unitsOf(placed), [['A', 3, day(10)]])
  })

  it('counts orders that are not told: of many those that keep theirs longest', async () => {
    const receipt = await announce('A', 53, 10)
    const low = await order(1, { priority: 'low' })
    const first = await order(1)
    for (let i = 0; i < 51; i += 1) await order(1)
    const { items, more } = (await foresee(receipt, 'cancel=true')).body
    assert.deepEqual([items.length, more], [50, { orders: 3, quantity: 3 }])
    assert.deepEqual([items.some(isOf(low)), items.some(isOf(first))], [true, false])
    // The lowest priority is let down first, however old it is.
    const fewer = (await foresee(receipt, 'quantity=52')).body.items
    assert.deepEqual(
      fewer.filter(({ outcome }: Json) => outcome === 'short').map((one: Json) => one.order.id),
      [low.id],
    )
  })

  it('names only what the caller may see', async () => {
    const { location, no } = await announce('A', 5, 10)
    await order(2)
    const path = `${at}/:sku/:location/:no/promises`
    const params = { sku, location, no: String(no) }
    const blind = await readScoped(app, path, { locations: ['A'] }, { params })
    assert.deepEqual(blind, { items: [], more: { orders: 1, quantity: 2 } })
    await announce('B', 5, 8)
    const own = { locations: ['A'], channels: ['WEB'] }
    const moved = await readScoped(app, path, own, { params, query: { dueOn: day(40) } })
    const { outcome, location: place } = moved.items[0]
    assert.deepEqual([outcome, place], ['moved', null], 'to a place that is not theirs')
    const elsewhere = readScoped(app, path, { locations: ['B'], channels: ['WEB'] }, { params })
    await assert.rejects(elsewhere, { code: 'not_found' })
  })

  it('is refused where what is asked cannot be', async () => {
    const receipt = await announce('A', 5, 10)
    const refused = async (query: string) => {
      const { status, body } = await foresee(receipt, query)
      return [status, body.code, body.field]
    }
    assert.deepEqual(await refused('quantity=1.5'), [422, 'quantity_invalid', '/quantity'])
    assert.deepEqual(await refused('dueOn=soon'), [400, 'field_invalid', '/dueOn'])
    assert.equal((await foresee({ location: 'A', no: 99 })).status, 404)
    assert.equal((await foresee({ location: 'NOPE', no: 1 })).status, 404)
  })
})
