import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { after, afterEach, before, describe, it } from 'node:test'
import { decideSide } from '../../src/routing/domain/canary/side.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { Client, Json } from '../app.ts'
import { orderOf, untilReleased } from '../shop.ts'
import {
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

describe('a canary of routing rules', () => {
  let shop: Shop
  let client: Client
  before(async () => {
    shop = await openCanaryShop(0)
    client = shop.clients[0]!
  })
  after(() => shop.close())
  afterEach(async () => {
    const [last] = (await client.get(canaries)).body.items
    if (last?.state === 'running') await client.post(`${canaries}/${last.id}/returns`, {})
  })

  const inForce = async () => (await client.get(rules)).body.version as number

  it('decides on its share in every process; nothing else is published meanwhile', async () => {
    const control = await inForce()
    const canary = await start(shop, ruleFrom('From afar', 'FAR'), { sharePermille: 400 })
    assert.deepEqual([canary.version, canary.control], [control + 1, control])
    assert.deepEqual(canary.can, ['promote', 'return'])
    assert.equal(await inForce(), control)
    const placed = await place(shop, 60)
    const { id } = (await shop.apps[0]!.orders.network.current()).channelByCode.get('WEB')!
    const sharing = {
      id: canary.id,
      sharePermille: 400,
      channelIds: [id],
      startsAt: Temporal.Instant.from(canary.startsAt),
      until: Temporal.Instant.from(canary.until),
    }
    for (const { externalId, record } of placed) {
      const key = { channelId: id, externalId, capturedAt: sharing.startsAt }
      const isCanary = decideSide(sharing, key, sharing.startsAt) === 'canary'
      assert.equal(record.rule.version, isCanary ? canary.version : control)
      assert.equal(record.rule.name, isCanary ? 'From afar' : 'Near first')
    }
    assert.equal(new Set(versionsOf(placed)).size, 2)
    const next = await draft(client, ruleFrom('Another', 'NEAR'))
    const note = { version: next, note: 'x' }
    const published = await client.post(`${rules}/publications`, note)
    assert.deepEqual([published.status, published.body.code], [409, 'canary_running'])
    const second = await client.post(canaries, { ...note, sharePermille: 10 })
    assert.deepEqual([second.status, second.body.code], [409, 'canary_running'])
    await client.post(`${rules}/draft/discards`, { version: next })
    await counted(client, canary.id, placed.length)
    await client.post(`${canaries}/${canary.id}/returns`, { note: 'Seen enough' })
  })

  it('can be put together again, byte for byte, of either side', async () => {
    const canary = await start(shop, ruleFrom('From afar', 'FAR'))
    const seen = new Set<number>()
    while (seen.size < 2) {
      const { id, record } = (await place(shop, 1))[0]!
      seen.add(record.rule.version)
      const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
      const flips = (await client.get(`/v1/decisions/${items[0].id}/flips`)).body
      assert.equal(flips.isExact, true, JSON.stringify(record.rule))
      // What is told by the other process arrives a moment later.
      await setTimeout(100)
    }
    assert.deepEqual(seen, new Set([canary.version, canary.control]))
  })

  it('keeps the side of an order that is decided again, and counts a decline once', async () => {
    const anywhere = (name: string) => ({ ...ruleFrom(name, 'NEAR'), use: [{ places: {} }] })
    await publish(client, anywhere('Anywhere'))
    const canary = await start(shop, anywhere('Anywhere too'))
    const placed = await place(shop, 16)
    const own = placed.filter(({ record }) => record.rule.version === canary.version)
    assert.ok(own.length > 1)
    const [{ id }] = own as [(typeof own)[number]]
    const [work] = await untilReleased(shop.apps[0]!, client, id)
    await client.post(`/v1/fulfilment-orders/${work!.id}/rejections`, { reason: 'too_busy' })
    const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
    assert.deepEqual(
      items.map(({ cause, record }: Json) => [cause, record.rule.version]),
      [
        ['placed', canary.version],
        ['re_routed', canary.version],
      ],
    )
    const { live } = (await client.post('/v1/routing-trials', { order: id })).body
    assert.equal(live[0].record.rule.version, canary.version)
    const declined = await until(async () => {
      const figures = await counted(client, canary.id, placed.length)
      const one = figures.get('declinedPoints')
      return one.canary.mean > 0 && one
    })
    assert.ok(Math.abs(declined.canary.mean - 1 / own.length) < 1e-9)
    assert.equal(declined.control.mean, 0)
    const { body } = await client.post(`${canaries}/${canary.id}/returns`, {})
    assert.deepEqual([body.state, body.cause, body.can], ['returned', 'by_hand', []])
    const over = await client.post(`${canaries}/${canary.id}/promotions`, {})
    assert.deepEqual([over.status, over.body.code], [409, 'canary_over'])
    const last = own.at(-1)!.id
    const [later] = await untilReleased(shop.apps[0]!, client, last)
    const path = `/v1/fulfilment-orders/${later!.id}/rejections`
    const rejected = await client.post(path, { reason: 'too_busy' })
    assert.equal(rejected.status, 200, JSON.stringify(rejected.body))
    const again = (await client.get(`/v1/orders/${last}/decisions`)).body.items
    assert.equal(again.at(-1).record.rule.version, await inForce())
  })

  it('costs what it does not send', async () => {
    const nobody = { ...ruleFrom('Nobody', 'FAR'), never: { maxKm: 1 }, otherwise: 'accept' }
    const canary = await start(shop, nobody)
    await place(shop, 16, { X: 2 })
    const cost = (await counted(client, canary.id, 16)).get('costPercent')
    // Two units of 10.00 at the usual 45 %: the plan has no price for them.
    assert.equal(cost.canary.mean, 90_000)
    assert.ok(cost.control.mean > 0)
  })

  it('returns by itself as soon as it surely costs more than its guard lets it', async () => {
    const control = await inForce()
    const guards = { ...unguarded, costPercent: 3 }
    const canary = await start(shop, ruleFrom('From afar', 'FAR'), { guards })
    await place(shop, 120)
    const body = await ended(client, canary.id)
    assert.deepEqual([body.state, body.cause, body.why.guard], ['returned', 'guard', 'costPercent'])
    const { why } = body
    assert.ok(why.low > 0.03 * why.control.mean && why.canary.mean > why.control.mean)
    const cost = body.figures.find(({ guard }: Json) => guard === 'costPercent')
    assert.equal(cost.state, 'broken')
    // Within a second in both processes, where no other test holds up what they read; and for good.
    const isOver = async () => versionsOf(await place(shop, 4)).every((one) => one === control)
    await until(isOver, 15)
    assert.deepEqual([...new Set(versionsOf(await place(shop, 20)))], [control])
    const tasks = (await client.get('/v1/tasks?cause=canary_returned')).body.items
    const task = tasks.find(({ subjectId }: Json) => subjectId === canary.id)
    assert.match(task.summary, /an order cost .* instead of .*at most 3 % more/)
    const published = await publish(client, ruleFrom('Near again', 'NEAR'))
    assert.equal(published.version, canary.version + 1)
    assert.equal(await inForce(), published.version)
  })

  it('returns where it refuses more orders, which nobody finds in decisions', async () => {
    const guards = { ...unguarded, refusedPoints: 1 }
    const canary = await start(shop, ruleFrom('Has none', 'FAR'), { guards })
    const results = await Promise.all(
      Array.from({ length: 120 }, async (_, i) => {
        return (await shop.clients[i % 2]!.post('/v1/orders', orderOf({ RARE: 1 }))).status
      }),
    )
    assert.deepEqual(new Set(results), new Set([201, 409]))
    const { cause, why } = await ended(client, canary.id)
    assert.deepEqual([cause, why.guard, why.control.mean], ['guard', 'refusedPoints', 0])
  })

  it('decides on everything once it is promoted; the draft is carried over', async () => {
    const control = await inForce()
    const canary = await start(shop, ruleFrom('The new one', 'NEAR'))
    const { version, rules: own } = (await client.get(`${rules}/draft`)).body
    const changes = [{ action: 'add', rule: ruleFrom('Besides', 'FAR') }]
    await client.post(`${rules}/draft/changes`, { version, changes })
    const [promoted, returned] = await Promise.all([
      shop.clients[0]!.post(`${canaries}/${canary.id}/promotions`, {}),
      shop.clients[1]!.post(`${canaries}/${canary.id}/returns`, {}),
    ])
    const statuses = [promoted.status, returned.status].toSorted()
    assert.deepEqual(statuses, [200, 409], 'one of them wins')
    const isPromoted = promoted.status === 200
    const version2 = isPromoted ? canary.version : control
    assert.equal(await inForce(), version2)
    assert.deepEqual([...new Set(versionsOf(await place(shop, 20)))], [version2])
    const left = (await client.get(`${rules}/draft`)).body
    const names = left.rules.map(({ name }: Json) => name)
    const live = isPromoted ? ['The new one'] : own.map(({ name }: Json) => name)
    assert.deepEqual(names.toSorted(), [...live, 'Besides'].toSorted())
    assert.deepEqual([left.basedOn, left.changes.length], [version2, 1])
    await client.post(`${rules}/draft/discards`, { version: left.version })
  })

  it('refuses what could not be compared, and ends by its time at the latest', async () => {
    const version = await draft(client, ruleFrom('Next', 'NEAR'))
    const wanted = { version, note: 'x', sharePermille: 100 }
    const refused = async (of: Json) => {
      const { status, body } = await client.post(canaries, { ...wanted, ...of })
      return [status, body.field ?? body.code]
    }
    assert.deepEqual(await refused({ channels: ['GONE'] }), [422, '/channels/0'])
    const soon = Temporal.Now.instant().add({ seconds: 5 }).toString()
    assert.deepEqual(await refused({ until: soon }), [400, '/until'])
    assert.deepEqual(await refused({ sharePermille: 1000 }), [400, '/sharePermille'])
    assert.deepEqual(await refused({ despiteTests: true }), [400, '/despiteReason'])
    const validFrom = Temporal.Now.instant().add({ hours: 1 }).toString()
    const later = { version, note: 'x', validFrom }
    assert.equal((await client.post(`${rules}/publications`, later)).status, 201)
    await draft(client, ruleFrom('Over it', 'FAR'))
    const draftNow = (await client.get(`${rules}/draft`)).body
    const coming = await client.post(canaries, { ...wanted, version: draftNow.version })
    assert.deepEqual([coming.status, coming.body.code], [409, 'rules_coming'])
    await client.post(`${rules}/draft/discards`, { version: draftNow.version })
    await publish(client, ruleFrom('At once', 'NEAR'))
    const canary = await start(shop, ruleFrom('Forgotten', 'FAR'))
    await shop.apps[0]!.platform.db.query(sql`
      update routing.canary set until = starts_at + interval '1 millisecond'
      where id = ${canary.id}`)
    const { state, cause } = await ended(client, canary.id)
    assert.deepEqual([state, cause], ['returned', 'until'])
  })
})

describe('the first version of all, as a canary', () => {
  let shop: Shop
  let client: Client
  before(async () => {
    shop = await openCanaryShop(60, null)
    client = shop.clients[0]!
  })
  after(() => shop.close())

  it('is compared with the plans of the channels, which no rule is in', async () => {
    const canary = await start(shop, ruleFrom('From afar', 'FAR'))
    assert.deepEqual([canary.version, canary.control], [1, 0])
    const seen = new Map<number, Json>()
    while (seen.size < 2) {
      const one = (await place(shop, 1))[0]!
      seen.set(one.record.rule.version, one)
      await setTimeout(100)
    }
    const { id, record } = seen.get(0)!
    assert.deepEqual(record.rule, { version: 0, id: null, name: null })
    const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
    const flips = (await client.get(`/v1/decisions/${items[0].id}/flips`)).body
    assert.equal(flips.isExact, true)
    await client.post(`${canaries}/${canary.id}/returns`, {})
    assert.equal((await client.get(rules)).body.version, 0)
    assert.equal((await place(shop, 1))[0]!.record.rule, undefined)
    await draft(client, ruleFrom('Once more', 'NEAR'))
    const { next, basedOn, changes, version } = (await client.get(`${rules}/draft`)).body
    assert.deepEqual([next, basedOn, changes.length], [2, 0, 1])
    await client.post(`${rules}/draft/discards`, { version })
  })

  it('can be brought back into the draft once it was returned', async () => {
    const { version, can } = (await client.get(`${rules}/draft`)).body
    assert.deepEqual(can, ['change', 'rollback'])
    const { status, body } = await client.post(`${rules}/rollbacks`, { version, restores: 1 })
    assert.equal(status, 200, JSON.stringify(body))
    const names = body.rules.map(({ name }: Json) => name)
    assert.deepEqual([names, body.restores, body.basedOn], [['From afar'], 1, 0])
  })
})
