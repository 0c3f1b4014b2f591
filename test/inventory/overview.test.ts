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
      onHand: 6.75,
      unavailable: 0,
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
    await client.post('/v1/orders', orderOf({ LACK: 4 }))
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
    assert.deepEqual(items, [
      { location: 'A', skus: 7, onHand: 21.5, available: 17.25, soldOut: 3, uncovered: 3 },
      { location: 'B', skus: 5, onHand: 12.25, available: 12.25, soldOut: 2, uncovered: 0 },
      { location: 'C', skus: 1, onHand: 3, available: 3, soldOut: 0, uncovered: 0 },
    ])
    const own = await readScoped(app, '/v1/stock-health', { locations: ['C'] })
    assert.deepEqual(
      own.items.map(({ location }: Json) => location),
      ['C'],
    )
  })
})

describe('the movements of a SKU', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { CLOTH: { decimals: 2 }, OTHER: {} },
      stock: { CLOTH: { A: 10, B: 1 }, OTHER: { A: 1 } },
    })
    const place = { sku: 'CLOTH', location: 'A' }
    const receipts = [{ ...place, quantity: 4.5, dueOn: DUE, reference: 'PO 1' }]
    await client.post('/v1/expected-receipts', { receipts })
    await client.post('/v1/expected-receipts/CLOTH/A/1/arrivals', { quantity: 1.5 })
    const sale = { ...place, change: -0.75, reason: 'sale', reference: 'till 7' }
    const occurredAt = '2026-01-01T10:00:00Z'
    await client.post('/v1/stock/adjustments', { adjustments: [{ ...sale, occurredAt }] })
    await client.post('/v1/orders', orderOf({ CLOTH: 2 }))
  })
  after(() => app.stop())

  const list = async (query = ''): Promise<Json> =>
    (await client.get(`/v1/stock/CLOTH/movements?${query}`)).body

  it('are told from the latest to the first, with what changed and the stock after', async () => {
    const { items } = await list('location=A')
    const [order, sale, arrived, taken, announced, counted] = items
    assert.equal(items.length, 6)
    assert.deepEqual([order.changes, order.after.available], [{ allocated: 2 }, 8.75])
    const { id, actor, ...told } = sale
    assert.match(id, /^[0-9a-f-]{36}$/)
    assert.match(actor, /^key:/)
    assert.deepEqual(told, {
      location: 'A',
      receipt: null,
      reason: 'sale',
      reference: 'till 7',
      occurredAt: '2026-01-01T10:00:00Z',
      changes: { onHand: -0.75 },
      after: {
        onHand: 10.75,
        unavailable: 0,
        held: 0,
        allocated: 0,
        uncovered: 0,
        available: 10.75,
      },
    })
    const shown = [arrived, taken].map((one) => [one.receipt, one.changes]).toSorted()
    assert.deepEqual(
      shown,
      [
        [1, { expected: -1.5 }],
        [null, { onHand: 1.5 }],
      ].toSorted(),
    )
    const { receipt, changes, after, reference } = announced
    assert.deepEqual(
      { receipt, changes, after, reference },
      {
        receipt: 1,
        changes: { expected: 4.5 },
        after: { expected: 4.5 },
        reference: 'PO 1',
      },
    )
    assert.deepEqual(counted.changes, { onHand: 10 })
  })

  it('come in pages over all locations, each once', async () => {
    const whole = (await list()).items
    assert.equal(whole.length, 7)
    const ids = whole.map(({ id }: Json) => id)
    assert.deepEqual(ids, ids.toSorted().toReversed())
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { items, next } = await list(`limit=2${cursor}`)
      seen.push(...items.map(({ id }: Json) => id))
      if (next === null) break
      cursor = `&cursor=${next}`
    }
    assert.deepEqual(seen, ids)
  })

  it('are those of locations that a caller may see', async () => {
    const path = '/v1/stock/:sku/movements'
    const params = { sku: 'CLOTH' }
    const { items } = await readScoped(app, path, { locations: ['B'] }, { params })
    assert.deepEqual(
      items.map(({ location }: Json) => location),
      ['B'],
    )
    const query = { location: 'A' }
    const other = readScoped(app, path, { locations: ['B'] }, { params, query })
    await assert.rejects(other, { code: 'location_unknown' })
  })

  it('of what is not there are refused', async () => {
    const { status, body } = await client.get('/v1/stock/NOPE/movements')
    assert.deepEqual([status, body.code], [404, 'not_found'])
    for (const [query, code, field] of [
      ['location=NOPE', 'location_unknown', '/location'],
      ['cursor=x', 'field_invalid', '/cursor'],
    ]) {
      const { body: problem } = await client.get(`/v1/stock/CLOTH/movements?${query}`)
      assert.deepEqual([problem.code, problem.field], [code, field])
    }
  })
})
