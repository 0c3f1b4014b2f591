import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { HistoryError, importOlist, textOf, type Report } from '../../src/history/index.ts'
import { countRejections } from '../../src/history/store.ts'
import { insertChannel } from '../../src/network/index.ts'
import { findOrdersByExternalIds, getOrders } from '../../src/orders/index.ts'
import { getContact, listGroups } from '../../src/orders/store/read.ts'
import { listTasks } from '../../src/tasks/index.ts'
import { madeUp, openHistory, play, type Opened } from './world.ts'

describe('a made-up Olist folder with each quirk of the real one', () => {
  let opened: Opened
  let report: Report

  const orderOf = async (externalId: string) => {
    const { db } = opened.world.platform
    const channelId = [...(await opened.world.network.current()).channelById.keys()][0]!
    const [found] = await findOrdersByExternalIds(db, [{ channelId, externalId }])
    const [order] = await getOrders(db, found ? [found.id] : [])
    return order
  }
  const unitsOf = async (externalId: string) => {
    const lines = (await orderOf(externalId))!.lines
    return lines.map(({ skuCode, ordered, fulfilled }) => [skuCode, ordered, fulfilled])
  }

  before(async () => {
    opened = await openHistory()
    await importOlist(opened.world, madeUp('olist'))
    report = await play(opened.world)
  })
  after(() => opened.close())

  it('every order with lines is taken, every other row has its reason', async () => {
    assert.equal(report.tally.orders, 16)
    const rejected = await countRejections(opened.world.platform.db)
    assert.deepEqual(
      rejected.map(({ file, what, reason, count }) => [file, what, reason, count]),
      [
        ['geolocation_centroids.csv', 'row', 'it has no point', 1],
        ['order_items.csv', 'row', 'it is there twice', 1],
        ['order_items.csv', 'row', 'its order is not there', 1],
        ['order_items.csv', 'row', 'its product is not there', 1],
        ['order_items.csv', 'row', 'price is no amount', 1],
        ['orders.csv', 'order', 'it has no lines', 1],
        ['orders.csv', 'row', '3 fields instead of 8', 1],
        ['orders.csv', 'row', 'order_purchase_timestamp is no time', 1],
      ],
    )
  })

  it('a row is one unit: alike ones are one line, another price is another', async () => {
    assert.deepEqual(await unitsOf('o03'), [
      ['p1', 3, 3],
      ['p1', 1, 1],
    ])
    const order = (await orderOf('o03'))!
    assert.equal(order.total, 3 * 5890 + 6000 + 4 * 1329)
    assert.equal(order.shipping, 4 * 1329)
  })

  it('clock disorder: told before known, before paid, delivered before it left', async () => {
    for (const id of ['o05', 'o06', 'o07', 'o09']) {
      assert.deepEqual(await unitsOf(id), [['p2', 1, 1]], id)
    }
    const tasks = await listTasks(opened.world.platform.db, 'all', {
      open: true,
      after: undefined,
      limit: 50,
    })
    const causes = tasks.map(({ cause }) => cause).toSorted()
    assert.deepEqual(causes, ['fact_not_applied', 'shipped_on_hold', 'shipped_on_hold'])
  })

  it('cancelled before it left: whole; after it: a task', async () => {
    assert.equal((await orderOf('o10'))!.lines[0]!.cancelled, 1)
    assert.equal((await orderOf('o11'))!.lines[0]!.cancelled, 0)
    const given = report.facts.filter(({ state }) => state === 'given_up')
    assert.deepEqual(given, [
      { kind: 'cancellation', state: 'given_up', why: 'already_packed', count: 1 },
    ])
  })

  it('no point, category, weight or payment, an hour that is not: all are orders', async () => {
    for (const id of ['o08', 'o12', 'o13', 'o14', 'o15', 'o16']) assert.ok(await orderOf(id), id)
    assert.equal((await orderOf('o16'))!.placedAt.toString(), '2017-10-15T03:30:00Z')
    const { locationByCode } = await opened.world.network.current()
    // The mean of the two centroids of its state.
    assert.deepEqual(locationByCode.get('s3')!.point, { lat: -23.5488, lon: -46.6345 })
    const [group] = await listGroups(opened.world.platform.db, [(await orderOf('o13'))!.id])
    assert.equal(group!.lat, null)
  })

  it('the person stands as a reference, also where its id looks like a card number', async () => {
    const order = (await orderOf('o17'))!
    assert.equal(order.held, true)
    const contact = await getContact(opened.world.platform.db, order.id)
    assert.equal(contact.name, 'ab411111.11111111.11cd4111.11111111.1111')
  })

  it('some orders wait for the 20th, none is lost, the books agree', () => {
    const { lines } = report.tally
    assert.deepEqual([lines.all, lines.never], [20, 0])
    assert.ok(lines.later > 0)
    assert.ok(report.ended)
    assert.deepEqual(
      report.checks.filter(({ broken }) => broken > 0),
      [],
    )
    assert.match(textOf(report), /allocated later +4 \(20\.0 %\)/)
  })

  it('a database that is in use takes no import, one without an import no replay', async () => {
    await assert.rejects(importOlist(opened.world, madeUp('olist')), HistoryError)
    const empty = await openHistory()
    await assert.rejects(play(empty.world), /holds no import/)
    await assert.rejects(importOlist(empty.world, '/nowhere'), /There is no sellers.csv.gz/)
    await empty.close()
  })

  it('a database with more than an import is not replayed', async () => {
    const { network, platform } = opened.world
    const [channel] = (await network.current()).channelById.values()
    const other = { ...channel!, code: 'OTHER', orderPrefix: 'OTHER' }
    await platform.db.transaction((tx) => insertChannel(tx, other, platform.clock.now()))
    network.markStale()
    await assert.rejects(play(opened.world), /holds more than an import/)
  })
})
