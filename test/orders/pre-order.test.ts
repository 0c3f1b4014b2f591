import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { keepBack, sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilReleased } from '../shop.ts'

const preOrder = {
  kind: 'pre_order' as const,
  quantity: null as number | null,
  withinDays: 90,
  minConfidence: 80,
}

describe('selling what is on its way', () => {
  let app: App
  let client: Client
  let today: Temporal.PlainDate
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: { lat: 48.85, lon: 2.35 }, FAR: { lat: 43.3, lon: 5.37 } },
      skus: { FIRST: {} },
      stock: {},
      releaseMinutes: 0,
    })
  })
  beforeEach(async () => {
    today = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item' }] })
    await sellBy(app, [preOrder])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const day = (days: number) => today.add({ days }).toString()
  const expect = async (location: string, quantity: number, days: number, more = {}) => {
    const receipt = { sku, location, quantity, dueOn: day(days), ...more }
    const { body } = await client.post('/v1/expected-receipts', { receipts: [receipt] })
    assert.equal(body.outcomes[0].outcome, 'recorded', JSON.stringify(body))
    return body.outcomes[0].receipt as Json
  }
  const stock = async (location: string, onHand: number) => {
    await client.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  }
  const order = async (quantity: number, more = {}) =>
    (await client.post('/v1/orders', orderOf({ [sku]: quantity }, more))).body as Json
  const shown = async ({ id }: Json) => (await client.get(`/v1/orders/${id}`)).body as Json
  const allocationsOf = async (placed: Json) =>
    (await shown(placed)).lines[0].allocations.map((a: Json) => [
      a.location,
      a.quantity,
      a.expectedOn,
      a.promisedOn,
    ])

  it('takes what is on hand first, then what comes, and says when that is', async () => {
    await stock('FAR', 1)
    await expect('NEAR', 5, 10)
    const placed = await order(3)
    const line = { no: 1, allocated: 3, short: 0, expected: 2, expectedOn: day(10) }
    assert.deepEqual([placed.state, placed.lines], ['waiting_for_receipt', [line]])
    assert.deepEqual(await allocationsOf(placed), [
      ['FAR', 1, undefined, undefined],
      ['NEAR', 2, day(10), day(10)],
    ])
    const { state, lines } = await shown(placed)
    assert.deepEqual([state, lines[0].allocated, lines[0].expected], ['waiting_for_receipt', 3, 2])
    const [, decision] = (await client.get(`/v1/orders/${placed.id}/decisions`)).body.items
    assert.equal(decision.cause, 'promised')
    const list = (await client.get('/v1/orders?state=waiting_for_receipt')).body.items
    assert.ok(list.some(({ id }: Json) => id === placed.id))
  })

  it('promises the earliest day by which there is enough, at the least cost', async () => {
    await expect('FAR', 2, 5)
    await expect('FAR', 9, 20)
    await expect('NEAR', 9, 20)
    await expect('NEAR', 9, 40)
    assert.deepEqual(await allocationsOf(await order(2)), [['FAR', 2, day(5), day(5)]])
    assert.deepEqual(await allocationsOf(await order(4)), [['NEAR', 4, day(20), day(20)]])
  })

  it('never counts what comes later for an earlier day', async () => {
    await expect('NEAR', 1, 5)
    await expect('NEAR', 3, 9)
    assert.equal((await order(5)).code, 'shortage')
    const all = await order(4)
    assert.deepEqual(await allocationsOf(all), [
      ['NEAR', 1, day(5), day(5)],
      ['NEAR', 3, day(9), day(9)],
    ])
    assert.equal((await order(1)).code, 'shortage')
  })

  it('sells neither what is unsure, too late, nor where no rule lets it', async () => {
    await expect('NEAR', 5, 10, { confidence: 79 })
    await expect('NEAR', 5, 91)
    const refused = await order(1)
    assert.deepEqual([refused.code, refused.short[0].nextOn], ['shortage', day(10)])
    await expect('NEAR', 1, 90, { confidence: 80 })
    assert.equal((await order(1)).state, 'waiting_for_receipt')
    await expect('NEAR', 1, 10)
    await sellBy(app, [{ ...preOrder, sku: 'FIRST' }])
    assert.equal((await order(1)).code, 'shortage')
  })

  it('sells no more than the rule says, over all receipts of the SKU', async () => {
    await sellBy(app, [{ ...preOrder, quantity: 3 }])
    await expect('NEAR', 5, 10)
    await expect('FAR', 5, 20)
    assert.equal((await order(2)).lines[0].expected, 2)
    assert.equal((await order(2)).code, 'shortage')
    const last = await order(1)
    assert.equal(last.lines[0].expected, 1)
    await client.post(`/v1/orders/${last.id}/cancellations`, { reason: 'no' })
    assert.equal((await order(1)).lines[0].expected, 1)
  })

  it('sells of the receipts that a rule is about no more than that rule says', async () => {
    await sellBy(app, [
      { ...preOrder, quantity: 2, location: 'NEAR' },
      { ...preOrder, quantity: 4, location: 'FAR' },
    ])
    await expect('NEAR', 9, 10)
    await expect('FAR', 9, 20)
    const left = async () =>
      (await client.get(`/v1/availability?channel=WEB&sku=${sku}`)).body.preOrder
    assert.deepEqual(await left(), { available: 6, on: day(10) })
    assert.equal((await order(2)).lines[0].expectedOn, day(10))
    assert.deepEqual(await left(), { available: 4, on: day(20) })
    assert.equal((await order(5)).code, 'shortage')
    assert.equal((await order(4)).lines[0].expectedOn, day(20))
  })

  it('sells the last units once, whoever comes at the same time', async () => {
    await sellBy(app, [{ ...preOrder, quantity: 7 }])
    await expect('NEAR', 6, 10)
    await expect('FAR', 4, 10)
    const answers = await Promise.all(Array.from({ length: 24 }, () => order(1)))
    const placed = answers.filter(({ outcome }) => outcome === 'placed')
    assert.equal(placed.length, 7)
    assert.ok(answers.every(({ outcome, code }) => outcome === 'placed' || code === 'shortage'))
    const { items } = (await client.get(`/v1/expected-receipts?sku=${sku}`)).body
    assert.equal(
      items.reduce((sum: number, { promised }: Json) => sum + promised, 0),
      7,
    )
  })

  it('gives out to no location what is not there, and the rest at once', async () => {
    await stock('NEAR', 1)
    await expect('NEAR', 5, 10)
    const placed = await order(3)
    const [work] = await untilReleased(app, client, placed.id)
    assert.deepEqual(
      work!['lines'].map(({ quantity }: Json) => quantity),
      [1],
    )
    const { lines } = await shown(placed)
    assert.deepEqual([lines[0].released, lines[0].expected], [1, 2])
  })

  it('keeps gift wrap until what it is for is there', async () => {
    const wrap = { code: `WRAP${skus}`, name: 'Gift wrap', kind: 'not_stocked' }
    await client.post('/v1/skus', { skus: [wrap] })
    await expect('NEAR', 5, 10)
    const { body } = await client.post('/v1/orders', orderOf({ [sku]: 1, [wrap.code]: 1 }))
    assert.deepEqual(
      body.lines.map(({ allocated, expected }: Json) => [allocated, expected]),
      [
        [1, 1],
        [0, undefined],
      ],
    )
    assert.equal((await shown(body)).state, 'waiting_for_stock')
  })

  it('shows what may be sold before it is there', async () => {
    const offered = async () => {
      const { body } = await client.get(`/v1/availability?channel=WEB&sku=${sku}`)
      const said = [body.available, body.preOrder, body.backorder]
      const page = await client.get(`/v1/availability/skus?channel=WEB&skus=FIRST,${sku}`)
      const [first, one] = page.body.items
      assert.deepEqual([one.available, one.preOrder, one.backorder], said)
      assert.deepEqual([first.available, first.preOrder], [0, none])
      return said
    }
    let none: Json = { available: 0, on: null }
    assert.deepEqual(await offered(), [0, { available: 0, on: null }, undefined])
    await expect('NEAR', 5, 10)
    await expect('NEAR', 5, 20)
    await order(1)
    assert.deepEqual(await offered(), [0, { available: 9, on: day(10) }, undefined])
    await sellBy(app, [
      { ...preOrder, quantity: 4, sku },
      { kind: 'backorder', quantity: 7, days: 14, sku },
    ])
    none = undefined
    const backorder = { available: 7, days: 14 }
    assert.deepEqual(await offered(), [0, { available: 3, on: day(10) }, backorder])
    await order(5)
    const left = [0, { available: 0, on: null }, { available: 5, days: 14 }]
    assert.deepEqual(await offered(), left)
    await sellBy(app, [])
    assert.deepEqual(await offered(), [0, undefined, undefined])
  })

  it('promises nothing at places that are barred for the channel', async () => {
    await sellBy(app, [preOrder, { kind: 'backorder', quantity: 7, days: 14 }])
    await expect('NEAR', 5, 10)
    await expect('FAR', 5, 20)
    await keepBack(app, { barred: ['NEAR'], safety: 0 })
    const { preOrder: shows } = (await client.get(`/v1/availability?channel=WEB&sku=${sku}`)).body
    assert.deepEqual(shows, { available: 5, on: day(20) })
    assert.deepEqual(await allocationsOf(await order(6)), [
      ['FAR', 5, day(20), day(20)],
      ['FAR', 1, day(14), day(14)],
    ])
    await keepBack(app, { barred: ['NEAR', 'FAR'], safety: 0 })
    assert.equal((await order(1)).code, 'shortage')
  })

  it('cancels first what is not there', async () => {
    await stock('NEAR', 2)
    await expect('NEAR', 5, 10)
    const placed = await order(4)
    const cancel = { reason: 'less', lines: [{ no: 1, quantity: 1 }] }
    const { status } = await client.post(`/v1/orders/${placed.id}/cancellations`, cancel)
    assert.equal(status, 200)
    const { lines } = await shown(placed)
    assert.deepEqual([lines[0].allocated, lines[0].expected, lines[0].cancelled], [3, 1, 1])
  })
})
