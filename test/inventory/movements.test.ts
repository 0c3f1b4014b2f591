import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop, orderOf } from '../shop.ts'

const DUE = '2099-03-01'

describe('the movements of a SKU', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { CLOTH: { decimals: 2 }, OTHER: {}, SIGNED: {}, LACKING: {} },
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

  it('say what happened in words of a shop, theft among it', async () => {
    const at = { sku: 'OTHER', location: 'A' }
    const adjustments = [{ ...at, change: -1, reason: 'theft', reference: 'alarm' }]
    await client.post('/v1/stock/adjustments', { adjustments })
    const { items } = (await client.get('/v1/stock/OTHER/movements?limit=1')).body
    const [{ reason, reference, changes }] = items
    assert.deepEqual([reason, reference, changes], ['theft', 'alarm', { onHand: -1 }])
  })

  it('tell what is available as stock does: none where units are lacking', async () => {
    const at = { sku: 'LACKING', location: 'A' }
    const adjustments = [{ ...at, change: -3, reason: 'sale' }]
    const { body } = await client.post('/v1/stock/adjustments', { adjustments })
    const [one] = (await client.get('/v1/stock/LACKING')).body.items
    const [there] = (await client.get('/v1/stock?location=A&q=lacking')).body.items
    const [moved] = (await client.get('/v1/stock/LACKING/movements')).body.items
    const when = encodeURIComponent(app.platform.clock.now().toString())
    const past = (await client.get(`/v1/stock/LACKING/history?at=${when}`)).body.items
    for (const row of [body.outcomes[0].stock, one, there, moved.after, past[0]]) {
      assert.deepEqual([row.onHand, row.available, row.uncovered], [-3, 0, 3])
    }
  })

  it('do not contradict their reason: what has come is more, what has left is fewer', async () => {
    const at = { sku: 'SIGNED', location: 'B' }
    const told = async (change: number, reason: string, more: object = {}) => {
      const adjustments = [{ ...at, change, reason, ...more }]
      const { body } = await client.post('/v1/stock/adjustments', { adjustments })
      return body.outcomes[0]
    }
    const [come, left] = [
      ['receipt', 'found', 'transfer_in'],
      ['sale', 'damage', 'theft', 'transfer_out'],
    ]
    for (const [reasons, change, says] of [
      [come, -3, /change is above 0/],
      [left, 3, /change is below 0/],
    ] as const) {
      for (const reason of reasons!) {
        const { problem } = await told(change, reason)
        assert.deepEqual([problem.code, problem.field], ['field_invalid', '/adjustments/0/change'])
        assert.match(problem.detail, says)
        assert.equal((await told(-change, reason)).outcome, 'recorded', reason)
        assert.equal((await told(change, 'correction')).outcome, 'recorded')
      }
    }
    for (const reason of ['adjustment', 'return', 'correction']) {
      for (const change of [2, -2]) assert.equal((await told(change, reason)).outcome, 'recorded')
    }
    // What only becomes unavailable, or available again, has neither come nor left.
    const found = await told(0, 'found', { unavailableChange: 1 })
    assert.deepEqual([found.outcome, found.stock.onHand], ['recorded', 0])
  })

  it('have not happened after they were told, and what is still to come is refused', async () => {
    const at = { sku: 'OTHER', location: 'A', change: 1, reason: 'found' }
    const ahead = (minutes: number) =>
      Temporal.Now.instant().add({ minutes }).toString({ smallestUnit: 'millisecond' })
    const adjustments = [
      { ...at, occurredAt: ahead(3) },
      { ...at, occurredAt: ahead(60) },
    ]
    const { outcomes } = (await client.post('/v1/stock/adjustments', { adjustments })).body
    assert.equal(outcomes[0].outcome, 'recorded')
    const { code, field } = outcomes[1].problem
    assert.deepEqual([code, field], ['field_invalid', '/adjustments/1/occurredAt'])
    const levels = [{ sku: 'OTHER', location: 'A', onHand: 9, occurredAt: ahead(60) }]
    const [counted] = (await client.post('/v1/stock/levels', { levels })).body.outcomes
    assert.equal(counted.problem.field, '/levels/0/occurredAt')
    const arrival = { quantity: 1, occurredAt: ahead(60) }
    const { body } = await client.post('/v1/expected-receipts/CLOTH/A/1/arrivals', arrival)
    assert.deepEqual([body.code, body.field], ['field_invalid', '/occurredAt'])

    // Its clock is a little ahead of ours: a feed that was true after it counts it already.
    const rows = [{ sku: 'OTHER', quantity: 5 }]
    const told = { source: 'WMS', kind: 'delta', number: 'on_hand', location: 'A', rows }
    const { status } = await client.post('/v1/stock-feeds', { ...told, asOf: ahead(1) })
    const [{ onHand }] = (await client.get('/v1/stock/OTHER')).body.items
    assert.deepEqual([status, onHand], [200, 5])
  })

  it('go on where a SKU is archived: what is left is sold, counted and fed', async () => {
    const skus = [{ code: 'GONE', name: 'Gone', unit: 'piece' }]
    await client.post('/v1/skus', { skus })
    const at = { sku: 'GONE', location: 'A' }
    await client.post('/v1/stock/levels', { levels: [{ ...at, onHand: 3 }] })
    const changes = [{ action: 'archive' }]
    await client.post('/v1/skus/GONE/changes', { version: 1, changes })
    const left = async () => {
      const [{ onHand }] = (await client.get('/v1/stock/GONE')).body.items
      return onHand
    }
    const adjustments = [{ ...at, change: -1, reason: 'sale' }]
    await client.post('/v1/stock/adjustments', { adjustments })
    assert.equal(await left(), 2)
    await client.post('/v1/stock/levels', { levels: [{ ...at, onHand: 1 }] })
    assert.equal(await left(), 1)
    const told = { source: 'POS', kind: 'delta', number: 'on_hand', location: 'A' }
    const asOf = Temporal.Now.instant().toString()
    const rows = [{ sku: 'GONE', quantity: 0 }]
    const { body } = await client.post('/v1/stock-feeds', { ...told, asOf, rows })
    assert.deepEqual([body.feed.refused, await left()], [0, 0])

    const receipts = [{ ...at, quantity: 1, dueOn: DUE }]
    const [announced] = (await client.post('/v1/expected-receipts', { receipts })).body.outcomes
    assert.equal(announced.problem.code, 'sku_unknown')
    const placed = await client.post('/v1/orders', orderOf({ GONE: 1 }))
    assert.equal(placed.body.code, 'sku_unknown')
  })

  it('nothing more is said of how an archived SKU is sold, but what was said may end', async () => {
    const skus = [{ code: 'ENDED', name: 'Ended', unit: 'piece' }]
    await client.post('/v1/skus', { skus })
    const at = { sku: 'ENDED', location: 'A' }
    const pause = () => client.post('/v1/sku-pauses', { ...at, reason: 'recall' })
    const watch = { name: 'Few', kind: 'low', threshold: 4 }
    const path = '/v1/availability-rules/draft'
    const terms = { kind: 'safety_stock', quantity: 1 }
    const keepBack = async (more: object) => {
      const { version } = (await client.get(path)).body
      const change = { action: 'add', rule: { name: 'Kept', terms, ...more } }
      const { body } = await client.post(`${path}/changes`, { version, changes: [change] })
      return body.outcomes[0]
    }
    assert.equal((await pause()).status, 200)
    const rule = (await client.post('/v1/stock-alert-rules', { ...watch, sku: 'ENDED' })).body
    const drafted = await keepBack({ sku: 'ENDED' })
    assert.equal(drafted.outcome, 'added')
    const archive = { version: 1, changes: [{ action: 'archive' }] }
    assert.equal((await client.post('/v1/skus/ENDED/changes', archive)).status, 200)

    const asked = [await pause(), await client.post('/v1/stock-alert-rules', { ...watch, ...at })]
    const kept = [
      await keepBack({ sku: 'ENDED' }),
      await keepBack({ sku: 'ENDED', channel: 'WEB', terms: { kind: 'quota', quantity: 5 } }),
    ]
    const problems = [...asked.map(({ body }) => body), ...kept.map(({ problem }) => problem)]
    for (const [i, field] of [
      '/sku',
      '/sku',
      '/changes/0/rule/sku',
      '/changes/0/rule/sku',
    ].entries()) {
      const { code, detail, field: named } = problems[i]!
      assert.deepEqual([code, named], ['archived', field])
      assert.match(detail, /ENDED is archived .* name another SKU/)
    }

    assert.equal((await client.post('/v1/sku-resumptions', at)).status, 200)
    const ended = await client.post(`/v1/stock-alert-rules/${rule.id}/changes`, archive)
    assert.equal(ended.status, 200, 'by its name and version alone')
    assert.equal((await client.get('/v1/stock-alerts?sku=ENDED')).status, 200)
    const { version } = (await client.get(path)).body
    const undo = { version, changes: [{ action: 'undo', id: drafted.id }] }
    const undone = await client.post(`${path}/changes`, undo)
    assert.equal(undone.body.outcomes[0].outcome, 'undone')
  })

  it('are told from the latest to the first, with what changed and the stock after', async () => {
    const { items } = await list('location=A')
    const [order, sale, arrived, taken, announced, counted] = items
    assert.equal(items.length, 6)
    assert.match(order.order, /^[0-9a-f-]{36}$/)
    assert.deepEqual([order.changes, order.after.available], [{ allocated: 2 }, 8.75])
    const { id, actor, recordedAt, ...told } = sale
    assert.ok(Temporal.Instant.from(recordedAt).epochMilliseconds > Date.parse(sale.occurredAt))
    assert.match(id, /^[0-9a-f-]{36}$/)
    assert.match(actor, /^key:/)
    assert.deepEqual(told, {
      location: 'A',
      receipt: null,
      reason: 'sale',
      condition: null,
      reference: 'till 7',
      order: null,
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
    const { receipt, changes, after: then, reference } = announced
    assert.deepEqual(
      { receipt, changes, after: then, reference },
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
    const nowhere = await client.get('/v1/stock/CLOTH?location=NOPE')
    assert.deepEqual([nowhere.body.code, nowhere.body.field], ['location_unknown', '/location'])
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
