import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importRetail, type Report } from '../../src/history/index.ts'
import { countRejections } from '../../src/history/store.ts'
import { findOrdersByExternalIds, getOrders } from '../../src/orders/index.ts'
import { listGroups } from '../../src/orders/store/read.ts'
import { madeUp, openHistory, play, type Opened } from './world.ts'

describe('a made-up folder with each quirk of the UK gift retailer', () => {
  let opened: Opened
  let report: Report

  const orderOf = async (externalId: string) => {
    const { db } = opened.world.platform
    const [channelId] = [...(await opened.world.network.current()).channelById.keys()]
    const [found] = await findOrdersByExternalIds(db, [{ channelId: channelId!, externalId }])
    const [order] = await getOrders(db, found ? [found.id] : [])
    return order
  }

  before(async () => {
    opened = await openHistory()
    await importRetail(opened.world, madeUp('retail'))
    report = await play(opened.world)
  })
  after(() => opened.close())

  it('sales are orders that are delivered; codes have no case; repeated SKUs stay', async () => {
    assert.equal(report.tally.orders, 4)
    assert.deepEqual(report.tally.byState, { fulfilled: 4 })
    const { lines } = (await orderOf('536365'))!
    assert.deepEqual(
      lines.map(({ skuCode, ordered }) => [skuCode, ordered]),
      [
        ['85123A', 6],
        ['85123A', 2],
        ['71053', 6],
      ],
    )
  })

  it('prices of three decimals are rounded by line; postage is shipping', async () => {
    const order = (await orderOf('536366'))!
    assert.equal(order.lines[0]!.total, 557)
    assert.equal(order.shipping, 5400)
    assert.equal(order.total, 5957)
  })

  it('lines without a price are kept, and orders of a place that is not told', async () => {
    const order = (await orderOf('536367'))!
    assert.equal(order.lines[0]!.fulfilled, 80_995)
    const [group] = await listGroups(opened.world.platform.db, [order.id])
    assert.equal(group!.country, 'ZZ')
  })

  it('what is written off leaves the stock, and all of it adds up to nothing', () => {
    const adjusted = report.entries.find(({ kind }) => kind === 'adjustment')!
    assert.equal(adjusted.played, 2)
    assert.equal(report.tally.lines.never, 0)
    assert.deepEqual(
      report.checks.filter(({ broken }) => broken > 0),
      [],
    )
    assert.deepEqual(report.tasks, [])
  })

  it('every other line and invoice has its reason', async () => {
    const rejected = await countRejections(opened.world.platform.db)
    assert.deepEqual(
      rejected.map(({ what, reason, count }) => [what, reason, count]),
      [
        ['invoice', 'adjusts a bad debt', 1],
        ['invoice', 'it has carriage and no goods', 1],
        ['invoice', 'of a cancellation invoice; returns come later', 1],
        ['invoice', 'quantity is no number', 1],
        ['invoice', 'the service code BANK CHARGES is no goods', 1],
        ['invoice', 'the service code GIFT_… is no goods', 1],
        ['row', 'adjusts a bad debt', 1],
        ['row', 'of a cancellation invoice; returns come later', 1],
        ['row', 'quantity is no number', 1],
        ['row', 'the service code BANK CHARGES is no goods', 1],
        ['row', 'the service code GIFT_… is no goods', 1],
        ['row', 'the service code M is no goods', 1],
      ],
    )
  })
})
