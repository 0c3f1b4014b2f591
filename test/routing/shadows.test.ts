import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readPlacedAgain } from '../../src/orders/index.ts'
import type { Queryable } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { followOrders, type ReadPlaced } from '../../src/routing/actions/shadows/follow.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { orderOf, versionAt } from '../shop.ts'
import { FAR, openNearAndFar, placedIn, shadowDesk } from './shadowed.ts'

const path = '/v1/routing-shadows'

describe('a shadow', () => {
  let app: App
  let client: Client
  let desk: ReturnType<typeof shadowDesk>
  before(async () => {
    app = await startApp()
    client = await app.client()
    desk = shadowDesk(client)
    await openNearAndFar(client)
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function place(lines: Record<string, number>, over = {}): Promise<string> {
    const { status, body } = await client.post('/v1/orders', orderOf(lines, over))
    assert.equal(status, 201, JSON.stringify(body))
    return body.id
  }
  /** Stock runs out meanwhile, so that live itself goes from one place to the other. */
  async function placeSome(count: number): Promise<void> {
    const lines = [{ A: 1 }, { A: 2, B: 1 }, { B: 1 }]
    for (let n = 0; n < count; n += 1) await place(lines[n % lines.length]! as never)
  }

  it('with the rules in force decides the same, whatever is placed', async () => {
    const version = await desk.publish([{ ...FAR, name: 'A from near', when: [], use: NEAR }])
    const id = await desk.start({ rules: { of: 'version', version } })
    await Promise.all([placeSome(6), placeSome(6)])
    const body = await desk.seen(id, 12)
    // Two batches may not have heard of each other in a way that nobody can tell any more.
    assert.ok(body.compared > 6, JSON.stringify(body.missed))
    assert.deepEqual([body.placed, body.compared + missedIn(body), body.changed], [12, 12, 0])
    const [{ live, shadow, rules, versions, currency }] = body.results
    assert.equal(currency, 'EUR')
    assert.ok(live.cost.total > 0)
    const { against, ...sums } = shadow
    assert.deepEqual({ ...sums, against: null }, live)
    assert.ok(Object.values(against.by).every((by) => (by as Json).total === 0))
    assert.equal(rules.length, 1)
    assert.deepEqual([rules[0].live.name, rules[0].changed], ['A from near', 0])
    assert.deepEqual(versions, [{ version, deliveries: body.compared }])
    assert.deepEqual(await desk.changesOf(id), [])
    await desk.stop(id)
  })

  it('with a rule that names another place changes those orders, and no others', async () => {
    await desk.write([FAR])
    const id = await desk.start({})
    await desk.clear()
    const lines = [{ A: 1 }, { B: 2 }, { A: 1, B: 1 }, { A: 2 }, { B: 1 }]
    const ids: string[] = []
    for (const one of lines) ids.push(await place(one as never))
    const body = await desk.seen(id, lines.length)
    assert.deepEqual([body.compared, body.missed], [lines.length, []])
    const decisions = await Promise.all(
      ids.map(async (one) => (await client.get(`/v1/orders/${one}/decisions`)).body),
    )
    // What live gave from afar all the same is no change.
    const expected = ids.filter((_, n) => {
      const { items, places } = decisions[n]
      const near = places.find(({ code }: Json) => code === 'NEAR')?.id
      const isNear = items[0].record.chosen.some(({ locationId }: Json) => locationId === near)
      return 'B' in lines[n]! && isNear
    })
    assert.ok(expected.length >= 2)
    const changes = await desk.changesOf(id)
    assert.deepEqual(new Set(changes.map(({ order }: Json) => order.id)), new Set(expected))
    assert.equal(body.changed, expected.length)
    const [{ live, shadow }] = body.results
    const sum = changes.reduce((all: number, { difference }: Json) => all + difference, 0)
    assert.equal(shadow.cost.total - live.cost.total, sum)
    assert.equal(shadow.against.by.cost.total, sum)
    const [most] = changes
    const one = (await client.get(`${path}/${id}/changes/${most.no}`)).body
    assert.deepEqual(one.change, most)
    assert.equal(one.after[0].record.rule.name, FAR.name)
    assert.notEqual(one.before[0].record.rule.name, FAR.name)
    for (const [query, count] of [
      ['?way=worse', changes.filter(({ difference }: Json) => difference > 0).length],
      ['?location=NEAR', expected.length],
      ['?currency=CHF', 0],
    ] as const) {
      assert.equal((await desk.changesOf(id, query)).length, count, query)
    }
    const ended = await desk.stop(id)
    assert.deepEqual([ended.why, ended.can], ['stopped', ['remove']])
    await place({ B: 1 })
    assert.equal((await desk.show(id)).placed, lines.length)
  })

  it('is dearer by what it does not send, though its plan has no price for that', async () => {
    const none = { use: [{ places: {} }], never: { maxKm: 1 }, otherwise: 'accept' }
    await desk.write([{ ...FAR, name: 'Nobody', when: [], ...none }])
    const id = await desk.start({})
    await desk.clear()
    for (const lines of [{ B: 1 }, { B: 3 }]) await place(lines as never)
    const [{ live, shadow }] = (await desk.seen(id, 2)).results
    assert.deepEqual([live.unfilledUnits, shadow.unfilledUnits, shadow.parcels], [0, 4, 0])
    // Four units of 10.00 at the usual 45 %.
    assert.deepEqual(shadow.cost.terms, [{ term: 'unfilled', amount: 180_000 }])
    assert.equal(shadow.against.by.cost.total, 180_000 - live.cost.total)
    await desk.stop(id)
  })

  it('changes nothing but its own tables', async () => {
    await desk.write([FAR])
    const id = await desk.start({})
    const ids = [await place({ B: 1 }), await place({ A: 1 })]
    await desk.seen(id, 2)
    const rolledBack = new Error('rolled back')
    const again = app.platform.db.transaction(async (tx) => {
      const then = await contentsOf(tx)
      const { orders, platform } = app
      const readPlaced: ReadPlaced = (db, ...of) => readPlacedAgain(db, orders, ...of)
      const placed = await placedIn(tx, ids)
      const { count, keep } = await followOrders(tx, { ...platform, readPlaced }, placed)
      assert.equal(count, 2)
      await keep(tx)
      const now = await contentsOf(tx)
      const other = [...now].filter(([table, hash]) => then.get(table) !== hash)
      assert.deepEqual(other.map(([table]) => table).toSorted(), [
        'routing.shadow',
        'routing.shadow_change',
        'routing.shadow_sum',
      ])
      throw rolledBack
    })
    await assert.rejects(again, rolledBack)
    // What was rolled back was not counted.
    assert.equal((await desk.stop(id)).placed, 2)
  })

  it('looks at a share, at so many a minute, and says of how many it does not', async () => {
    await desk.write([FAR])
    const [few, capped] = [await desk.start({ percent: 30 }), await desk.start({ perMinute: 1 })]
    await placeSome(9)
    const some = await desk.seen(few, 9)
    const left = some.missed.find(({ why }: Json) => why === 'not_in_share')?.orders ?? 0
    assert.equal(some.compared + left, 9)
    const one = await desk.seen(capped, 9)
    const over = one.missed.find(({ why }: Json) => why === 'over_cap').orders
    // A minute may end meanwhile.
    assert.ok(one.compared <= 2 && one.compared + over === 9, JSON.stringify(one))
    await Promise.all([desk.stop(few), desk.stop(capped)])
  })

  it('ends by itself, after so many orders or at a time', async () => {
    await desk.write([FAR])
    const byOrders = await desk.start({ orders: 2 })
    await placeSome(4)
    const done = await desk.seen(byOrders, 4)
    assert.deepEqual([done.state, done.why, done.compared], ['ended', 'orders', 2])
    const until = app.platform.clock.now().add({ minutes: 1 })
    const byTime = await desk.start({ until: until.toString() })
    await app.platform.db.query(sql`
      update routing.shadow set until = until - interval '80 seconds' where id = ${byTime}`)
    const over = await desk.seen(byTime, 1)
    assert.deepEqual([over.state, over.why, over.placed], ['ended', 'until', 0])
    const { items } = (await client.get(`${path}?limit=2`)).body
    assert.deepEqual(
      items.map((one: Json) => one.id),
      [byTime, byOrders],
    )
  })

  it('does not compare what cannot be put together as it was, and says why', async () => {
    const ids = [await place({ B: 1 }), await place({ A: 1 })]
    const { orders, platform } = app
    const tell = async () => {
      const placed = await placedIn(platform.db, ids)
      const all = await readPlacedAgain(platform.db, orders, placed, () => [])
      return all.map(({ decided }) => (typeof decided === 'string' ? decided : 'again'))
    }
    assert.deepEqual(await tell(), ['again', 'again'])
    const setCost = async (handlingCost: string) => {
      const version = await versionAt(client, 'FAR')
      const changes = [{ action: 'set', fields: { handlingCost } }]
      const reply = await client.post('/v1/locations/FAR/changes', { version, changes })
      assert.equal(reply.status, 200)
    }
    await setCost('0.9')
    assert.deepEqual(await tell(), ['otherwise_differs', 'otherwise_differs'])
    await setCost('0.4')
    assert.deepEqual(await tell(), ['again', 'again'])
  })

  it('refuses what cannot be', async () => {
    const refused = async (reply: ReturnType<Client['post']>) => {
      const { body } = await reply
      return [body.code, body.field]
    }
    const draft = { of: 'draft' }
    const asked = { name: 'x', rules: draft }
    await desk.clear()
    assert.deepEqual(await refused(client.post(path, asked)), ['draft_empty', '/rules'])
    await desk.write([FAR])
    for (const [body, code, field] of [
      [{ until: '2020-01-01T00:00:00Z' }, 'field_invalid', '/until'],
      [{ until: '2999-01-01T00:00:00Z' }, 'field_invalid', '/until'],
      [{ percent: 0 }, 'field_invalid', '/percent'],
      [{ rules: { of: 'version', version: 99 } }, 'not_found', '/rules/version'],
    ] as const) {
      assert.deepEqual(await refused(client.post(path, { ...asked, ...body })), [code, field])
    }
    const ids = [await desk.start({}), await desk.start({}), await desk.start({})]
    assert.deepEqual(await refused(client.post(path, asked)), ['shadows_running', undefined])
    const [id] = ids
    const remove = () => client.post(`${path}/${id}/removals`, {})
    assert.deepEqual(await refused(remove()), ['shadow_running', undefined])
    for (const one of ids) await desk.stop(one)
    assert.deepEqual(await refused(client.post(`${path}/${id}/stops`, {})), [
      'shadow_over',
      undefined,
    ])
    assert.equal((await remove()).status, 200)
    assert.equal((await client.get(`${path}/${id}`)).status, 404)
    await desk.write([{ ...FAR, use: [{ places: { locations: ['NOWHERE'] } }] }])
    assert.deepEqual(await refused(client.post(path, asked)), ['draft_has_errors', '/rules'])
    await assert.rejects(readScoped(app, path, { channels: ['WEB'] }, {}), { code: 'not_yours' })
  })

  it('counts each order once, though processes come and go and share the work', async () => {
    await desk.write([FAR])
    const id = await desk.start({})
    const second = await startApp(app.connection)
    const sending = placeSome(40)
    await desk.seen(id, 3)
    await second.stop()
    const third = await startApp(app.connection)
    await sending
    const body = await desk.seen(id, 40)
    await third.stop()
    const last = await desk.stop(id)
    assert.deepEqual([last.placed, last.compared + missedIn(last)], [40, 40])
    assert.equal(body.results[0].orders, last.compared)
    assert.ok(last.compared > 20, JSON.stringify(last.missed))
  })
})

const NEAR = [{ places: { locations: ['NEAR'] } }, { places: {} }]

function missedIn({ missed }: Json): number {
  return missed.reduce((sum: number, { orders }: Json) => sum + orders, 0)
}

/** A hash of all that the tables hold that orders, stock and rules are in. */
async function contentsOf(db: Queryable): Promise<Map<string, string>> {
  const schemas = ['catalog', 'fulfilment', 'inventory', 'network', 'orders', 'routing', 'tasks']
  const tables = await db.query<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = any (${schemas}::text[])
      -- How far others have read, who read meanwhile.
      and tablename <> 'alert_reader' order by 1`)
  const hashes = new Map<string, string>()
  for (const { name } of tables) {
    const [row] = await db.query<{ hash: string }>(sql`
      select md5(query_to_xml(${`select t::text from ${name} as t order by 1`},
        true, false, '')::text) as hash`)
    hashes.set(name, row!.hash)
  }
  return hashes
}
