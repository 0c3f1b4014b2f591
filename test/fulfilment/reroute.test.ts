import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import type { Json } from '../app.ts'
import { orderOf } from '../shop.ts'
import { closeUp, COLLECTED_AT_A, refused } from './floor.ts'
import { AT_ONCE, startMoving, type Moving } from './moving.ts'

let shop: Moving
before(async () => {
  shop = await startMoving()
})
after(() => closeUp(shop.app))

const allocations = (order: Json) => order.lines.map((line: Json) => line.allocations)

describe('a re-routing by hand', () => {
  it('moves the claims exactly, and says what it costs and who did it', async () => {
    const id = await shop.place({ X: 3, CLOTH: 1.25 })
    const [a, b] = [await shop.claimed('X', 'A'), await shop.claimed('X', 'B')]
    const shown = await shop.candidatesOf(id)
    const seen = shown.candidates.find(({ location }: Json) => location === 'B')
    const dry = await shop.moved(id, 'B', { dryRun: true })
    assert.deepEqual(dry, { order: { id, version: 1 }, cost: seen.cost, dearerBy: seen.dearerBy })
    assert.deepEqual([await shop.claimed('X', 'A'), await shop.claimed('X', 'B')], [a, b])
    assert.equal((await shop.order(id)).version, 1)
    const done = await shop.moved(id, 'B', { reason: 'A is full' })
    assert.deepEqual(done, { ...dry, order: { id, version: 2 } })
    const order = await shop.order(id)
    assert.equal(order.version, 2)
    assert.deepEqual(allocations(order), [
      [{ location: 'B', quantity: 3 }],
      [{ location: 'B', quantity: 1.25 }],
    ])
    assert.deepEqual([await shop.claimed('X', 'A'), await shop.claimed('X', 'B')], [a - 3, b + 3])
    const event = (await shop.items(`/v1/orders/${id}/events`)).at(-1)!
    assert.equal(event.type, 'order.rerouted')
    assert.match(event.actor, /^key:/)
    assert.equal(event.data.reason, 'A is full')
    assert.deepEqual(event.data.fulfilmentOrderIds, [])
    assert.deepEqual(
      event.data.parts.map(([line, , , units]: Json) => [line, units]),
      [
        [1, 3],
        [2, 125],
      ],
    )
  })

  it('is found at its new place', async () => {
    const id = await shop.place({ X: 1 })
    // Asked again until the log has been read.
    const untilFoundAt = async (code: string) => {
      const found = () => shop.items(`/v1/orders?location=${code}&limit=200`)
      while (!(await found()).some((order) => order.id === id)) assert.ok(id)
    }
    await untilFoundAt('A')
    await shop.moved(id, 'C')
    await untilFoundAt('C')
  })

  it('is recorded with what the cheapest would have cost, and with names', async () => {
    const id = await shop.place({ X: 3 })
    const { cost } = await shop.moved(id, 'C')
    const { items, places, skus, currency } = (await shop.client.get(`/v1/orders/${id}/decisions`))
      .body
    const [first, by] = items
    assert.equal(by.cause, 'by_hand')
    const codeOf = (at: number) => places.find(({ id: one }: Json) => one === at).code
    const [chosen] = by.record.chosen
    assert.equal(codeOf(chosen.locationId), 'C')
    assert.equal(by.record.cost, cost.total)
    assert.deepEqual(by.record.byHand.from.map(codeOf), ['A'])
    assert.deepEqual(by.record.byHand.cheapest.locations.map(codeOf), ['A'])
    assert.equal(by.record.byHand.cheapest.cost, first.record.cost)
    assert.equal(by.record.gap, cost.total - first.record.cost)
    const [sku] = skus
    assert.deepEqual(
      [sku.code, sku.name, sku.unit, sku.decimals, skus.length],
      ['X', 'Item X', 'piece', 0, 1],
    )
    assert.equal(currency, 'EUR')
    assert.ok(places.every(({ name }: Json) => name.startsWith('Store ')))
  })

  it('takes released work back, which the location sees, and it is released anew', async () => {
    const id = await shop.place({ X: 3 }, AT_ONCE)
    const { A: work } = await shop.workOf(id)
    await shop.step(work, 'acceptances')
    assert.ok((await shop.order(id)).can.includes('reroute'))
    await shop.moved(id, 'B')
    const old = await shop.work(work.id)
    assert.deepEqual([old.state, old.request, old.lines[0].withdrawn], ['cancelled', 'closed', 3])
    const { B: next } = await shop.workOf(id)
    assert.equal(next.lines[0].quantity, 3)
    assert.deepEqual(await shop.story(id), [
      'fulfilment.released',
      'fulfilment.accepted',
      'order.rerouted',
      'fulfilment.released',
    ])
    const event = (await shop.items(`/v1/orders/${id}/events`)).at(-2)!
    assert.deepEqual(event.data.fulfilmentOrderIds, [work.id])
    for (const path of ['picks', 'packings', 'shipments']) await shop.step(next, path)
    assert.deepEqual(await shop.units(id), [0, 3, 3, 3, 3, 3])
  })

  it('brings together what was split, and leaves alone what is there already', async () => {
    const id = await shop.place({ CLOTH: 60 }, AT_ONCE)
    const works = await shop.workOf(id, 2)
    const before1 = allocations(await shop.order(id))[0]
    assert.equal(before1.length, 2)
    const short = await shop.reroute(id, 'A')
    assert.deepEqual([short.status, short.body.code], [409, 'stock_insufficient'])
    assert.equal(short.body.short[0].line, 1)
    assert.equal(short.body.short[0].wanted, 60)
    assert.ok(short.body.short[0].available < 60)
    const level = { sku: 'CLOTH', location: 'A', onHand: 100 }
    await shop.post('/v1/stock/levels', { levels: [level] })
    await shop.moved(id, 'A')
    const there = allocations(await shop.order(id))[0]
    assert.ok(there.every(({ location }: Json) => location === 'A'))
    assert.equal(
      there.reduce((sum: number, { quantity }: Json) => sum + quantity, 0),
      60,
    )
    assert.equal((await shop.work(works.A!.id)).state, 'open')
    assert.equal((await shop.work(works.B!.id)).state, 'cancelled')
    // What came is released to A as well.
    await shop.workOf(id, 2)
    const again = await shop.reroute(id, 'A')
    assert.deepEqual([again.body.code, again.body.field], ['already_there', '/location'])
    await shop.post(`/v1/orders/${id}/cancellations`, { reason: 'done' })
    await shop.untilUnits(id, ({ cancelled }) => cancelled === 60)
  })

  it('moves a held order too: nothing of it is released', async () => {
    const id = await shop.place({ X: 1 })
    await shop.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    await shop.moved(id, 'B')
    assert.deepEqual(await shop.story(id), ['order.hold_placed', 'order.rerouted'])
  })

  it('covers what a place promised and no longer has, as far as it goes', async () => {
    const id = await shop.place({ X: 3 })
    const uncovered = async () => {
      const rows = await shop.items('/v1/stock/X')
      return rows.find(({ location }) => location === 'A')!.uncovered
    }
    const level = { sku: 'X', location: 'A' }
    const [onHand] = await shop.stock('X', 'A')
    await shop.post('/v1/stock/levels', { levels: [{ ...level, onHand: 0 }] })
    const before1 = await uncovered()
    assert.ok(before1 >= 3)
    await shop.moved(id, 'C')
    assert.equal(await uncovered(), before1 - 3)
    await shop.post('/v1/stock/levels', { levels: [{ ...level, onHand }] })
    assert.equal(await uncovered(), 0)
  })
})

