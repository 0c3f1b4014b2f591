import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dropCounters, endUses, lockCounting, keepCount } from '../../src/inventory/index.ts'
import { listUses } from '../../src/inventory/store/counters.ts'
import { forgetCounts } from '../../src/orders/actions/forget-counts.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client } from '../app.ts'
import { behind } from '../behind.ts'
import { ruleDesk } from '../inventory/rule-desk.ts'
import { floorOf } from '../fulfilment/floor.ts'
import { openShop } from '../shop.ts'
import { countedIn, inShop, limitOf, order, untilCounted } from './counting.ts'

describe('what rules do not count any more', () => {
  it('is forgotten 90 days later, once its order can give nothing back', async () => {
    await inReleasing(async ({ app, client }) => {
      const [desk, floor] = [ruleDesk(client), floorOf(app, client)]
      const now = app.platform.clock.now()
      const inDays = (days: number) => now.add({ hours: 24 * days })
      const until = inDays(60).toString()
      const about = { sku: 'X', channel: 'WEB' }
      const limit = { kind: 'purchase_limit', quantity: 9 }
      const ids = {
        quota: await desk.add({ ...about, until, terms: { kind: 'quota', quantity: 9 } }),
        days: await desk.add({ ...about, terms: { ...limit, per: 'customer', days: 30 } }),
        ever: await desk.add({ ...about, terms: { ...limit, per: 'address' } }),
      }
      await desk.publish()
      const [sent, open] = [await floor.place({ X: 2 }), await floor.place({ X: 1 })]
      const { A: work } = await floor.workOf(sent)
      for (const path of ['picks', 'packings', 'shipments']) await floor.step(work, path)
      const all = ['days 1', 'days 2', 'ever 1', 'ever 2', 'quota 1', 'quota 2']
      const forgets = async (days: number, left: readonly string[]) => {
        while (await forgetCounts(app.platform.db, inDays(days)));
        assert.deepEqual(await usesOf(app, ids), left)
        assert.deepEqual(await app.broken(), [])
      }
      // Ordered 30 days before it is not counted any more; the quota ends after 60.
      await forgets(119, all)
      await forgets(121, ['days 1', 'ever 1', 'ever 2', 'quota 1', 'quota 2'])
      await forgets(149, ['days 1', 'ever 1', 'ever 2', 'quota 1', 'quota 2'])
      await forgets(151, ['days 1', 'ever 1', 'ever 2', 'quota 1'])
      // What is open still can be given back.
      await floor.post(`/v1/orders/${open}/cancellations`, { reason: 'all' })
      await untilCounted(app, 2)
      await forgets(1000, ['ever 2'])
      await desk.change({ action: 'remove', id: ids.ever })
      await desk.publish()
      await forgets(89, ['ever 2'])
      await forgets(91, [])
      assert.deepEqual(await app.platform.db.query(sql`select from inventory.counter`), [])
      await floor.place({ X: 9 })
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('leaves a counter to who waits for it while it is dropped', async () => {
    await inShop([limitOf({ quantity: 3, per: 'customer', days: null })], async (at) => {
      const { app, client } = at
      const { db, clock } = app.platform
      const { id } = (await order(client, 2)).body
      const uses = await listUses(db, [id])
      const wishes = uses.map((use) => {
        return { ...use, limit: 3, days: null, code: 'purchase_limit_exceeded' as const, rule: 'R' }
      })
      const lock = (tx: Tx) => lockCounting(tx, wishes, [], clock.now())
      const count = async (tx: Tx) => {
        const { levels } = await lock(tx)
        assert.deepEqual([...levels.values()], [0])
        await keepCount(tx, [{ id, wishes }], clock.now())
      }
      await behind(
        app,
        lock,
        () => db.transaction(count),
        async (tx) => {
          await endUses(tx, uses, clock.now())
          assert.equal(await dropCounters(tx, 10), 1)
        },
      )
      assert.equal(await countedIn(app), 2)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

/** Which rules count how many units of each order. */
async function usesOf({ platform }: App, ids: Record<string, string>): Promise<string[]> {
  const rows = await platform.db.query<{ id: string; n: number }>(
    sql`select rule_id as id, quantity::int as n from inventory.counter_use`,
  )
  const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return rows.map(({ id, n }) => `${nameOf.get(id)} ${n}`).toSorted()
}

async function inReleasing(run: (at: { app: App; client: Client }) => Promise<void>) {
  const app = await startApp()
  try {
    const client = await app.client()
    const stock = { X: { A: 30 } }
    await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock, releaseMinutes: 0 })
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
