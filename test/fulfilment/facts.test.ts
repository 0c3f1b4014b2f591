import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { retryFacts } from '../../src/fulfilment/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'
import { closeUp, floorOf, TWO_PLACES, type Floor } from './floor.ts'

let app: App
let client: Client
let floor: Floor
before(async () => {
  app = await startApp()
  client = await app.client()
  floor = floorOf(app, client)
  await openShop(client, {
    releaseMinutes: 60,
    onShortage: 'accept',
    locations: TWO_PLACES,
    skus: { X: {}, ONLY_B: {}, FEW: {} },
    stock: { X: { A: 50 }, ONLY_B: { B: 50 }, FEW: { A: 1 } },
  })
})
after(() => closeUp(app))

type Kind = 'shipment' | 'delivery' | 'cancellation'
const AT = '2026-01-05T10:00:00Z'
let references = 0

/** A fact with a reference of its own. */
function fact(kind: Kind, externalId: string, over: object = {}): Json {
  references += 1
  return {
    kind,
    channel: 'WEB',
    externalId,
    reference: `r${references}`,
    occurredAt: AT,
    ...over,
  }
}

/** Tells facts and waits until each was tried; answers how it stands, or that it was known. */
async function tell(...facts: Json[]): Promise<string[]> {
  const { outcomes } = await floor.post('/v1/order-facts', { facts })
  const stands: string[] = []
  for (const [i, { outcome }] of outcomes.entries()) {
    stands.push(outcome === 'recorded' ? await tried(facts[i]!) : outcome)
  }
  return stands
}

async function tried(one: Json): Promise<string> {
  for (;;) {
    const [state, why] = await standing(one)
    if (state !== 'parked' || why !== null) return state as string
    await retry(0)
  }
}

/** How a fact stands: state and why. */
async function standing({ reference }: Json): Promise<unknown[]> {
  const all = await floor.items('/v1/order-facts?limit=100')
  const found = all.find((one) => one.reference === reference)
  return [found.state, found.why]
}

/** Tries what is parked as it would so many hours from now. */
async function retry(hours: number): Promise<void> {
  const { clock, db } = app.platform
  const by = { actor: 'test', now: clock.now().add({ hours }), nowMs: clock.nowMs() }
  await db.transaction((tx) => retryFacts(tx, app.orders, by, { limit: 100 }))
}

async function place(lines: Record<string, number>): Promise<{ id: string; externalId: string }> {
  const order = orderOf(lines)
  return { id: await floor.place(lines, { ...order }), externalId: order.externalId }
}

describe('a shipment that is told', () => {
  it('has taken place: what was not told of picking and packing has happened', async () => {
    const { id, externalId } = await place({ X: 2, ONLY_B: 1 })
    const told = fact('shipment', externalId, { carrier: 'Post', trackingNumber: 'T9' })
    assert.deepEqual(await tell(told), ['applied'])
    for (const [no, n] of [
      [1, 2],
      [2, 1],
    ] as const) {
      assert.deepEqual(await floor.units(id, no), [0, n, n, n, n, n])
    }
    assert.deepEqual(await floor.story(id), [
      'fulfilment.released',
      'fulfilment.shipped',
      'fulfilment.shipped',
    ])
    for (const work of await floor.items(`/v1/fulfilment-orders?order=${id}`)) {
      const { state, parcels } = await floor.work(work.id)
      const [{ trackingNumber, carrier, shippedAt }] = parcels
      assert.deepEqual([state, trackingNumber, carrier, shippedAt], ['shipped', 'T9', 'Post', AT])
    }
    assert.deepEqual(await tell(fact('delivery', externalId)), ['applied'])
    const works = await floor.items(`/v1/fulfilment-orders?order=${id}`)
    assert.deepEqual(
      works.map(({ state }) => state),
      ['delivered', 'delivered'],
    )
  })

  it('counts once, however often it is told', async () => {
    const { id, externalId } = await place({ X: 1 })
    const told = fact('shipment', externalId)
    const [onHand] = await floor.stock('X', 'A')
    assert.deepEqual((await tell(told, told)).toSorted(), ['applied', 'known'])
    assert.deepEqual(await tell(told), ['known'])
    const both = await Promise.all([tell(fact('delivery', externalId)), tell(told)])
    assert.deepEqual(both, [['applied'], ['known']])
    assert.deepEqual(await floor.stock('X', 'A'), [onHand! - 1, 0])
    assert.equal((await floor.story(id)).filter((t) => t === 'fulfilment.shipped').length, 1)
  })

  it('of a held order is recorded, ends the hold and is a task', async () => {
    const { id, externalId } = await place({ X: 1 })
    await floor.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    await floor.post(`/v1/orders/${id}/holds`, { cause: 'address' })
    assert.deepEqual(await tell(fact('shipment', externalId)), ['applied'])
    const { state, holds } = await floor.order(id)
    assert.equal(state, 'fulfilled')
    assert.ok(holds.every((hold: Json) => hold.releasedAt !== null))
    assert.deepEqual(await floor.tasks(id), ['shipped_on_hold'])
  })

  it('waits until all of the order has stock', async () => {
    const { id, externalId } = await place({ FEW: 2 })
    const told = fact('shipment', externalId)
    assert.deepEqual(await tell(told), ['parked'])
    assert.deepEqual(await standing(told), ['parked', 'waiting_for_stock'])
    assert.deepEqual(await floor.units(id), [0, 1, 0, 0, 0, 0])
    const receipt = { sku: 'FEW', location: 'A', change: 1, reason: 'receipt' }
    await floor.post('/v1/stock/adjustments', { adjustments: [receipt] })
    await floor.untilUnits(id, ({ allocated }) => allocated === 2)
    // The server may be trying it this moment, and passes over what is being tried.
    while ((await standing(told))[0] === 'parked') await retry(1)
    assert.deepEqual(await standing(told), ['applied', null])
    assert.deepEqual(await floor.units(id), [0, 2, 2, 2, 2, 2])
  })

  it('of an order that nobody knows yet waits for it', async () => {
    const order = orderOf({ X: 1 })
    const told = [fact('shipment', order.externalId), fact('delivery', order.externalId)]
    assert.deepEqual(await tell(...told), ['parked', 'parked'])
    assert.deepEqual(await standing(told[0]), ['parked', 'order_unknown'])
    const id = await floor.place({}, order)
    await retry(2)
    for (const one of told) assert.deepEqual(await standing(one), ['applied', null])
    assert.equal((await floor.order(id)).state, 'fulfilled')
  })

  it('of an order that never comes is a task in the end', async () => {
    const told = fact('shipment', 'never')
    await tell(told)
    await retry(39 * 24)
    assert.deepEqual(await standing(told), ['parked', 'order_unknown'])
    await retry(41 * 24)
    assert.deepEqual(await standing(told), ['given_up', 'order_unknown'])
    const tasks = await floor.items('/v1/tasks')
    assert.ok(tasks.some(({ cause }) => cause === 'fact_not_applied'))
  })
})

