import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Json, type KeyClient } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { watchFeeds } from '../../src/inventory/actions/feed-watches.ts'
import { sql } from '../../src/platform/db/sql.ts'

const SKUS = 400

describe('a stock feed as a file', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp(undefined, { settings: { TUTTI_BODY_LIMIT: 100_000 } })
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {}, B: {} },
      skus: Object.fromEntries(Array.from({ length: SKUS }, (_, i) => [`S${i}`, {}])),
      stock: {},
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  /** Sends a file in pieces, as a slow line would. */
  const send = async (
    query: object,
    lines: readonly string[],
    type = 'text/csv',
    key?: string,
    encoding: BufferEncoding = 'utf8',
  ) => {
    const text = Buffer.from(lines.join('\n'), encoding)
    async function* pieces() {
      for (let at = 0; at < text.length; at += 50_001) yield text.subarray(at, at + 50_001)
    }
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand' }
    const asOf = Temporal.Now.instant().toString()
    const parameters = new URLSearchParams({ ...head, asOf, ...query }).toString()
    const reply = await fetch(`${app.address}/v1/stock-feeds?${parameters}`, {
      method: 'POST',
      headers: {
        ...client.headers,
        'content-type': type,
        'idempotency-key': key ?? randomUUID(),
      },
      body: pieces(),
      duplex: 'half',
    } as object)
    return { status: reply.status, body: (await reply.json()) as Json }
  }
  const onHand = async (sku: string, location: string): Promise<number> => {
    const { body } = await client.get(`/v1/stock/${sku}?location=${location}`)
    return body.items[0].onHand
  }

  it('alone has its head in the address: that of a JSON feed is not ignored there', async () => {
    const asOf = Temporal.Now.instant().toString()
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf, location: 'B' }
    const body = { ...head, rows: [{ sku: 'S399', quantity: 9 }] }
    for (const [name, value] of Object.entries({ dryRun: true, source: 'WMS', location: 'B' })) {
      const reply = await client.post(`/v1/stock-feeds?${name}=${value}`, body)
      const { code, field, detail } = reply.body
      assert.deepEqual([reply.status, code, field], [400, 'field_invalid', `/${name}`])
      assert.match(detail, /body/)
    }
    assert.deepEqual((await client.get('/v1/stock/S399?location=B')).body.items, [])
  })

  it('of any size is read as it comes, good and bad rows alike', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => `S${i % SKUS},A,${i}`)
    rows[6000] = 'S1,A'
    rows[6001] = 'NOPE,A,1'
    rows[6002] = '"S2","A","x"'
    const lines = ['sku,location,quantity', ...rows]
    assert.ok(lines.join('\n').length > 100_000)
    const { status, body } = await send({}, lines)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual([body.feed.rows, body.feed.refused], [12_000, 3])
    assert.deepEqual(
      body.refusals.map(({ row, code }: Json) => [row, code]),
      [
        [6002, 'feed_row_invalid'],
        [6003, 'sku_unknown'],
        [6004, 'feed_row_invalid'],
      ],
    )
    assert.deepEqual([await onHand('S0', 'A'), await onHand('S399', 'A')], [11_600, 11_999])
  })

  it('in another encoding, or with a line too long, loses these lines and no other', async () => {
    const lines = ['sku,location,quantity', 'S7,A,71', 'S8,\u00c9VRY,72', 'S9,A,73']
    lines.push(`S10,A,${'7'.repeat(200_000)}`, 'S11,A,74')
    const { status, body } = await send({ source: 'LATIN' }, lines, 'text/csv', undefined, 'latin1')
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.refusals.map(({ row, code, sku }: Json) => [row, code, sku]),
      [
        [3, 'feed_row_invalid', 'S8'],
        [5, 'feed_row_invalid', 'S10'],
      ],
    )
    assert.match(body.refusals[0].detail, /^Line 3 is not in UTF-8: save/)
    assert.match(body.refusals[1].detail, /^Line 5 is longer than 10000 characters/)
    const found = await Promise.all(['S7', 'S9', 'S11'].map((sku) => onHand(sku, 'A')))
    assert.deepEqual(found, [71, 73, 74])
    const head = await send({}, ['sku,quantit\u00e9', 'S7,1'], 'text/csv', undefined, 'latin1')
    assert.deepEqual([head.status, head.body.code], [422, 'feed_unreadable'])
    assert.match(head.body.detail, /^Line 1 is not in UTF-8/)
    const rows = ['{"sku":"S7","quantity":75}', '{"sku":"\u00c9","quantity":1}']
    const json = await send(
      { location: 'A', source: 'LATIN' },
      rows,
      'application/x-ndjson',
      undefined,
      'latin1',
    )
    assert.deepEqual([json.status, json.body.feed.refused], [200, 1])
    assert.match(json.body.refusals[0].detail, /^Line 2 is not in UTF-8/)
    assert.equal(await onHand('S7', 'A'), 75)
  })

  it('sets nothing to zero where many rows may be in one that is too long', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => `S${200 + n},${n + 1}`)
    const head = { source: 'CRASHED', location: 'B', kind: 'full' }
    const first = await send(head, ['sku,quantity', ...rows])
    assert.deepEqual([first.status, first.body.feed.state], [200, 'done'])
    const later = { ...head, asOf: Temporal.Now.instant().toString() }
    const { status, body } = await send(later, [
      'sku,quantity',
      ...rows.slice(0, 60),
      '\0'.repeat(20_000),
    ])
    const { refused, zeroed, state } = body.feed
    assert.deepEqual([status, refused, zeroed, state], [200, 1, 0, 'partial'])
    assert.equal(await onHand('S299', 'B'), 100)
  })

  it('may be NDJSON, for one location', async () => {
    const lines = [
      '{"sku":"S0","quantity":5}',
      '{"sku":"S1","quantity":"5"}',
      '{"sku":"S2","location":"A","quantity":5}',
      '',
    ]
    const { body } = await send({ location: 'B' }, lines, 'application/x-ndjson')
    assert.deepEqual([body.feed.rows, body.feed.changed, body.feed.location], [3, 1, 'B'])
    assert.deepEqual(
      body.refusals.map(({ row }: Json) => row),
      [2, 3],
    )
    assert.equal(await onHand('S0', 'B'), 5)
  })

  it('can be looked at before: what it says, and what happened since', async () => {
    const ago = (minutes: number) => Temporal.Now.instant().subtract({ minutes }).toString()
    const lines = (quantity: number) => ['sku,quantity', `S9,${quantity}`]
    const head = { source: 'LOOKED', location: 'B' }
    await send({ ...head, asOf: ago(20) }, lines(5))
    const sale = { sku: 'S9', location: 'B', change: -2, reason: 'sale', occurredAt: ago(10) }
    await client.post('/v1/stock/adjustments', { adjustments: [sale] })
    const { body } = await send({ ...head, asOf: ago(15), dryRun: true }, lines(9))
    const [{ told, since, change }] = body.preview.largest
    assert.deepEqual([told, since, change], [9, -2, 4])
  })

  it('as JSON is read row by row as well: one that cannot be read costs no other', async () => {
    const rows = [
      { sku: 'S3', quantity: 'x' },
      { sku: 'S3', quantity: 13 },
      { sku: 'S3' },
      { quantity: 1 },
      { sku: 'S3', quantity: 1, colour: 'red' },
      { sku: 'S3', location: 7, quantity: 1 },
      'S3',
      null,
    ]
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', location: 'A' }
    const asOf = Temporal.Now.instant().toString()
    const { status, body } = await client.post('/v1/stock-feeds', { ...head, asOf, rows })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.refusals.map(({ row, code, sku }: Json) => [row, code, sku]),
      [
        [1, 'feed_row_invalid', 'S3'],
        [3, 'feed_row_invalid', 'S3'],
        [4, 'feed_row_invalid', null],
        [5, 'feed_row_invalid', 'S3'],
        [6, 'feed_row_invalid', null],
        [7, 'feed_row_invalid', null],
        [8, 'feed_row_invalid', null],
      ],
    )
    assert.deepEqual([body.feed.rows, body.feed.refused], [8, 7])
    assert.equal(await onHand('S3', 'A'), 13)
  })

  it('that is none is refused whole, and its feed is marked as cut short', async () => {
    const { status, body } = await send({}, ['code;stock', 'S0;1'])
    assert.deepEqual([status, body.code], [422, 'feed_unreadable'])
    const { body: list } = await client.get('/v1/stock-feeds?limit=1')
    assert.equal(list.items[0].state, 'stopped')
    const bare = await send({ source: '' }, ['sku,quantity'])
    assert.deepEqual([bare.status, bare.body.code], [400, 'field_invalid'])
    const other = await fetch(`${app.address}/v1/orders`, {
      method: 'POST',
      headers: { ...client.headers, 'content-type': 'text/csv', 'idempotency-key': 'k' },
      body: 'sku,quantity',
    })
    assert.equal(other.status, 415)
  })

  it('is answered once for its key, and compared to the last byte', async () => {
    const key = randomUUID()
    const asOf = Temporal.Now.instant().toString()
    const lines = ['sku,location,quantity', 'S5,B,1', 'S6,B,2']
    const first = await send({ asOf }, lines, 'text/csv', key)
    assert.deepEqual((await send({ asOf }, lines, 'text/csv', key)).body, first.body)
    const other = await send({ asOf }, [...lines, 'S7,B,2'], 'text/csv', key)
    assert.equal(other.body.code, 'idempotency_key_reused')
  })

  it('and a newer one at the same moment: the newer counts, row by row', async () => {
    const now = Temporal.Now.instant()
    const lines = (quantity: number) => [
      'sku,quantity',
      ...Array.from({ length: SKUS }, (_, i) => `S${i},${quantity}`),
    ]
    const head = (minutes: number) => {
      return { location: 'A', asOf: now.add({ minutes }).toString() }
    }
    const sent = [1, 3, 2, 4].map((minutes) => send(head(minutes), lines(minutes)))
    for (const { status, body } of await Promise.all(sent)) {
      assert.equal(status, 200, JSON.stringify(body))
    }
    const left = [await onHand('S0', 'A'), await onHand('S7', 'A'), await onHand('S399', 'A')]
    assert.deepEqual(left, [4, 4, 4])
  })

  it('whose process has gone is ended, so that nobody waits for it', async () => {
    const { db, clock } = app.platform
    const { body } = await send({ location: 'A' }, ['sku,quantity', 'S0,1'])
    await db.query(sql`update inventory.feed set state = 'running', finished_at = null,
      touched_at = ${clock.now().subtract({ minutes: 20 })} where id = ${body.feed.id}`)
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    await watchFeeds(db, { by, index: app.orders.index })
    const { body: found } = await client.get(`/v1/stock-feeds/${body.feed.id}`)
    assert.equal(found.feed.state, 'stopped')
  })

  it('in full, while orders are placed and tills sell: every sale survives', async () => {
    const lines = (quantity: number) => [
      'sku,location,quantity',
      ...Array.from({ length: SKUS }, (_, i) => `S${i},B,${quantity}`),
    ]
    await send({ kind: 'full', location: 'B' }, lines(100))
    await client.post('/v1/stock/levels', { levels: [{ sku: 'S0', location: 'A', onHand: 0 }] })
    // Finer than the database holds it: it is the same feed all four times.
    const asOf = Temporal.Now.instant().round('microsecond').add({ nanoseconds: 700 }).toString()
    let sold = 0
    const till = async (sku: string) => {
      for (let n = 0; n < 10; n += 1) {
        const adjustments = [{ sku, location: 'B', change: -1, reason: 'sale' }]
        const { body } = await client.post('/v1/stock/adjustments', { adjustments })
        if (body.outcomes[0].outcome === 'recorded') sold += 1
      }
    }
    let ordered = 0
    const shop = async () => {
      for (let n = 0; n < 10; n += 1) {
        const { body } = await client.post('/v1/orders', orderOf({ S0: 1 }))
        ordered += body.lines[0].allocated
      }
    }
    const feeds = async () => {
      for (const quantity of [90, 100, 80, 100]) {
        const { status, body } = await send({ kind: 'full', location: 'B', asOf }, lines(quantity))
        assert.equal(status, 200, JSON.stringify(body))
      }
    }
    await Promise.all([feeds(), till('S0'), till('S0'), till('S1'), shop(), shop()])
    assert.deepEqual([sold, ordered], [30, 20])
    const { body } = await client.get('/v1/stock/S0?location=B')
    const { onHand: there, allocated } = body.items[0]
    assert.deepEqual([there, allocated, await onHand('S1', 'B')], [80, 20, 90])
    assert.equal(await onHand('S2', 'B'), 100)
  })
})
