import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, startApp, type App, type Client, type Json } from '../app.ts'
import { floorOf } from '../fulfilment/floor.ts'
import { forgetMentions, insertMentions, lockPlaces } from '../../src/inventory/store/feeds.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { openShop, orderOf } from '../shop.ts'

const ago = (minutes: number): string => Temporal.Now.instant().subtract({ minutes }).toString()

describe('a count that is told late', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      releaseMinutes: 0,
      locations: { A: {}, B: {}, OWNED: {}, FULL: {}, OLD: {}, BUSY: {} },
      skus: Object.fromEntries('OPQRSTUVWXYZ'.split('').map((sku) => [sku, {}])),
      stock: {},
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const count = async (...levels: Json[]): Promise<Json[]> => {
    const { status, body } = await client.post('/v1/stock/levels', { levels })
    assert.equal(status, 200, JSON.stringify(body))
    return body.outcomes
  }
  const adjust = async (...adjustments: Json[]): Promise<void> => {
    const { body } = await client.post('/v1/stock/adjustments', { adjustments })
    assert.ok(body.outcomes.every(({ outcome }: Json) => outcome === 'recorded'))
  }
  const shelf = async (sku: string): Promise<Json> =>
    (await client.get(`/v1/stock/${sku}`)).body.items[0]
  const ship = async (sku: string, quantity: number, location = 'A'): Promise<void> => {
    const floor = floorOf(app, client)
    const id = await floor.place({ [sku]: quantity })
    const work = (await floor.workOf(id))[location]!
    const lines = [{ no: 1, quantity }]
    await floor.step(work, 'acceptances', { version: work.version })
    await floor.step(work, 'picks', { lines })
    await floor.step(work, 'packings', { lines })
    await floor.step(work, 'shipments', {})
  }
  const feed = async (head: Json, rows: Json[]): Promise<Json> => {
    const { status, body } = await client.post('/v1/stock-feeds', {
      kind: 'delta',
      number: 'on_hand',
      ...head,
      rows,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body.feed
  }
  const happened = async (sku: string, at: string): Promise<Json> => {
    const when = encodeURIComponent(at)
    const { body } = await client.get(`/v1/stock/${sku}/history?at=${when}&as=happened`)
    return body.items[0]
  }

  it('leaves out nothing that happened since: no unit is sold twice', async () => {
    const at = { sku: 'X', location: 'A' }
    await adjust({ ...at, change: 5, reason: 'receipt', occurredAt: ago(60) })
    const then = app.platform.clock.now().toString()
    await ship('X', 4)
    const [one] = await count({ ...at, onHand: 5, occurredAt: then })
    assert.deepEqual([one!['outcome'], one!['stock'].onHand], ['recorded', 1])
    const order = await client.post('/v1/orders', orderOf({ X: 5 }))
    assert.equal(order.body.code, 'shortage')
    // Found more than was believed then, and so is there more now.
    await count({ ...at, onHand: 7, occurredAt: then })
    assert.equal((await shelf('X')).onHand, 3)
    assert.equal((await happened('X', then)).onHand, 7)
  })

  it('has what tills sold, also where they have told it later than it was counted', async () => {
    const at = { sku: 'Y', location: 'A' }
    await adjust({ ...at, change: 9, reason: 'receipt', occurredAt: ago(60) })
    await adjust({ ...at, change: -2, reason: 'sale', occurredAt: ago(40) })
    await adjust({ ...at, change: -3, reason: 'sale', occurredAt: ago(20) })
    const counted = ago(30)
    await count({ ...at, onHand: 8, occurredAt: counted })
    assert.equal((await shelf('Y')).onHand, 5)
    assert.equal((await happened('Y', counted)).onHand, 8)
    assert.equal((await happened('Y', ago(10))).onHand, 5)
  })

  it('gives way to a count of later, and says so', async () => {
    const at = { sku: 'Z', location: 'A' }
    const other = { sku: 'Z', location: 'B', onHand: 2 }
    await count({ ...at, onHand: 3 })
    const outcomes = await count({ ...at, onHand: 50, occurredAt: ago(24 * 60) }, other)
    assert.deepEqual(
      outcomes.map(({ outcome, stock }) => [outcome, stock.onHand]),
      [
        ['overtaken', 3],
        ['recorded', 2],
      ],
    )
    assert.equal((await shelf('Z')).onHand, 3)
    // One that found the number as it was recorded is a count as well.
    await count({ sku: 'W', location: 'A', onHand: 0 })
    const [late] = await count({ sku: 'W', location: 'A', onHand: 4, occurredAt: ago(5) })
    assert.equal(late!['outcome'], 'overtaken')
  })

  it('gives way to one of later in the same list', async () => {
    const at = { sku: 'V', location: 'A' }
    const outcomes = await count(
      { ...at, onHand: 3, occurredAt: ago(10) },
      { ...at, onHand: 8, occurredAt: ago(20) },
      { ...at, onHand: 4, occurredAt: ago(5) },
    )
    assert.deepEqual(
      outcomes.map(({ outcome, stock }) => [outcome, stock.onHand]),
      [
        ['recorded', 4],
        ['overtaken', 4],
        ['recorded', 4],
      ],
    )
  })

  it('gives way to a feed of later, also where that changed nothing', async () => {
    const rows = [{ sku: 'U', quantity: 6 }]
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', location: 'A', rows }
    await client.post('/v1/stock-feeds', { ...head, asOf: ago(30) })
    await client.post('/v1/stock-feeds', { ...head, asOf: ago(10) })
    const [late] = await count({ sku: 'U', location: 'A', onHand: 9, occurredAt: ago(20) })
    assert.deepEqual([late!['outcome'], (await shelf('U')).onHand], ['overtaken', 6])
    const [newer] = await count({ sku: 'U', location: 'A', onHand: 9, occurredAt: ago(5) })
    assert.deepEqual([newer!['outcome'], (await shelf('U')).onHand], ['recorded', 9])
  })

  it('is of the conditions of then too', async () => {
    const at = { sku: 'T', location: 'A' }
    await adjust({ ...at, change: 10, reason: 'receipt', occurredAt: ago(60) })
    const damage = { ...at, condition: 'damaged', reason: 'damage' }
    await adjust({ ...damage, unavailableChange: 1, occurredAt: ago(10) })
    await count({ ...at, onHand: 8, conditions: { damaged: 2 }, occurredAt: ago(20) })
    assert.deepEqual((await shelf('T')).conditions, { damaged: 3 })
    await count({ ...at, conditions: { damaged: 5 } })
    // It names what a later count has set, so nothing of it counts.
    const told = { ...at, onHand: 9, occurredAt: ago(15) }
    const [late] = await count({ ...told, conditions: { damaged: 1 } })
    assert.equal(late!['outcome'], 'overtaken')
    const [other] = await count({ ...told, conditions: { on_display: 1 } })
    assert.equal(other!['outcome'], 'recorded')
    const { onHand, conditions } = await shelf('T')
    assert.deepEqual([onHand, conditions], [9, { damaged: 5, on_display: 1 }])
  })

  it('does not count what has left since and awaits its owner', async () => {
    await count({ sku: 'S', location: 'OWNED', onHand: 10 })
    const owner = { concern: 'stock_on_hand', location: 'OWNED', owner: 'OTHER' }
    await client.post('/v1/authorities', { ...owner, tuttiDecrements: false })
    const wanted = { name: 'OTHER', permissions: ['stock:write'], system: 'OTHER' }
    const { secret } = (await client.post('/v1/api-keys', wanted)).body
    const then = app.platform.clock.now().toString()
    await ship('S', 2, 'OWNED')
    const levels = [{ sku: 'S', location: 'OWNED', onHand: 9, occurredAt: then }]
    const { body } = await clientOf(app.address, secret).post('/v1/stock/levels', { levels })
    const { onHand, conditions, available } = body.outcomes[0].stock
    assert.deepEqual([onHand, conditions, available], [9, { awaiting_owner: 2 }, 7])
  })
  it('gives way to a full feed of later that says by silence that nothing is there', async () => {
    const head = { source: 'WMS', location: 'FULL' }
    await feed({ ...head, source: 'TILL', asOf: ago(120) }, [{ sku: 'P', quantity: 2 }])
    await feed({ ...head, kind: 'full', asOf: ago(60) }, [{ sku: 'O', quantity: 1 }])
    const outcomes = await count(
      { sku: 'Q', location: 'FULL', onHand: 5, occurredAt: ago(90) },
      // Of what another system feeds it says nothing, and nothing of conditions.
      { sku: 'P', location: 'FULL', onHand: 5, occurredAt: ago(90) },
      { sku: 'O', location: 'FULL', conditions: { damaged: 1 }, occurredAt: ago(90) },
      { sku: 'R', location: 'FULL', onHand: 5, occurredAt: ago(30) },
    )
    assert.deepEqual(
      outcomes.map(({ outcome, stock }) => [outcome, stock.onHand]),
      [
        ['overtaken', 0],
        ['recorded', 5],
        ['recorded', 1],
        ['recorded', 5],
      ],
    )
  })

  it('gives way to any later feed of the place where it is too old to know of which', async () => {
    const [{ db, clock }, day] = [app.platform, 24 * 60]
    const head = { source: 'WMS', location: 'OLD' }
    const rows = [{ sku: 'O', quantity: 6 }]
    await feed({ ...head, asOf: ago(5 * day) }, rows)
    assert.equal((await feed({ ...head, asOf: ago(3 * day) }, rows)).changed, 0)
    await forgetMentions(db, clock.now())
    const at = { sku: 'O', location: 'OLD', onHand: 9 }
    const [late] = await count({ ...at, occurredAt: ago(4 * day) })
    assert.deepEqual([late!['outcome'], late!['stock'].onHand], ['overtaken', 6])
    // Newer than all feeds, however old; and where no feed comes.
    const outcomes = await count(
      { ...at, occurredAt: ago(2.5 * day) },
      { sku: 'O', location: 'B', onHand: 9, occurredAt: ago(4 * day) },
    )
    assert.deepEqual(
      outcomes.map(({ outcome, stock }) => [outcome, stock.onHand]),
      [
        ['recorded', 9],
        ['recorded', 9],
      ],
    )
    // Of the last 48 hours it is known that it spoke of something else.
    await feed({ ...head, asOf: ago(10) }, [{ sku: 'P', quantity: 1 }])
    const [young] = await count({ ...at, onHand: 8, occurredAt: ago(60) })
    assert.deepEqual([young!['outcome'], young!['stock'].onHand], ['recorded', 8])
  })

  it('waits for a feed that is being written and changes no number', async () => {
    const { db, clock } = app.platform
    const head = { source: 'WMS', location: 'BUSY' }
    const { id } = await feed({ ...head, asOf: ago(30) }, [{ sku: 'O', quantity: 6 }])
    const [row] = await db.query<{ skuId: number; locationId: number }>(sql`
      select sku_ids[1] as "skuId", location_id as "locationId" from inventory.feed_mention
      where feed_id = ${id}`)
    const { locationId } = row!
    let counted: Promise<Json[]> | undefined
    await db.transaction(async (tx) => {
      await lockPlaces(tx, [locationId])
      const asOf = Temporal.Instant.from(ago(10))
      await insertMentions(tx, { id, asOf }, [row!], clock.now())
      counted = count({ sku: 'O', location: 'BUSY', onHand: 9, occurredAt: ago(20) })
      let isDone = false
      void counted.then(() => (isDone = true))
      let waiting: object[] = []
      while (waiting.length === 0 && !isDone) {
        waiting = await db.query(sql`select from pg_locks where not granted
          and locktype = 'advisory' and objid = ${locationId}::int::oid
          and database = (select oid from pg_database where datname = current_database())`)
      }
    })
    const [late] = await counted!
    assert.deepEqual([late!['outcome'], late!['stock'].onHand], ['overtaken', 6])
  })
})
