import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { refusals } from '../../src/lib/refusals.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { findReceipt, listReceipts } from '../../src/inventory/store/receipts.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

const at = '/v1/expected-receipts'
const address = ({ sku, location, no }: Json) =>
  [at, encodeURIComponent(sku), encodeURIComponent(location), no].join('/')

describe('expected receipts', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {}, B: {} },
      skus: { 'X/1': {}, CLOTH: { decimals: 2 } },
      stock: { 'X/1': { A: 3 } },
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const announce = async (...receipts: object[]): Promise<Json[]> => {
    const { status, body } = await client.post(at, { receipts: receipts.map(whole) })
    assert.equal(status, 200, JSON.stringify(body))
    return body.outcomes
  }
  const announced = async (receipt: object = {}): Promise<Json> =>
    (await announce(receipt))[0].receipt
  const change = (receipt: Json, changes: object[], more: object = {}) =>
    client.post(`${address(receipt)}/changes`, { version: receipt.version, changes, ...more })
  const arrive = (receipt: Json, quantity: number, more: object = {}) =>
    client.post(`${address(receipt)}/arrivals`, { quantity, ...more })
  const stockAt = async (location: string): Promise<Json> =>
    (await client.get(`/v1/stock/${encodeURIComponent('X/1')}?location=${location}`)).body.items[0]

  it('are announced many at once, each with its own outcome and number', async () => {
    const was = await stockAt('A')
    const outcomes = await announce(
      { quantity: 10, reference: 'PO 1' },
      { location: 'B' },
      { sku: 'NOPE' },
      { location: 'NOPE' },
      { sku: 'CLOTH', quantity: 0.125 },
      { dueOn: '2030-03-01' },
      { sku: 'CLOTH', quantity: 2.25 },
    )
    assert.deepEqual(outcomes[0], {
      index: 0,
      outcome: 'recorded',
      receipt: {
        sku: 'X/1',
        location: 'A',
        no: 1,
        quantity: 10,
        promised: 0,
        dueOn: '2030-02-01',
        late: false,
        kind: 'purchase_order',
        confidence: 100,
        reference: 'PO 1',
        closed: false,
        version: 1,
        can: ['set', 'cancel', 'arrive'],
      },
    })
    const told = outcomes.map(
      ({ receipt, problem }) => receipt?.no ?? [problem.code, problem.field],
    )
    assert.deepEqual(told, [
      1,
      1,
      ['sku_unknown', '/receipts/2/sku'],
      ['location_unknown', '/receipts/3/location'],
      ['quantity_invalid', '/receipts/4/quantity'],
      2,
      1,
    ])
    assert.equal(outcomes[6].receipt.quantity, 2.25)
    assert.deepEqual((await client.get(address(outcomes[0].receipt))).body, outcomes[0].receipt)
    assert.deepEqual(await stockAt('A'), was)
    assert.equal(await stockAt('B'), undefined)
  })

  it('are listed by day, page by page, by SKU and location, while still expected', async () => {
    const days = ['2031-01-03', '2031-01-01', '2031-01-02']
    await announce(...days.map((dueOn) => ({ sku: 'CLOTH', location: 'B', dueOn })))
    const gone = await announced({ sku: 'CLOTH', location: 'B' })
    await change(gone, [{ action: 'cancel' }])
    const query = '?sku=CLOTH&location=B&limit=2'
    const first = (await client.get(`${at}${query}`)).body
    const second = (await client.get(`${at}${query}&cursor=${first.next}`)).body
    const listed = [...first.items, ...second.items].map(({ dueOn }: Json) => dueOn)
    assert.deepEqual([listed, second.next], [days.toSorted(), null])
    const all = (await client.get(`${at}?limit=200`)).body.items
    const order = all.map(({ dueOn }: Json) => dueOn)
    assert.deepEqual(order, order.toSorted())
    assert.ok(all.some(({ sku, location }: Json) => sku === 'X/1' && location === 'A'))
  })

  it('lose their reference where none is said in its place', async () => {
    const receipt = await announced({ reference: 'PO 2' })
    const { body } = await change(receipt, [{ action: 'set', fields: { reference: null } }])
    assert.deepEqual([body.reference, body.quantity], [null, receipt['quantity']])
    assert.equal((await client.get(address(receipt))).body.reference, null)
  })

  it('are seen only by who may see their location', async () => {
    const { location, no } = await announced({ sku: 'CLOTH', location: 'A' })
    const { db } = app.platform
    const ids = await db.query<{ code: string; id: number }>(
      sql`select code, id from network.location union select code, id from catalog.sku`,
    )
    const [a, b, skuId] = [location, 'B', 'CLOTH'].map((code) => {
      return ids.find((one) => one.code === code)!.id
    }) as [number, number, number]
    const page = { after: undefined, limit: 100, skuId: undefined, locationId: undefined }
    for (const [scope, sees] of [
      ['all', true],
      [{ channels: [], locations: [a] }, true],
      [{ channels: [], locations: [b] }, false],
    ] as const) {
      const key = { skuId, locationId: a, supplyNo: no }
      assert.equal((await findReceipt(db, scope, key)) !== undefined, sees)
      const listed = await listReceipts(db, scope, page)
      assert.equal(
        listed.some((one) => one.skuId === skuId && one.locationId === a),
        sees,
      )
    }
  })

  it('can come later, in another quantity, or not at all', async () => {
    const receipt = await announced({ quantity: 5 })
    const sure = { kind: 'transfer', confidence: 80 }
    const fields = { dueOn: '2030-12-24', quantity: 7, reference: 'PO 7', ...sure }
    const tried = await change(receipt, [{ action: 'set', fields }], { dryRun: true })
    assert.deepEqual(tried.body, { ...receipt, ...fields })
    assert.deepEqual((await client.get(address(receipt))).body, receipt)
    const changed = await change(receipt, [{ action: 'set', fields }])
    assert.deepEqual(changed.body, { ...receipt, ...fields, version: 2 })
    const same = await change(changed.body, [{ action: 'set', fields }])
    assert.equal(same.body.version, 2)
    const late = await change(receipt, [{ action: 'cancel' }])
    assert.deepEqual([late.body.code, late.body.current], ['version_conflict', 2])
    const { body } = await change(changed.body, [{ action: 'cancel' }])
    assert.deepEqual([body.quantity, body.closed, body.can], [0, true, ['arrive']])
    assert.deepEqual((await client.get(address(receipt))).body, body)
    const closed = await change(body, [{ action: 'set', fields }])
    assert.deepEqual([closed.status, closed.body.code], [409, 'receipt_closed'])
  })

  it('arrive in parts; what is more than expected is on hand all the same', async () => {
    const receipt = await announced({ quantity: 10, reference: 'PO 3' })
    const was = await stockAt('A')
    const first = (await arrive(receipt, 4)).body
    assert.deepEqual([first.receipt.quantity, first.receipt.closed], [6, false])
    const { paused, feed, heldBack, ...stock } = await stockAt('A')
    assert.deepEqual([first.stock, paused, feed, heldBack], [stock, false, null, 0])
    const occurredAt = '2026-01-02T03:04:05Z'
    const second = (await arrive(receipt, 9, { reference: 'DN 9', occurredAt })).body
    assert.deepEqual([second.receipt.quantity, second.receipt.closed], [0, true])
    assert.equal(second.stock.onHand, was.onHand + 13)
    // Even what was not expected any more is there.
    const third = (await arrive(receipt, 1)).body
    assert.deepEqual([third.receipt.quantity, third.stock.onHand], [0, was.onHand + 14])
    assert.deepEqual((await client.get(address(receipt))).body, third.receipt)
    const movements = await app.platform.db.query<{ told: string }>(sql`
      select concat_ws(' ', supply_no, reason, quantity_change, reference) as told
      from inventory.movement where reference in ('PO 3', 'DN 9') order by id`)
    const dated = receipt.no
    assert.deepEqual(
      movements.map(({ told }) => told),
      [
        `${dated} receipt_expected 10 PO 3`,
        `${dated} receipt_arrived -4 PO 3`,
        '0 receipt 4 PO 3',
        `${dated} receipt_arrived -6 DN 9`,
        '0 receipt 9 DN 9',
        `${dated} receipt_arrived 0 PO 3`,
        '0 receipt 1 PO 3',
      ],
    )
  })

  it('arrive where nothing was recorded yet, and serve who waits', async () => {
    const { body } = await client.post('/v1/orders', orderOf({ CLOTH: 1.5 }))
    assert.equal(body.state, 'waiting_for_stock')
    const receipt = await announced({ sku: 'CLOTH', location: 'B', quantity: 2 })
    assert.equal((await arrive(receipt, 2)).body.stock.onHand, 2)
    await untilAllocated(app, client, body.id)
    const { lines } = (await client.get(`/v1/orders/${body.id}`)).body
    assert.deepEqual(lines[0].allocations, [{ location: 'B', quantity: 1.5 }])
  })

  it('have each its number and are booked in once, whoever comes at the same time', async () => {
    const many = await Promise.all(
      Array.from({ length: 12 }, () => announce({ location: 'B' }, { sku: 'CLOTH' }, {})),
    )
    for (const i of [0, 1, 2]) {
      const numbers = many.map((outcomes) => outcomes[i].receipt.no)
      assert.equal(new Set(numbers).size, many.length)
      assert.equal(Math.max(...numbers) - Math.min(...numbers), many.length - 1)
    }
    const receipt = await announced({ location: 'B', quantity: 5 })
    const onHand = async () => (await stockAt('B'))?.onHand ?? 0
    const was = await onHand()
    const arrivals = await Promise.all(Array.from({ length: 8 }, () => arrive(receipt, 1)))
    assert.ok(arrivals.every(({ status }) => status === 200))
    assert.equal(await onHand(), was + 8)
    const { quantity, closed, version } = (await client.get(address(receipt))).body
    assert.deepEqual([quantity, closed, version], [0, true, 9])
  })

  it('tell what happened', async () => {
    const receipt = await announced()
    const changed = await change(receipt, [{ action: 'set', fields: { quantity: 3 } }])
    await arrive(receipt, 2)
    await change({ ...changed.body, version: 3 }, [{ action: 'cancel' }])
    const events = await app.platform.db.query<{ type: string; data: Json }>(sql`
      select type, data from platform.event where type like 'expected_receipt.%'
      order by id desc limit 4`)
    const told = events.map(({ type, data }) => [type, data.receipts[0][3], data.arrived])
    assert.deepEqual(told.toReversed(), [
      ['expected_receipt.announced', 1, undefined],
      ['expected_receipt.changed', 3, undefined],
      ['expected_receipt.arrived', 1, 2],
      ['expected_receipt.cancelled', 0, undefined],
    ])
  })

  describe('that are wrong', () => {
    let receipt: Json
    beforeEach(async () => {
      receipt = await announced()
    })
    const announcing = (over: object) => () => client.post(at, { receipts: [whole(over)] })
    const setting = (fields: object) => () => change(receipt, [{ action: 'set', fields }])
    const elsewhere = (over: object) => () => arrive({ ...receipt, ...over }, 1)
    const faults: [string, () => ReturnType<Client['post']>, string, string?][] = [
      ['zero announced', announcing({ quantity: 0 }), 'field_invalid', '/receipts/0/quantity'],
      ['less than zero', announcing({ quantity: -1 }), 'field_invalid', '/receipts/0/quantity'],
      ['no day', announcing({ dueOn: undefined }), 'field_invalid', '/receipts/0/dueOn'],
      ['no such day', announcing({ dueOn: '2026-02-30' }), 'field_invalid', '/receipts/0/dueOn'],
      ['no year', announcing({ dueOn: '0000-01-01' }), 'field_invalid', '/receipts/0/dueOn'],
      ['an instant', announcing({ dueOn: '2026-02-03T00:00:00Z' }), 'field_invalid'],
      ['more than sure', announcing({ confidence: 101 }), 'field_invalid'],
      ['half sure', announcing({ confidence: 49.5 }), 'field_invalid'],
      ['unknown kind', announcing({ kind: 'gift' }), 'field_invalid', '/receipts/0/kind'],
      ['an unknown field', announcing({ eta: 1 }), 'field_unknown', '/receipts/0/eta'],
      ['none', () => client.post(at, { receipts: [] }), 'field_invalid', '/receipts'],
      ['too precise', setting({ quantity: 0.5 }), 'quantity_invalid', '/changes/0/fields/quantity'],
      ['set to zero', setting({ quantity: 0 }), 'field_invalid'],
      ['set to no day', setting({ dueOn: 'soon' }), 'field_invalid'],
      ['half a piece', () => arrive(receipt, 0.5), 'quantity_invalid', '/quantity'],
      ['nothing', () => arrive(receipt, 0), 'field_invalid', '/quantity'],
      ['an unknown number', elsewhere({ no: 999_999_999 }), 'not_found'],
      ['another location', elsewhere({ location: 'NOPE' }), 'not_found'],
      ['another SKU', elsewhere({ sku: 'NOPE' }), 'not_found'],
      ['stock on hand', elsewhere({ no: 0 }), 'field_invalid', '/no'],
      ['a list of an unknown SKU', () => client.get(`${at}?sku=NOPE`), 'sku_unknown', '/sku'],
      ['a list of an unknown place', () => client.get(`${at}?location=NOPE`), 'location_unknown'],
      ...[['2026-02-30', 1, 1, 1], ['2026-02-03', 1, 1, 'x'], [1]].map(
        (cursor): (typeof faults)[number] => [
          `a cursor ${JSON.stringify(cursor)}`,
          () => {
            const text = Buffer.from(JSON.stringify(cursor)).toString('base64url')
            return client.get(`${at}?cursor=${text}`)
          },
          'field_invalid',
          '/cursor',
        ],
      ),
    ]
    for (const [name, send, code, field] of faults) {
      it(`${name}: ${code}`, async () => {
        const { status, body } = await send()
        assert.equal(body.code, code, JSON.stringify(body))
        assert.equal(status, refusals[code as keyof typeof refusals].status)
        if (field !== undefined) assert.equal(body.field, field)
        assert.ok(body.do.length > 10)
      })
    }
  })
})

function whole(over: object): object {
  return { sku: 'X/1', location: 'A', quantity: 1, dueOn: '2030-02-01', ...over }
}
