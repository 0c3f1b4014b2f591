import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { takeTime } from '../../src/inventory/store/rule-versions.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import type { Sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'
import { RULES, ruleDesk, type RuleDesk } from './rule-desk.ts'

describe('availability rules', () => {
  let app: App
  let other: App
  let client: Client
  let desk: RuleDesk
  before(async () => {
    app = await startApp()
    other = await startApp(app.connection)
    client = await app.client()
    desk = ruleDesk(client)
    await openShop(client, {
      locations: { A: {}, B: {}, C: {} },
      skus: { X: {}, Y: {}, CLOTH: { decimals: 2 } },
      stock: { X: { A: 10, B: 4 }, Y: { A: 10 }, CLOTH: { A: 5 } },
    })
    await app.orders.skus.load(['X', 'Y', 'CLOTH'])
    await other.orders.skus.load(['X', 'Y', 'CLOTH'])
    await other.orders.network.refresh()
  })
  after(async () => {
    const broken = await app.broken()
    await other.stop()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const safety = (quantity: number) => ({ kind: 'safety_stock', quantity })
  const idsOf = async (of: App, sku: string, location: string) => {
    const { locationByCode, channelByCode } = await of.orders.network.current()
    // What another process tells of a SKU makes this one forget it until it is asked for.
    await of.orders.skus.load([sku])
    const skuId = of.orders.skus.byCode(sku)!.id
    return {
      skuId,
      locationId: locationByCode.get(location)!.id,
      channel: channelByCode.get('WEB')!,
    }
  }
  const kept = async (of: App, sku: string, location = 'A', onHand = 100): Promise<number> => {
    const rules = await of.orders.rules.current()
    const { skuId, locationId, channel } = await idsOf(of, sku, location)
    const now = of.platform.clock.now()
    return rules.for({ channelId: channel.id, method: null, now }).safety(skuId, locationId, onHand)
  }

  /** Resolves when the other process has heard of a version; a second is promised. */
  const heardOf = (version: number) =>
    new Promise<void>((resolve, reject) => {
      setTimeout(reject, 20_000, new Error(`not heard of ${version}`)).unref()
      other.platform.events.on(['availability_rules.published'], (events) => {
        if (events.some(({ data }) => (data as Json).version === version)) resolve()
      })
    })

  it('count when they are published, at once here and when it is told elsewhere', async () => {
    assert.equal(await kept(other, 'X'), 0)
    const id = await desk.add({ name: 'Two of each', terms: safety(2) })
    await desk.add({ sku: 'CLOTH', terms: { kind: 'safety_stock', percent: 12.5 } })
    assert.equal(await kept(app, 'X'), 0)
    const heard = [heardOf(1), heardOf(2)]
    const { version, added, note } = await desk.publish('Counts are off by two')
    assert.deepEqual([version, added, note], [1, 2, 'Counts are off by two'])
    assert.deepEqual(
      [await kept(app, 'X'), await kept(app, 'CLOTH', 'A', 500), await kept(app, 'Y', 'C')],
      [2, 63, 2],
    )
    await heard[0]
    assert.equal(await kept(other, 'X'), 2)
    const [outcome] = await desk.change({ action: 'change', id, fields: { terms: safety(3) } })
    assert.equal(outcome.outcome, 'changed')
    await desk.publish()
    assert.deepEqual([await kept(app, 'X'), await kept(app, 'CLOTH', 'A', 500)], [3, 63])
    await heard[1]
    assert.equal(await kept(other, 'X'), 3)
    assert.equal((await app.orders.rules.current()).version, 2)
    const { items, live } = await desk.good(client.get(`${RULES}/${id}`))
    assert.deepEqual(
      [
        live,
        items.map((one: Json) => [one.fromVersion, one.untilVersion, one.rule.terms.quantity]),
      ],
      [
        true,
        [
          [2, null, 3],
          [1, 2, 2],
        ],
      ],
    )
  })

  it('of a SKU come before those of its tags and its category', async () => {
    const { version } = await desk.good(client.get('/v1/skus/Y'))
    const fields = { tags: ['new', 'heavy', 'new'], category: 'shoes' }
    const changes = [{ action: 'set', fields }]
    const sku = await desk.good(client.post('/v1/skus/Y/changes', { version, changes }))
    assert.deepEqual(sku.tags, ['heavy', 'new'])
    await app.orders.skus.load(['Y'])
    const ofCategory = await desk.add({ category: 'shoes', location: 'A', terms: safety(7) })
    await desk.publish()
    assert.equal(await kept(app, 'Y'), 7)
    const ofTag = await desk.add({ skuTag: 'heavy', terms: safety(8) })
    await desk.publish()
    assert.equal(await kept(app, 'Y'), 8)
    const ofSku = await desk.add({ sku: 'Y', terms: safety(9) })
    await desk.publish()
    assert.equal(await kept(app, 'Y'), 9)
    await desk.change(...[ofCategory, ofTag, ofSku].map((id) => ({ action: 'remove', id })))
    const { removed } = await desk.publish()
    assert.deepEqual([removed, await kept(app, 'Y')], [3, 3])
  })

  it('bring their bad ones back, and keep the good ones', async () => {
    const rule = (of: object) => ({ action: 'add', rule: { name: 'R', terms: safety(1), ...of } })
    const limit = (of: object) => rule({ terms: { kind: 'purchase_limit', per: 'order', ...of } })
    const outcomes = await desk.change(
      rule({ sku: 'NO' }),
      rule({ location: 'NO' }),
      rule({ channel: 'NO' }),
      rule({ group: 'NO' }),
      rule({ sku: 'X' }),
      rule({ from: '2027-01-02T00:00:00Z', until: '2027-01-01T00:00:00Z' }),
      rule({ terms: { kind: 'safety_stock', quantity: 1, percent: 1 } }),
      rule({ terms: { kind: 'safety_stock', percent: 1.005 } }),
      rule({ location: 'A', terms: { kind: 'threshold', quantity: 1 } }),
      rule({ terms: { kind: 'quota', quantity: 1 } }),
      { action: 'remove', id: '01234567-89ab-7def-8123-456789abcdef' },
      limit({ quantity: 6, minQuantity: 7 }),
      limit({ minQuantity: 7, per: 'customer' }),
      limit({}),
    )
    assert.deepEqual(
      outcomes.map(({ outcome, problem }) => [outcome, problem?.code, problem?.field]),
      [
        ['refused', 'sku_unknown', '/changes/0/rule/sku'],
        ['refused', 'location_unknown', '/changes/1/rule/location'],
        ['refused', 'channel_unknown', '/changes/2/rule/channel'],
        ['refused', 'location_group_unknown', '/changes/3/rule/group'],
        ['added', undefined, undefined],
        ['refused', 'field_invalid', '/changes/5/rule/until'],
        ['refused', 'field_invalid', '/changes/6/rule/terms/quantity'],
        ['refused', 'field_invalid', '/changes/7/rule/terms/percent'],
        ['refused', 'field_invalid', '/changes/8/rule/terms/kind'],
        ['refused', 'field_invalid', '/changes/9/rule/channel'],
        ['refused', 'not_found', '/changes/10/id'],
        ['refused', 'field_invalid', '/changes/11/rule/terms/minQuantity'],
        ['refused', 'field_invalid', '/changes/12/rule/terms/minQuantity'],
        ['refused', 'field_invalid', '/changes/13/rule/terms/quantity'],
      ],
    )
    const { version, added, items } = await desk.draft()
    assert.deepEqual([added, items[0].after.sku, items[0].before], [1, 'X', null])
    const { status, body } = await client.post(`${RULES}/draft/discards`, { version: version - 1 })
    assert.deepEqual([status, body.code, body.current], [409, 'version_conflict', version])
    const empty = await desk.good(client.post(`${RULES}/draft/discards`, { version }))
    assert.deepEqual([empty.added, empty.can], [0, ['change', 'rollback']])
    const again = await client.post(`${RULES}/publications`, { version: empty.version, note: 'No' })
    assert.deepEqual([again.status, again.body.code], [409, 'draft_empty'])
  })

  it('that contradict each other are not published; what never counts is told', async () => {
    const first = await desk.add({ name: 'Five', sku: 'X', terms: safety(5) })
    const second = await desk.add({ name: 'Six', sku: 'X', terms: safety(6) })
    const ended = await desk.add({
      category: 'none',
      until: '2020-01-01T00:00:00Z',
      terms: safety(1),
    })
    const { problems, version } = await desk.draft()
    assert.deepEqual(
      problems.map((one: Json) => [one.kind, one.keepsFromPublishing, one.rule.id, one.other?.id]),
      [
        ['contradictory', true, first, second],
        ['ended', false, ended, undefined],
        ['names_nothing', false, ended, undefined],
      ],
    )
    const { status, body } = await client.post(`${RULES}/publications`, { version, note: 'No' })
    assert.deepEqual(
      [status, body.code, body.problems],
      [
        409,
        'draft_has_errors',
        [
          {
            kind: 'contradictory',
            rule: { id: first, name: 'Five' },
            other: { id: second, name: 'Six' },
          },
        ],
      ],
    )
    await desk.change(
      { action: 'change', id: first, fields: { terms: safety(6) } },
      { action: 'remove', id: ended },
    )
    const shadowed = (await desk.draft()).problems
    assert.deepEqual(
      shadowed.map((one: Json) => [one.kind, one.rule.name, one.other.name]),
      [['shadowed', 'Five', 'Six']],
    )
    await desk.publish()
    await desk.change({ action: 'remove', id: first }, { action: 'remove', id: second })
    await desk.publish()
  })

  it('come back as they were in an earlier version', async () => {
    const { items } = await desk.good(client.get(`${RULES}/versions?limit=1`))
    const [{ version: was }] = items
    const earlier = await desk.good(client.get(`${RULES}?version=${was}`))
    const [{ id }] = earlier.items
    const added = await desk.add({ sku: 'X', terms: safety(1) })
    await desk.change({ action: 'remove', id })
    await desk.publish()
    const { version } = await desk.draft()
    const rollback = { version, restores: was }
    const restored = await desk.good(client.post(`${RULES}/rollbacks`, rollback))
    assert.deepEqual([restored.added, restored.removed, restored.restores], [1, 1, was])
    const twice = { ...rollback, version: restored.version }
    const { body: refused } = await client.post(`${RULES}/rollbacks`, twice)
    assert.equal(refused.code, 'draft_not_empty')
    const { restores } = await desk.publish('That was wrong')
    assert.equal(restores, was)
    assert.deepEqual(await desk.good(client.get(RULES)), earlier)
    assert.deepEqual(await desk.good(client.get(`${RULES}?version=${was}`)), earlier)
    const gone = await desk.good(client.get(`${RULES}/${added}`))
    assert.deepEqual([gone.live, gone.can], [false, []])
  })

  it('show what they would do before they are published', async () => {
    const safe = await desk.add({ name: 'Ten', sku: 'X', location: 'A', terms: safety(9) })
    const shut = await desk.add({
      name: 'Not from B',
      location: 'B',
      channel: 'WEB',
      terms: { kind: 'pool', sells: false },
    })
    await desk.add({ name: 'Never the last', sku: 'X', terms: { kind: 'threshold', quantity: 1 } })
    const path = `${RULES}/draft/effects?sku=X&channel=WEB`
    const { live, draft: would } = await desk.good(client.get(path))
    assert.deepEqual([live.available, would.available, would.threshold], [8, 0, 1])
    assert.deepEqual(
      would.locations.map((one: Json) => [
        one.location,
        one.available,
        one.sellable,
        one.safetyRule.name,
        one.barred,
        one.barredRule?.id,
      ]),
      [
        ['A', 10, 1, 'Ten', null, undefined],
        ['B', 4, 0, 'Two of each', 'not_sold_now', shut],
      ],
    )
    const listed = await desk.good(client.get(`${RULES}?draft=true&sku=X&location=A&q=te`))
    assert.deepEqual(
      listed.items.map((one: Json) => one.id),
      [safe],
    )
    await desk.discard()
  })

  it('show what a quota would leave before it is published', async () => {
    const terms = { kind: 'quota', quantity: 2 }
    const quota = await desk.add({ name: 'Two', sku: 'Y', channel: 'WEB', terms })
    const path = `${RULES}/draft/effects?sku=Y&channel=WEB`
    const { live, draft: would } = await desk.good(client.get(path))
    assert.ok(live.available > 2 && live.quotaLeft === null)
    assert.deepEqual([would.available, would.quotaLeft, would.quotaRule.id], [2, 2, quota])
    await desk.discard()
  })

  it('have a minute to be published, however long the transaction had before', async () => {
    const session = await app.platform.db.connect({ transaction_timeout: '1s' })
    try {
      await session.query('begin')
      const query = async <Row>({ text }: Sql) => (await session.query(text)).rows as Row[]
      await takeTime({ query } as Tx)
      await session.query('select pg_sleep(1.2)')
      const { rows } = await session.query('show transaction_timeout')
      assert.deepEqual(rows, [{ transaction_timeout: '1min' }])
      await session.query('rollback')
    } finally {
      await session.end()
    }
  })
})
