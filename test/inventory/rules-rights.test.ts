import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Scope } from '../../src/lib/scope.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'
import { RULES, ruleDesk, type RuleDesk } from './rule-desk.ts'

describe('availability rules', () => {
  let app: App
  let client: Client
  let desk: RuleDesk
  let scope: Scope = 'all'
  before(async () => {
    app = await startApp(undefined, { scopeOf: () => scope })
    client = await app.client()
    desk = ruleDesk(client)
    await openShop(client, { locations: { A: {}, B: {} }, skus: { X: {} }, stock: {} })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const safety = (quantity: number) => ({ kind: 'safety_stock', quantity })

  it('about others are not seen and not made by who has some locations only', async () => {
    const ofA = await desk.add({ location: 'A', sku: 'X', terms: safety(4) })
    await desk.publish()
    const ofB = await desk.add({ location: 'B', sku: 'X', terms: safety(4) })
    const { locationByCode } = await app.orders.network.current()
    scope = { channels: [], locations: [locationByCode.get('A')!.id] }
    try {
      const { items } = await desk.good(client.get(RULES))
      assert.deepEqual(
        items.map((one: Json) => one.id),
        [ofA],
      )
      const { items: changes, can } = await desk.draft()
      assert.deepEqual([changes, can], [[], ['change']])
      assert.equal((await client.get(`${RULES}/${ofB}`)).status, 404)
      const rule = (of: object) => ({ name: 'R', terms: safety(5), ...of })
      const outcomes = await desk.change(
        { action: 'add', rule: rule({ location: 'B' }) },
        { action: 'add', rule: rule({}) },
        { action: 'change', id: ofB, fields: { name: 'Mine' } },
        { action: 'change', id: ofA, fields: { location: null } },
        { action: 'change', id: ofA, fields: { terms: safety(5) } },
      )
      assert.deepEqual(
        outcomes.map(({ outcome, problem }) => problem?.code ?? outcome),
        ['location_unknown', 'location_unknown', 'not_found', 'location_unknown', 'changed'],
      )
      const { version } = await desk.draft()
      const { body } = await client.post(`${RULES}/publications`, { version, note: 'No' })
      assert.equal(body.code, 'not_yours')
    } finally {
      scope = 'all'
    }
    await desk.discard()
  })

  it('that are of others before or after are not published by who sees one of both', async () => {
    const { locationByCode, channelByCode } = await app.orders.network.current()
    const moved = await desk.add({ location: 'B', terms: safety(1) })
    const fence = { kind: 'ring_fence', percent: 100 }
    const fenced = await desk.add({ channel: 'WEB', terms: fence })
    await desk.publish()
    await desk.change({ action: 'change', id: moved, fields: { location: 'A' } })
    scope = {
      channels: [channelByCode.get('WEB')!.id],
      locations: [locationByCode.get('A')!.id],
    }
    try {
      const { version, items, can } = await desk.draft()
      assert.deepEqual([items.length, items[0].before, can], [1, null, ['change']])
      const publish = await client.post(`${RULES}/publications`, { version, note: 'No' })
      const discard = await client.post(`${RULES}/draft/discards`, { version })
      assert.deepEqual([publish.body.code, discard.body.code], ['not_yours', 'not_yours'])
      const rule = (of: object) => ({ name: 'R', channel: 'WEB', terms: fence, ...of })
      const outcomes = await desk.change(
        { action: 'remove', id: moved },
        { action: 'add', rule: rule({}) },
        { action: 'remove', id: fenced },
        { action: 'change', id: fenced, fields: { location: 'A' } },
        { action: 'add', rule: rule({ location: 'A' }) },
      )
      assert.deepEqual(
        outcomes.map(({ outcome, problem }) => problem?.code ?? outcome),
        ['not_found', 'not_yours', 'not_yours', 'not_yours', 'added'],
      )
      assert.deepEqual((await desk.good(client.get(`${RULES}/${fenced}`))).can, [])
    } finally {
      scope = 'all'
    }
    await desk.discard()
  })

  it('do not name a bundle, of which only the components are counted', async () => {
    const components = [{ sku: 'X', quantity: 2 }]
    const set = { code: 'SET', name: 'Two', kind: 'bundle', components }
    await desk.good(client.post('/v1/skus', { skus: [set] }))
    const rule = { name: 'R', sku: 'SET', terms: safety(1) }
    const [{ problem }] = await desk.change({ action: 'add', rule })
    assert.deepEqual([problem.code, problem.field], ['field_invalid', '/changes/0/rule/sku'])
  })

  it('that contradict each other are found behind thousands of others', async () => {
    const mine = { location: 'B', channel: 'WEB' }
    await app.platform.db.query(sql`
      insert into inventory.rule_draft_change (action, id, kind, name, location_id, terms)
      select 'add', gen_random_uuid(), 'safety_stock', 'R', 100000 + i,
        '{"kind": "safety_stock", "quantity": 1, "percent": null}'::jsonb
      from generate_series(1, 6000) as i`)
    const first = await desk.add({ ...mine, terms: safety(1) })
    const second = await desk.add({ ...mine, terms: safety(2) })
    const { version, problems } = await desk.draft()
    const errors = problems.filter((one: Json) => one.keepsFromPublishing)
    assert.deepEqual(
      errors.map(({ kind, rule, other }: Json) => [kind, rule.id, other.id]),
      [['contradictory', first, second]],
    )
    const { body } = await client.post(`${RULES}/publications`, { version, note: 'No' })
    assert.equal(body.code, 'draft_has_errors')
    await desk.discard()
  })

  it('never change once they are published', async () => {
    const update = sql`update inventory.rule set name = 'other'`
    await assert.rejects(app.platform.db.query(update), /permission denied/)
    const remove = sql`delete from inventory.rule`
    await assert.rejects(app.platform.db.query(remove), /permission denied/)
  })
})