describe('a re-routing is refused', () => {
  it('where units are picked or further along, and says which', async () => {
    const id = await shop.place({ X: 3, CLOTH: 2.5 }, AT_ONCE)
    const { A: work } = await shop.workOf(id)
    await shop.step(work, 'picks', { lines: [{ no: 2, quantity: 1.5 }] })
    const shown = await shop.candidatesOf(id)
    assert.deepEqual([shown.movable, shown.why, shown.candidates], [false, 'units_picked', []])
    assert.ok(!(await shop.order(id)).can.includes('reroute'))
    const { status, body } = await shop.reroute(id, 'B')
    assert.deepEqual([status, body.code, body.field], [409, 'units_picked', '/group'])
    assert.deepEqual(body.picked, [{ line: 2, location: 'A', quantity: 1.5 }])
    for (const path of ['picks', 'packings', 'shipments']) await shop.step(work, path)
    assert.deepEqual((await shop.reroute(id, 'B')).body.code, 'units_picked')
  })

  it('on another version, for another group or place, and with nothing to be moved', async () => {
    const id = await shop.place({ X: 1 })
    const send = (over: object, to = 'B') => refused(shop.reroute(id, to, { ...over }))
    assert.deepEqual(await send({ version: 7 }), [409, 'version_conflict', '/version'])
    assert.deepEqual(await send({ group: 2 }), [422, 'group_unknown', '/group'])
    assert.deepEqual(await send({}, 'NOPE'), [422, 'location_unknown', '/location'])
    const waits = await shop.place({ Y: 900 }, AT_ONCE)
    await shop.post(`/v1/orders/${waits}/cancellations`, { reason: 'all' })
    await shop.untilUnits(waits, ({ cancelled }) => cancelled === 900)
    assert.deepEqual(await refused(shop.reroute(waits, 'B')), [409, 'nothing_to_move', '/group'])
    const collected = await shop.place({ X: 1 }, COLLECTED_AT_A)
    assert.deepEqual(await refused(shop.reroute(collected, 'B')), [
      409,
      'group_collected',
      '/group',
    ])
    assert.ok(!(await shop.order(collected)).can.includes('reroute'))
  })

  it('where a place has declined the order today', async () => {
    const id = await shop.place({ X: 1 }, AT_ONCE)
    const { A: work } = await shop.workOf(id)
    await shop.step(work, 'rejections', { reason: 'too_busy' })
    const { B: next } = await shop.workOf(id)
    assert.equal(next.state, 'open')
    const [a] = (await shop.candidatesOf(id)).candidates
    assert.deepEqual([a.location, a.excluded, a.cost], ['A', 'declined', null])
    assert.equal((await shop.reroute(id, 'A')).body.excluded, 'declined')
    const { items } = (await shop.client.get(`/v1/orders/${id}/decisions`)).body
    const { record, decidedAt, id: decision } = items.at(-1)
    const [[, until]] = record.failed.declined
    assert.ok(until > decidedAt)
    // What the order was not given to then is still known; also where the record is an older one.
    const isExact = async () => {
      return (await shop.client.get(`/v1/decisions/${decision}/regrets`)).body.isExact as boolean
    }
    assert.equal(await isExact(), true)
    const { db } = shop.app.platform
    const [stored] = await db.query<{ record: { failed: unknown } }>(
      sql`select record from routing.decision where id = ${decision}`,
    )
    const { failed: _, ...older } = stored!.record
    await db.transaction(async (tx) => {
      const text = JSON.stringify(older)
      await tx.query(sql`update routing.decision set record = ${text}::json where id = ${decision}`)
    })
    assert.equal(await isExact(), true)
  })

  it('where the stock has gone since it was looked at', async () => {
    const id = await shop.place({ X: 3 })
    assert.equal((await shop.candidatesOf(id)).candidates[0].has, 'all')
    const free = 2 + (await shop.claimed('X', 'B'))
    await shop.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'B', onHand: free }] })
    const { status, body } = await shop.reroute(id, 'B')
    assert.deepEqual([status, body.code], [409, 'stock_insufficient'])
    assert.deepEqual(body.short, [{ line: 1, sku: 'X', wanted: 3, available: 2 }])
    const levels = [{ sku: 'X', location: 'B', onHand: 100 + free }]
    await shop.post('/v1/stock/levels', { levels })
  })
})

describe('two groups of one order', () => {
  it('are moved each by itself', async () => {
    const [first] = orderOf({ X: 1 }).groups
    const two = orderOf({ X: 2, Y: 1 }, { groups: [first, { ...first, no: 2 }] })
    two.lines[1]!.group = 2
    const { id } = await shop.post('/v1/orders', two)
    await shop.moved(id, 'D', { group: 2 })
    assert.deepEqual(allocations(await shop.order(id)), [
      [{ location: 'A', quantity: 2 }],
      [{ location: 'D', quantity: 1 }],
    ])
  })
})