describe('a delivery that is told', () => {
  it('before the shipment waits for it, and is applied then', async () => {
    const { id, externalId } = await place({ X: 1 })
    const arrived = fact('delivery', externalId, { occurredAt: '2026-01-08T10:00:00Z' })
    assert.deepEqual(await tell(arrived), ['parked'])
    assert.deepEqual(await standing(arrived), ['parked', 'not_shipped'])
    assert.deepEqual(await tell(fact('shipment', externalId)), ['applied'])
    await untilSeen(app, async () => (await standing(arrived))[0] === 'applied' || undefined)
    const [work] = await floor.items(`/v1/fulfilment-orders?order=${id}`)
    const { state, parcels } = await floor.work(work!.id)
    assert.deepEqual([state, parcels[0].deliveredAt], ['delivered', '2026-01-08T10:00:00Z'])
  })

  it('in one breath with the shipment follows it, in whatever order they come', async () => {
    const { id, externalId } = await place({ X: 1 })
    const arrived = fact('delivery', externalId, { occurredAt: '2026-01-08T10:00:00Z' })
    assert.deepEqual(await tell(arrived, fact('shipment', externalId)), ['applied', 'applied'])
    const [work] = await floor.items(`/v1/fulfilment-orders?order=${id}`)
    assert.equal(work!.state, 'delivered')
  })
})

describe('a cancellation that is told', () => {
  it('takes everything that has not left, also from a location', async () => {
    const { id, externalId } = await place({ X: 2, ONLY_B: 1 })
    assert.deepEqual(await tell(fact('cancellation', externalId, { reason: 'gone' })), ['applied'])
    const order = await floor.order(id)
    assert.equal(order.state, 'cancelled')
    assert.deepEqual(await floor.units(id), [2, 0, 0, 0, 0, 0])
  })

  it('of what has left waits, and is a task after a day', async () => {
    const { id, externalId } = await place({ X: 1 })
    const told = fact('cancellation', externalId)
    assert.deepEqual(await tell(fact('shipment', externalId), told), ['applied', 'parked'])
    assert.deepEqual(await standing(told), ['parked', 'already_packed'])
    await retry(2)
    assert.equal((await standing(told))[0], 'parked')
    await retry(25)
    assert.deepEqual(await standing(told), ['given_up', 'already_packed'])
    const all = await floor.items('/v1/order-facts?state=given_up')
    const { id: factId } = all.find(({ reference }) => reference === told.reference)
    assert.deepEqual(await floor.tasks(factId), ['fact_not_applied'])
    assert.deepEqual(await floor.units(id), [0, 1, 1, 1, 1, 1])
  })
})

describe('what is told wrongly', () => {
  it('is refused for what it says, never for the state of the order', async () => {
    const { externalId } = await place({ X: 1 })
    const good = fact('cancellation', externalId)
    const { outcomes } = await floor.post('/v1/order-facts', {
      facts: [fact('shipment', externalId, { channel: 'NOPE' }), good],
    })
    assert.deepEqual(
      outcomes.map(({ outcome, problem }: Json) => [outcome, problem?.code, problem?.field]),
      [
        ['refused', 'channel_unknown', '/facts/0/channel'],
        ['recorded', undefined, undefined],
      ],
    )
    const send = async (over: object) => {
      const facts = [fact('shipment', externalId, over)]
      const { status, body } = await client.post('/v1/order-facts', { facts })
      return [status, body.code, body.field]
    }
    assert.deepEqual(await send({ kind: 'birth' }), [400, 'field_invalid', '/facts/0/kind'])
    const field = '/facts/0/occurredAt'
    assert.deepEqual(await send({ occurredAt: 'yesterday' }), [400, 'field_invalid', field])
    const { status } = await client.post('/v1/order-facts', { facts: [] })
    assert.equal(status, 400)
  })
})
