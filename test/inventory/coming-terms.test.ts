import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { listDoubted, type DoubtedRow } from '../../src/inventory/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'

const PATH = '/v1/availability'

describe('what may be sold before it is there, opened into its terms', () => {
  let app: App
  let client: Client
  let today: Temporal.PlainDate
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {} },
      skus: { CHAIR: {}, CLOTH: { decimals: 2 }, PLAIN: {} },
      stock: {},
    })
    today = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    const asks = { withinDays: 60, minConfidence: 80 }
    await sellBy(app, [
      { kind: 'pre_order', name: 'New chairs', sku: 'CHAIR', quantity: 7, ...asks },
      { kind: 'backorder', name: 'Made to order', sku: 'CLOTH', quantity: 5.5, days: 14 },
    ])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const day = (days: number) => today.add({ days }).toString()
  const expect = async (location: string, quantity: number, days: number, more = {}) => {
    const receipt = { sku: 'CHAIR', location, quantity, dueOn: day(days), ...more }
    const { body } = await client.post('/v1/expected-receipts', { receipts: [receipt] })
    assert.equal(body.outcomes[0].outcome, 'recorded', JSON.stringify(body))
  }
  const explained = async (sku: string, more = ''): Promise<Json> =>
    (await client.get(`${PATH}?channel=WEB&sku=${sku}&explain=true${more}`)).body
  const toldOf = ({ term, quantity, location }: Json) => [term, quantity, location]

  it('names each receipt with its confidence, and the limit with what is promised', async () => {
    await expect('A', 6, 10, { confidence: 90 })
    await expect('B', 4, 20)
    await expect('B', 5, 15, { confidence: 70 })
    assert.equal((await client.post('/v1/orders', orderOf({ CHAIR: 2 }))).status, 201)
    const { preOrder, backorder } = await explained('CHAIR')
    assert.deepEqual([preOrder.available, preOrder.on, backorder], [5, day(10), undefined])
    assert.deepEqual(preOrder.terms.map(toldOf), [
      ['receipt', 6, 'A'],
      ['promised', -2, 'A'],
      ['receipt', 5, 'B'],
      ['unsure', -5, 'B'],
      ['receipt', 4, 'B'],
      ['limit', -3, undefined],
    ])
    const [first, , , unsure] = preOrder.terms
    assert.deepEqual([first.receipt, first.dueOn, first.confidence], [1, day(10), 90])
    assert.deepEqual([unsure.rule.name, unsure.minConfidence], ['New chairs', 80])
    const { rule, limit, promised } = preOrder.terms.at(-1)
    assert.deepEqual([rule.name, limit, promised], ['New chairs', 7, 2])
    const short = (await client.get(`${PATH}?channel=WEB&sku=CHAIR`)).body.preOrder
    assert.deepEqual(short, { available: 5, on: day(10) })
  })

  it('counts a place only for the delivery methods that it serves', async () => {
    await setLocation(client, 'A', { pickup: false })
    const { preOrder } = await explained('CHAIR', '&method=click_and_collect')
    assert.deepEqual(
      [preOrder.available, preOrder.on, preOrder.terms.map(toldOf)],
      [
        4,
        day(20),
        [
          ['receipt', 6, 'A'],
          ['promised', -2, 'A'],
          ['no_pickup', -4, 'A'],
          ['receipt', 5, 'B'],
          ['unsure', -5, 'B'],
          ['receipt', 4, 'B'],
        ],
      ],
    )
    assert.equal((await explained('CHAIR')).preOrder.available, 5)
  })

  it('names no place that the reader may not see, and still adds up', async () => {
    const query = { channel: 'WEB', sku: 'CHAIR', explain: true }
    const scope = { locations: ['B'], channels: ['WEB'] }
    const { preOrder } = await readScoped(app, PATH, scope, { query })
    assert.deepEqual(preOrder.terms.map(toldOf), [
      ['receipt', 5, 'B'],
      ['unsure', -5, 'B'],
      ['receipt', 4, 'B'],
      ['other_locations', 4, undefined],
      ['limit', -3, undefined],
    ])
    assert.equal(preOrder.available, 5)
  })

  it('says what a backorder may be, and what of it is promised', async () => {
    const placed = await client.post('/v1/orders', orderOf({ CLOTH: 1.25 }))
    assert.equal(placed.status, 201, JSON.stringify(placed.body))
    const { preOrder, backorder } = await explained('CLOTH')
    assert.equal(preOrder, undefined)
    const { available, days, terms } = backorder
    assert.deepEqual([available, days], [4.25, 14])
    assert.deepEqual(terms.map(toldOf), [
      ['limit', 5.5, 'A'],
      ['promised', -1.25, 'A'],
    ])
    assert.deepEqual([terms[0].rule.name, terms[0].days], ['Made to order', 14])
  })

  it('says nothing where no rule lets anything be sold so', async () => {
    await expect('A', 9, 10, { sku: 'PLAIN' })
    const { preOrder, backorder, available } = await explained('PLAIN')
    assert.deepEqual([preOrder, backorder, available], [undefined, undefined, 0])
  })

  it('is looked for some at a time where it was promised and is doubtful', async () => {
    const { db, clock } = app.platform
    const looks = db.transaction(async (tx) => {
      await tx.query(sql`
        update inventory.supply set doubted_at = ${clock.now()} where supply_no > 0`)
      const all = await listDoubted(tx, { after: undefined, limit: 99 })
      assert.ok(all.length >= 3)
      let last: DoubtedRow | undefined
      for (const row of all) {
        const [next] = await listDoubted(tx, { after: last, limit: 1 })
        assert.deepEqual(next, row)
        last = next
      }
      assert.deepEqual(await listDoubted(tx, { after: last, limit: 1 }), [])
      throw new Error('nothing is kept of it')
    })
    await assert.rejects(looks, { message: 'nothing is kept of it' })
  })
})
