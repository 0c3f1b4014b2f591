import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createBuilder, simulate } from '../../src/demo/index.ts'
import { releaseWork } from '../../src/fulfilment/index.ts'
import { checks } from '../../src/modules.ts'
import { createPlacing } from '../../src/orders/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { makeWhole, openDemoWorld, smallScale, type DemoTestWorld } from './world.ts'

/** Looks at the retailer once a minute, as if the minutes were over. */
async function letLive({ world, platform }: DemoTestWorld, minutes: number): Promise<void> {
  const retailer = await createBuilder(world).retailerOf({ seed: 7, scale: smallScale })
  const simulation = { world, placing: createPlacing(world), retailer }
  const { clock, db } = platform
  let now = clock.now()
  for (let minute = 0; minute < minutes; minute += 1) {
    now = now.add({ minutes: 1 })
    await simulate(simulation, now)
    const by = { actor: 'release', now, nowMs: clock.nowMs() }
    await db.transaction((tx) => releaseWork(tx, world, by, { after: undefined, limit: 200 }))
  }
}

/** Orders that the simulator has placed, by whether all of their work is delivered. */
async function liveOrders({ platform }: DemoTestWorld): Promise<{ placed: number; done: number }> {
  const [counts] = await platform.db.query<{ placed: number; done: number }>(sql`
    select count(*)::int as placed, count(*) filter (where exists (
      select from fulfilment.fulfilment_order as w
      where w.order_id = o.id and w.state = 'delivered'))::int as done
    from orders.order as o where o.external_id ~ '^DEMO-[0-9a-f]{8}-'`)
  return counts!
}

describe('the simulator of the demo', () => {
  const opened: DemoTestWorld[] = []
  const open = async (ordersPerMinute: number): Promise<DemoTestWorld> => {
    const one = await openDemoWorld()
    opened.push(one)
    await makeWhole(one, ordersPerMinute)
    return one
  }
  after(async () => {
    for (const one of opened) await one.close()
  })

  it('lets orders come and travel until they are delivered', async () => {
    const one = await open(6)
    await letLive(one, 45)
    const { placed, done } = await liveOrders(one)
    assert.ok(placed > 45, `${placed} placed`)
    assert.ok(done > placed / 3, `${done} of ${placed} delivered`)
    const broken = await Promise.all(checks.map(({ query }) => one.platform.db.query(query)))
    assert.deepEqual(broken.flat(), [])
    const moved = await one.platform.db.query<{ reason: string }>(
      sql`select distinct reason from inventory.movement where actor = 'demo'`,
    )
    const reasons = new Set(moved.map(({ reason }) => reason))
    for (const reason of ['sale', 'receipt', 'shipment']) assert.ok(reasons.has(reason), reason)
  })

  it('lets nobody come at 0 orders a minute, and what is there is still worked on', async () => {
    const one = await open(0)
    await letLive(one, 20)
    assert.equal((await liveOrders(one)).placed, 0)
    const [left] = await one.platform.db.query<{ n: number }>(sql`
      select count(*)::int as n from fulfilment.fulfilment_order
      where state in ('open', 'picking', 'picked', 'packed')
        and created_at < now() - interval '20 minutes'`)
    assert.equal(left!.n, 0)
  })
})
