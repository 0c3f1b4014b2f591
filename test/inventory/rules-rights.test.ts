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

  it('never change once they are published', async () => {
    const update = sql`update inventory.rule set name = 'other'`
    await assert.rejects(app.platform.db.query(update), /permission denied/)
    const remove = sql`delete from inventory.rule`
    await assert.rejects(app.platform.db.query(remove), /permission denied/)
  })
})
