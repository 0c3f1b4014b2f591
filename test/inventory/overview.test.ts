import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop, orderOf } from '../shop.ts'

const DUE = '2099-03-01'

describe('stock over SKUs', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {}, B: {}, C: {} },
      skus: {
        'SHIRT/NAVY-M': {},
        'SHIRT/NAVY-S': {},
        CLOTH: { decimals: 2 },
        GONE: {},
        NEVER: {},
        OLD: {},
        OLD_STOCK: {},
      },
      stock: {
        'SHIRT/NAVY-M': { A: 10, B: 0, C: 3 },
        'SHIRT/NAVY-S': { A: 1, B: 2 },
        CLOTH: { A: 2.5, B: 4.25 },
        GONE: { A: 0, B: 0 },
        OLD: { A: 0 },
        OLD_STOCK: { A: 7 },
      },
    })
    const order = await client.post('/v1/orders', orderOf({ CLOTH: 1.25 }))
    assert.equal(order.status, 201, JSON.stringify(order.body))
    const named = [{ action: 'set', fields: { name: 'Ölmühle, größe', category: 'kitchen' } }]
    await client.post('/v1/skus/CLOTH/changes', { version: 1, changes: named })
    for (const code of ['OLD', 'OLD_STOCK']) {
      const changes = [{ action: 'archive' }]
      await client.post(`/v1/skus/${code}/changes`, { version: 1, changes })
    }
    const lines = [{ sku: 'SHIRT/NAVY-M', quantity: 2 }]
    await client.post('/v1/stock-holds', { channel: 'WEB', lines })
    const receipt = { sku: 'NEVER', location: 'C', quantity: 8, dueOn: DUE }
    const later = { ...receipt, quantity: 2, dueOn: '2099-04-01' }
    await client.post('/v1/expected-receipts', { receipts: [later, receipt] })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const list = async (query = ''): Promise<Json[]> => {
    const { status, body } = await client.get(`/v1/stock?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.items
  }
  const codes = async (query = ''): Promise<string[]> => (await list(query)).map(({ sku }) => sku)

  it('adds up the locations, in units of the SKU', async () => {
    const [cloth] = await list('q=cloth')
    assert.deepEqual(cloth, {
      sku: 'CLOTH',
      name: 'Ölmühle, größe',
      category: 'kitchen',
      unit: 'piece',
      decimals: 2,
      picture: null,
      onHand: 6.75,
      unavailable: 0,
      conditions: {},
      held: 0,
      allocated: 1.25,
      uncovered: 0,
      available: 5.5,
      expected: 0,
      nextOn: null,
      locations: 2,
      soldOutAt: 0,
    })
    const [shirt] = await list('q=navy-m')
    const { onHand, held, available, locations, soldOutAt } = shirt
    assert.deepEqual(
      { onHand, held, available, locations, soldOutAt },
      {
        onHand: 13,
        held: 2,
        available: 11,
        locations: 3,
        soldOutAt: 1,
      },
    )
    const [never] = await list('q=never')
    assert.deepEqual([never.onHand, never.expected, never.nextOn], [0, 10, DUE])
  })

  it('says why units are not for sale, added up over the same locations', async () => {
    const damage = (location: string, unavailableChange: number, condition: string) => {
      return { sku: 'CLOTH', location, unavailableChange, condition, reason: 'adjustment' }
    }
    const change = (...adjustments: object[]) =>
      client.post('/v1/stock/adjustments', { adjustments })
    await change(
      damage('A', 0.25, 'damaged'),
      damage('B', 1.5, 'damaged'),
      damage('B', 0.5, 'quarantine'),
    )
    const [all] = await list('q=cloth')
    assert.deepEqual([all.unavailable, all.conditions], [2.25, { damaged: 1.75, quarantine: 0.5 }])
    const [here] = await list('q=cloth&location=A')
    assert.deepEqual([here.unavailable, here.conditions], [0.25, { damaged: 0.25 }])
    await change(
      damage('A', -0.25, 'damaged'),
      damage('B', -1.5, 'damaged'),
      damage('B', -0.5, 'quarantine'),
    )
    assert.deepEqual((await list('q=cloth'))[0].conditions, {})
  })

  it('is listed by code: all that is sold, and what is archived and still there', async () => {
    const all = ['CLOTH', 'GONE', 'NEVER', 'OLD_STOCK', 'SHIRT/NAVY-M', 'SHIRT/NAVY-S']
    assert.deepEqual(await codes(), all)
  })

  it('comes in pages, with any filter', async () => {
    for (const filter of ['', '&state=in_stock', '&location=A', '&location=B&state=sold_out']) {
      const whole = await codes(filter.slice(1))
      const seen: string[] = []
      let cursor = ''
      for (;;) {
        const { body } = await client.get(`/v1/stock?limit=1${filter}${cursor}`)
        assert.ok(body.items.length <= 1)
        seen.push(...body.items.map(({ sku }: Json) => sku))
        if (body.next === null) break
        cursor = `&cursor=${body.next}`
      }
      assert.deepEqual(seen, whole, filter)
      assert.ok(whole.length > 0, filter)
    }
  })

  it('of one location has what is kept there or on its way there', async () => {
    assert.deepEqual(await codes('location=C'), ['NEVER', 'SHIRT/NAVY-M'])
    const [, shirt] = await list('location=C')
    assert.deepEqual([shirt.onHand, shirt.locations], [3, 1])
  })

  it('is found by the beginnings of words of code and name, in any order and case', async () => {
    const shirts = ['SHIRT/NAVY-M', 'SHIRT/NAVY-S']
    assert.deepEqual(await codes('q=shirt'), shirts)
    assert.deepEqual(await codes('q=Nav%20SHI'), shirts)
    assert.deepEqual(await codes('q=SHIRT/NAVY-S'), ['SHIRT/NAVY-S'])
    assert.deepEqual(await codes(`q=${encodeURIComponent('GRÖSSE')}`), [])
    assert.deepEqual(await codes(`q=${encodeURIComponent('GRÖßE ölm')}`), ['CLOTH'])
    assert.deepEqual(await codes('q=hirt'), [])
    assert.deepEqual(await codes('q=.*'), [])
    assert.deepEqual(await codes('category=kitchen'), ['CLOTH'])
    assert.deepEqual(await codes('category=kitchen&q=shirt'), [])
  })

  it('is that of the SKUs asked for', async () => {
    assert.deepEqual(await codes('skus=SHIRT/NAVY-M,CLOTH,STRANGE'), ['CLOTH', 'SHIRT/NAVY-M'])
    assert.deepEqual(await codes('skus=SHIRT/NAVY-M,CLOTH&location=B&state=sold_out'), [
      'SHIRT/NAVY-M',
    ])
    const many = Array.from({ length: 200 }, (_, n) => `S${n}`).join(',')
    assert.deepEqual(await codes(`skus=${many}`), [])
    const { status, body } = await client.get(`/v1/stock?skus=${many},CLOTH`)
    assert.deepEqual([status, body.code, body.field], [400, 'field_invalid', '/skus'])
  })

  it('is filtered by how it stands', async () => {
    const inStock = ['CLOTH', 'OLD_STOCK', 'SHIRT/NAVY-M', 'SHIRT/NAVY-S']
    assert.deepEqual(await codes('state=in_stock'), inStock)
    assert.deepEqual(await codes('state=sold_out'), ['GONE', 'NEVER'])
    assert.deepEqual(await codes('state=sold_out&location=B'), ['GONE', 'SHIRT/NAVY-M'])
    // 3 of 2 places, at most 2 each; 5.5 of 2 places is more.
    assert.deepEqual(await codes('state=low'), ['SHIRT/NAVY-S'])
    assert.deepEqual(await codes('state=low&location=C'), [])
    assert.deepEqual(await codes('state=uncovered'), [])
  })

  it('shows what claims lack, and nothing of it hides what is free elsewhere', async () => {
    await client.post('/v1/skus', { skus: [{ code: 'LACK', name: 'Lacking' }] })
    const count = (location: string, onHand: number) =>
      client.post('/v1/stock/levels', { levels: [{ sku: 'LACK', location, onHand }] })
    await count('A', 5)
    // What a customer collects stays where it is, whatever is missing there.
    const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'A' }]
    await client.post('/v1/orders', orderOf({ LACK: 4 }, { groups }))
    await count('A', 1)
    await count('B', 6)
    const [lack] = await list('state=uncovered')
    const { sku, onHand, allocated, uncovered, available, soldOutAt } = lack
    assert.deepEqual(
      { sku, onHand, allocated, uncovered, available, soldOutAt },
      { sku: 'LACK', onHand: 7, allocated: 4, uncovered: 3, available: 6, soldOutAt: 1 },
    )
  })

  it('is that of the locations a caller may see, and of no other', async () => {
    const path = '/v1/stock'
    const { items } = await readScoped(app, path, { locations: ['C'] })
    assert.deepEqual(
      items.map((item: Json) => [item.sku, item.onHand, item.expected, item.locations]),
      [
        ['NEVER', 0, 10, 0],
        ['SHIRT/NAVY-M', 3, 0, 1],
      ],
    )
    const sold = await readScoped(app, path, { locations: ['B'] }, { query: { state: 'sold_out' } })
    assert.deepEqual(
      sold.items.map(({ sku }: Json) => sku),
      ['GONE', 'SHIRT/NAVY-M'],
    )
    assert.deepEqual((await readScoped(app, path, {})).items, [])
    const other = readScoped(app, path, { locations: ['C'] }, { query: { location: 'A' } })
    await assert.rejects(other, { code: 'location_unknown', field: '/location' })
  })

  it('names the field at fault', async () => {
    const faults: [query: string, code: string, field: string][] = [
      ['location=NOPE', 'location_unknown', '/location'],
      ['state=lost', 'field_invalid', '/state'],
      ['limit=0', 'field_invalid', '/limit'],
      ['limit=201', 'field_invalid', '/limit'],
      ['cursor=x', 'field_invalid', '/cursor'],
      ['q=', 'field_invalid', '/q'],
      [`q=${'x'.repeat(101)}`, 'field_invalid', '/q'],
      ['colour=red', 'field_unknown', '/colour'],
    ]
    for (const [query, code, field] of faults) {
      const { body } = await client.get(`/v1/stock?${query}`)
      assert.deepEqual([body.code, body.field], [code, field], query)
    }
  })

  it('is told for each location over all SKUs', async () => {
    const { items } = (await client.get('/v1/stock-health')).body
    const told = items.map(({ feed, ...stock }: Json) => (assert.equal(feed, null), stock))
    assert.deepEqual(told, [
      { location: 'A', skus: 7, onHand: 21.5, available: 17.25, soldOut: 3, uncovered: 3 },
      { location: 'B', skus: 5, onHand: 12.25, available: 12.25, soldOut: 2, uncovered: 0 },
      { location: 'C', skus: 1, onHand: 3, available: 3, soldOut: 0, uncovered: 0 },
    ])
    const kitchen = (await client.get('/v1/stock-health?category=kitchen')).body.items
    assert.deepEqual(
      kitchen.map(({ feed, ...stock }: Json) => (assert.equal(feed, null), stock)),
      [
        { location: 'A', skus: 1, onHand: 2.5, available: 1.25, soldOut: 0, uncovered: 0 },
        { location: 'B', skus: 1, onHand: 4.25, available: 4.25, soldOut: 0, uncovered: 0 },
        { location: 'C', skus: 0, onHand: 0, available: 0, soldOut: 0, uncovered: 0 },
      ],
    )
    const nothing = (await client.get('/v1/stock-health?category=moon')).body.items
    assert.ok(nothing.every(({ skus }: Json) => skus === 0))
    const own = await readScoped(app, '/v1/stock-health', { locations: ['C'] })
    assert.deepEqual(
      own.items.map(({ location }: Json) => location),
      ['C'],
    )
  })

  it('is known to every server, whichever booked it', async () => {
    const other = await startApp(app.connection)
    try {
      const there = await other.client()
      const health = async () => (await there.get('/v1/stock-health')).body.items[2]
      const was = await health()
      assert.deepEqual([was.location, was.onHand], ['C', 3])
      const adjustment = { sku: 'CLOTH', location: 'C', change: 1.75, reason: 'found' }
      await client.post('/v1/stock/adjustments', { adjustments: [adjustment] })
      let now = was
      // The commit is told to the other server, which then reads what was booked.
      while (now.skus === was.skus) now = await health()
      assert.deepEqual(now, { ...was, skus: 2, onHand: 4.75, available: 4.75 })
      const { items } = (await there.get('/v1/stock?state=in_stock&location=C&q=cloth')).body
      assert.deepEqual([items.length, items[0].onHand], [1, 1.75])
    } finally {
      await other.stop()
    }
  })
})
