import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allocateShort } from '../../src/orders/actions/waiting.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'

const CLIENTS = 64
const ORDERS = 10
/** Open all day, so that work is always done today. */
const always = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' })),
  exceptions: [],
}

async function usedAt(client: Client, location: string): Promise<Json> {
  const { body } = await client.get(`/v1/location-capacity?location=${location}`)
  return body.items[0].days[0].used
}

/** Where each group of an order is served from. */
async function placesOf(client: Client, id: string): Promise<string[]> {
  const { body } = await client.get(`/v1/orders/${id}/decisions`)
  const codes = new Map(body.places.map((place: Json) => [place.id, place.code]))
  return body.items.at(-1).record.chosen.map((one: Json) => codes.get(one.locationId))
}

describe('a day with room for ten orders', () => {
  it('takes exactly ten of 64 clients at two servers; the others go elsewhere', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      const clients = [await first.client(), await second.client()]
      await openShop(clients[0]!, {
        locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
        skus: { X: {}, Y: {} },
        stock: { X: { A: 500, B: 500 }, Y: { A: 500, B: 500 } },
      })
      await setLocation(clients[0]!, 'A', { hours: always, capacity: { orders: ORDERS } })
      assert.ok((await second.orders.network.refresh()).hasCapacity)
      const replies = await Promise.all(
        Array.from({ length: CLIENTS }, (_, i) =>
          clients[i % 2]!.post('/v1/orders', orderOf({ X: 1, Y: 2 })),
        ),
      )
      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([201]))
      const places = await Promise.all(replies.map(({ body }) => placesOf(clients[0]!, body.id)))
      assert.equal(places.filter(([place]) => place === 'A').length, ORDERS)
      assert.equal(places.filter(([place]) => place === 'B').length, CLIENTS - ORDERS)
      const used = { orders: ORDERS, lines: 2 * ORDERS, units: 3 * ORDERS }
      assert.deepEqual(await usedAt(clients[1]!, 'A'), used)
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})

