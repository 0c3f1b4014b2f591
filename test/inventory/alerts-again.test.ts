import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { followMoved, lookAgain, sweepNext } from '../../src/inventory/actions/alerts.ts'
import { listTold } from '../../src/inventory/store/alerts.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { untilSettled } from '../database.ts'
import { floorOf, type Floor } from '../fulfilment/floor.ts'
import { openShop, untilSeen } from '../shop.ts'

describe('stock that is told of and does not move', () => {
  let app: App
  let client: Client
  let floor: Floor
  before(async () => {
    app = await startApp()
    client = await app.client()
    floor = floorOf(app, client)
    await openShop(client, {
      locations: { A: {}, B: {}, C: {} },
      skus: { X: {}, Y: {} },
      stock: { X: { A: 1, B: 1, C: 1 }, Y: { A: 1, C: 1 } },
    })
    const rule = { name: 'Low', kind: 'low', threshold: 1, raisesTask: true }
    await floor.post('/v1/stock-alert-rules', rule)
    assert.deepEqual(await told(), ['X A', 'X B', 'X C', 'Y A', 'Y C'])
  })
  beforeEach(() => untilSettled(app.platform.db))
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  /** What is told of once all was looked at, by us or the server. */
  const told = async (): Promise<string[]> => {
    const { clock, db } = app.platform
    const world = app.orders
    const by = () => ({ actor: 'test', now: clock.now(), nowMs: clock.nowMs() })
    await untilSettled(db)
    while ((await sweepNext(world, by())) || (await followMoved(world, by()))) continue
    await lookAgain(world, 'all', by())
    const items = await floor.items('/v1/stock-alerts')
    const tasks = await floor.items('/v1/tasks?cause=stock_low')
    assert.equal(tasks.length, items.length)
    return items.map(({ sku, location }) => `${sku} ${location}`).toSorted()
  }
  const change = async (path: string, one: object) => {
    const { version } = (await client.get(path)).body
    await floor.post(`${path}/changes`, { version, changes: [one] })
  }

  it('is so no more once its SKU is archived', async () => {
    await change('/v1/skus/Y', { action: 'archive' })
    assert.deepEqual(await told(), ['X A', 'X B', 'X C'])
  })

  it('is so no more once its location is archived', async () => {
    await change('/v1/locations/B', { action: 'archive' })
    assert.deepEqual(await told(), ['X A', 'X C'])
    const receipts = [{ sku: 'X', location: 'B', quantity: 1, dueOn: '2099-03-01' }]
    const { outcomes } = await floor.post('/v1/expected-receipts', { receipts })
    const { code, field } = outcomes[0].problem
    assert.deepEqual([code, field], ['location_unknown', '/receipts/0/location'])
  })

  it('is left as it is where nothing has changed', async () => {
    const open: Json[] = await floor.items('/v1/stock-alerts')
    await told()
    assert.deepEqual(await floor.items('/v1/stock-alerts'), open)
  })

  it('is looked at of some SKUs only, where only these have changed', async () => {
    const { db } = app.platform
    const [x, y] = await Promise.all(['X', 'Y'].map((code) => app.orders.skus.load([code])))
    const first = { skuId: 0, locationId: 0 }
    const toldOf = async (skuIds: 'all' | number[]) => {
      const shelves = await listTold(db, { skuIds, after: first, limit: 9 })
      return new Set(shelves.map(({ skuId }) => skuId))
    }
    const idOf = (found: typeof x) => found![0]!.id
    assert.deepEqual(await toldOf([idOf(y)]), new Set())
    assert.deepEqual(await toldOf([idOf(x), idOf(y)]), new Set([idOf(x)]))
    assert.deepEqual(await toldOf('all'), new Set([idOf(x)]))
  })

  it('is looked at by the server itself', async () => {
    const left = (count: number) =>
      untilSeen(app, async () => {
        const open = await floor.items('/v1/stock-alerts')
        return open.length === count ? open : undefined
      })
    await change('/v1/locations/C', { action: 'archive' })
    await left(1)
    await change('/v1/skus/X', { action: 'archive' })
    await left(0)
  })
})
