import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { offeringOf } from '../../src/inventory/index.ts'
import {
  captureOrder,
  channelsOfOrders,
  placeIn,
  wantedNumbers,
  type OrderBody,
} from '../../src/orders/index.ts'
import { watchCanary } from '../../src/routing/actions/canaries/watch.ts'
import { startApp, type Client, type Reply } from '../app.ts'
import { orderOf } from '../shop.ts'
import {
  asOwner,
  canaries,
  counted,
  draft,
  ended,
  openCanaryShop,
  place,
  publish,
  ruleFrom,
  rules,
  start,
  unguarded,
  until,
  versionsOf,
  type Shop,
} from './canary-shop.ts'

describe('a canary, where something goes wrong', () => {
  let shop: Shop
  let client: Client
  before(async () => {
    shop = await openCanaryShop()
    client = shop.clients[0]!
  })
  after(() => shop.close())
  afterEach(async () => {
    const [last] = (await client.get(canaries)).body.items
    if (last?.state === 'running') await client.post(`${canaries}/${last.id}/returns`, {})
  })

  const inForce = async () => (await client.get(rules)).body.version as number
  const db = () => shop.apps[0]!.platform.db

  it('counts each order once, however often its figures could not be written', async () => {
    const canary = await start(shop, ruleFrom('From afar', 'FAR'))
    await asOwner(shop, (owner) =>
      owner.query(sql`revoke insert, update on routing.canary_sum from tutti`),
    )
    await place(shop, 20)
    const { platform, orders } = shop.apps[0]!
    const world = {
      platform,
      plans: orders.plans,
      channelsOf: channelsOfOrders,
      readPaid: async () => new Map(),
    }
    const fails = () =>
      until(() =>
        watchCanary(world, true).then(
          () => false,
          () => true,
        ),
      )
    await fails()
    await fails()
    await asOwner(shop, (owner) =>
      owner.query(sql`grant insert, update on routing.canary_sum to tutti`),
    )
    // How long deciding took each process adds itself, when its turn has come: the longer it could
    // not, the longer it waits, at most a minute, and it may have begun to wait only now.
    const times = async () => {
      const { canary: one, control } = (await counted(client, canary.id, 20)).get('timeMs')
      return one.n + control.n
    }
    const taken = await until(async () => ((await times()) >= 20 ? times() : false), 150)
    // A batch that had to wait for others may decide twice; what is kept twice is all of it.
    assert.ok(taken < 40, `${taken} decisions of 20 orders`)
  })

  it('writes no row of it where nothing came', async () => {
    const canary = await start(shop, ruleFrom('From afar', 'FAR'))
    const written = new Set<string>()
    for (let looks = 0; looks < 30; looks += 1) {
      const [row] = await db().query<{ by: string }>(sql`
        select xmin::text as by from routing.canary where id = ${canary.id}`)
      written.add(row!.by)
      await setTimeout(100)
    }
    // As it began, and once for each process.
    assert.ok(written.size <= 3, String(written.size))
  })

  it('begins once all know of it, however long its locks took', async () => {
    const version = await draft(client, ruleFrom('Waits', 'NEAR'))
    const body = { version, note: 'x', sharePermille: 10, guards: unguarded }
    let starting: Promise<Reply> | undefined
    await db().transaction(async (tx) => {
      await tx.query(sql`select from routing.rule_draft for update`)
      starting = client.post(canaries, body)
      await setTimeout(1000)
    })
    const freed = Temporal.Now.instant()
    const { startsAt } = (await starting!).body
    const lead = freed.until(Temporal.Instant.from(startsAt)).total('seconds')
    assert.ok(lead >= 6.9, `${lead} s`)
  })

  it('decides again by the moment that an order was captured, not that of its batch', async () => {
    const canary = await start(shop, ruleFrom('From afar', 'FAR'), { sharePermille: 999 })
    const { orders, platform } = shop.apps[0]!
    const body = orderOf({ X: 1 }) as OrderBody
    const request = { client: 'test', key: body.externalId, hash: Buffer.from('x') }
    const captured = await captureOrder(orders, body, { request, actor: 'test' })
    assert.ok(!(captured instanceof Refusal))
    // It begins between the two: as if it had been captured just before.
    const capturedAt = Temporal.Instant.from(canary.startsAt).subtract({ milliseconds: 1 })
    const by = { actor: 'test', now: platform.clock.now(), nowMs: platform.clock.nowMs() }
    const numbers = await orders.numbers.reserve(wantedNumbers([captured]))
    const offering = await offeringOf(orders, by.now)
    const items = [{ ...captured, capturedAt }]
    await platform.db.transaction((tx) => placeIn(tx, orders, { items, numbers, offering }, by))
    numbers.giveBack()
    const { items: found } = (await client.get(`/v1/orders?q=${body.externalId}`)).body
    const order = (await client.get(`/v1/orders/${found[0].id}`)).body
    assert.equal(order.capturedAt, capturedAt.toString())
    const { live } = (await client.post('/v1/routing-trials', { order: order.id })).body
    assert.equal(live[0].record.rule.version, canary.control)
  })

  it('gives it to nobody in a process that knows of no canary', async () => {
    const control = await inForce()
    const canary = await start(shop, ruleFrom('Not for all', 'NEAR'))
    const taken = async () => {
      // What is asked by the version of Tutti before, at any time to come.
      const [row] = await db().query<{ version: number }>(sql`
        select version from routing.rule_version where valid_from <= now() + interval '1 year'
        order by version desc limit 1`)
      return row!.version
    }
    assert.equal(await taken(), control)
    const versionOf = async () => {
      return (await client.get(`${rules}/versions/${canary.version}`)).body
    }
    assert.equal((await versionOf()).validFrom, canary.startsAt)
    const { body } = await client.post(`${canaries}/${canary.id}/promotions`, {})
    assert.equal(await inForce(), canary.version)
    assert.equal((await versionOf()).validFrom, body.endedAt)
    assert.equal((await publish(client, ruleFrom('Near', 'NEAR'))).version, canary.version + 1)
    assert.equal(await taken(), canary.version + 1)
  })

  it('costs no order where it fails, and returns at once, but not for a mere trial', async () => {
    const control = await inForce()
    const canary = await start(shop, ruleFrom('Broken', 'FAR'), { sharePermille: 999 })
    const tried = (await place(shop, 3)).find(({ record }) => record.rule.version > control)!
    await asOwner(shop, (owner) =>
      owner.query(sql`
      update routing.rule_version
      set rules = replace(rules::text, '{"by":"least_cost"}', 'null')::json
      where version = ${canary.version}`),
    )
    const third = await startApp(shop.database.connection)
    try {
      const own = await third.client()
      const { status, body } = await own.post('/v1/routing-trials', { order: tried.id })
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.live[0].record.rule.version, control)
      assert.equal(third.orders.plans.canary.take(canary.id)!.error, undefined)
      const placed = await place({ clients: [own] }, 20)
      assert.deepEqual([...new Set(versionsOf(placed))], [control])
      const over = await ended(client, canary.id)
      assert.deepEqual([over.cause, over.why.guard], ['error', null])
      assert.match(over.why.error, /null/)
    } finally {
      await third.stop()
    }
  })

  it('is no alarm where who published waited for its end', async () => {
    const canary = await start(shop, ruleFrom('Over', 'FAR'))
    await client.post(`${canaries}/${canary.id}/returns`, {})
    const { version } = await publish(client, ruleFrom('Next', 'NEAR'))
    await asOwner(shop, (owner) =>
      owner.query(sql`
      update routing.rule_version as v set published_at = c.ended_at - interval '2 seconds'
      from routing.canary as c where v.version = ${version} and c.id = ${canary.id}`),
    )
    assert.deepEqual(await shop.apps[0]!.broken(), [])
  })
})
