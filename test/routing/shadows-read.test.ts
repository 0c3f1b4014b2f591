import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { newId } from '../../src/lib/ids.ts'
import { decideBefore } from '../../src/inventory/domain/recent.ts'
import { listRecent } from '../../src/inventory/store/recent.ts'
import { checks } from '../../src/modules.ts'
import { readPlacedAgain } from '../../src/orders/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { idAt } from '../../src/platform/partitions.ts'
import { followOrders, type ReadPlaced } from '../../src/routing/actions/shadows/follow.ts'
import { READER } from '../../src/routing/actions/shadows/start.ts'
import { startApp, type App, type Client } from '../app.ts'
import { orderOf } from '../shop.ts'
import { FAR, openNearAndFar, placedIn, shadowDesk } from './shadowed.ts'

describe('the reader of shadows', () => {
  let app: App
  let client: Client
  let desk: ReturnType<typeof shadowDesk>
  before(async () => {
    app = await startApp()
    client = await app.client()
    desk = shadowDesk(client)
    await openNearAndFar(client)
  })
  after(() => app.stop())

  async function place(lines: Record<string, number>): Promise<string> {
    const { status, body } = await client.post('/v1/orders', orderOf(lines))
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }

  it('has them decide before anything is locked, and only as long as it may', async () => {
    await desk.write([FAR])
    const id = await desk.start({ perMinute: 1 })
    const ids = [await place({ B: 1 }), await place({ A: 1 }), await place({ A: 1 })]
    await desk.seen(id, 3)
    const other = await desk.start({})
    const { orders, platform } = app
    const placed = await placedIn(platform.db, ids)
    const begun = Date.now() + 1000
    // As if they were placed while it runs.
    const later = placed.map(({ tx }, n) => ({ tx, id: newId(begun + n) }))
    const own = new Map(later.map((one, n) => [one.id, placed[n]!]))
    const readPlaced: ReadPlaced = async (db, some, others, isEnough) => {
      const all = await readPlacedAgain(db, orders, [own.get(some[0]!.id)!], (_, inputs) =>
        others(some[0]!.id, inputs),
      )
      // Nobody waits for what takes long.
      if (some.length === 3) await setTimeout(400)
      assert.equal(isEnough!(some[0]!.id), some.length === 3)
      await desk.stop(id).catch(() => undefined)
      return all.map((one) => ({ ...one, order: { ...one.order, id: some[0]!.id } }))
    }
    const made = await followOrders(platform.db, { ...platform, readPlaced }, later)
    assert.equal(made.count, 1)
    await platform.db.transaction((tx) => made.keep(tx))
    const [stopped, counted] = [await desk.show(id), await desk.show(other)]
    assert.deepEqual([stopped.placed, stopped.state], [3, 'ended'])
    assert.deepEqual([counted.placed, counted.compared], [1, 1])
    await desk.stop(other)
  })

  it('does without one that cannot decide, and with the others', async () => {
    await desk.write([FAR])
    const [fine, bad] = [await desk.start({}), await desk.start({})]
    await app.platform.db.query(sql`
      update routing.shadow set rules = '[{"id": "none"}]'::json where id = ${bad}`)
    await place({ B: 1 })
    const one = await desk.seen(fine, 1)
    await app.platform.db.query(sql`
      update routing.shadow as s set rules = f.rules
      from routing.shadow as f where s.id = ${bad} and f.id = ${fine}`)
    const other = await desk.show(bad)
    assert.deepEqual([one.compared, one.missed], [1, []])
    assert.deepEqual([other.compared, other.missed], [0, [{ why: 'failed', orders: 1 }]])
    await Promise.all([desk.stop(fine), desk.stop(bad)])
  })

  it('may be behind without a check that breaks, and is gone once the last has ended', async () => {
    const broken = checks.find(({ id }) => id === 'I31')!
    const connection = { ...app.connection, user: 'postgres' }
    const db = openDatabase({ connection, poolSize: 1, onError: () => undefined })
    const rolledBack = new Error('rolled back')
    const brokenLater = (name: string) =>
      db.transaction(async (tx) => {
        await tx.query(sql`update platform.event set recorded_at = now() - interval '2 minutes'`)
        await tx.query(sql`
          update platform.subscriber set tx = '0', id = ${'0'.repeat(32)} where name = ${name}`)
        const rows = await tx.query<{ name: string }>(broken.query)
        assert.ok(!rows.some((row) => row.name === name), JSON.stringify(rows))
        throw rolledBack
      })
    const cursors = async () =>
      db.query(sql`select name from platform.subscriber where name = ${READER}`)
    try {
      await desk.write([FAR])
      const [one, other] = [await desk.start({}), await desk.start({})]
      await assert.rejects(brokenLater(READER), rolledBack)
      await desk.stop(one)
      assert.equal((await cursors()).length, 1)
      await desk.stop(other)
      assert.equal((await cursors()).length, 0)
    } finally {
      await db.close()
    }
  })

  it('reads of stock what moved it then and the next that did, however late it is', async () => {
    for (let n = 0; n < 4; n += 1) await place({ B: 1 })
    const { db, clock } = app.platform
    const skus = await db.query<{ id: number }>(sql`select id from catalog.sku where code = 'B'`)
    const then = idAt(clock.nowMs() - 3_600_000)
    const rows = await listRecent(db, { skuIds: [skus[0]!.id], since: then, until: then })
    assert.deepEqual(
      rows.map(({ moves }) => moves.length),
      [1, 1],
    )
    assert.deepEqual(
      rows.map((row) => decideBefore(row, then)),
      [undefined, undefined],
    )
    const now = idAt(clock.nowMs())
    const lately = await listRecent(db, { skuIds: [skus[0]!.id], since: then, until: now })
    assert.ok(lately.some(({ moves }) => moves.length > 4))
  })
})
