import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Plan } from '../../src/routing/index.ts'
import type { RoutingRule } from '../../src/routing/domain/rules/rule.ts'
import { ruleSetOf } from '../../src/routing/domain/rules/set.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Json, type KeyClient } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { madeRule } from './made-world.ts'

describe('an order that cannot go as a rule says', () => {
  let app: App
  let client: KeyClient
  let of: App['orders']['plans']['of']
  before(async () => {
    app = await startApp()
    client = await app.client()
    of = app.orders.plans.of
    await openShop(client, {
      onShortage: 'accept',
      locations: { NEAR: {}, FAR: {} },
      skus: { X: {}, Y: {} },
      stock: { X: { NEAR: 1, FAR: 9 }, Y: { NEAR: 9 } },
    })
  })
  afterEach(() => {
    app.orders.plans.of = of
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  /** Decides by a plan that is otherwise. */
  function decideBy(change: (plan: Plan) => Plan): void {
    app.orders.plans.of = async (...asked) => change(await of(...asked))
  }
  const byRule = (rule: Partial<RoutingRule>) =>
    decideBy((plan) => ({ ...plan, rules: ruleSetOf(1, [madeRule(rule)]) }))
  const promised = async (sku: string): Promise<number> => {
    const { items } = (await client.get(`/v1/stock/${sku}`)).body
    return items.reduce((sum: number, one: Json) => sum + one.promised, 0)
  }

  it('is refused where it says so, whatever the channel says of shortages', async () => {
    const use = [{ places: { locations: ['NEAR'] } }]
    byRule({ use, otherwise: 'refuse' })
    const { status, body } = await client.post('/v1/orders', orderOf({ X: 2 }))
    assert.deepEqual([status, body.code], [409, 'shortage'])
    assert.equal((await client.post('/v1/orders', orderOf({ Y: 1 }))).status, 201)
    byRule({ use, otherwise: 'channel' })
    assert.equal((await client.post('/v1/orders', orderOf({ X: 2 }))).status, 201)
  })

  it('is told of by a trial up to the step that failed, for each side', async () => {
    const draft = (await client.get('/v1/routing-rules/draft')).body
    const rule = { name: 'All', use: [{ places: {} }], choose: { by: 'least_cost' } }
    const changes = [{ action: 'add', rule }]
    const { version } = draft
    await client.post('/v1/routing-rules/draft/changes', { version, changes })
    const { read } = app.orders.plans
    const tried = async (change: (plan: Plan) => Plan): Promise<Json> => {
      app.orders.plans.read = async (db) => {
        const planOf = await read(db)
        return (...asked) => change(planOf(...asked))
      }
      const lines = [{ sku: 'X', quantity: 2 }]
      const shipTo = { country: 'FR' }
      const invented = { channel: 'WEB', method: 'standard', shipTo, lines }
      const { status, body } = await client.post('/v1/routing-trials', { invented })
      app.orders.plans.read = read
      assert.equal(status, 200, JSON.stringify(body))
      return body
    }
    const broken = madeRule({ use: [{ places: { locations: ['FAR'] } }], choose: null as never })
    const live = await tried((plan) => ({ ...plan, rules: ruleSetOf(7, [broken]) }))
    assert.deepEqual(
      [live.live.length, live.draft.length],
      [0, 1],
      'the draft decides all the same',
    )
    const [failed, ...more] = live.failed
    assert.deepEqual([failed.by, failed.groupNo, failed.step, more], ['live', 1, 'choice', []])
    const { rule: asked, candidates, excluded, chosen, short } = failed.record
    assert.deepEqual([asked.id, candidates.length, chosen, short], [broken.id, 1, [], []])
    assert.deepEqual(Object.values(excluded).flat().length, 1, 'who is not of the rule')
    assert.match(failed.reference, /^[0-9a-f-]{36}$/)
    const term = faults.find(([what]) => what === 'a term')![1]
    const both = await tried(term)
    assert.deepEqual(
      both.failed.map(({ by, step }: Json) => [by, step]),
      [
        ['live', 'costs'],
        ['draft', 'costs'],
      ],
    )
    const condition = faults.find(([what]) => what === 'a condition')![1]
    const early = await tried(condition)
    assert.deepEqual([early.failed.length, early.failed[0].step], [1, 'rules'])
    assert.deepEqual(early.failed[0].record.candidates, [])
  })

  it('is no riddle where a draft cannot be made ready: it names the rule to remove', async () => {
    await brokenDraft()
    const path = '/v1/routing-rules/draft'
    const { status, body } = await client.get(path)
    assert.deepEqual([status, body.code, body.rule.name], [409, 'rule_not_ready', 'Broken'])
    const changes = [{ action: 'remove', id: body.rule.id }]
    const answer = await client.post(`${path}/changes`, { version: body.current, changes })
    assert.deepEqual([answer.status, answer.body.outcomes[0].outcome], [200, 'done'])
    const mended = await client.get(path)
    assert.deepEqual([mended.status, mended.body.version], [200, body.current + 1])
  })

  it('is told of by a trial where the draft cannot be made ready', async () => {
    const { platform } = app
    const { sound } = await brokenDraft()
    const lines = [{ sku: 'X', quantity: 2 }]
    const invented = { channel: 'WEB', method: 'standard', shipTo: { country: 'FR' }, lines }
    const { status, body } = await client.post('/v1/routing-trials', { invented })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual([body.live.length, body.draft], [1, []], 'the rules in force decide')
    const [failed, ...more] = body.failed
    assert.deepEqual([failed.by, failed.groupNo, failed.step, more], ['draft', 1, 'ready', []])
    const { rule, chosen, candidates } = failed.record
    assert.deepEqual([rule.name, chosen, candidates], ['Broken', [], []])
    const propose = async (against: string): Promise<Json> => {
      const asked = { invented, against }
      const answer = await client.post('/v1/routing-tests/proposals', asked)
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      return answer.body
    }
    const live = await propose('live')
    assert.deepEqual(['failed' in live, live.expected.unfilled], [false, false])
    const drafted = await propose('draft')
    assert.deepEqual([drafted.expected, drafted.stock], [{}, live.stock])
    assert.deepEqual([drafted.failed.step, drafted.failed.record.rule.name], ['ready', 'Broken'])
    await refusedWhileBroken(invented)
    await platform.db.query(sql`update routing.rule_draft set rules = ${sound}::json`)
    const { plans } = app.orders
    const { read } = plans
    const term = faults.find(([what]) => what === 'a term')![1]
    plans.read = async (db) => {
      const planOf = await read(db)
      return (...asked) => term(planOf(...asked))
    }
    const late = await propose('draft')
    plans.read = read
    assert.deepEqual([late.expected, late.failed.step], [{}, 'costs'])
  })

  /** Its tests fail with that reason, and it is not published, whatever is said of them. */
  async function refusedWhileBroken(invented: Json): Promise<void> {
    const [draft] = await app.platform.db.query<{ version: number }>(sql`
      select version from routing.rule_draft`)
    const { version } = draft!
    const publish = (more: object) =>
      client.post('/v1/routing-rules/publications', { version, note: 'x', ...more })
    const untested = await publish({})
    assert.deepEqual([untested.status, untested.body.code], [409, 'rule_not_ready'])
    const test = { code: 'GOES', name: 'Goes', invented, stock: [], expected: { unfilled: true } }
    assert.equal((await client.post('/v1/routing-tests', test)).status, 201)
    const { status, body } = await client.post('/v1/routing-tests/runs', {})
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual([body.live.passed, body.draft.passed, body.draft.failed], [1, 0, 1])
    const [{ outcome, got, misses, problem }] = body.draft.items
    assert.deepEqual([outcome, got, misses, problem.code], ['failed', null, [], 'rule_not_ready'])
    assert.match(problem.detail, /^Rule Broken .*cannot be made ready/)
    for (const more of [{}, { despiteTests: true, despiteReason: 'Now' }]) {
      const refused = await publish(more)
      assert.deepEqual([refused.status, refused.body.code], [409, 'rule_not_ready'])
      assert.equal(refused.body.rule.name, 'Broken')
    }
    const gone = await client.post('/v1/routing-tests/GOES/removals', { version: 1 })
    assert.equal(gone.status, 200)
  }

  /** A draft with a rule that nobody could have written; answers what it was. */
  async function brokenDraft(): Promise<{ sound: string }> {
    const path = '/v1/routing-rules/draft'
    const { version } = (await client.get(path)).body
    const rule = { name: 'Broken', use: [{ places: {} }], choose: { by: 'least_cost' } }
    const changes = [{ action: 'add', rule, position: 1 }]
    const answer = await client.post(`${path}/changes`, { version, changes })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const { db } = app.platform
    const [row] = await db.query<{ rules: Json[] }>(sql`select rules from routing.rule_draft`)
    const { rules } = row!
    const broken = rules.map((one) => (one.name === 'Broken' ? { ...one, use: null } : one))
    await db.query(sql`update routing.rule_draft set rules = ${JSON.stringify(broken)}::json`)
    return { sound: JSON.stringify(rules) }
  }

  const faults: [string, (plan: Plan) => Plan][] = [
    ['a rule', (plan) => ({ ...plan, rules: ruleSetOf(1, [madeRule({ choose: null as never })]) })],
    [
      'a condition',
      (plan) => {
        const matching = () => assert.fail('a condition of ours')
        return { ...plan, rules: { version: 1, paysForUnits: false, matching } }
      },
    ],
    [
      'a term',
      (plan) => {
        const objective = {
          get carbonPerTonne(): number {
            return assert.fail('a term of ours')
          },
        }
        return { ...plan, objective }
      },
    ],
  ]
  for (const [what, change] of faults) {
    it(`is no shortage where ${what} fails: it can be sent again`, async () => {
      const had = await promised('Y')
      const order = orderOf({ Y: 1 })
      const key = randomUUID()
      decideBy(change)
      // Not by the client, which takes a fault of ours for a failed test.
      const failed = await fetch(`${app.address}/v1/orders`, {
        method: 'POST',
        headers: {
          ...client.headers,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(order),
      })
      const { code }: Json = await failed.json()
      assert.deepEqual([failed.status, code], [500, 'bug'])
      const { items } = (await client.get(`/v1/orders?q=${order.externalId}`)).body
      assert.deepEqual(items, [])
      assert.equal(await promised('Y'), had)
      app.orders.plans.of = of
      const again = await client.post('/v1/orders', order, key)
      assert.equal(again.status, 201)
      assert.equal(await promised('Y'), had + 1)
    })
  }
})
