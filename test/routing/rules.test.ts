import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { ahead } from '../ahead.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const path = '/v1/routing-rules'
const PARIS = { lat: 48.86, lon: 2.35 }
const LYON = { lat: 45.76, lon: 4.84 }

/** A near shop and a far warehouse; X is in both, FAR-ONLY and TWO are apart. */
describe('orders that rules route', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'refuse',
      locations: { NEAR: PARIS, FAR: LYON, SHOP: { lat: 48.9, lon: 2.4 } },
      skus: { X: { weightG: 500 }, ONLY: {}, PART: {} },
      stock: {
        X: { NEAR: 50, FAR: 50, SHOP: 50 },
        ONLY: { FAR: 50 },
        PART: { NEAR: 2, FAR: 2 },
      },
    })
    await client.post('/v1/location-groups', { code: 'METRO', name: 'Metro' })
    for (const [location, fields] of Object.entries({
      FAR: { tags: ['big'] },
      NEAR: { groups: ['METRO'] },
    })) {
      const { version } = (await client.get(`/v1/locations/${location}`)).body
      const changes = [{ action: 'set', fields }]
      const done = await client.post(`/v1/locations/${location}/changes`, { version, changes })
      assert.equal(done.status, 200, JSON.stringify(done.body))
    }
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  /** Publishes these rules in place of what is there. */
  async function publish(rules: Json[], more: object = {}): Promise<Json> {
    const draft = (await client.get(`${path}/draft`)).body
    const gone = draft.rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const changes = [...gone, ...rules.map((rule) => ({ action: 'add', rule }))]
    const changed = await client.post(`${path}/draft/changes`, { version: draft.version, changes })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    const outcomes = changed.body.outcomes.map(({ outcome }: Json) => outcome)
    assert.deepEqual(new Set(outcomes), new Set(['done']), JSON.stringify(changed.body))
    const { version } = changed.body
    const published = await client.post(`${path}/publications`, { version, note: 'x', ...more })
    assert.equal(published.status, 201, JSON.stringify(published.body))
    return published.body
  }
  const rule = (of: Json) => ({
    name: 'Rule',
    use: [{ places: {} }],
    choose: { by: 'least_cost' },
    ...of,
  })
  async function recordOf(lines: Record<string, number>, over = {}): Promise<Json> {
    const { status, body } = await client.post('/v1/orders', orderOf(lines, over))
    assert.equal(status, 201, JSON.stringify(body))
    const { items, places } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
    const codes = new Map<number, string>(places.map(({ id, code }: Json) => [id, code]))
    const { record } = items.at(-1)
    const chosen = record.chosen.map((one: Json) => codes.get(one.locationId))
    const dropped = Object.fromEntries(
      Object.entries<(number | [number, number])[]>(record.excluded).map(([why, all]) => [
        why,
        all.map((one) => codes.get(typeof one === 'number' ? one : one[0])),
      ]),
    )
    return { ...record, chosen, dropped, order: body }
  }

  const invented = {
    channel: 'WEB',
    method: 'standard',
    shipTo: { country: 'FR', ...PARIS },
    lines: [{ sku: 'X', quantity: 1 }],
  }
  async function tryIt(asked: Json): Promise<Json> {
    const { status, body } = await client.post('/v1/routing-trials', asked)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }

  it('go to the places of the first rule that fits, and say which that was', async () => {
    await publish([
      rule({
        name: 'Light ones from afar',
        when: [{ of: 'weight', below: 800 }],
        use: [{ places: { tags: ['big'] } }],
      }),
      rule({ name: 'Metro', use: [{ places: { groups: ['METRO'] } }] }),
    ])
    const light = await recordOf({ X: 1 })
    assert.deepEqual([light.chosen, light.rule.name], [['FAR'], 'Light ones from afar'])
    assert.deepEqual(light.dropped, { not_in_rule: ['NEAR', 'SHOP'] })
    const heavy = await recordOf({ X: 2 })
    assert.deepEqual([heavy.chosen, heavy.rule.name], [['NEAR'], 'Metro'])
    assert.equal(heavy.rule.version, light.rule.version)
  })

  it('are decided on by the plan of the channel where no rule fits', async () => {
    await publish([rule({ when: [{ of: 'channel', in: ['WEB'], not: true }] })])
    const { chosen, rule: by } = await recordOf({ X: 1 })
    assert.deepEqual([chosen, by.id, by.name], [['NEAR'], null, null])
  })

  it('ask the next rule where the first has not all; else what it says counts', async () => {
    const metro = { name: 'Metro', use: [{ places: { groups: ['METRO'] } }] }
    await publish([rule({ ...metro, otherwise: 'next_rule' }), rule({ name: 'All' })])
    const { chosen, rule: by } = await recordOf({ ONLY: 1 })
    assert.deepEqual([chosen, by.name, by.passed[0][1]], [['FAR'], 'All', 'Metro'])
    await publish([rule(metro)])
    const refused = await client.post('/v1/orders', orderOf({ ONLY: 1 }))
    assert.deepEqual([refused.status, refused.body.code], [409, 'shortage'])
    await publish([rule({ ...metro, otherwise: 'ask' })])
    const asked = await recordOf({ ONLY: 1 })
    assert.deepEqual([asked.chosen, asked.rule.otherwise], [[], 'ask'])
    const tasks = (await client.get('/v1/tasks?cause=shortage')).body.items
    assert.ok(tasks.some((task: Json) => task.summary.includes(asked.order.number)))
  })

  it('are counted by the rule that decided', async () => {
    const metro = { name: 'Metro', use: [{ places: { groups: ['METRO'] } }] }
    await publish([rule({ ...metro, otherwise: 'next_rule' }), rule({ name: 'All' })])
    const [first, last] = (await client.get(path)).body.rules
    const { order } = await recordOf({ X: 1 })
    await recordOf({ ONLY: 1 })
    const { rules, from } = (await client.get(`${path}/use`)).body
    // As far back as there were orders.
    const { capturedAt } = (await client.get(`/v1/orders/${order.id}`)).body
    assert.ok(Temporal.Instant.compare(from, capturedAt) < 0)
    const useOf = (id: string) => rules.find(({ ruleId }: Json) => ruleId === id)
    const none = { declined: 0, short: 0 }
    assert.deepEqual(useOf(first.id), { ruleId: first.id, decided: 1, passed: 1, ...none })
    assert.deepEqual(useOf(last.id), { ruleId: last.id, decided: 1, passed: 0, ...none })
  })

  it('open the next tier where it lacks something, or to save enough', async () => {
    const tiers = (opensToSave?: number) => [
      { places: { tags: ['big'] } },
      { places: {}, ...(opensToSave !== undefined && { opensToSave }) },
    ]
    await publish([rule({ use: tiers() })])
    assert.deepEqual(await placesAndTier({ X: 1 }), [['FAR'], 0])
    await publish([rule({ use: tiers(1) })])
    assert.deepEqual(await placesAndTier({ X: 1 }), [['NEAR'], 1])
    await publish([rule({ use: tiers(1_000_000_000) })])
    assert.deepEqual(await placesAndTier({ X: 1 }), [['FAR'], 0])
    await publish([rule({ use: [{ places: { groups: ['METRO'] } }, { places: {} }] })])
    assert.deepEqual(await placesAndTier({ X: 1, ONLY: 1 }), [['FAR'], 1])
  })

  async function placesAndTier(lines: Record<string, number>) {
    const { chosen, tier } = await recordOf(lines)
    return [chosen.toSorted().toReversed(), tier]
  }

  it('are never split where that is a limit', async () => {
    await publish([rule({ never: { maxParcels: 1 }, otherwise: 'accept' })])
    const { chosen, short } = await recordOf({ PART: 3 })
    assert.equal(chosen.length, 1)
    assert.deepEqual([short[0].wanted, short[0].available], [3, 2])
    await publish([rule({ never: { shipComplete: true, maxParcels: 1 }, otherwise: 'accept' })])
    assert.deepEqual((await recordOf({ PART: 3, ONLY: 1 })).chosen, [])
  })

  it('are decided on by a version from the moment that it names', async () => {
    await publish([rule({ name: 'Now' })])
    const validFrom = await ahead(app.platform.clock, async (at) => {
      await publish([rule({ name: `Soon ${at}` })], { validFrom: at.toString() })
      const { coming, inForce } = (await client.get(path)).body
      assert.deepEqual([coming.length, coming[0].version], [1, inForce.version + 1])
    })
    let by: string
    do by = (await tryIt({ invented })).live[0].record.rule.name
    while (by !== `Soon ${validFrom}`)
    await publish([rule({ name: 'Later' })], { validFrom: validFrom.add({ hours: 24 }).toString() })
    await publish([rule({ name: 'After all' })])
    // What a later version overrules never comes.
    assert.deepEqual((await client.get(path)).body.coming, [])
    assert.ok(Temporal.Instant.compare(app.platform.clock.now(), validFrom) >= 0)
  })

  it('are tried on a draft, which changes nothing', async () => {
    await publish([rule({ name: 'Live' })])
    const { version } = (await client.get(`${path}/draft`)).body
    const added = rule({ name: 'Draft', use: [{ places: { tags: ['big'] } }] })
    const changes = [{ action: 'add', rule: added, position: 1 }]
    const changed = (await client.post(`${path}/draft/changes`, { version, changes })).body
    const placed = await recordOf({ X: 1 })
    assert.equal(placed.rule.name, 'Live')
    const body = await tryIt({ order: placed.order.id })
    const said = (all: Json[]) => all.map(({ record }) => [record.rule.name, record.chosen.length])
    assert.deepEqual([said(body.live), said(body.draft)], [[['Live', 1]], [['Draft', 1]]])
    const tried = await tryIt({ invented })
    assert.deepEqual([said(tried.live), said(tried.draft)], [[['Live', 1]], [['Draft', 1]]])
    assert.notEqual(
      tried.live[0].record.chosen[0].locationId,
      tried.draft[0].record.chosen[0].locationId,
    )
    const collected = { invented: { ...invented, method: 'locker' } }
    const refused = await client.post('/v1/routing-trials', collected)
    assert.deepEqual([refused.status, refused.body.field], [400, '/invented/method'])
    const both = await client.post('/v1/routing-trials', { invented, order: placed.order.id })
    assert.deepEqual([both.status, both.body.field], [400, '/order'])
    await client.post(`${path}/draft/discards`, { version: changed.version })
    assert.equal((await tryIt({ invented })).draft, null)
  })

  it('keep rules with errors from being published, and another version of the draft', async () => {
    await publish([rule({ name: 'Good' })])
    const { version } = (await client.get(`${path}/draft`)).body
    const bad = rule({ when: [{ of: 'channel', in: ['GONE'] }] })
    const changes = [
      { action: 'add', rule: bad },
      { action: 'remove', id: '00000000-0000-7000-8000-000000000000' },
    ]
    const changed = (await client.post(`${path}/draft/changes`, { version, changes })).body
    assert.deepEqual(
      changed.outcomes.map(({ outcome, problem }: Json) => [outcome, problem?.field]),
      [
        ['done', undefined],
        ['refused', '/changes/1/id'],
      ],
    )
    const draft = (await client.get(`${path}/draft`)).body
    assert.deepEqual(
      draft.problems.map(({ kind, value, keepsFromPublishing }: Json) => [
        kind,
        value,
        keepsFromPublishing,
      ]),
      [
        ['unknown_channel', 'GONE', true],
        ['shadowed', null, false],
      ],
    )
    const refused = await client.post(`${path}/publications`, { version: draft.version, note: 'x' })
    assert.deepEqual([refused.status, refused.body.code], [409, 'draft_has_errors'])
    const stale = await client.post(`${path}/publications`, { version, note: 'x' })
    assert.equal(stale.body.code, 'version_conflict')
    await client.post(`${path}/draft/discards`, { version: draft.version })
    const empty = await client.post(`${path}/publications`, {
      version: draft.version + 1,
      note: 'x',
    })
    assert.equal(empty.body.code, 'draft_empty')
  })

  it('that never fit keep a draft from being published only where they are new in it', async () => {
    const [many, few] = [
      { of: 'units', from: 5 },
      { of: 'units', below: 9 },
    ]
    const old = await publish([rule({ name: 'Idle', when: [many, few] })])
    // As a version is that was published when less was told to never fit.
    await app.platform.db.query(sql`
      insert into routing.rule_version (version, rules, note, added, changed, removed,
        valid_from, published_at, published_by)
      select version + 1, replace(rules::text, '"below":9', '"below":3')::json, note,
        added, changed, removed, valid_from, published_at, published_by
      from routing.rule_version where version = ${old.version}`)
    const change = async (wish: Json) => {
      const { version } = (await client.get(`${path}/draft`)).body
      await client.post(`${path}/draft/changes`, { version, changes: [wish] })
      const { problems, version: next } = (await client.get(`${path}/draft`)).body
      const { status } = await client.post(`${path}/publications`, { version: next, note: 'x' })
      return [...problems.map((one: Json) => [one.kind, one.keepsFromPublishing]), status]
    }
    const urgent = await change({ action: 'add', rule: rule({ name: 'Urgent' }) })
    assert.deepEqual(urgent, [['contradictory', false], 201])
    const [idle] = (await client.get(path)).body.rules
    const renamed = { action: 'change', id: idle.id, fields: { name: 'Renamed' } }
    assert.deepEqual(await change(renamed), [['contradictory', true], 409])
  })

  it('are decided on by what a version said, once it is brought back', async () => {
    const first = await publish([rule({ name: 'First' })])
    await publish([rule({ name: 'Second' })])
    const { version } = (await client.get(`${path}/draft`)).body
    const restored = await client.post(`${path}/rollbacks`, { version, restores: first.version })
    assert.deepEqual([restored.status, restored.body.restores], [200, first.version])
    const again = { version: restored.body.version, note: 'It was better' }
    const published = (await client.post(`${path}/publications`, again)).body
    assert.equal(published.restores, first.version)
    assert.equal((await recordOf({ X: 1 })).rule.name, 'First')
    const old = (await client.get(`${path}/versions/${first.version}`)).body
    assert.deepEqual(old.rules, (await client.get(path)).body.rules)
  })
})
