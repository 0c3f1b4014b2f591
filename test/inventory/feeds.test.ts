import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { randomUUID } from 'node:crypto'
import { addFact, type Ledger } from '../../src/inventory/domain/ledger.ts'
import type { SupplyKey } from '../../src/inventory/domain/supply.ts'
import { lockLedger, saveLedger } from '../../src/inventory/store/ledger.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { behind } from '../behind.ts'
import { openShop, orderOf } from '../shop.ts'

/** Some minutes before now, as a feed tells when it was true. */
const ago = (minutes: number): string => Temporal.Now.instant().subtract({ minutes }).toString()

describe('a stock feed', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {}, B: {}, C: {}, D: { outside: true }, E: { outside: true } },
      skus: { X: {}, Y: {}, Z: {}, CLOTH: { decimals: 2 } },
      stock: {},
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const feed = async (head: object, rows: object[], status = 200): Promise<Json> => {
    const base = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf: ago(0) }
    const reply = await client.post('/v1/stock-feeds', { ...base, ...head, rows })
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    return reply.body
  }
  const stockOf = async (sku: string, location: string): Promise<Json> => {
    const { body } = await client.get(`/v1/stock/${sku}?location=${location}`)
    return body.items[0]
  }
  const onHand = async (sku: string, location: string): Promise<number | undefined> =>
    (await stockOf(sku, location))?.onHand
  const sell = (sku: string, location: string, change: number, occurredAt?: string) =>
    client.post('/v1/stock/adjustments', {
      adjustments: [{ sku, location, change, reason: 'sale', ...(occurredAt && { occurredAt }) }],
    })

  it('sets numbers, refuses bad rows one by one, and says what came of it', async () => {
    const { feed: done, refusals } = await feed({ location: 'A' }, [
      { sku: 'X', quantity: 7 },
      { sku: 'CLOTH', quantity: 2.5 },
      { sku: 'NOPE', quantity: 1 },
      { sku: 'Y', quantity: 1.5 },
      { sku: 'Y', quantity: -1 },
      { sku: 'Y', location: 'B', quantity: 1 },
      { sku: 'X', quantity: 8 },
    ])
    assert.deepEqual(
      refusals.map(({ row, code }: Json) => [row, code]),
      [
        [3, 'sku_unknown'],
        [4, 'quantity_invalid'],
        [5, 'quantity_invalid'],
        [6, 'feed_row_invalid'],
      ],
    )
    assert.ok(refusals.every((one: Json) => one.do.length > 0))
    assert.deepEqual([done.rows, done.changed, done.refused, done.state], [7, 2, 4, 'done'])
    // Said twice: the last counts.
    assert.deepEqual([await onHand('X', 'A'), await onHand('CLOTH', 'A')], [8, 2.5])
    const { body } = await client.get(`/v1/stock-feeds/${done.id}`)
    assert.deepEqual(body, { feed: done, refusals })
    const { body: list } = await client.get('/v1/stock-feeds?limit=1')
    assert.deepEqual(list.items, [done])
    const { body: moved } = await client.get('/v1/stock/X/movements?limit=1')
    assert.deepEqual([moved.items[0].reason, moved.items[0].reference], ['feed', 'WMS'])
  })

  it('told twice changes nothing the second time', async () => {
    const asOf = ago(1)
    const rows = [{ sku: 'X', location: 'B', quantity: 4 }]
    assert.equal((await feed({ asOf }, rows)).feed.changed, 1)
    await sell('X', 'B', -1)
    assert.equal((await feed({ asOf }, rows)).feed.changed, 0)
    assert.equal(await onHand('X', 'B'), 3)
  })

  it('adds what happened since it was true, whichever came first', async () => {
    await feed({ asOf: ago(60) }, [{ sku: 'Y', location: 'B', quantity: 10 }])
    await sell('Y', 'B', -2)
    await feed({ asOf: ago(10) }, [{ sku: 'Y', location: 'B', quantity: 9 }])
    assert.equal(await onHand('Y', 'B'), 7)
    // Sold before it was true, and the source had heard of all that we knew: it is in the number.
    const now = ago(0)
    const told = { asOf: now, containsUpTo: now }
    await feed(told, [{ sku: 'Y', location: 'B', quantity: 7 }])
    assert.equal(await onHand('Y', 'B'), 7)
  })

  it('adds what is sold between its look at a row and the lock of it', async () => {
    const asOf = ago(30)
    await feed({ asOf }, [{ sku: 'Z', location: 'C', quantity: 10 }])
    const [key] = await app.platform.db.query<SupplyKey>(sql`
      select sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo"
      from inventory.supply as s join catalog.sku as k on k.id = s.sku_id
      join network.location as l on l.id = s.location_id where k.code = 'Z' and l.code = 'C'`)
    const now = Temporal.Now.instant()
    const by = { actor: 'till', now, nowMs: now.epochMilliseconds }
    let ledger: Ledger
    const { feed: done } = await behind(
      app,
      async (tx) => {
        ledger = await lockLedger(tx, [key!])
      },
      () => feed({ asOf: ago(10) }, [{ sku: 'Z', location: 'C', quantity: 20 }]),
      async (tx) => {
        const sold = { quantity: -2, reason: 'sale' as const, reference: null }
        addFact(ledger, key!, sold, by)
        await saveLedger(tx, ledger, by)
      },
    )
    assert.deepEqual([done.changed, await onHand('Z', 'C')], [1, 18])
  })

  it('keeps a count that was made after it was true', async () => {
    const level = { sku: 'Z', location: 'E', onHand: 5 }
    await client.post('/v1/stock/levels', { levels: [level] })
    await feed({ asOf: ago(5) }, [{ sku: 'Z', location: 'E', quantity: 50 }])
    assert.equal(await onHand('Z', 'E'), 5)
  })

  it('keeps a count that found the number as it was recorded', async () => {
    await feed({ asOf: ago(30) }, [{ sku: 'X', location: 'E', quantity: 6 }])
    const count = (level: object) =>
      client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'E', ...level }] })
    // Who says what is damaged has not counted the rest.
    await count({ conditions: { damaged: 1 }, occurredAt: ago(16) })
    await feed({ asOf: ago(20) }, [{ sku: 'X', location: 'E', quantity: 8 }])
    assert.equal(await onHand('X', 'E'), 8)
    await count({ onHand: 8, conditions: { damaged: 2 }, occurredAt: ago(10) })
    const { body } = await client.get('/v1/stock/X/movements?location=E&limit=2')
    assert.deepEqual(
      body.items.map((one: Json) => [one.reason, one.changes, one.after.onHand]),
      [
        ['count', { unavailable: 1 }, 8],
        ['count', {}, 8],
      ],
    )
    await feed({ asOf: ago(15) }, [{ sku: 'X', location: 'E', quantity: 50 }])
    assert.equal(await onHand('X', 'E'), 8)
    await feed({ asOf: ago(5) }, [{ sku: 'X', location: 'E', quantity: 7 }])
    assert.equal(await onHand('X', 'E'), 7)
  })

  it('of what is available adds our allocations that the source knows, no others', async () => {
    await feed({ asOf: ago(30) }, [{ sku: 'Z', location: 'A', quantity: 10 }])
    const placed = await client.post('/v1/orders', orderOf({ Z: 3 }))
    assert.equal(placed.body.lines[0].allocated, 3, JSON.stringify(placed.body))
    // It does not know the order yet: all ten are available to it.
    const number = 'available'
    await feed({ number, asOf: ago(1) }, [{ sku: 'Z', location: 'A', quantity: 10 }])
    assert.deepEqual(await numbers('Z', 'A'), [10, 3, 7])
    // Now it does: seven are left of ten.
    await feed({ number, asOf: ago(0) }, [{ sku: 'Z', location: 'A', quantity: 7 }])
    assert.deepEqual(await numbers('Z', 'A'), [10, 3, 7])
  })
  const numbers = async (sku: string, location: string): Promise<number[]> => {
    const { onHand: there, allocated, available } = await stockOf(sku, location)
    return [there, allocated, available]
  }

  it('too low leaves orders as they are, and raises a task that then ends', async () => {
    await feed({}, [{ sku: 'Z', location: 'A', quantity: 1 }])
    const row = await stockOf('Z', 'A')
    assert.deepEqual([row.onHand, row.allocated, row.uncovered], [1, 3, 2])
    const tasks = async () =>
      (await client.get('/v1/tasks?cause=stock_uncovered')).body.items.length
    assert.equal(await tasks(), 1)
    await feed({}, [{ sku: 'Z', location: 'A', quantity: 9 }])
    assert.equal(await tasks(), 0)
  })

  it('that comes late may still speak of what no newer one has mentioned', async () => {
    await feed({ asOf: ago(3) }, [{ sku: 'X', location: 'C', quantity: 5 }])
    const { feed: late, refusals } = await feed({ asOf: ago(9) }, [
      { sku: 'X', location: 'C', quantity: 50 },
      { sku: 'Y', location: 'C', quantity: 6 },
    ])
    assert.deepEqual([late.changed, late.overtaken, late.refused], [1, 1, 0])
    assert.deepEqual([refusals[0].row, refusals[0].code], [1, 'feed_overtaken'])
    assert.deepEqual([await onHand('X', 'C'), await onHand('Y', 'C')], [5, 6])
  })

  it('in full sets to zero what it leaves out, if that is its own or nobody’s', async () => {
    await feed({ source: 'POS', asOf: ago(8) }, [{ sku: 'CLOTH', location: 'D', quantity: 3 }])
    await client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'D', onHand: 2 }] })
    await feed({ asOf: ago(8) }, [{ sku: 'Y', location: 'D', quantity: 4 }])
    const full = { kind: 'full', location: 'D' }
    // X was counted after that was true: it stands.
    await feed({ ...full, asOf: ago(7) }, [{ sku: 'Z', quantity: 1 }])
    assert.deepEqual(await all('D'), { X: 2, Y: 0, Z: 1, CLOTH: 3 })
    const { feed: done } = await feed({ ...full, asOf: ago(0) }, [{ sku: 'Z', quantity: 1 }])
    assert.deepEqual([done.changed, done.zeroed], [0, 1])
    assert.deepEqual(await all('D'), { X: 0, Y: 0, Z: 1, CLOTH: 3 })
    const late = await feed({ ...full, asOf: ago(2) }, [{ sku: 'Z', quantity: 9 }], 409)
    assert.equal(late.code, 'feed_overtaken')
  })
  const all = async (location: string): Promise<Record<string, number>> => {
    const skus = ['X', 'Y', 'Z', 'CLOTH']
    const found = await Promise.all(skus.map((sku) => onHand(sku, location)))
    return Object.fromEntries(skus.map((sku, i) => [sku, found[i]!]))
  }

  it('in full that is broken empties no shop, and a person hears of it', async () => {
    const rows = [
      { sku: 'X', quantity: 3 },
      ...Array.from({ length: 9 }, () => ({ sku: '?', quantity: 1 })),
    ]
    const { feed: done } = await feed({ kind: 'full', location: 'D' }, rows)
    assert.deepEqual([done.state, done.zeroed], ['partial', 0])
    assert.deepEqual(await all('D'), { X: 3, Y: 0, Z: 1, CLOTH: 3 })
    const tasks = async () => (await client.get('/v1/tasks?cause=feed_incomplete')).body.items
    assert.equal((await tasks())[0].location, 'D')
    const empty = await feed({ kind: 'full', location: 'D' }, [])
    assert.deepEqual([empty.feed.state, empty.feed.zeroed], ['partial', 0])
    await feed({ kind: 'full', location: 'D' }, [{ sku: 'X', quantity: 3 }])
    assert.deepEqual(await tasks(), [])
    assert.deepEqual(await all('D'), { X: 3, Y: 0, Z: 0, CLOTH: 3 })
  })

  it('can be looked at before: what would change, and which orders suffer', async () => {
    const rows = [
      { sku: 'Z', location: 'A', quantity: 0 },
      { sku: 'CLOTH', location: 'A', quantity: 2.75 },
      { sku: 'NOPE', location: 'A', quantity: 0 },
    ]
    const stood = await client.get('/v1/stock/Z')
    const { feed: none, preview, refusals } = await feed({ dryRun: true }, rows)
    assert.equal(none, null)
    assert.deepEqual([preview.rows, preview.changed, preview.refused], [3, 2, 1])
    assert.deepEqual([preview.more, preview.less, preview.uncovered], [0.25, 9, 1])
    assert.equal(preview.uncoveredOrders.length, 1)
    const [largest] = preview.largest
    assert.deepEqual([largest.sku, largest.onHand, largest.after, largest.change], ['Z', 9, 0, -9])
    assert.equal(refusals[0].code, 'sku_unknown')
    assert.deepEqual(await client.get('/v1/stock/Z').then((r) => r.body), stood.body)
    const full = await feed({ dryRun: true, kind: 'full', location: 'D' }, [
      { sku: 'Y', quantity: 1 },
    ])
    assert.deepEqual([full.preview.zeroed, full.preview.zeroes], [1, true])
  })

  it('answers the same to the same key, and nothing to another body', async () => {
    const key = randomUUID()
    const rows = [{ sku: 'Y', location: 'A', quantity: 11 }]
    const body = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf: ago(0), rows }
    const first = await client.post('/v1/stock-feeds', body, key)
    assert.deepEqual((await client.post('/v1/stock-feeds', body, key)).body, first.body)
    const other = await client.post('/v1/stock-feeds', { ...body, source: 'POS' }, key)
    assert.equal(other.body.code, 'idempotency_key_reused')
  })

  it('needs a time that is not to come, and a place that is known', async () => {
    const rows = [{ sku: 'Y', quantity: 1 }]
    assert.equal((await feed({ asOf: ago(-60) }, rows, 400)).field, '/asOf')
    assert.equal((await feed({ location: 'NOWHERE' }, rows, 422)).code, 'location_unknown')
    const { refusals } = await feed({}, rows)
    assert.equal(refusals[0].code, 'feed_row_invalid')
  })

  it('in full leaves what a bad row names, and every place that was mostly bad', async () => {
    const source = 'CAREFUL'
    const rows = (bad: number) => [
      ...['X', 'Z'].map((sku) => ({ sku, location: 'B', quantity: 6 })),
      { sku: 'Y', location: 'B', quantity: bad },
    ]
    await feed({ source }, rows(4))
    const known = { kind: 'full', source, refusedPercent: 40 }
    const { feed: one } = await feed(known, rows(4.5))
    assert.deepEqual([one.state, one.refused, await onHand('Y', 'B')], ['done', 1, 4])

    const most = [
      ...Array.from({ length: 9 }, () => ({ sku: 'X', location: 'B', quantity: 6 })),
      { sku: 'X', location: 'C', quantity: 1 },
      { sku: 'NOPE', location: 'C', quantity: 1 },
      { sku: 'NOPE', location: 'C', quantity: 2 },
    ]
    const { feed: two } = await feed(known, most)
    assert.deepEqual([two.state, two.zeroed, await onHand('Z', 'B')], ['partial', 0, 6])
    const nul = [{ sku: 'X\u0000', location: 'B', quantity: 1 }]
    await feed({ source }, nul, 400)
  })
})
