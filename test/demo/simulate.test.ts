import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { letGoodsArrive } from '../../src/demo/actions/goods.ts'
import { createBuilder, simulate } from '../../src/demo/index.ts'
import { releaseWork } from '../../src/fulfilment/index.ts'
import { announceReceipts, listReceipts, stockContextOf } from '../../src/inventory/index.ts'
import { everything } from '../../src/lib/scope.ts'
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
    const [fed] = await one.platform.db.query<{ n: number; rows: number }>(sql`
      select count(*)::int as n, min(rows)::int as rows from inventory.feed where state = 'done'`)
    assert.ok(fed!.n === 1 && fed!.rows > 0, 'the warehouse tells its numbers, now and then')
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

  it('leaves what somebody has archived, and goes on with the rest', async () => {
    const one = await open(30)
    const { platform, world } = one
    const { db } = platform
    await db.query(sql`update network.channel set archived_at = now() where code = 'SITE-FR'`)
    await db.query(sql`update network.location set archived_at = now()
      where kind = 'store' and country = 'DE'`)
    const gone = await db.query<{ code: string }>(sql`
      update catalog.sku set archived_at = now(), version = version + 1
      where kind = 'stocked' and id % 2 = 0 returning code`)
    await world.network.refresh()
    for (const { code } of gone) world.skus.forget(code)
    await letLive(one, 10)
    const sold = await db.query<{ channel: string; n: number }>(sql`
      select c.code as channel, count(distinct o.id)::int as n
      from orders.order as o join network.channel as c on c.id = o.channel_id
      where o.external_id ~ '^DEMO-[0-9a-f]{8}-' group by c.code`)
    const of = Object.fromEntries(sold.map(({ channel, n }) => [channel, n]))
    assert.equal(of['SITE-FR'], undefined)
    assert.ok(of['SITE-DE']! > 20, `${of['SITE-DE']} in the others`)
    await db.query(sql`update network.channel set archived_at = now()`)
    await world.network.refresh()
    const { placed } = await liveOrders(one)
    await letLive(one, 2)
    assert.equal((await liveOrders(one)).placed, placed, 'nobody can buy anywhere')
  })

  it('lets announced goods arrive when they are due, each once, whoever else looks', async () => {
    const one = await open(0)
    const { db } = one.platform
    const list = () => {
      const first = { after: undefined, limit: 100, skuId: undefined, locationId: undefined }
      return listReceipts(db, everything, first)
    }
    const announced = await list()
    assert.ok(announced.length > 2, `${announced.length} announced`)
    const [first] = announced
    assert.ok(Temporal.PlainDate.compare(first!.dueOn, '2026-06-12') > 0)
    const [gone] = await db.query<{ n: number }>(sql`
      select count(*)::int as n from unnest(${announced.map(({ skuId }) => skuId)}::int[]) as s (id)
      where not exists (select from inventory.supply
        where sku_id = s.id and supply_no = 0 and quantity > 0)`)
    assert.ok(gone!.n > 0, 'some of it is sold out everywhere')
    const early = Temporal.Instant.from('2026-06-12T21:00:00Z')
    await letGoodsArrive(one.world, early)
    assert.equal((await list()).length, announced.length, 'nothing is due yet')
    // Somebody else's, which the simulator leaves to them.
    const due = first!.dueOn.toZonedDateTime({ timeZone: 'UTC', plainTime: '20:00' }).toInstant()
    const by = { actor: 'test', now: early, nowMs: one.platform.clock.nowMs() }
    const context = stockContextOf(one.world, by)
    const own = { ...first!, reference: 'PO 7' }
    await db.transaction((tx) => announceReceipts(tx, [own], context))
    for (const receipts = announced.filter(isDue); receipts.length > 0; receipts.splice(0, 5)) {
      await Promise.all([letGoodsArrive(one.world, due), letGoodsArrive(one.world, due)])
    }
    function isDue({ dueOn }: { dueOn: Temporal.PlainDate }) {
      return Temporal.PlainDate.compare(dueOn, first!.dueOn) <= 0
    }
    const left = await list()
    assert.deepEqual(
      left.filter(isDue).map(({ reference }) => reference),
      ['PO 7'],
    )
    assert.equal(left.length, announced.length - announced.filter(isDue).length + 1)
    const arrived = await db.query<{ reference: string; units: number }>(sql`
      select reference, sum(quantity_change)::bigint as units from inventory.movement
      where supply_no = 0 and reference like 'DEMO-PO-%' group by reference order by reference`)
    const expected = announced
      .filter(isDue)
      .map(({ reference, quantity }) => ({ reference, units: quantity }))
    assert.deepEqual(
      arrived,
      expected.toSorted((a, b) => (a.reference! < b.reference! ? -1 : 1)),
    )
    const broken = await Promise.all(checks.map(({ query }) => db.query(query)))
    assert.deepEqual(broken.flat(), [])
  })

  it('has stores with opening hours', async () => {
    const one = await open(0)
    const { locationByCode } = await one.world.network.current()
    const stores = [...locationByCode.values()]
    assert.ok(stores.every(({ hours }) => hours !== null && hours.weekly.length > 4))
    const { hours } = stores.find(({ code }) => code.startsWith('DE-'))!
    // The history ends on 12 June 2026.
    assert.deepEqual(hours!.exceptions, [{ on: '2026-10-03' }, { on: '2026-12-25' }])
  })
})
