import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'
import { unitsGiven } from './given.ts'

let app: App
let client: Client
let from: string

const path = '/v1/simulations'

before(async () => {
  app = await startApp()
  client = await app.client()
  await openShop(client, {
    onShortage: 'accept',
    locations: { NEAR: { lat: 48.8, lon: 2.3 }, FAR: { lat: 43.3, lon: 5.4 } },
    skus: { A: { weightG: 500 }, B: { weightG: 1000 } },
    stock: { A: { NEAR: 10, FAR: 10 }, B: { NEAR: 2, FAR: 10 } },
  })
  from = app.platform.clock.now().toString()
  for (let n = 0; n < 4; n += 1) await place({ A: 1, B: 1 })
  await sellAt('NEAR', 'A', 3)
})
after(() => app.stop())

describe('a simulation', () => {
  it('plays what happened again: under the rules in force as it was', async () => {
    const done = await played({ policies: [{ of: 'live' }] })
    assert.deepEqual([done.state, done.why, done.progress.share], ['done', null, 1])
    assert.deepEqual([done.currency, done.progress.orders, done.can], ['EUR', 4, []])
    const [live] = done.result.policies
    assert.equal(live.wantedUnits, 8)
    assert.equal(live.unfilledUnits, 0)
    assert.equal(live.tillUnits, 3)
    const byPlace = Object.fromEntries(
      live.load.map(({ location, units }: Json) => [location, units]),
    )
    assert.deepEqual(byPlace, await unitsGiven(client))
    assert.equal(live.against, null)
  })

  it('says what a draft would change, order by order, and the reasons of both', async () => {
    await draft([{ name: 'From afar', use: [{ places: { locations: ['FAR'] } }] }])
    const done = await played({ policies: [{ of: 'live' }, { of: 'draft' }] })
    const [, drafted] = done.result.policies
    assert.equal(drafted.against.changed, 2)
    assert.ok(drafted.against.by.cost.mean > 0)
    assert.equal(drafted.against.by.cost.low, null)
    const loads = drafted.load.map(({ location, parcels, against }: Json) => {
      return [location, parcels > 0, Math.sign(against.total), against.low]
    })
    assert.deepEqual(loads, [
      ['FAR', true, 1, null],
      ['NEAR', false, -1, null],
    ])
    const { by, terms, perParcel } = drafted.against
    const [live] = done.result.policies
    assert.equal(
      terms.reduce((sum: number, { total }: Json) => sum + total, 0),
      by.cost.total,
    )
    assert.equal(by.stockOuts.total, drafted.stockOuts - live.stockOuts)
    assert.equal(by.declined.total, 0)
    assert.equal(perParcel.km.mean, drafted.km - live.km)
    assert.equal(perParcel.onTime, null)
    const { items } = (await client.get(`${path}/${done.id}/changes`)).body
    assert.equal(items.length, 2)
    const places = items[0].after.parts.map(({ location }: Json) => location)
    assert.deepEqual([...new Set(places)], ['FAR'])
    const dearer = items.filter(({ difference }: Json) => difference > 0).length
    for (const [query, count] of [
      ['way=worse', dearer],
      ['way=better', 2 - dearer],
      ['term=freight', 2],
      ['term=lostSales', 0],
      ['location=NEAR', 2],
    ]) {
      const found = (await client.get(`${path}/${done.id}/changes?${query}`)).body
      assert.equal(found.items.length, count, `${query}`)
    }
    for (const rest of ['changes?policy=9', 'changes/1?policy=9']) {
      const none = await client.get(`${path}/${done.id}/${rest}`)
      assert.deepEqual([none.status, none.body.field], [404, '/policy'])
    }
    const page = (await client.get(`${path}/${done.id}/changes?limit=1`)).body
    const rest = (await client.get(`${path}/${done.id}/changes?limit=1&cursor=${page.next}`)).body
    assert.deepEqual([...page.items, ...rest.items], items)
    const one = (await client.get(`${path}/${done.id}/changes/${items[0].no}`)).body
    assert.deepEqual(one.change, items[0])
    assert.equal(one.before[0].record.rule, undefined)
    assert.equal(one.after[0].record.rule.name, 'From afar')
    assert.ok(one.places.some(({ code }: Json) => code === 'FAR'))
  })

  it('has each rule say what it costs', async () => {
    const draftVersion = (await client.get('/v1/routing-rules/draft')).body.version
    const publication = { version: draftVersion, note: 'Tried' }
    assert.equal((await client.post('/v1/routing-rules/publications', publication)).status, 201)
    const done = await played({ policies: [{ of: 'version', version: 1 }], ruleCosts: true })
    const [cost] = done.result.ruleCosts
    assert.equal(cost.rule.name, 'From afar')
    assert.ok(cost.perWeek > 0)
    assert.equal(cost.changed, 2)
  })

  it('says how much is left to be gained at most', async () => {
    const { result } = await played({ policies: [{ of: 'live' }], hindsight: true })
    const [live] = result.policies
    assert.ok(result.hindsight.bound <= live.cost.total && result.hindsight.bound > 0)
    assert.equal(live.aboveBound, live.cost.total / result.hindsight.bound - 1)
  })

  it('is kept as what is known of prices, where the rules in force were played', async () => {
    const gateOf = async () => {
      const { channels } = (await client.get('/v1/stock-prices')).body
      return channels.find(({ channel }: Json) => channel === 'WEB').gate
    }
    const live = { of: 'live' }
    await played({ policies: [live] })
    assert.equal(await gateOf(), null)
    const { result } = await played({ policies: [live, { ...live, prices: true }] })
    const gate = await gateOf()
    // All of it was a moment ago: that proves nothing.
    assert.deepEqual([gate.passed, result.gate.passed], [false, false])
    const few = 'too_few_days'
    assert.deepEqual([gate.verdict, result.gate.verdict], [few, few])
    for (const one of result.gate.cases) {
      assert.equal(one.verdict, few)
      assert.equal(gate[one.forecast].left, one.left)
    }
    assert.equal(gate.base.on, result.policies[1].cost.total)
    assert.equal(gate.base.off, result.policies[0].cost.total)
    assert.deepEqual(result.gate.channels, ['WEB'])
    assert.deepEqual(gate.lookAhead, { days: 14, marginPercent: 40, together: false })
    const priced = { ...live, prices: true, lookAhead: { days: 9 } }
    for (const odd of [{ unfilledPercent: 0 }, { lostSalePercent: 0 }]) {
      const free = await played({ policies: [live, priced], ...odd })
      assert.equal(free.result.gate.cases.length, 3)
    }
    const of = sql`select look_ahead->>'days' as days from routing.price_gate`
    const kept = () => app.platform.db.query<{ days: string }>(of)
    assert.deepEqual(await kept(), [{ days: '14' }])
    await played({ policies: [live, priced], unfilledPercent: 45, lostSalePercent: 40 })
    assert.deepEqual((await kept()).map(({ days }) => days).toSorted(), ['14', '9'])
  })

  it('plays another plan, and counts it by the prices of the one in force', async () => {
    const plan = { tariff: { distance: LINEAR, otherwise: { base: 60_000, perKg: 0 } } }
    const objective = { carbonPerTonne: 10_000_000, unfilledPerUnit: 1_000_000 }
    const body = { channel: 'WEB', strategy: 'least_cost', ...plan, objective }
    assert.equal((await client.post('/v1/routing-plans', body)).status, 201)
    const plans = [{ objective: { carbonPerTonne: null, unfilledPerUnit: 1 } }]
    const done = await played({ policies: [{ of: 'live' }, { of: 'live', plans }] })
    assert.deepEqual(done.policies[1].plans, [{ ...plans[0], channel: null }])
    const [live, other] = done.result.policies
    const carbonOf = ({ cost }: Json) =>
      cost.terms.find(({ term }: Json) => term === 'carbon')?.amount ?? 0
    assert.ok(carbonOf(live) > 0)
    // Nothing is worth its carriage to it, so all is left unserved: that is counted.
    assert.deepEqual([other.parcels, other.unfilledUnits], [0, other.wantedUnits])
    assert.ok(other.cost.total > 0)
    const free = [{ channel: 'WEB', objective: { carbonPerTonne: null } }]
    const same = await played({ policies: [{ of: 'live' }, { of: 'live', plans: free }] })
    const [, uncounted] = same.result.policies
    assert.equal(uncounted.against.changed, 0)
    assert.equal(carbonOf(uncounted), carbonOf(live))
  })

  it('refuses another plan that would be none', async () => {
    const until = app.platform.clock.now().toString()
    for (const [plans, field, code] of [
      [[{ channel: 'WEB' }], '/policies/0/plans/0', 'field_invalid'],
      [
        [{ channel: 'NONE', strategy: 'nearest' }],
        '/policies/0/plans/0/channel',
        'channel_unknown',
      ],
      [
        [{ strategy: 'nearest' }, { strategy: 'priority' }],
        '/policies/0/plans/1/channel',
        'field_invalid',
      ],
      [[{ services: ['POST'] }], '/policies/0/plans/0/services', 'field_invalid'],
      [[{ tariff: { packaging: {} } }], '/policies/0/plans/0/tariff', 'field_unknown'],
      [
        [{ objective: { latePerParcel: 5 } }],
        '/policies/0/plans/0/objective/latePerParcel',
        'field_invalid',
      ],
      [
        [{ objective: { unfilledPerUnit: null, unfilledPercent: 5 } }],
        '/policies/0/plans/0/objective/unfilledPercent',
        'field_invalid',
      ],
    ] as const) {
      const reply = await client.post(path, { from, until, policies: [{ of: 'live', plans }] })
      assert.deepEqual([reply.body.code, reply.body.field], [code, field])
    }
  })

  it('says the same for the same seed', async () => {
    const until = app.platform.clock.now().toString()
    const asked = { policies: [{ of: 'live' }], seed: 7, until }
    const [one, other] = [await played(asked), await played(asked)]
    assert.deepEqual(one.result, other.result)
  })

  it('refuses what cannot be played, and an end that has come already', async () => {
    const until = app.platform.clock.now().toString()
    const live = [{ of: 'live' }]
    for (const [body, field, code] of [
      [{ from: until, until: from, policies: live }, '/until', 'field_invalid'],
      [{ from, until: '2999-01-01T00:00:00Z', policies: live }, '/until', 'field_invalid'],
      [{ from: '2020-01-01T00:00:00Z', until, policies: live }, '/from', 'field_invalid'],
      [{ from, until, policies: live, currency: 'USD' }, '/currency', 'field_invalid'],
      [{ from, until, policies: [...live, { of: 'draft' }] }, '/policies/1', 'draft_empty'],
      [
        { from, until, policies: [{ of: 'live', lookAhead: { days: 7 } }] },
        '/policies/0/lookAhead',
        'field_invalid',
      ],
    ] as const) {
      const reply = await client.post(path, body)
      assert.deepEqual([reply.body.code, reply.body.field], [code, field])
    }
    const done = await played({ policies: live })
    const reply = await client.post(`${path}/${done.id}/cancellations`, {})
    assert.equal(reply.body.code, 'simulation_over')
    const { items } = (await client.get(path)).body
    assert.equal(items[0].id, done.id)
  })

  it('says which rules have no day in it, and plays them as if that were now', async () => {
    const ahead = { name: 'Later', from: '2999-01-01T00:00:00Z' }
    await draft([{ ...ahead, use: [{ places: { locations: ['NEAR'] } }] }], { position: 1 })
    const draftOnly = { of: 'draft' }
    const policies = [{ of: 'live' }, draftOnly, { ...draftOnly, asIfNow: true }]
    const done = await played({ policies })
    const [live, silent, asIfNow] = done.result.policies
    assert.deepEqual([silent.against.changed, asIfNow.against.changed], [0, 4])
    const namesOf = ({ outOfTime }: Json) => outOfTime.map(({ name }: Json) => name)
    assert.deepEqual([live, silent, asIfNow].map(namesOf), [[], ['Later'], []])
    assert.deepEqual(
      done.policies.map((one: Json) => one.asIfNow),
      [false, false, true],
    )
  })
})

