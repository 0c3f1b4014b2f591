import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('units that are not to be sold', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    const skus = ['SHIRT', 'VASE', 'LAMP', 'CART']
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { ...Object.fromEntries(skus.map((sku) => [sku, {}])), CLOTH: { decimals: 2 } },
      stock: Object.fromEntries([...skus, 'CLOTH'].map((sku) => [sku, { A: 10 }])),
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const set = async (...levels: Json[]): Promise<Json[]> =>
    (await client.post('/v1/stock/levels', { levels })).body.outcomes
  const adjust = async (...adjustments: Json[]): Promise<Json[]> =>
    (await client.post('/v1/stock/adjustments', { adjustments })).body.outcomes
  const shelf = async (sku: string, location = 'A'): Promise<Json> =>
    (await client.get(`/v1/stock/${sku}?location=${location}`)).body.items[0]

  it('have a condition each, and all of them are unavailable', async () => {
    const at = { sku: 'SHIRT', location: 'A' }
    const [first] = await set({ ...at, conditions: { damaged: 2, on_display: 1 } })
    assert.deepEqual(first!['stock'].conditions, { damaged: 2, on_display: 1 })
    assert.deepEqual([first!['stock'].unavailable, first!['stock'].available], [3, 7])
    // What is named is set, the rest stays; what has none left is not told.
    await set({ ...at, conditions: { damaged: 0, quarantine: 4 } })
    assert.deepEqual((await shelf('SHIRT')).conditions, { on_display: 1, quarantine: 4 })
    const { version } = await shelf('SHIRT')
    await set({ ...at, conditions: { quarantine: 4 } })
    assert.equal((await shelf('SHIRT')).version, version)
  })

  it('are as many as a plain number says, through `other`, unless more are named', async () => {
    const at = { sku: 'VASE', location: 'A' }
    await set({ ...at, unavailable: 2, conditions: { damaged: 1 } })
    assert.deepEqual((await shelf('VASE')).conditions, { damaged: 1, other: 1 })
    await set({ ...at, onHand: 12, unavailable: 4 })
    assert.deepEqual((await shelf('VASE')).conditions, { damaged: 1, other: 3 })
    const outcomes = await set(
      { ...at, onHand: 99, unavailable: 0 },
      { ...at, unavailable: 1 },
      { ...at, unavailable: 1, conditions: { damaged: 2 } },
      { ...at, unavailable: 1, conditions: { other: 1 } },
      { ...at, conditions: {} },
      { ...at, conditions: { damaged: 1.5 } },
    )
    assert.deepEqual(
      outcomes.map(({ outcome, problem }) => [outcome, problem?.code, problem?.field]),
      [
        ['refused', 'conditions_exceed', '/levels/0/unavailable'],
        ['recorded', undefined, undefined],
        ['refused', 'conditions_exceed', '/levels/2/unavailable'],
        ['refused', 'field_invalid', '/levels/3/conditions/other'],
        ['refused', 'field_invalid', '/levels/4/onHand'],
        ['refused', 'quantity_invalid', '/levels/5/conditions/damaged'],
      ],
    )
    const { onHand, conditions } = await shelf('VASE')
    assert.deepEqual([onHand, conditions], [12, { damaged: 1 }])
  })

  it('come to and leave a condition with a reason; to another one they are two rows', async () => {
    const at = { sku: 'LAMP', location: 'A' }
    await adjust(
      { ...at, unavailableChange: 3, reason: 'damage', reference: 'fell' },
      { ...at, unavailableChange: 2, condition: 'in_inspection', reason: 'return' },
    )
    assert.deepEqual((await shelf('LAMP')).conditions, { damaged: 3, in_inspection: 2 })
    await adjust(
      { ...at, unavailableChange: -1, condition: 'in_inspection', reason: 'adjustment' },
      { ...at, unavailableChange: 1, condition: 'damaged', reason: 'adjustment' },
      // Two are thrown away: they leave the shelf and the number of damaged ones.
      { ...at, change: -2, unavailableChange: -2, condition: 'damaged', reason: 'damage' },
    )
    const { onHand, unavailable, available, conditions } = await shelf('LAMP')
    assert.deepEqual(
      { onHand, unavailable, available, conditions },
      {
        onHand: 8,
        unavailable: 3,
        available: 5,
        conditions: { damaged: 2, in_inspection: 1 },
      },
    )
    const { items } = (await client.get('/v1/stock/LAMP/movements')).body
    assert.deepEqual(
      items.slice(0, 5).map((m: Json) => [m['condition'], m['changes'], m['reference']]),
      [
        ['damaged', { onHand: -2, unavailable: -2 }, null],
        ['damaged', { unavailable: 1 }, null],
        ['in_inspection', { unavailable: -1 }, null],
        ['in_inspection', { unavailable: 2 }, null],
        ['damaged', { unavailable: 3 }, 'fell'],
      ],
    )
  })

  it('are never fewer than none, and of the condition that was named', async () => {
    const at = { sku: 'CLOTH', location: 'A' }
    await adjust(
      { ...at, unavailableChange: 1.25, condition: 'on_display', reason: 'adjustment' },
      { ...at, unavailableChange: -4, condition: 'on_display', reason: 'found' },
      { ...at, unavailableChange: -1, condition: 'quarantine', reason: 'found' },
      { ...at, unavailableChange: 0.5, reason: 'adjustment' },
    )
    assert.deepEqual((await shelf('CLOTH')).conditions, { other: 0.5 })
    const outcomes = await adjust(
      { ...at, reason: 'found' },
      { ...at, change: 1, condition: 'damaged', reason: 'found' },
    )
    assert.deepEqual(
      outcomes.map(({ problem }) => [problem.code, problem.field]),
      [
        ['field_invalid', '/adjustments/0/change'],
        ['field_invalid', '/adjustments/1/unavailableChange'],
      ],
    )
    const own = { ...at, unavailableChange: 1, condition: 'awaiting_owner', reason: 'sale' }
    const { status, body } = await client.post('/v1/stock/adjustments', { adjustments: [own] })
    assert.deepEqual([status, body.code], [400, 'field_invalid'])
  })

  it('take units from carts, and arrive with what comes in', async () => {
    const lines = [{ sku: 'CART', quantity: 10 }]
    await client.post('/v1/stock-holds', { channel: 'WEB', lines })
    await set({ sku: 'CART', location: 'A', conditions: { damaged: 4 } })
    const { held, uncovered, available } = await shelf('CART')
    assert.deepEqual([held, uncovered, available], [6, 0, 0])
    const receipts = [{ sku: 'CART', location: 'A', quantity: 5, dueOn: '2099-03-01' }]
    await client.post('/v1/expected-receipts', { receipts })
    const path = '/v1/expected-receipts/CART/A/1/arrivals'
    const { stock } = (await client.post(path, { quantity: 5 })).body
    assert.deepEqual([stock.available, stock.conditions], [5, { damaged: 4 }])
    assert.equal((await client.post('/v1/orders', orderOf({ CART: 5 }))).status, 201)
    assert.deepEqual((await shelf('CART')).conditions, { damaged: 4 })
  })
})
