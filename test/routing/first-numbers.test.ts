import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { playingWorldOf } from '../../src/modules.ts'
import { playAsked, readAsked } from '../../src/routing/index.ts'
import { FIRST_ORDERS } from '../../src/routing/actions/simulations/play.ts'
import type { Progress } from '../../src/routing/store/simulations.ts'
import { startApp, type App } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const MORE = 20

describe('the first numbers of a simulation', () => {
  let app: App
  let from: Temporal.Instant
  let until: Temporal.Instant
  /** From here on there are few. */
  let middle: Temporal.Instant

  before(async () => {
    app = await startApp()
    const client = await app.client()
    await openShop(client, {
      locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
      skus: { A: { weightG: 500 } },
      stock: { A: { NEAR: 1000, FAR: 1000 } },
    })
    const { clock } = app.platform
    const place = async (count: number) => {
      const all = Array.from({ length: count }, () => client.post('/v1/orders', orderOf({ A: 1 })))
      for (const { status } of await Promise.all(all)) assert.equal(status, 201)
    }
    from = clock.now()
    await place(FIRST_ORDERS)
    middle = clock.now()
    await place(MORE)
    until = clock.now()
  })
  after(() => app.stop())

  /** With all that was told, and how many times the books had been read by then. */
  async function played(
    since: Temporal.Instant,
    over: { to?: Temporal.Instant; prices?: boolean; goesOn?: () => boolean } = {},
  ) {
    const { to = until, prices = false, goesOn = () => true } = over
    const { orders, platform } = app
    const world = playingWorldOf(orders)
    let reads = 0
    const told: { reads: number; progress: Progress }[] = []
    const policies = [{ of: 'live' as const, prices }]
    const body = { from: since.toString(), until: to.toString(), policies }
    const asked = await readAsked(platform.db, orders, body, until)
    const result = await playAsked(
      platform.db,
      {
        ...world,
        async readPeriod(...of) {
          reads += 1
          return world.readPeriod(...of)
        },
      },
      asked,
      {
        now: until,
        async tell(progress) {
          told.push({ reads, progress })
          return goesOn()
        },
      },
    )
    return { result, told, reads }
  }

  it('are of its first orders, told before the rest is read', async () => {
    const { told, result, reads } = await played(from)
    const [{ reads: readBefore, progress }] = told as [(typeof told)[0]]
    assert.deepEqual([readBefore, reads], [1, 2])
    assert.equal(progress.orders, FIRST_ORDERS)
    assert.equal(progress.ofOrders, FIRST_ORDERS + MORE)
    assert.equal(progress.share, FIRST_ORDERS / (FIRST_ORDERS + MORE))
    assert.equal(progress.currency, 'EUR')
    assert.equal(progress.result!.orders, FIRST_ORDERS)
    const { orders, share, result: all } = result!.progress
    assert.deepEqual([orders, share], [FIRST_ORDERS + MORE, 1])
    assert.equal(all!.orders, orders)
    // As if only these had come.
    const alone = await played(from, { to: middle })
    assert.equal(alone.reads, 1)
    assert.deepEqual(progress.result!.policies, alone.result!.progress.result!.policies)
    assert.ok(progress.result!.policies[0]!.cost.total > 0)
    for (const { progress: later } of told) assert.ok(later.orders >= FIRST_ORDERS)
  })

  it('are the last where it is cancelled then: the rest is not read', async () => {
    const { result, told, reads } = await played(from, { goesOn: () => false })
    assert.deepEqual([result, told.length, reads], [undefined, 1, 1])
  })

  it('are of all where there are few, which are read once', async () => {
    const { result, reads } = await played(middle)
    assert.equal(reads, 1)
    assert.equal(result!.progress.orders, MORE)
  })

  it('wait for what prices are learnt from, and not for the rest', async () => {
    const { told, result, reads } = await played(from, { prices: true })
    assert.equal(reads, 3)
    const [learning, first] = told as [(typeof told)[0], (typeof told)[0]]
    const { playedTo, ofOrders, result: none } = learning.progress
    assert.deepEqual([learning.reads, playedTo, none], [1, null, null])
    assert.equal(ofOrders, FIRST_ORDERS + MORE)
    assert.equal(first.reads, 2)
    assert.equal(first.progress.result!.orders, FIRST_ORDERS)
    assert.equal(result!.progress.result!.orders, FIRST_ORDERS + MORE)
    assert.ok(result!.progress.result!.gate)
    const few = await played(middle, { prices: true })
    assert.equal(few.reads, 2)
    const stopped = await played(from, { prices: true, goesOn: () => false })
    assert.deepEqual([stopped.result, stopped.reads], [undefined, 1])
  })
})
