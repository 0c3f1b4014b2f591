import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createBuilder, markDemo, removeDemo } from '../../src/demo/index.ts'
import { checks } from '../../src/modules.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp } from '../app.ts'
import { createTestDatabase } from '../database.ts'
import { strayEvents } from '../events.ts'
import { end, makeWhole, openDemoWorld, smallScale, type DemoTestWorld } from './world.ts'

const schemas = ({ modules }: DemoTestWorld) =>
  modules.map(({ name }) => name).filter((name) => name !== 'identity' && name !== 'platform')

/** What of a history does not depend on ids and real time. */
const story = sql`
  select o.external_id as "externalId", o.number, o.total, o.placed_at as "placedAt",
    (select json_agg(json_build_array(l.sku_code, l.ordered, l.cancelled, l.fulfilled)
        order by l.no)
      from orders.order_line as l where l.order_id = o.id) as lines,
    (select json_agg(json_build_array(w.location_id, w.state, w.changed_at)
        order by w.location_id, w.state, w.changed_at)
      from fulfilment.fulfilment_order as w where w.order_id = o.id) as works
  from orders.order as o order by o.placed_at, o.external_id`

describe('the demo', () => {
  let made: DemoTestWorld
  before(async () => {
    made = await openDemoWorld()
  })
  after(async () => {
    await made.close()
  })

  it('has a history of all kinds of orders, and every check is clean', async () => {
    const { db } = made.platform
    assert.ok((await makeWhole(made)) > 80)
    const broken = await Promise.all(checks.map(async ({ query }) => db.query<object>(query)))
    assert.deepEqual(broken.flat(), [])
    assert.deepEqual(await strayEvents(db), [])
    const types = await db.query<{ type: string }>(sql`select distinct type from platform.event`)
    const told = new Set(types.map(({ type }) => type))
    const life = 'placed hold_placed hold_released cancelled cancellation_requested'
    for (const name of life.split(' ')) assert.ok(told.has(`order.${name}`), name)
    for (const name of 'released accepted short_picked picked packed shipped delivered'.split(
      ' ',
    )) {
      assert.ok(told.has(`fulfilment.${name}`), name)
    }
    const [late] = await db.query<{ n: number }>(sql`
      select count(*)::int as n from platform.event where occurred_at > ${end}`)
    assert.equal(late!.n, 0, 'nothing happened after the end of the history')
  })

  it('has sets, units that are not to be sold, and feeds that are watched', async () => {
    const { db } = made.platform
    const kinds = await db.query<{ kind: string; n: number }>(sql`
      select kind, count(*)::int as n from catalog.sku where kind <> 'stocked'
      group by kind order by kind`)
    assert.deepEqual(
      kinds.map(({ kind, n }) => [kind, n]),
      [
        ['bundle', 3],
        ['not_stocked', 1],
      ],
    )
    const conditions = await db.query(sql`select distinct condition from inventory.condition_level`)
    assert.ok(conditions.length > 0)
    const watches = await db.query(sql`select from inventory.feed_watch where every_minutes = 60`)
    assert.equal(watches.length, 2)
  })

  it('is the same by the same seed and moment', async () => {
    const other = await openDemoWorld()
    try {
      await makeWhole(other)
      const [one, two] = [await made.platform.db.query(story), await other.platform.db.query(story)]
      assert.deepEqual(two, one)
    } finally {
      await other.close()
    }
  })

  it('is made in an empty database only', async () => {
    const { db, clock } = made.platform
    const again = await db.transaction((tx) => markDemo(tx, clock.now(), { seed: 7 }))
    assert.equal(again, false)
  })

  it('is not removed while a server runs on it; every plain page says what it is', async () => {
    const app = await startApp(made.database.connection)
    try {
      await assert.rejects(removeDemo(made.world, schemas(made)), /Stop it/)
      const client = await app.client(['orders:read', 'demo:read'])
      const { cookie } = (await app.person('Ada')).headers
      const page = await fetch(`${app.address}/nothing`, {
        headers: { cookie: cookie!, accept: 'text/html' },
      })
      assert.match(await page.text(), /Demo: this retailer/)
      assert.equal((await client.get('/v1/demo')).body.demo.stage, 'open')
    } finally {
      await app.stop()
    }
  })

  it('is not removed where somebody has made something of their own', async () => {
    const { db } = made.platform
    await db.query(sql`insert into network.legal_entity (code, name, country, created_at)
      values ('OWN', 'Own', 'FR', now())`)
    await assert.rejects(removeDemo(made.world, schemas(made)), /a legal entity/)
    await db.query(sql`delete from network.legal_entity where code = 'OWN'`)
  })

  it('is removed with everything that was done with it', async () => {
    const { db } = made.platform
    await removeDemo(made.world, schemas(made))
    const tables = await db.query<{ name: string; rows: number }>(sql`
      select format('%I.%I', schemaname, tablename) as name, (xpath('/row/n/text()', query_to_xml(
        format('select count(*) as n from %I.%I', schemaname, tablename), false, true, ''))
        )[1]::text::int as rows
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'identity')`)
    const kept = tables.filter(({ rows }) => rows > 0).map(({ name }) => name)
    // Readers of the log keep their places: what comes next is after them.
    const own = ['installation', 'migration', 'partitioned', 'subscriber']
    assert.deepEqual(
      kept.toSorted(),
      own.map((table) => `platform.${table}`),
    )
    await assert.rejects(db.query(sql`truncate platform.event`), /permission denied/)
    await assert.rejects(removeDemo(made.world, schemas(made)), /no demo/)
  })

  it('goes on where a process that made it has ended', async () => {
    const database = await createTestDatabase()
    const first = await openDemoWorld(database)
    const { db, clock } = first.platform
    const of = { seed: 7, scale: smallScale }
    await db.transaction((tx) => markDemo(tx, clock.now(), of))
    const builder = createBuilder(first.world)
    for (let n = 0; n < 6; n += 1) await builder.next()
    await first.close()
    const app = await startApp(database.connection)
    try {
      const client = await app.client(['demo:read'])
      const stage = async () => (await client.get('/v1/demo')).body.demo.stage
      while ((await stage()) !== 'open') await new Promise((resolve) => setTimeout(resolve, 50))
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
      await database.drop()
    }
  })
})