describe('what is given to a day', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: { X: {}, Y: {}, METRES: { decimals: 2 } },
      stock: { X: { A: 500, B: 500 }, Y: { A: 500 }, METRES: { A: 500, B: 500 } },
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const limit = (code: string, capacity: object | null) =>
    setLocation(client, code, { hours: always, capacity })
  const place = async (order: object): Promise<string> => {
    const { status, body } = await client.post('/v1/orders', order)
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }
  const cancel = async (id: string, lines?: object[]) => {
    const { version } = (await client.get(`/v1/orders/${id}`)).body
    const changes = { version, reason: 'test', ...(lines && { lines }) }
    const reply = await client.post(`/v1/orders/${id}/cancellations`, changes)
    assert.equal(reply.status, 200, JSON.stringify(reply.body))
  }
  const lastRecord = async (id: string) => {
    const { body } = await client.get(`/v1/orders/${id}/decisions`)
    return body.items.at(-1).record
  }

  it('has room for each delivery of an order once, also where it is only tried', async () => {
    await limit('A', { units: 3 })
    const { groups, lines, ...rest } = orderOf({ X: 2, METRES: 2 })
    const two = {
      ...rest,
      groups: [groups[0]!, { ...groups[0]!, no: 2 }],
      lines: lines.map((line) => ({ ...line, group: line.no })),
    }
    const id = await place(two)
    const { places, live } = (await client.post('/v1/routing-trials', { order: id })).body
    const codeOf = ({ locationId }: Json) => places.find((one: Json) => one.id === locationId).code
    assert.deepEqual(
      live.map(({ record }: Json) => record.chosen.map(codeOf)),
      [['A'], ['B']],
      'what it has there itself counts for others only',
    )
    await cancel(id)
  })

  it('is free again when it is cancelled, line by line', async () => {
    await limit('A', { orders: 1 })
    const first = await place(orderOf({ X: 2, Y: 3 }))
    assert.deepEqual(await usedAt(client, 'A'), { orders: 1, lines: 2, units: 5 })
    const second = await place(orderOf({ X: 1 }))
    assert.deepEqual(await placesOf(client, second), ['B'])
    const { excluded, full } = await lastRecord(second)
    assert.deepEqual(
      full.map(([, ...rest]: Json) => rest),
      [['orders', 1, 1]],
    )
    assert.deepEqual(excluded.at_capacity, [full[0][0]])
    await cancel(first, [{ no: 2, quantity: 3 }])
    assert.deepEqual(await usedAt(client, 'A'), { orders: 1, lines: 1, units: 2 })
    await cancel(first)
    assert.deepEqual(await usedAt(client, 'A'), { orders: 0, lines: 0, units: 0 })
    const third = await place(orderOf({ X: 1 }))
    assert.deepEqual(await placesOf(client, third), ['A'])
    await cancel(third)
  })

  it('is as much as fits: units exactly, also of what is sold by length', async () => {
    await limit('A', { units: 3 })
    await limit('B', { orders: 0 })
    const id = await place(orderOf({ METRES: 2.5, X: 2 }))
    const order = (await client.get(`/v1/orders/${id}`)).body
    assert.deepEqual(
      order.lines.map(({ allocated }: Json) => allocated),
      [1, 2],
    )
    assert.deepEqual(await usedAt(client, 'A'), { orders: 1, lines: 2, units: 3 })
    await cancel(id)
    await limit('B', null)
  })

  it('goes to what is nowhere else, where there is room for one thing only', async () => {
    for (const capacity of [{ units: 1 }, { lines: 1 }]) {
      await limit('A', capacity)
      const id = await place(orderOf({ X: 1, Y: 1 }))
      const order = (await client.get(`/v1/orders/${id}`)).body
      assert.deepEqual(
        order.lines.map(({ allocated }: Json) => allocated),
        [1, 1],
      )
      const { gap, full, excluded } = await lastRecord(id)
      assert.deepEqual([gap, full.length, excluded.at_capacity], [0, 1, undefined])
      assert.deepEqual(await usedAt(client, 'A'), { orders: 1, lines: 1, units: 1 })
      await cancel(id)
    }
  })

  it('takes in who collects there, who waits where it is full and goes nowhere else', async () => {
    await limit('A', { lines: 1 })
    const group = { no: 1, method: 'click_and_collect', pickupLocation: 'A' }
    const first = await place(orderOf({ X: 1 }, { groups: [group] }))
    assert.equal((await usedAt(client, 'A')).lines, 1)
    const second = await place(orderOf({ X: 1 }, { groups: [group] }))
    const { short, chosen } = await lastRecord(second)
    assert.deepEqual([short.length, chosen.length], [1, 0])
    await limit('A', { lines: 2 })
    await allocateShort(app.orders, new Map())
    assert.deepEqual(await placesOf(client, second), ['A'])
    assert.equal((await usedAt(client, 'A')).lines, 2)
    await cancel(first)
    await cancel(second)
  })

  it('is refused to a person too, who moves a delivery there', async () => {
    await limit('A', { orders: 0 })
    const id = await place(orderOf({ X: 1 }))
    assert.deepEqual(await placesOf(client, id), ['B'])
    const { version, candidates } = (await client.get(`/v1/orders/${id}/groups/1/candidates`)).body
    assert.equal(candidates[0].excluded, 'at_capacity')
    const move = { version, group: 1, location: 'A' }
    const { status, body } = await client.post(`/v1/orders/${id}/reroutings`, move)
    assert.deepEqual([status, body.code, body.excluded], [409, 'place_excluded', 'at_capacity'])
    await limit('A', { orders: 1 })
    const moved = await client.post(`/v1/orders/${id}/reroutings`, move)
    assert.equal(moved.status, 200, JSON.stringify(moved.body))
    assert.deepEqual(await usedAt(client, 'A'), { orders: 1, lines: 1, units: 1 })
  })

  it('names the field that is wrong: a day of the week that is given twice', async () => {
    const { version } = (await client.get('/v1/locations/A')).body
    const capacity = {
      weekdays: [
        { day: 1, orders: 5 },
        { day: 1, orders: 6 },
      ],
    }
    const changes = [{ action: 'set', fields: { capacity } }]
    const { status, body } = await client.post('/v1/locations/A/changes', { version, changes })
    assert.deepEqual([status, body.field], [400, '/changes/0/fields/capacity/weekdays/1/day'])
  })
})