const LINEAR = { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 }

/** A simulation of all that happened so far, once it is done. */
async function played(asked: object): Promise<Json> {
  const until = app.platform.clock.now().toString()
  const reply = await client.post(path, { from, until, ...asked })
  assert.equal(reply.status, 202, JSON.stringify(reply.body))
  return untilSeen(app, async () => {
    const { body } = await client.get(`${path}/${reply.body.id}`)
    return ['waiting', 'running'].includes(body.state) ? undefined : body
  })
}

async function place(lines: Record<string, number>): Promise<void> {
  const reply = await client.post('/v1/orders', orderOf(lines))
  assert.equal(reply.status, 201, JSON.stringify(reply.body))
}

async function sellAt(location: string, sku: string, quantity: number): Promise<void> {
  const adjustments = [{ sku, location, change: -quantity, reason: 'sale' }]
  const reply = await client.post('/v1/stock/adjustments', { adjustments })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}

async function draft(rules: readonly object[], at: { position?: number } = {}): Promise<void> {
  const { version } = (await client.get('/v1/routing-rules/draft')).body
  const usual = { choose: { by: 'least_cost' } }
  const changes = rules.map((rule) => ({ action: 'add', rule: { ...usual, ...rule }, ...at }))
  const reply = await client.post('/v1/routing-rules/draft/changes', { version, changes })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}
